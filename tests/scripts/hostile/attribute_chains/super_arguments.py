# reaches another class by super
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        super(Scene, self).render()
        self.wait()
