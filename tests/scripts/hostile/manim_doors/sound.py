# plays a file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add_sound("/etc/passwd")
        self.wait()
