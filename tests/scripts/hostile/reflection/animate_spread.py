# sets hidden attributes of an animation by animate
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        options = {}
        options["".join(["__", "dict", "__"])] = {"run_time": 1}
        self.play(Circle().animate(**options).shift(UP))
        self.wait()
