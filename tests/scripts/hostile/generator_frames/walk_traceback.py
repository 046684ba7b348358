# walks from an exception to a frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        try:
            1 / 0
        except ZeroDivisionError as e:
            e.__traceback__.tb_frame.f_back
        self.wait()
