# walks from a tracker's method to its code
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        tracker = ValueTracker(0)
        code = tracker.get_value.__code__.co_consts
        self.wait()
