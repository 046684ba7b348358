# saves a picture in an updater
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        dot = Dot()
        dot.add_updater(lambda m: m.save_image("/tmp/x"))
        self.add(dot)
        self.wait()
