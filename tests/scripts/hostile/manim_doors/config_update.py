# changes the settings by update
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        config.update({"media_dir": "/tmp/x"})
        self.wait()
