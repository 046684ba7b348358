# gives the scene another camera
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        MovingCameraScene(camera_class=print)
        self.wait()
