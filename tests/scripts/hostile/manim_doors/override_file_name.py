# gives a text another file
from manim import *

class T(Text):
    file_name = "/etc/passwd"


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
