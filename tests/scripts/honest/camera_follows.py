# follows a dot along a curve
from manim import *


class GeneratedScene(MovingCameraScene):
    def construct(self):
        self.camera.frame.save_state()
        axes = Axes(x_range=[0, 6], y_range=[-1, 1], x_length=10, y_length=4)
        curve = axes.plot(lambda x: np.sin(x), color=BLUE)
        dot = Dot(axes.i2gp(0, curve), color=ORANGE)
        self.play(Create(axes), Create(curve))
        self.add(dot)
        self.play(self.camera.frame.animate.scale(0.6).move_to(dot))
        follow = lambda mob: mob.move_to(dot.get_center())
        self.camera.frame.add_updater(follow)
        self.play(MoveAlongPath(dot, curve, rate_func=linear), run_time=1)
        self.camera.frame.remove_updater(follow)
        self.play(Restore(self.camera.frame))
