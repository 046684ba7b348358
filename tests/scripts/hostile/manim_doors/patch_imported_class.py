# changes one of Manim's classes that it imports by its name
from manim import Scene


class GeneratedScene(Scene):
    def construct(self):
        Scene.wait = print
        self.wait()
