# gives another base by __mro_entries__
from manim import *


class M(VGroup):
    def __mro_entries__(self, bases):
        return (Scene,)


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
