# reads bytes by numpy
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(str(np.fromfile("/etc/passwd"))))
        self.wait()
