# loads a plugin
from manim import *


class GeneratedScene(Scene):
    def construct(self):
        self.add(Typst("#plugin(\"/tmp/x.wasm\").run()"))
        self.wait()
