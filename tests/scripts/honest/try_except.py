# goes on where something fails
from manim import *


def safe_inverse(x):
    try:
        return 1 / x
    except ZeroDivisionError:
        return None
    finally:
        pass


class GeneratedScene(Scene):
    def construct(self):
        results = [safe_inverse(x) for x in (-1, 0, 2)]
        rows = VGroup()
        for x, result in zip((-1, 0, 2), results):
            words = "not defined" if result is None else f"{result:+.2f}"
            rows.add(Text(f"1 / {x}: {words}", font_size=32))
        rows.arrange(DOWN)
        self.play(Write(rows))
        try:
            rows.get_tip()
        except Exception as error:
            print(f"no tip: {error}")
        self.wait(0.2)
