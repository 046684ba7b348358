# joins files by the file writer
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.renderer.file_writer.combine_to_movie()
        self.wait()
