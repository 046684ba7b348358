# reads attributes by Manim's own getattr
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.get_attrs("renderer")
        self.wait()
