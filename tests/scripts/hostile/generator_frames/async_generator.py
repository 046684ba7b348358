# reads an asynchronous generator's frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        async def walk():
            yield 1

        walk().ag_frame.f_back.f_globals
        self.wait()
