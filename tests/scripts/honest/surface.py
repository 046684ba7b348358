# turns around a surface
from manim import *


class GeneratedScene(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=[-2, 2], y_range=[-2, 2], z_range=[-1, 1], x_length=5, y_length=5, z_length=2.5)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)),
            u_range=[-2, 2],
            v_range=[-2, 2],
            resolution=(8, 8),
            fill_opacity=0.8,
            checkerboard_colors=[BLUE_D, BLUE_E],
        )
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES, zoom=0.8)
        self.play(Create(axes), FadeIn(surface))
        self.move_camera(phi=45 * DEGREES, theta=-20 * DEGREES, run_time=0.5)
        title = Text("sin u cos v", font_size=32).to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.wait(0.2)
