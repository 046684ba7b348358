# ends a comment where it seems to go on
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        # a comment \
        open("/etc/passwd")
        self.wait()
