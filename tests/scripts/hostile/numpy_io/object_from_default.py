# hides ndarray in a default
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def make(kind=np.ndarray):
            return kind((1,), "O", np.array([4096]))

        make()
        self.wait()
