# reads a settings file
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        config.digest_file("/etc/passwd")
        self.wait()
