# takes the settings from Manim
from manim import *
from manim import config


class GeneratedScene(Scene):
    def construct(self):
        config.media_dir = "/tmp/x"
        self.wait()
