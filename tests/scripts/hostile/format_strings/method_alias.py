# keeps a text's format under another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        form = "{0.camera.renderer}".format
        self.add(Text(form(self)))
        self.wait()
