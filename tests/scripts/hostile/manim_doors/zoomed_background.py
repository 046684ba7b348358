# shows a picture from the disk behind a zoomed camera
from manim import *


class GeneratedScene(ZoomedScene):
    def __init__(self, **kwargs):
        super().__init__(zoomed_camera_config={"background_image": "/etc/secret.png"}, **kwargs)

    def construct(self):
        self.activate_zooming()
        self.wait()
