# formats what eval gives
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text("%s" % eval("1")))
        self.wait()
