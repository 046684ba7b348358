# reaches OpenGL's textures
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(OpenGLImageMobject("/etc/secret.png"))
        self.wait()
