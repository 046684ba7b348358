# keeps set_default under another name
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        put = Text.set_default
        put(**{"fi" + "le_name": "/etc/secret.svg"})
        self.wait()
