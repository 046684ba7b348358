# shows a weighted network and its shortest path
from manim import *

EDGES = {("A", "B"): 4, ("A", "C"): 2, ("C", "B"): 1, ("B", "D"): 5, ("C", "D"): 8}
PLACES = {"A": [-3, 0, 0], "B": [0, 1.5, 0], "C": [0, -1.5, 0], "D": [3, 0, 0]}


def shortest(start, goal):
    best = {start: (0, [start])}
    waiting = [start]
    while waiting:
        here = min(waiting, key=lambda name: best[name][0])
        waiting.remove(here)
        cost, path = best[here]
        if here == goal:
            return path
        for (a, b), weight in EDGES.items():
            if a == here and (b not in best or best[b][0] > cost + weight):
                best[b] = (cost + weight, path + [b])
                waiting.append(b)
    return []


class GeneratedScene(Scene):
    def construct(self):
        labels = {name: Text(name, font_size=28, color=BLACK) for name in PLACES}
        graph = Graph(
            list(PLACES),
            list(EDGES),
            layout=PLACES,
            labels=labels,
            vertex_config={"radius": 0.3, "fill_color": BLUE_C},
        )
        weights = VGroup(
            *[
                Text(str(weight), font_size=24).move_to(graph.edges[edge].get_center() + UR * 0.3)
                for edge, weight in EDGES.items()
            ]
        )
        self.play(Create(graph), FadeIn(weights))
        path = shortest("A", "D")
        for a, b in zip(path, path[1:]):
            edge = graph.edges.get((a, b)) or graph.edges.get((b, a))
            self.play(edge.animate.set_color(YELLOW), run_time=0.4)
        self.wait(0.3)
