# writes an archive
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.savez("/tmp/x", a=np.zeros(3))
        self.wait()
