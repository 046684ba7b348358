# walks up by mro
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Scene.mro()[-1]
        self.wait()
