# renders to another place
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        Scene().render(preview=True)
        self.wait()
