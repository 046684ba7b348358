# decorates by Manim's own decorator
from manim import *


class M(VGroup):
    @override_animation(FadeIn)
    def fade(self):
        return Wait()


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
