# runs a command by numpy's distutils
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        np.distutils.exec_command.exec_command("id")
        self.wait()
