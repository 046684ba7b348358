# writes letters as a hexadecimal number
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst(f"#r{3757:x}(\"/etc/passwd\")"))
        self.wait()
