# shows a picture from the disk
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(ImageMobject("/etc/secret.png"))
        self.wait()
