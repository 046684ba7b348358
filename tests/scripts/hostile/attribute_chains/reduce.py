# unpickles by __reduce_ex__
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        build = Circle().__reduce_ex__(2)[0]
        build(Circle, object, None)
        self.wait()
