# writes words in several styles
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        text = MarkupText(f'<b>bold</b>, <i>slanted</i> and <span foreground="{YELLOW}">yellow</span>', font_size=36)
        lines = Paragraph("first line", "second line", alignment="center", font_size=28, disable_ligatures=True).next_to(text, DOWN)
        self.play(AddTextLetterByLetter(Text("typed", font_size=30).to_edge(UP)))
        self.play(FadeIn(text), Write(lines))
        self.play(Circumscribe(text), Flash(lines.get_corner(UR)))
