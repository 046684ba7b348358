# starts a shell
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.interactive_embed()
        self.wait()
