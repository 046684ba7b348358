# opens by numpy's DataSource
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        from numpy import DataSource

        DataSource("/tmp").open("http://169.254.169.254/")
        self.wait()
