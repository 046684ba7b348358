# moves by an updater
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        d = Dot()
        c = Circle()
        self.add(c)

        def turn(m, dt):
            m.rotate(dt, about_point=ORIGIN)

        d.move_to(c.get_right())
        d.add_updater(turn)
        self.add(d)
        self.wait(0.3)
        d.clear_updaters()
