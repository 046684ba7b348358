# shows a drawing from the disk
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(SVGMobject("/etc/secret.svg"))
        self.wait()
