# walks from a generator to its frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        g = (x for x in [1])
        g.gi_frame.f_back.f_globals
        self.wait()
