#!/usr/bin/env python
# -*- coding: latin-1 -*-
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.wait()
