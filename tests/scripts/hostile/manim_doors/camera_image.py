# saves a picture
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.camera.get_image().save("/tmp/x.png")
        self.wait()
