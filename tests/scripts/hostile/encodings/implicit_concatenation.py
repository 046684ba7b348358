# puts the source together without an operator
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#re" "ad(\"/etc/passwd\")"))
        self.wait()
