# changes an array's flags
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        a = np.zeros(3)
        a.setflags(write=True)
        a.strides = (4096,)
        self.wait()
