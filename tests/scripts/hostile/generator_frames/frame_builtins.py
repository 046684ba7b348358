# reads the builtins from a frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def count():
            yield 1

        count().gi_frame.f_builtins["open"]("/etc/passwd")
        self.wait()
