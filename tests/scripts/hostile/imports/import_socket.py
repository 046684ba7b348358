# opens a connection
from manim import *
import socket


class GeneratedScene(Scene):
    def construct(self):
        socket.create_connection(("169.254.169.254", 80))
        self.wait()
