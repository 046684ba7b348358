# reads attributes by a pattern
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        match self:
            case Scene(__class__=c):
                pass
        self.wait()
