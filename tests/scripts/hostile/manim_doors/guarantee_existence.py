# makes folders
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        guarantee_existence("/tmp/evil")
        self.wait()
