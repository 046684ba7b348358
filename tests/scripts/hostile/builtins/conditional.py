# chooses between a good and a bad function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        f = len if PI < 3 else open
        f("/etc/passwd")
        self.wait()
