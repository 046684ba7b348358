# reaches the file writer
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.renderer.file_writer.combine_files([], "/tmp/x")
        self.wait()
