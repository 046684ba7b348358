# walks on from an animation under construction
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.play(Circle().animate.mobject._AnimationBuilder__call__())
        self.wait()
