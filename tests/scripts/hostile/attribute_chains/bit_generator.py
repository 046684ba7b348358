# reaches the C interface of a random generator
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        rng = np.random.default_rng(1)
        rng.bit_generator.cffi.ffi.dlopen(None)
        self.wait()
