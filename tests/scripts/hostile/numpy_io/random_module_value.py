# takes the module behind numpy.random
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        r = np.random
        r.mtrand.RandomState.__reduce__
        self.wait()
