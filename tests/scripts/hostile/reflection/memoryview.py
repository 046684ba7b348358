# looks at memory by memoryview
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        view = memoryview(np.zeros(8))
        view.cast("B")[0] = 1
        self.wait()
