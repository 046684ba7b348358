# hides the settings in a default
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def where(c=config):
            return c.media_dir

        where()
        self.wait()
