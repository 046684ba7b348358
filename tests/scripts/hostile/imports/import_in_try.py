# imports in a try statement
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        try:
            import requests as web
        except NameError:
            import urllib.request as web
        self.wait()
