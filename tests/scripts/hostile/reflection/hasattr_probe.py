# asks for attributes by a built name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        names = [word for word in ["renderer", "file_writer"] if hasattr(self, word)]
        self.add(Text(str(names)))
        self.wait()
