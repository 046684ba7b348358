# measures with braces
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        bar = Rectangle(width=6, height=0.6, fill_opacity=0.5, color=BLUE)
        brace = Brace(bar, DOWN)
        words = Text("six units", font_size=28)
        brace.put_at_tip(words)
        side = BraceBetweenPoints(bar.get_corner(UR), bar.get_corner(DR), direction=RIGHT)
        self.play(DrawBorderThenFill(bar))
        self.play(GrowFromCenter(brace), FadeIn(words), GrowFromCenter(side))
        self.wait(0.2)
