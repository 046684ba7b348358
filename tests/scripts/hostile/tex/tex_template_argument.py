# passes TeX's settings
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex("x", tex_template=None))
        self.wait()
