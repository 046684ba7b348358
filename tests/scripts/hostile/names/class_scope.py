# binds open in a class, where a function doesn't see it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        class Holder(VGroup):
            open = len

            def f(self):
                return open("/etc/passwd")

        Holder().f()
        self.wait()
