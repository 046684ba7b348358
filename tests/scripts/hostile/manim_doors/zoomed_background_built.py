# shows a picture behind a zoomed camera, by a key that it builds
from manim import *

KEY = "_".join(["background", "image"])


class GeneratedScene(ZoomedScene):
    def __init__(self, **kwargs):
        super().__init__(zoomed_camera_config={KEY: "/etc/secret.png"}, **kwargs)

    def construct(self):
        self.activate_zooming()
        self.wait()
