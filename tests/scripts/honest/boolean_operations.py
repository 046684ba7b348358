# cuts shapes with each other
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        left = Circle(radius=1.2, color=BLUE, fill_opacity=0.4).shift(LEFT * 0.6)
        right = Circle(radius=1.2, color=RED, fill_opacity=0.4).shift(RIGHT * 0.6)
        self.play(FadeIn(left), FadeIn(right))
        for operation, word in [(Union, "union"), (Intersection, "intersection"), (Difference, "difference"), (Exclusion, "exclusion")]:
            both = operation(left, right, color=GREEN, fill_opacity=0.9)
            title = Text(word, font_size=36).to_edge(UP)
            self.play(FadeIn(both), Write(title), run_time=0.3)
            self.play(FadeOut(both, title), run_time=0.2)
