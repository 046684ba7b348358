# breaks a chain with comments between
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        (self
         # harmless
         .renderer
         # harmless
         .file_writer)
        self.wait()
