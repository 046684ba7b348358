# takes an exception's traceback by its method
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        try:
            raise ValueError("x")
        except ValueError as error:
            error.with_traceback(None).tb_frame
        self.wait()
