# catches groups to reach their frames
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        try:
            1 / 0
        except* ZeroDivisionError as group:
            group.exceptions[0].__traceback__.tb_frame
        self.wait()
