# reads a coroutine's frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        async def wait():
            pass

        wait().cr_frame.f_globals
        self.wait()
