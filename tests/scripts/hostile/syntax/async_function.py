# uses a coroutine
from manim import *

async def f():
    await f()


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
