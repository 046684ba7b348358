# builds the source by an f-string
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        word = "ad"
        self.add(Typst(f"#re{word}(\"/etc/passwd\")"))
        self.wait()
