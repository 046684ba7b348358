# calls the function behind the class statement
from manim import *


__build_class__(lambda: None, "M")


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
