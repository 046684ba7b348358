# walks in a comprehension's generator
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        scopes = [g.gi_frame.f_locals for g in [(x for x in [1])]]
        self.wait()
