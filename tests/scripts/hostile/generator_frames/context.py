# walks from one exception to the next
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        try:
            try:
                1 / 0
            finally:
                [][1]
        except IndexError as error:
            error.__context__.__traceback__.tb_frame
        self.wait()
