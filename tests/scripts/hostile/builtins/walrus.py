# binds open by a walrus
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        (o := open)("/etc/passwd")
        self.wait()
