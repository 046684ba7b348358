# changes the settings by an index
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        config["output_file"] = "/etc/x"
        self.wait()
