# multiplies by i in the complex plane
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        plane = ComplexPlane(x_range=[-3, 3], y_range=[-3, 3])
        self.play(Create(plane), run_time=0.6)
        z = 2 + 1j
        points = []
        for _ in range(4):
            points.append(plane.n2p(z))
            z *= 1j
        dots = VGroup(*[Dot(p, color=YELLOW) for p in points])
        names = VGroup(*[Text(word, font_size=24).next_to(dot, UR, buff=0.1) for word, dot in zip(["z", "iz", "-z", "-iz"], dots)])
        for dot, name in zip(dots, names):
            self.play(FadeIn(dot, scale=0.5), Write(name), run_time=0.3)
        self.wait(0.2)
