# reads an array's address
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        address = np.zeros(3).ctypes.data
        self.wait()
