# tells a mobject that __class__ is one of its arrays
from manim import *


class M(VMobject):
    def get_array_attrs(self):
        return ["__class__", "__dict__"]


class GeneratedScene(Scene):
    def construct(self):
        M().apply_over_attr_arrays(lambda value: value)
        self.wait()
