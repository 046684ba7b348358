# runs a command
from manim import *
import subprocess


class GeneratedScene(Scene):
    def construct(self):
        subprocess.run(["id"])
        self.wait()
