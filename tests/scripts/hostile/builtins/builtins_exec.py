# executes a text
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        exec("import os; os.system('id')")
        self.wait()
