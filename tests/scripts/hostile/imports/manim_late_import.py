# uses a module's name above its import
from manim import *

def f():
    return m.mobject.mobject.copy


import manim as m


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
