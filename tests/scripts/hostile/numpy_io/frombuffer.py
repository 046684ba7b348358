# makes an array of bytes
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.frombuffer(bytes(8), dtype="O")
        self.wait()
