# imports in a show rule
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#show: it => { import \"@preview/a:1.0.0\": b; it }"))
        self.wait()
