# shows a vector field and a stream through it
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        def swirl(pos):
            return np.sin(pos[1] / 2) * RIGHT + np.cos(pos[0] / 2) * UP

        field = ArrowVectorField(swirl, x_range=[-3, 3, 1], y_range=[-2, 2, 1])
        dot = Dot(point=LEFT, color=YELLOW)
        self.play(Create(field))
        self.play(FadeIn(dot))
        dot.add_updater(lambda mob, dt: mob.shift(swirl(mob.get_center()) * dt))
        self.add(dot)
        self.wait(0.3)
        dot.clear_updaters()
