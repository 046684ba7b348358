# walks up by super
from manim import *


class M(VGroup):
    def __init__(self):
        super().__init__()
        super().__thisclass__.__subclasses__()


class GeneratedScene(Scene):
    def construct(self):
        M()
        self.wait()
