# makes sections
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.next_section("first")
        self.add_subcaption("hello", duration=1)
        self.play(Create(Circle()), run_time=0.3)
        self.next_section("second")
        self.wait(0.2)
