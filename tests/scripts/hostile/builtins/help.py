# starts the help
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        help("modules")
        self.wait()
