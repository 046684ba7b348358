# bends a plane by a matrix
from manim import *


class GeneratedScene(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(show_coordinates=False, leave_ghost_vectors=True, **kwargs)

    def construct(self):
        self.apply_matrix([[1, 1], [0, 1]])
        self.wait(0.2)
