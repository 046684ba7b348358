# compiles Fortran
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.f2py.compile("x")
        self.wait()
