# copies any attribute by functools.wraps, which the rate functions import
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        holder = VGroup()
        try:
            rate_functions.wraps(self.construct, assigned=("__glo" + "bals__",), updated=())(holder)
        except AttributeError:
            pass
        self.wait()
