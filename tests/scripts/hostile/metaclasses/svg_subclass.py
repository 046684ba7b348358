# derives from the class that reads drawings
from manim import *

class S(SVGMobject):
    pass


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
