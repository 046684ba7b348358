# multiplies a matrix by a vector
from manim import *


def bracketed(rows: list[list[int]], color: str = "#58C4DD") -> VGroup:
    """A matrix of texts in brackets."""
    entries = VGroup(*[VGroup(*[Text(f"{n}", font_size=36) for n in row]).arrange(RIGHT, buff=0.6) for row in rows])
    entries.arrange(DOWN, buff=0.4)
    left, right = Text("[", font_size=96), Text("]", font_size=96)
    left.next_to(entries, LEFT, buff=0.1)
    right.next_to(entries, RIGHT, buff=0.1)
    return VGroup(left, entries, right).set_color(color)


class GeneratedScene(Scene):
    def construct(self):
        a = np.array([[2, 1], [0, 3]])
        v = np.array([[1], [2]])
        product = a @ v
        row = VGroup(
            bracketed(a.tolist()),
            bracketed(v.tolist(), color="#83C167"),
            Text("="),
            bracketed(product.tolist(), color="#FFFF00"),
        ).arrange(RIGHT, buff=0.5)
        for part in row:
            self.play(FadeIn(part, shift=UP * 0.3), run_time=0.4)
        self.play(Circumscribe(row[-1]))
