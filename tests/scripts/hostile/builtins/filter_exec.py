# filters by exec
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        list(filter(exec, ["import os"]))
        self.wait()
