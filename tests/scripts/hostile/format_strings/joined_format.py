# takes the format from a list
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        for form in ["{0.__init__.__globals__}"]:
            self.add(Text(form.format(self)))
        self.wait()
