# reaches the manager
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.manager.file_writer
        self.wait()
