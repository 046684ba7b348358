# sets the camera's background
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.camera.background_image = "/etc/secret.png"
        self.camera.init_background()
        self.wait()
