# waits for a coroutine
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        x = lambda: (yield)
        await x()
        self.wait()
