# runs a comprehension in a coroutine
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        async def f():
            return [x async for x in f()]
        self.wait()
