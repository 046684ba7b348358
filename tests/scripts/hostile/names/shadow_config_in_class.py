# binds config in a class, where reading it reaches the settings
from manim import *

class Holder(VGroup):
    dirs = config.media_dir
    config = 1


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
