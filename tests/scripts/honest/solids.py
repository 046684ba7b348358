# shows the five regular solids, one after another
from manim import *


class GeneratedScene(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        solids = [Tetrahedron, Cube, Octahedron, Dodecahedron, Icosahedron]
        shown = None
        for build, color in zip(solids, color_gradient([RED, BLUE], len(solids))):
            solid = build().set_color(color).scale(0.8)
            if shown is None:
                self.play(FadeIn(solid), run_time=0.3)
            else:
                self.play(FadeOut(shown), FadeIn(solid), run_time=0.3)
            shown = solid
        self.play(Rotate(shown, angle=PI / 4, axis=OUT), run_time=0.4)
