# reaches numpy through Manim
import manim


class GeneratedScene(manim.Scene):
    def construct(self):
        manim.np.load("/etc/passwd")
        self.wait()
