# makes objects of numbers by another name of ndarray
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        make = np.ndarray
        print(make((1,), "O", np.array([4096]))[0])
        self.wait()
