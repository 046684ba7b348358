# walks a mobject's hidden parts in always_redraw
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        dot = always_redraw(lambda: Dot().move_to(Circle().__init__.__globals__["config"].frame_width * UP))
        self.add(dot)
        self.wait()
