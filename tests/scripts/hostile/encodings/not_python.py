# is not Python
class GeneratedScene(Scene
