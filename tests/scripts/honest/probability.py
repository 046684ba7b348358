# throws dice and compares
import numpy as np
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        rng = np.random.default_rng(7)
        throws = rng.integers(1, 7, size=(300, 2)).sum(axis=1)
        counts = {total: int(np.count_nonzero(throws == total)) for total in range(2, 13)}
        axes = Axes(x_range=[1, 13, 1], y_range=[0, 60, 20], x_length=8, y_length=4, tips=False)
        bars = VGroup()
        for total, count in counts.items():
            corner = axes.c2p(total - 0.4, 0)
            top = axes.c2p(total + 0.4, count)
            bars.add(
                Polygon(corner, [top[0], corner[1], 0], top, [corner[0], top[1], 0], fill_opacity=0.7, color=TEAL)
            )
        self.play(Create(axes), run_time=0.5)
        self.play(LaggedStartMap(FadeIn, bars))
        mean = throws.mean()
        self.play(Write(Text(f"mean {mean:.2f}", font_size=32).to_corner(UR)))
