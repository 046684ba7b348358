# takes one function from os
from manim import *
from os import system


class GeneratedScene(Scene):
    def construct(self):
        system("id")
        self.wait()
