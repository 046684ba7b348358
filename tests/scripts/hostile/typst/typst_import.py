# imports a package from the net
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#import \"@preview/cetz:0.3.0\": *"))
        self.wait()
