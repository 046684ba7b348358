# loads a plugin
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        plugins.get_plugins()
        self.wait()
