# reads an attribute by its name with get_merged_array
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def walked():
            return 0

        walked.submobjects = []
        scope = Mobject.get_merged_array(walked, "__globals__")
        scope["__builtins__"]["exec"]("import os")
        self.wait()
