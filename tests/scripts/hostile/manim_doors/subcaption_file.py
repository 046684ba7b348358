# writes captions to a file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.renderer.file_writer.write_subcaption_file()
        self.wait()
