# shows another order than it runs
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = "‮" ; open("/etc/passwd") ; "‬"
        self.wait()
