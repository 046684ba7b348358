# reads by an item of a list
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(BulletedList("one", r"\lstinputlisting{/etc/passwd}"))
        self.wait()
