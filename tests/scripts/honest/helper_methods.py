# has one method a chapter
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.intro()
        self.body(n=3)
        self.outro("Thank you")

    def intro(self):
        self.title = Text("Chapters").to_edge(UP)
        self.play(Write(self.title))

    def body(self, n):
        rows = [Text(f"{i}. step", font_size=30) for i in range(1, n + 1)]
        group = VGroup(*rows).arrange(DOWN, aligned_edge=LEFT)
        for row in group:
            self.play(FadeIn(row, shift=RIGHT * 0.5), run_time=0.3)
        self.clear_all(except_for=self.title)

    def clear_all(self, except_for=None):
        self.play(*[FadeOut(mob) for mob in self.mobjects if mob is not except_for])

    def outro(self, words):
        self.play(Transform(self.title, Text(words)))
        self.wait(0.2)
