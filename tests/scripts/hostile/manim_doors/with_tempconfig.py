# changes settings for a while
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        with tempconfig({"media_dir": "/tmp"}):
            self.wait()
