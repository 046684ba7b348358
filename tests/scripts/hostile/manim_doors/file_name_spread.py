# names a text's file in a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        options = {"file_" + "name": "/etc/secret.svg"}
        self.add(MarkupText("x", **options))
        self.wait()
