# loads a library
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.ctypeslib.load_library("libc.so.6", "/")
        self.wait()
