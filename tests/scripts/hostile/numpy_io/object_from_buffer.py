# makes objects of numbers: any address becomes one
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        forged = np.ndarray((1,), dtype="O", buffer=np.array([4096]))
        print(forged[0])
        self.wait()
