# writes in an animation's function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.play(UpdateFromFunc(Dot(), lambda m: open("/tmp/x", "w")))
        self.wait()
