# writes where it likes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        config.media_dir = "/etc"
        self.wait()
