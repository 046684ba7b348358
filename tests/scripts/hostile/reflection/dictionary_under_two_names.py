# changes a dictionary by another one that holds it too
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        options = {"run_time": 1}
        styles = {}
        styles["loud"] = options
        change = lambda given: given.update({"__" + "class__": Wait})
        change(styles["loud"])
        self.play(FadeIn(Circle()), **options)
        self.wait()
