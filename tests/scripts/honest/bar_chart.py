# draws bars by hand, and lets them grow
from manim import *

VALUES = {"2020": 3.1, "2021": 4.4, "2022": 2.7, "2023": 5.0}


class GeneratedScene(Scene):
    def construct(self):
        highest = max(VALUES.values())
        bars = VGroup()
        names = VGroup()
        for index, (year, value) in enumerate(VALUES.items()):
            bar = Rectangle(width=0.8, height=4 * value / highest, fill_opacity=0.8, stroke_width=0)
            bar.set_fill(interpolate_color(BLUE, RED, value / highest))
            bar.move_to(RIGHT * (index * 1.5 - 2.25) + DOWN * 2, aligned_edge=DOWN)
            bars.add(bar)
            names.add(Text(year, font_size=24).next_to(bar, DOWN))
        self.play(FadeIn(names))
        self.play(LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in bars), lag_ratio=0.25))
        for bar, value in zip(bars, VALUES.values()):
            self.play(Write(Text(f"{value:.1f}", font_size=24).next_to(bar, UP)), run_time=0.3)
