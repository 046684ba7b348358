# turns an animation that reads into an updater
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        turn_animation_into_updater(UpdateFromAlphaFunc(Dot(), lambda m, a: m.get_image().save("x")))
        self.wait()
