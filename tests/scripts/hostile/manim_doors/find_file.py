# looks for files
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Text(str(seek_full_path_from_defaults("passwd", "/etc", [""]))))
        self.wait()
