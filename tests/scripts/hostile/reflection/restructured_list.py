# hands an attribute of a function to its own method
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def walked():
            return 0

        found = []
        walked.get_restructured_mobject_list = lambda value, removed: found.append(value)
        Scene.restructure_mobjects(walked, [], "__globals__", False)
        self.wait()
