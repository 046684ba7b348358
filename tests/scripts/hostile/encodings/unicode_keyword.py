# writes a forbidden argument with other letters
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Code(𝐜𝐨𝐝𝐞_𝐟𝐢𝐥𝐞="/etc/passwd"))
        self.wait()
