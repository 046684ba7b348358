# changes the frame for all that follows
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        config.frame_width = 100
        self.wait()
