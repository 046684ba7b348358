# shows a labelled picture
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Graph([1], [], vertex_mobjects={1: ImageMobject("/etc/secret.png")}))
        self.wait()
