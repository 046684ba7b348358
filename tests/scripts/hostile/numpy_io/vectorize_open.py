# vectorizes open
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.vectorize(open)(["/etc/passwd"])
        self.wait()
