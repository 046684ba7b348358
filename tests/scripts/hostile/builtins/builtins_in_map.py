# passes open to map
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        list(map(open, ["/etc/passwd"]))
        self.wait()
