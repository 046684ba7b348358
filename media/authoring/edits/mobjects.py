"""What Manim can draw: the classes and methods that make something visible, by what an edit needs to know."""

from dataclasses import dataclass
from typing import Final

from media.authoring.edits.words import Kind, Topic

PLAIN_TEXTS: Final = frozenset({"Text", "MarkupText", "Paragraph"})
"""Classes whose first argument is words, so that new words can stand there."""
FORMULAS: Final = frozenset({"MathTypst", "Typst", "MathTex", "Tex", "SingleStringMathTex"})
TEXTS: Final = (
    PLAIN_TEXTS | FORMULAS | {"Title", "BulletedList", "DecimalNumber", "Integer", "Variable", "Code"}
)
SIZED_BY_FONT: Final = PLAIN_TEXTS | FORMULAS | {"Title", "DecimalNumber", "Integer"}

_COORDINATES: Final = frozenset(
    {"Axes", "ThreeDAxes", "NumberPlane", "ComplexPlane", "PolarPlane", "NumberLine"}
)
WITH_AXES: Final = _COORDINATES | {"BarChart"}
"""Classes whose own colour is that of their axes, in ``axis_config``."""
_BEYOND_COLOR: Final = frozenset(
    {
        "Table",
        "MobjectTable",
        "MathTable",
        "IntegerTable",
        "DecimalTable",
        "Matrix",
        "IntegerMatrix",
        "DecimalMatrix",
    }
    | {"MobjectMatrix", "Graph", "DiGraph", "Code", "BulletedList", "Variable", "get_axis_labels"}
)
COLOURED_AFTERWARDS: Final = WITH_AXES | _BEYOND_COLOR
"""Classes whose ``color`` argument does not reach what they consist of: ``set_color`` does."""

_SHAPES: Final = frozenset(
    {
        "Angle",
        "AnnotationDot",
        "AnnularSector",
        "Annulus",
        "Arc",
        "ArcBetweenPoints",
        "ArcPolygon",
        "Arrow",
        "Brace",
    }
    | {
        "BraceBetweenPoints",
        "BraceLabel",
        "BraceText",
        "Circle",
        "ConvexHull",
        "Cross",
        "Cube",
        "CubicBezier",
    }
    | {
        "CurvedArrow",
        "CurvedDoubleArrow",
        "Cylinder",
        "Cone",
        "Cutout",
        "DashedLine",
        "Difference",
        "Dot",
        "Dot3D",
    }
    | {"DoubleArrow", "Elbow", "Ellipse", "Exclusion", "FunctionGraph", "ImplicitFunction", "Intersection"}
    | {
        "LabeledArrow",
        "LabeledDot",
        "LabeledLine",
        "Line",
        "ParametricFunction",
        "Polygon",
        "Polygram",
        "Prism",
    }
    | {"Rectangle", "RegularPolygon", "RegularPolygram", "RightAngle", "RoundedRectangle", "Sector", "Sphere"}
    | {
        "Square",
        "Star",
        "Surface",
        "SurroundingRectangle",
        "TangentLine",
        "TangentialArc",
        "Torus",
        "TracedPath",
    }
    | {
        "Triangle",
        "Underline",
        "Union",
        "Vector",
        "VMobject",
        "DashedVMobject",
        "ArrowVectorField",
        "StreamLines",
    }
)
MAKING_METHODS: Final = frozenset(
    {"plot", "plot_line_graph", "plot_parametric_curve", "plot_implicit_curve", "plot_derivative_graph"}
    | {"get_area", "get_riemann_rectangles", "get_vertical_line", "get_horizontal_line", "get_line_graph"}
    | {"get_graph_label", "get_axis_labels", "get_x_axis_label", "get_y_axis_label", "get_secant_slope_group"}
)
_LABELS: Final = frozenset({"get_graph_label", "get_axis_labels", "get_x_axis_label", "get_y_axis_label"})
MOBJECTS: Final = TEXTS | WITH_AXES | _BEYOND_COLOR | _SHAPES
GROUPS: Final = frozenset({"VGroup", "Group", "VDict", "AnimationGroup"})
WORDY: Final = TEXTS | _LABELS
"""Classes that have to be read, and not only seen."""

DEFAULT_COLOURS: Final = {
    "Circle": "RED",
    "Ellipse": "RED",
    "Cross": "RED",
    "Polygon": "BLUE",
    "Polygram": "BLUE",
    "RegularPolygon": "BLUE",
    "RegularPolygram": "BLUE",
    "Triangle": "BLUE",
    "Star": "BLUE",
    "ConvexHull": "BLUE",
    "FunctionGraph": "YELLOW",
    "SurroundingRectangle": "YELLOW",
    "get_area": "BLUE",
    "get_riemann_rectangles": "BLUE",
}
"""The colours of what is drawn without one of its own; WHITE where a class is not here."""

PANELS: Final = frozenset({"card", "cards", "panel", "panels", "plate", "backdrop"})
"""Words in the names of what only lies under other things."""


@dataclass(frozen=True)
class Marks:
    """What tells that something is of a kind: words in its variable's name, or its class.

    A class among the ``stand_ins`` counts only where nothing has the name.
    """

    words: frozenset[str]
    classes: frozenset[str] = frozenset()
    stand_ins: frozenset[str] = frozenset()
    wordy: bool = False


def _marks(words: str, classes: str = "", stand_ins: str = "", *, wordy: bool = False) -> Marks:
    return Marks(frozenset(words.split()), frozenset(classes.split()), frozenset(stand_ins.split()), wordy)


MARKS: Final = {
    Kind.TITLE: _marks("title heading headings header headline", "Title", wordy=True),
    Kind.CAPTION: _marks("caption captions subtitle subtitles narration lead", wordy=True),
    Kind.LABEL: _marks("label labels name names", " ".join(_LABELS), wordy=True),
    Kind.TEXT: _marks("", "Text MarkupText Paragraph Title BulletedList", " ".join(FORMULAS), wordy=True),
    Kind.FORMULA: _marks("formula formulas equation equations eq", "", " ".join(FORMULAS), wordy=True),
    Kind.VECTOR: _marks("vector vectors vec", "Vector", "Arrow"),
    Kind.ARROW: _marks("arrow arrows", "Arrow Vector DoubleArrow CurvedArrow CurvedDoubleArrow LabeledArrow"),
    Kind.GRAPH: _marks(
        "graph graphs curve curves plot",
        "FunctionGraph ParametricFunction ImplicitFunction plot plot_line_graph",
    ),
    Kind.AXES: _marks("axes axis", "Axes ThreeDAxes NumberLine", "NumberPlane ComplexPlane"),
    Kind.GRID: _marks("plane grid", "NumberPlane ComplexPlane PolarPlane"),
    Kind.CIRCLE: _marks("circle circles", "Circle"),
    Kind.ELLIPSE: _marks("ellipse ellipses oval", "Ellipse"),
    Kind.SQUARE: _marks("square squares", "Square"),
    Kind.RECTANGLE: _marks("rectangle rectangles rect", "Rectangle RoundedRectangle"),
    Kind.TRIANGLE: _marks("triangle triangles", "Triangle", "Polygon"),
    Kind.POLYGON: _marks("polygon polygons hexagon pentagon", "Polygon RegularPolygon Polygram"),
    Kind.STAR: _marks("star stars", "Star"),
    Kind.LINE: _marks("line lines segment underline tangent side", "Line DashedLine Underline TangentLine"),
    Kind.POINT: _marks("dot dots point points", "Dot LabeledDot AnnotationDot"),
    Kind.BAR: _marks("bar bars column columns", "BarChart", "Rectangle"),
    Kind.ANGLE: _marks("angle angles arc arcs", "Angle RightAngle Arc Sector"),
    Kind.TANGENT: _marks("tangent tangents", "TangentLine"),
    Kind.RADIUS: _marks("radius radii"),
    Kind.NUMBER_LINE: _marks("", "NumberLine"),
    Kind.NUMBER: _marks("number numbers value values", "DecimalNumber Integer", wordy=True),
    Kind.CARD: _marks("card cards panel panels", "", "RoundedRectangle"),
    Kind.CODE: _marks("code listing", "Code", wordy=True),
    Kind.FRAME: _marks("frame box border", "SurroundingRectangle", "RoundedRectangle Rectangle"),
}
SCENE_WORDS: Final[dict[Kind | Topic, frozenset[str]]] = {
    Topic.SUMMARY: frozenset({"summary", "recap", "conclusion"}),
    Topic.POINTS: frozenset({"points", "bullets", "list", "summary"}),
    Topic.INTRODUCTION: frozenset({"introduction", "intro", "opening"}),
    Topic.ENDING: frozenset({"ending", "closing", "outro", "end"}),
    Topic.OUTLINE: frozenset({"outline", "agenda", "overview", "contents"}),
    Topic.EXAMPLE: frozenset({"example", "examples"}),
    Topic.DEFINITION: frozenset({"definition"}),
    **{kind: marks.words for kind, marks in MARKS.items() if marks.words},
}
"""Words in the names of scenes."""
