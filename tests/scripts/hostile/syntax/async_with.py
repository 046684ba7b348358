# enters a context in a coroutine
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        async def f():
            async with self:
                pass
        self.wait()
