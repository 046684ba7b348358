# counts in a closure
from manim import *
import math


class GeneratedScene(Scene):
    def construct(self):
        count = 0

        def step(m):
            nonlocal count
            count += 1
            m.set_opacity(0.5 + 0.5 * math.sin(count))

        s = Square()
        s.add_updater(step)
        self.add(s)
        self.wait(0.3)
