# passes the file by a dictionary
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        key = "code_" + "file"
        self.add(Code(**{key: "/etc/passwd"}))
        self.wait()
