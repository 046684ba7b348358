# uses open as the default of a parameter of its name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f(open=open):
            return open("/etc/passwd")

        f()
        self.wait()
