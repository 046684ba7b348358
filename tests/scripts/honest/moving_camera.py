# moves the camera
from manim import *


class GeneratedScene(MovingCameraScene):
    def construct(self):
        s = Square()
        self.add(s)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.5).move_to(s))
        self.play(Restore(self.camera.frame))
        self.wait(0.2)
