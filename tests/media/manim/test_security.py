"""The security check refuses what it doesn't know, and lets honest scripts through."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.manim.security import LARGEST_SCRIPT, check

SCRIPTS = Path(__file__).parents[2] / "scripts"
HOSTILE = sorted((SCRIPTS / "hostile").rglob("*.py"))
HONEST = sorted((SCRIPTS / "honest").glob("*.py"))
FAMILIES = (
    "attribute_chains",
    "builtins",
    "decorators",
    "encodings",
    "format_strings",
    "generator_frames",
    "giants",
    "imports",
    "manim_doors",
    "metaclasses",
    "names",
    "numpy_io",
    "reflection",
    "syntax",
    "tex",
    "typst",
)

NOT_ALWAYS_PYTHON = ("encodings", "giants", "syntax")


def messages(script: str) -> list[str]:
    return [finding.message for finding in check(script).errors]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_hostile_scripts_are_refused(path: Path) -> None:
    errors = check(path.read_bytes().decode()).errors  # with the ends of lines that it has

    assert errors
    assert all(error.message for error in errors)
    if path.parent.name not in NOT_ALWAYS_PYTHON:  # else a slip in the script would hide the attack
        assert {error.rule for error in errors} != {"syntax"}


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
def test_honest_scripts_are_allowed(path: Path) -> None:
    assert messages(path.read_text(encoding="utf-8")) == []


def test_the_corpus_is_large_enough() -> None:
    assert len(HOSTILE) >= 150
    assert len(HONEST) >= 60


@pytest.mark.parametrize("family", FAMILIES)
def test_every_kind_of_attack_is_tried_in_many_ways(family: str) -> None:
    scripts = [path.read_bytes() for path in HOSTILE if path.parent.name == family]

    assert len(set(scripts)) >= 8


def test_every_hostile_script_belongs_to_a_family() -> None:
    assert {path.parent.name for path in HOSTILE} == set(FAMILIES)


def test_a_finding_has_its_place() -> None:
    (finding, *_) = check("from manim import *\n\nx = 1\ny = open('a')\n").errors

    assert (finding.line, finding.column) == (4, 5)


@pytest.mark.parametrize(
    "script", ["x = (", "\0", "x" * (LARGEST_SCRIPT + 1), "(" * 5000, "\ud800", "-" * 90_000 + "1"]
)
def test_what_cannot_be_read_is_refused(script: str) -> None:
    assert check(script).errors


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(script: str) -> None:
    check(script)


@pytest.mark.parametrize(
    "script",
    [
        "def f(config):\n    config = 1\n    return config\n",
        "def f(vars, type=1):\n    return [scene for scene in vars]\n",
        "print(config.frame_width)",
        "config.frame_width, config.frame_height = 8, 14.222",
        "config.pixel_width, config.pixel_height = config.pixel_height, config.pixel_width",
        "a = DecimalNumber(1, mob_class=MathTypst)",
        "a = Axes(axis_config={'label_constructor': MathTypst})",
        "a = '{} {:.2f} {x}'.format(1, 2, x=3)",
        "a = Text(r'\\input is a command of TeX, read() one of Typst')",
        "a = manim_colors.BLUE\nb = XKCD.AVOCADO",
        "def f(random_walk: np.ndarray) -> list[np.ndarray]:\n    return [random_walk]\n",
        "def f(x):\n    return isinstance(x, (list, np.ndarray))\n",
        "style = {'color': RED}\nCircle(**style)",
        "s = dict(color=RED)\ns['width'] = 2\ns.update(height=3)\nRectangle(**{**s, 'width': 1})",
        "for style in [{'color': RED}, {'color': BLUE}]:\n    Circle(**style)\n",
        "def f(**kwargs):\n    kwargs.setdefault('color', RED)\n    return Circle(**kwargs)\n",
        "def f(**kwargs):\n    kwargs = {'color': RED, **kwargs}\n    return Circle(**kwargs)\nf(width=2)",
        "def f(**kwargs):\n    style = {'color': RED}\n    style.update(kwargs)\n    Circle(**style)\n",
        "class A(VGroup):\n    def __init__(self, f, **more):\n        MathTypst(f)\nA('x', z_index=1)",
        "class A(ZoomedScene):\n    def f(self):\n        ZoomedScene(zoomed_camera_config={'zoom': 3})\n",
        "d = DecimalNumber(1, 2)\nd.num_decimal_places = 3",
        "DecimalNumber(1, num_decimal_places=len('ab'))",
        "MathTex(r'\\begin{definition} x \\end{definition}')",
        "Text(f'#1: {1} read me' + ', or import it')",
        "# the coding: utf-8\nx = 1",
        "def f(x=lambda config: config):\n    return x(1)\n",
        "def f():\n    return [y := 1 for _ in [1]], y\n",
        "class A(VGroup):\n    def _own(self):\n        return self._mine\n    _mine = 3\n",
        "for name, f in [('a', 'x'), ('b', 'y')]:\n    MathTypst(f)\n",
        "fs = []\nfs.append('x + 1')\nMathTypst(fs[0])",
        "d = {'a': ('x', RED)}\nfor k, (f, c) in d.items():\n    MathTypst(f, color=c)\n",
        "ROWS = [('a', RED, lambda x: x, 'x^2')]\nfor name, c, f, t in ROWS:\n    MathTypst(t)\n",
        "n = 0\nn += 1\nMathTypst(f'x_{n}')",
        "FS = [['x', 'y'], ['z']]\nfor row in FS[:2]:\n    for f in row:\n        MathTypst(f)\n",
        "def show(f, n):\n    return MathTypst(f'{f} = {n:d}')\nshow('x', 1)\nshow(f='y', n=2)\n",
    ],
)
def test_harmless_forms_are_allowed(script: str) -> None:
    assert messages("from manim import *\n" + script) == []


@pytest.mark.parametrize(
    "script",
    [
        "def f():\n    config = 1\ndef g():\n    return config\n",
        "class A:\n    scene = scene\n",
        "[x for x in config]",
        "a = [config for x in [1]]",
        "f = lambda x: config",
        "def f():\n    def g():\n        nonlocal config\n        config = 1\n    return config\n",
        "fs = []\nother = fs\nother.append('#re' + input)\nfor f in fs:\n    MathTypst(f)\n",
        "fs = ['x']\nfs[0] = '#read(1)'\nMathTypst(fs[0])",
        "def show(f):\n    return MathTypst(f)\nlist(map(show, ['x']))",
        "def show(*f):\n    return MathTypst(f[0])\nshow('#read(1)')",
        "def show(f='#read(1)'):\n    return MathTypst(f)\nshow()",
        "s = '#re'\ns += 'ad(1)'\nTypst(s)",
        "a = dict(code_file='x')",
        "for c in 'r#ead':\n    Typst(c + 'read(1)')\n",
        "a, b = 'r#'\nTypst(b + 'read(1)')",
        "xs = ['r#']\nTypst(xs[0][1] + 'read(1)')",
        "xs = ['r#', 'read(1)']\nfor a, b in [xs]:\n    for c in a:\n        Typst(c + b)\n",
        "d = {'a': 'r#'}\nfor k, v in d.items():\n    Typst(v[1] + 'read(1)')\n",
        "a, *b = 'r#'\nTypst(b[0] + 'read(1)')",
        "d = {**{'a': '#read(1)'}}\nTypst(d['a'])",
        "xs = [*('#read(1)',)]\nTypst(xs[0])",
        "x = 'a'\nx = x * 2\nTypst(x)",
        "x = 'ead(1)#r'\nx *= 2\nTypst(x)",
        "d = {'keys': '#read(1)'}\nTypst(d['keys'])",
        "xs = ['q']\nlist.append(xs, '#read(1)')\nTypst(xs[0])",
        "xs = ['q']\nput = xs.append\nput('#read(1)')\nTypst(xs[0])",
        "xs = ['q']\nys = xs\nys += ['#read(1)']\nTypst(xs[0])",
        "xs = ['x'] + ['read(1)']\nfor x in xs:\n    MathTypst(x)\n",
        "xs = ('r#', 'x')[0]\nTypst(xs[1] + 'read(1)')",
        "def f(**kwargs):\n    kwargs['__a' + 'b'] = 1\n    return Circle(**kwargs)\n",
        "def f(**kwargs):\n    more = kwargs\n    more.update([('a', 1)])\n    return Circle(**kwargs)\n",
        "s = {'color': RED}\ndef f(d):\n    d[input_] = 1\nf(s)\nCircle(**s)",
        "Circle(**{name: 1 for name in ['__a']})",
        "s = {'a': {}}\ns['a']['__a'] = 1\nCircle(**s['a'])",
        "s = {}\ns['a'] = max(dict([('__a', 1)]), {})\nCircle(**s['a'])",
        "s = {}\ns.update([('__a', 1)])\nCircle(**s)",
        "s = {}\n(lambda d: d.update([('__a', 1)]))(s)\nCircle(**s)",
        "def f(mob_class):\n    return mob_class(chr(35))\nf(mob_class=MathTypst)",
        "xs = ['x']\n(lambda ys: ys.append(chr(35)))(xs)\nfor x in xs:\n    MathTypst(x)\n",
        "f = lambda **kw: Scene().play(1, **kw)",
        "class A(VGroup):\n    def f(self, x):\n        return MathTypst(x)\n    g = f\nx = 'x'\n",
        "class A(VGroup):\n    def __init__(self, f): MathTypst(f)\nclass B(A): pass\nf = 'x'\nB(chr(35))",
        "class A(VGroup):\n    num_decimal_places = '1'\n",
        "for d.num_decimal_places in ['1']:\n    pass\n",
        "DecimalNumber(1).set_num_decimal_places('1')",
        "Typst(f'{1:r>9d}')",
        "self.a.format_map",
        "config.frame_width = '#read(1)'",
        "config.frame_width = chr(35)",
        "config.frame_width, config.frame_height = '#', 'read(1)'",
        "config.frame_width = config.background_color",
        "config.frame_rate = 1",
        "import manim.utils.file_ops",
        "from manim import open_file as f",
        "from numpy import *",
        "np.lib.npyio.load",
        "from manim import Typst as Circle",
    ],
)
def test_ways_around_are_refused(script: str) -> None:
    assert messages("from manim import *\n" + script)
