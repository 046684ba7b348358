# fits a text to the frame
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        t = Text("A long heading that must fit the frame")
        t.scale_to_fit_width(config.frame_width - 2)
        t.to_edge(UP)
        self.camera.background_color = DARK_BLUE
        self.play(Write(t))
        self.wait(0.2)
