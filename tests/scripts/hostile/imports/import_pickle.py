# imports pickle
from manim import *
import pickle


class GeneratedScene(Scene):
    def construct(self):
        self.add(Circle())
        self.wait()
