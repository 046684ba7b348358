# calls the C library
from manim import *
import ctypes


class GeneratedScene(Scene):
    def construct(self):
        ctypes.CDLL(None).system(b"id")
        self.wait()
