# lets a pendulum swing
from manim import *

GRAVITY = 9.81


class Pendulum(VGroup):
    def __init__(self, length=2.5, angle=PI / 6, **kwargs):
        super().__init__(**kwargs)
        self.length = length
        self.swing = angle
        self.speed = 0.0
        self.pivot = Dot(UP * 2)
        self.bob = Dot(radius=0.2, color=RED)
        self.rod = Line(UP, DOWN)
        self.add(self.rod, self.pivot, self.bob)
        self.settle()

    def settle(self):
        end = self.pivot.get_center() + self.length * (np.sin(self.swing) * RIGHT + np.cos(self.swing) * DOWN)
        self.bob.move_to(end)
        self.rod.put_start_and_end_on(self.pivot.get_center(), end)

    def step(self, dt):
        self.speed -= GRAVITY / self.length * np.sin(self.swing) * dt
        self.swing += self.speed * dt
        self.settle()


class GeneratedScene(Scene):
    def construct(self):
        pendulum = Pendulum()
        self.play(FadeIn(pendulum))
        pendulum.add_updater(lambda m, dt: m.step(dt))
        trace = TracedPath(pendulum.bob.get_center, stroke_color=YELLOW)
        self.add(trace)
        self.wait(0.5)
        pendulum.clear_updaters()
