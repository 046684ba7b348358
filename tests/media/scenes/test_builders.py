"""Every builder: its example, written as a script, passes all checks and runs in each shape and language."""

import ast
from itertools import cycle, islice, product

import pytest

from contracts.animation import SCENE_CLASS
from contracts.storyboard import Shape, Storyboard
from media.manim.lint import lint
from media.manim.runner import ScriptRunner
from media.manim.security import check
from media.scenes.catalogue import built, catalogue
from media.scenes.locale import Locale
from media.scenes.script import names, scene_of, write

EVERY = tuple(product(Shape, Locale))
WORDLESS = [
    kind
    for kind, builder in catalogue().items()
    if builder.example(Locale.ENGLISH) == builder.example(Locale.JAPANESE)
]
"""The kinds whose examples have no words of their own."""


def board(kind: str, shape: Shape, locale: Locale) -> Storyboard:
    scene = scene_of(catalogue()[kind].example(locale), "1", locale)
    return Storyboard(title=kind, language=locale, shape=shape, scenes=(scene,))


@pytest.mark.parametrize("kind", catalogue())
def test_an_example_says_the_same_number_of_lines_in_every_language(kind: str) -> None:
    said = {locale: board(kind, Shape.WIDE, locale).scenes[0].beats for locale in Locale}
    assert len({len(beats) for beats in said.values()}) == 1
    for locale, beats in said.items():
        assert all(beat.line.strip() for beat in beats)
        if locale is Locale.ENGLISH:
            assert not any("\u3040" < c < "\u9fff" for beat in beats for c in beat.line)


@pytest.mark.parametrize("kind", WORDLESS)
def test_things_are_called_the_same_whatever_language_the_scene_is_in(kind: str) -> None:
    called = [names(board(kind, Shape.WIDE, locale)) for locale in (Locale.ENGLISH, Locale.JAPANESE)]
    assert called[0] == called[1]


@pytest.mark.parametrize("kind", catalogue())
def test_parameters_come_back_from_their_json(kind: str) -> None:
    example = catalogue()[kind].example(Locale.ENGLISH)
    assert built(board(kind, Shape.WIDE, Locale.ENGLISH).scenes[0].picture) == example


@pytest.mark.parametrize(("index", "kind"), list(enumerate(catalogue())))
async def test_scripts_of_each_shape_and_language_pass_the_checks(index: int, kind: str) -> None:
    written = {(shape, locale): write(board(kind, shape, locale)) for shape, locale in EVERY}
    again = EVERY[index % len(EVERY)]
    assert write(board(kind, *again)) == written[again]
    # Checks look at the script alone, so each shape and each language once is enough for them, not each pair.
    first = index % len(Shape)
    for locale, shape in zip(Locale, islice(cycle(Shape), first, first + len(Locale)), strict=True):
        source = written[shape, locale]
        scene = next(node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
        assert scene.name == SCENE_CLASS
        assert check(source).diagnostics == ()
        assert (await lint(source)).errors == ()


@pytest.mark.slow
@pytest.mark.parametrize(("index", "kind"), list(enumerate(catalogue())))
async def test_an_example_runs_without_a_finding(
    index: int, kind: str, tmp_path_factory: pytest.TempPathFactory, studio: ScriptRunner
) -> None:
    # Each builder in one shape and language here; `python -m quality scenes` runs all.
    source = write(board(kind, *EVERY[index * 5 % len(EVERY)]))
    ran = await studio.preflight(source, tmp_path_factory.mktemp("scene"))
    assert ran.diagnostics == ()
    assert ran.animations > 0


def test_the_storyboards_own_lines_are_shown() -> None:
    storyboard = board("array_search", Shape.WIDE, Locale.ENGLISH)
    scene = storyboard.scenes[0]
    beats = tuple(beat.model_copy(update={"line": f"Line {n}."}) for n, beat in enumerate(scene.beats))
    script = write(storyboard.model_copy(update={"scenes": (scene.model_copy(update={"beats": beats}),)}))
    assert all(f'"Line {n}."' in script for n in range(len(beats)))
    assert scene.beats[0].line not in script


def test_a_dropped_line_leaves_its_beat_without_a_caption() -> None:
    storyboard = board("array_search", Shape.WIDE, Locale.ENGLISH)
    scene = storyboard.scenes[0]
    beats = tuple(beat.model_copy(update={"line": ""}) for beat in scene.beats)
    script = write(storyboard.model_copy(update={"scenes": (scene.model_copy(update={"beats": beats}),)}))
    assert "caption_" not in script
