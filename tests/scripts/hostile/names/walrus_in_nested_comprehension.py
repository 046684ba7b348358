# binds vars in a lambda deep in comprehensions
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = [[lambda: (vars := y) for y in [1]] for z in [1]]
        vars(self)
        self.wait()
