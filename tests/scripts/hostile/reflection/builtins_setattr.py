# changes Manim by setattr
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        setattr(Scene, "wait", print)
        self.wait()
