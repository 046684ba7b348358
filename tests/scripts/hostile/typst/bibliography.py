# reads a bibliography
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#bibliography(\"/etc/passwd.yml\")"))
        self.wait()
