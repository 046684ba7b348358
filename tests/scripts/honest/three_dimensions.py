# turns a body
from manim import *


class GeneratedScene(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        cube = Cube(side_length=1)
        self.play(Create(cube), run_time=0.3)
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.3)
        self.stop_ambient_camera_rotation()
