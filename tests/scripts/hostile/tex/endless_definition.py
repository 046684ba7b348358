# never ends
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\def\x{\x\x}\x"))
        self.wait()
