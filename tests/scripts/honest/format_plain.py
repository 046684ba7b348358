# formats plainly
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        words = "{} of {:.1f}".format(1, 2.5)
        more = "%d%%" % 50
        self.play(Write(Text(words + " " + more)))
        self.wait(0.2)
