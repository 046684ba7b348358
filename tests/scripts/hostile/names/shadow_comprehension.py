# reads the settings in a comprehension of the same name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = [config for config in [config]]
        self.wait()
