# walks through a program
from manim import *

SOURCE = """\
import os

def biggest(folder):
    sizes = {name: os.path.getsize(name) for name in os.listdir(folder)}
    return max(sizes, key=sizes.get)
"""


class GeneratedScene(Scene):
    def construct(self):
        code = Code(code_string=SOURCE, language="python", background="window", add_line_numbers=True)
        code.set(width=10)
        self.play(FadeIn(code))
        lines = code.code_lines
        for number in (2, 3):
            frame = SurroundingRectangle(lines[number], color=YELLOW, buff=0.05)
            self.play(Create(frame), run_time=0.3)
            self.play(FadeOut(frame), run_time=0.2)
