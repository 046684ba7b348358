# shows a picture
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Tex(r"\includegraphics{/etc/secret.png}"))
        self.wait()
