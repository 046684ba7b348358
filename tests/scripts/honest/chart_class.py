# uses Manim's own bar chart
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        chart = BarChart(
            values=[4, 2, 6],
            y_range=[0, 8, 2],
            x_length=6,
            y_length=4,
            bar_colors=["#003f5c", "#bc5090", "#ffa600"],
        )
        self.play(Create(chart), run_time=1)
        self.play(chart.animate.change_bar_values([6, 3, 1]))
        self.wait(0.2)
