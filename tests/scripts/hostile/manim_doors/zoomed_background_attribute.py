# gives the zoomed camera its settings in the class
from manim import *


class GeneratedScene(ZoomedScene):
    zoomed_camera_config = {"background_" + "image": "/etc/secret.png"}

    def construct(self):
        self.activate_zooming()
        self.wait()
