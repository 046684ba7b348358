# shows why the angles of a triangle make a straight line
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        a, b, c = np.array([-2, -1, 0]), np.array([2.5, -1, 0]), np.array([0.5, 1.5, 0])
        triangle = Polygon(a, b, c, color=WHITE)
        corners = [(a, b, c), (b, c, a), (c, a, b)]
        colors = RED, GREEN, BLUE
        angles = VGroup()
        for (corner, one, other), color in zip(corners, colors):
            angles.add(Angle(Line(corner, one), Line(corner, other), radius=0.5, color=color, other_angle=False))
        names = VGroup(*[Text(ch, font_size=28) for ch in "ABC"])
        for name, corner in zip(names, (a, b, c)):
            name.move_to(corner + 0.35 * normalize(corner - triangle.get_center()))
        self.play(Create(triangle), Write(names))
        self.play(Create(angles))
        parallel = DashedLine(c + LEFT * 2.5, c + RIGHT * 2.5, color=GRAY)
        self.play(Create(parallel))
        proof = MathTypst("alpha + beta + gamma = 180 degree").to_edge(DOWN)
        self.play(Write(proof))
        self.play(Indicate(proof, color=YELLOW))
