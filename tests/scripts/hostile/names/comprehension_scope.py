# binds exec in a comprehension, and uses it after
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = [exec for exec in [len]]
        exec("1")
        self.wait()
