# raises what ends the process
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        raise KeyboardInterrupt
        self.wait()
