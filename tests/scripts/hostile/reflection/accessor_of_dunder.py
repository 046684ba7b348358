# reads __dict__ by Manim's made-up getters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        held = Circle().get___dict__()
        self.wait()
