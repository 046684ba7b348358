# makes a class by calling type
from manim import *


M = type("M", (Circle,), {"__getattr__": print})


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
