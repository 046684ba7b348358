# shows a table and points at its cells
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        table = Table(
            [["Paris", "2.1"], ["Rome", "2.8"], ["Wien", "2.0"]],
            row_labels=[Text("FR"), Text("IT"), Text("AT")],
            col_labels=[Text("City"), Text("Million")],
            include_outer_lines=True,
            line_config={"stroke_width": 1, "color": TEAL},
        ).scale(0.6)
        self.play(FadeIn(table))
        cell = SurroundingRectangle(table.get_cell((3, 3)), color=YELLOW, buff=0)
        self.play(Create(cell))
        table.get_columns()[1].set_color(GREEN)
        self.play(table.get_rows()[2].animate.set_opacity(0.5))
        self.wait(0.2)
