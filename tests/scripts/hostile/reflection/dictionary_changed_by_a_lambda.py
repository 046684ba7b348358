# lets a lambda put a hidden name into a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        options = {"run_time": 1}
        change = lambda given: given.update({"__" + "class__": Wait})
        list(map(change, [options]))
        self.play(FadeIn(Circle()), **options)
        self.wait()
