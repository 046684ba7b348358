# defines an attribute to be allowed to use it elsewhere
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.tofile = 1
        self.gi_frame = 2
        np.array([1]).tofile("/tmp/x")
        self.wait()
