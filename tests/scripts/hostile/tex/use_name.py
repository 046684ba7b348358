# calls a command by \UseName
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\UseName{input}{/etc/passwd}"))
        self.wait()
