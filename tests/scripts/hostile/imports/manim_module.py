# reaches a module through Manim
import manim


class GeneratedScene(manim.Scene):
    def construct(self):
        manim.utils.file_ops.open_file("/etc/passwd")
        self.wait()
