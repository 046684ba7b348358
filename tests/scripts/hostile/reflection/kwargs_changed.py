# puts a hidden name into the dictionary it was given
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def show(mobject, **kwargs):
            kwargs["__" + "class__"] = Wait
            self.play(FadeIn(mobject), **kwargs)

        show(Circle())
        self.wait()
