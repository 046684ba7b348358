# plots a rose on a polar plane
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        plane = PolarPlane(radius_max=2, size=5)
        rose = plane.plot_polar_graph(lambda theta: 2 * np.sin(3 * theta), [0, PI], color=ORANGE)
        self.play(Create(plane), run_time=0.5)
        self.play(Create(rose), run_time=1)
        self.wait(0.2)
