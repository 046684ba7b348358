# sorts bars
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        numbers = [5, 2, 4, 1, 3]
        bars = [Rectangle(width=0.6, height=n * 0.6, fill_opacity=0.9, color=BLUE) for n in numbers]
        group = VGroup(*bars).arrange(RIGHT, buff=0.2, aligned_edge=DOWN)
        self.play(FadeIn(group))
        swapped = True
        while swapped:
            swapped = False
            for i in range(len(numbers) - 1):
                if numbers[i] > numbers[i + 1]:
                    numbers[i], numbers[i + 1] = numbers[i + 1], numbers[i]
                    self.swap(bars, i, i + 1)
                    swapped = True
        assert numbers == sorted(numbers)
        self.play(group.animate.set_color(GREEN))

    def swap(self, bars, i, j):
        a, b = bars[i], bars[j]
        there, back = b.get_x(), a.get_x()
        self.play(a.animate.set_x(there), b.animate.set_x(back), run_time=0.2)
        bars[i], bars[j] = b, a
