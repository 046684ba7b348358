# calls a lambda's parameter config, to read the real one beside it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def where(x=lambda config: 0):
            return config.get_dir("media_dir")

        where()
        self.wait()
