# walks on a number line
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        line = NumberLine(x_range=[-5, 5, 1], length=10, include_numbers=True, include_tip=True)
        pointer = Triangle(fill_opacity=1, color=YELLOW).scale(0.15).rotate(PI)
        pointer.next_to(line.n2p(-3), UP, buff=0.1)
        self.play(Create(line), run_time=0.5)
        self.play(FadeIn(pointer))
        for jump in (2, 3, -1):
            start = pointer.get_bottom()
            arc = ArcBetweenPoints(start, start + RIGHT * jump, angle=-PI / 2 * (1 if jump > 0 else -1))
            self.play(Create(arc), pointer.animate.shift(RIGHT * jump), run_time=0.4)
        self.play(FadeOut(pointer))
