# sets an attribute by its name with update_rgbas_array
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        c = Circle()
        c.generate_rgbas_array = lambda color, opacity: Square
        VMobject.update_rgbas_array(c, "__class__")
        self.wait()
