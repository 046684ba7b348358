# calls in a lambda in an f-string's specification
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(f"{1:{(lambda: open('/etc/passwd').read())()}}"))
        self.wait()
