# reads a file through os
from manim import *
import os


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(os.popen("cat /etc/passwd").read()))
        self.wait()
