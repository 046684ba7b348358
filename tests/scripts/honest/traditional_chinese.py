# explains waves in traditional Chinese
from manim import *

步驟 = ["波長", "頻率", "振幅"]


class GeneratedScene(Scene):
    def construct(self):
        標題 = Text("波的三個性質", font_size=44).to_edge(UP)
        self.play(Write(標題))
        清單 = VGroup(*(Text(f"{第}、{名}", font_size=32) for 第, 名 in enumerate(步驟, 1)))
        清單.arrange(DOWN, aligned_edge=LEFT).to_edge(LEFT)
        波 = FunctionGraph(lambda x: np.sin(2 * x), x_range=[-2, 4], color=BLUE)
        self.play(Create(波), FadeIn(清單))
        self.play(波.animate.stretch(1.5, dim=1))
