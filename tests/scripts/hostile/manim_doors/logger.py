# writes a log file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        logger.addHandler(1)
        self.wait()
