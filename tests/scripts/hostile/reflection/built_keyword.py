# looks for hidden attributes in a dictionary of keywords
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def show(**options):
            return Circle(**options)

        show(**{chr(95) * 2 + "init_subclass" + chr(95) * 2: 1})
        self.wait()
