# passes the environment
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(MathTex("x", tex_environment="center}\\input{/etc/passwd}\\begin{center"))
        self.wait()
