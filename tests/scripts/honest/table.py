# shows a table
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = Table([["1", "2"], ["3", "4"]], row_labels=[Text("a"), Text("b")]).scale(0.6)
        self.play(FadeIn(t))
        self.play(t.get_rows()[1].animate.set_color(RED))
        self.wait(0.2)
