# calls a lambda's parameter exec in another lambda's default
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        f = lambda x=(lambda exec: 0): exec("1")
        f()
        self.wait()
