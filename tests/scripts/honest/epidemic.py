# solves differential equations by small steps
from manim import *


def solve(beta=0.6, gamma=0.2, days=40):
    s, i, r = 0.99, 0.01, 0.0
    history = [(s, i, r)]
    for _ in range(days):
        new, healed = beta * s * i, gamma * i
        s, i, r = s - new, i + new - healed, r + healed
        history.append((s, i, r))
    return np.array(history)


class GeneratedScene(Scene):
    def construct(self):
        data = solve()
        axes = Axes(x_range=[0, 40, 10], y_range=[0, 1, 0.25], x_length=8, y_length=4, tips=False)
        self.play(FadeIn(axes))
        for column, color in enumerate([BLUE, RED, GREEN]):
            line = axes.plot_line_graph(
                x_values=list(range(len(data))),
                y_values=data[:, column],
                line_color=color,
                add_vertex_dots=False,
            )
            self.play(Create(line), run_time=0.4)
