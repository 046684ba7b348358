# replaces a part of Manim's machinery
from manim import *

class T(Text):
    def _text2svg(self, color):
        return "/etc/passwd"


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
