# adds turning circles to a square wave
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        time = ValueTracker(0)
        terms = [(4 / (n * PI), n) for n in (1, 3, 5)]

        def chain():
            group = VGroup()
            center = LEFT * 3
            for radius, n in terms:
                angle = n * time.get_value()
                end = center + radius * np.array([np.cos(angle), np.sin(angle), 0])
                group.add(Circle(radius=radius, stroke_width=1).move_to(center), Line(center, end))
                center = end
            group.add(Dot(center, color=YELLOW))
            return group

        circles = always_redraw(chain)
        self.add(circles)
        self.play(time.animate.set_value(TAU / 2), run_time=1, rate_func=linear)
