# hides the call in an f-string
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(f"{open('/etc/passwd').read()}"))
        self.wait()
