# builds a binary tree by recursion
from manim import *


class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right


class GeneratedScene(Scene):
    def construct(self):
        root = Node(8, Node(3, Node(1), Node(6)), Node(10, None, Node(14)))
        self.lines = VGroup()
        self.circles = VGroup()
        self.place(root, np.array([0.0, 2.5, 0.0]), 3.0)
        self.play(LaggedStart(*[Create(line) for line in self.lines], lag_ratio=0.2))
        self.play(LaggedStart(*[GrowFromCenter(c) for c in self.circles], lag_ratio=0.2))
        self.wait(0.3)

    def place(self, node, point, spread):
        circle = Circle(radius=0.35, color=BLUE, fill_opacity=1, fill_color=BLACK).move_to(point)
        number = Text(str(node.value), font_size=24).move_to(point)
        self.circles.add(VGroup(circle, number))
        for child, side in ((node.left, -1), (node.right, 1)):
            if child is None:
                continue
            below = point + np.array([side * spread / 2, -1.5, 0.0])
            self.lines.add(Line(point, below, buff=0.35))
            self.place(child, below, spread / 2)
