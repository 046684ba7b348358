# writes by numpy
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.savetxt("/tmp/x", [1])
        self.wait()
