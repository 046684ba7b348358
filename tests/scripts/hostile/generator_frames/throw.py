# throws into a generator to get its traceback
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        g = (x for x in [1])
        try:
            g.throw(ValueError)
        except ValueError as error:
            error.__traceback__.tb_next.tb_frame.f_globals
        self.wait()
