# names the C interface of random numbers itself, to be allowed to use it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.cffi = self.bit_generator = 1
        pointer = np.random.default_rng(1).bit_generator.cffi
        self.wait()
