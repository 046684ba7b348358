# takes a class apart by a pattern
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        match Circle():
            case Mobject(submobjects=parts):
                pass
        self.wait()
