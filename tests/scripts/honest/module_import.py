# imports Manim under a name
import manim as mn


class GeneratedScene(mn.Scene):
    def construct(self):
        c = mn.Circle(color=mn.BLUE)
        self.play(mn.Create(c))
        self.wait(0.2)
