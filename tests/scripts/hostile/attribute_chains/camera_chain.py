# walks from the camera to the renderer's writer
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        writer = self.camera.renderer.file_writer
        writer.output_file = "/tmp/x"
        self.wait()
