# calls any function for every item
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.frompyfunc(open, 1, 1)(np.array(["/etc/passwd"]))
        self.wait()
