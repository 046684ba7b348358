# keeps a bad function in a class
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        class Tools(VGroup):
            o = open

        Tools.o("/etc/passwd")
        self.wait()
