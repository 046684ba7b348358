# hands styles on
from manim import *

STYLE = {"stroke_width": 6, "fill_opacity": 0.5}
STYLES = {"calm": dict(color=BLUE, **STYLE), "loud": {**STYLE, "color": RED}}


class GeneratedScene(Scene):
    def construct(self):
        shapes = VGroup(Circle(**STYLE), Square(**STYLES["calm"]), Triangle(**STYLES["loud"])).arrange(RIGHT)
        options = {"run_time": 0.5}
        options["rate_func"] = there_and_back
        self.play(FadeIn(shapes))
        self.bounce(shapes, **options)
        for name, style in STYLES.items():
            self.play(Create(Dot(radius=0.2, color=style["color"]).to_edge(DOWN)), run_time=0.2)
            self.play(shapes.animate.set_style(**{"stroke_opacity": 0.5}), run_time=0.2)

    def bounce(self, mobject, **kwargs):
        kwargs.setdefault("lag_ratio", 0.1)
        self.play(mobject.animate.shift(UP * 0.5), **kwargs)
