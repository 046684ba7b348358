# takes numpy's file reader
from manim import *
from numpy.lib import npyio


class GeneratedScene(Scene):
    def construct(self):
        npyio.load("/etc/passwd")
        self.wait()
