# plays a file in a helper
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.note("/etc/passwd")
        self.wait()

    def note(self, file):
        self.add_sound(file, gain=1)
