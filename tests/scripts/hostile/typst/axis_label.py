# puts the source together for the label of an axis
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        axes = Axes(axis_config={"label_constructor": MathTypst})
        self.add(axes, axes.get_x_axis_label("#re" + "ad(\"/etc/passwd\")"))
        self.wait()
