# binds open by a pattern
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        match 1:
            case open:
                pass
        self.wait()
