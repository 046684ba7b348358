# prints and saves
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        console.save_text("/tmp/x")
        self.wait()
