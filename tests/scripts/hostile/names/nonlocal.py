# binds open in no function
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def f():
            open = len

            def g():
                return open
            return g

        open("/etc/passwd")
        self.wait()
