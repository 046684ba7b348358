# sends a generator its own frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def walk():
            me = yield
            yield me.gi_frame.f_back.f_back.f_locals

        g = walk()
        g.send(None)
        g.send(g)
        self.wait()
