"""New scenes that show a given text."""

from typing import Final

import libcst as cst
import libcst.matchers as m

from language.reading import reading_seconds
from media.authoring.edits.colours import TEXT_CONTRAST, readable
from media.authoring.edits.kinds import Adding, Edge
from media.authoring.edits.ordering import place_of, renumbered
from media.authoring.edits.painting import colour_node
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Script
from media.authoring.edits.selecting import find_scene, text_of
from media.authoring.edits.trees import Change, changed
from media.authoring.edits.words import Kind, Topic
from media.scenes.locale import Locale, translations
from media.scenes.source import literal
from media.scenes.text import clean, wrap

_FONTS: Final = {
    Locale.JAPANESE: "Noto Sans CJK JP",
    Locale.TRADITIONAL_CHINESE: "Noto Sans CJK TC",
    Locale.SIMPLIFIED_CHINESE: "Noto Sans CJK SC",
    Locale.ENGLISH: "Noto Sans CJK JP",
}
_HEADINGS: Final = {
    Topic.SUMMARY: translations("まとめ", "總結", "Summary"),
    Topic.POINTS: translations("ポイント", "重點", "Key points"),
}
_ROOM: Final = 12.0
_HEIGHT: Final = 5.6
_SIZE: Final = 52
_LIST_SIZE: Final = 36
_MOST_TEXTS: Final = 8
_LONGEST: Final = 400

# Words that differ from scene to scene stand in brackets; the layout is checked again when it runs, since the
# words may be edited later.
_OPENING: Final = """\
def {name}(self):
    if self.mobjects:
        self.play(FadeOut(*self.mobjects), run_time={fade})
"""
_TEXT: Final = """\
    {variable} = Text({words}, font={font}, font_size={size}, color={ink})
"""
_GROUP: Final = """\
    shown = VGroup({variables}).arrange(DOWN, buff=0.45)
    if shown.width > {room}:
        shown.scale_to_fit_width({room})
    if shown.height > {height}:
        shown.scale_to_fit_height({height})
    self.play(FadeIn(shown, shift=UP * 0.2), run_time={show})
    self.wait({wait})
    self.play(FadeOut(shown), run_time={fade})
"""


def add(script: Script, edit: Adding) -> cst.Module:
    """Put a new scene among the others; a script that is one piece can only get one before or after it."""
    texts = [clean(text).strip() for text in edit.texts]
    if len(texts) > _MOST_TEXTS or sum(map(len, texts)) > _LONGEST or not all(texts):
        raise RefusedError(Reason.TOO_FAR)
    anchor = script.scenes[find_scene(script, edit.spot.anchor)] if edit.spot.anchor else None
    name = _name(script, edit.topic)
    call = cst.parse_statement(f"self.{name}()")
    method = _method(script, name, edit.topic, texts)
    place = place_of(script.scenes, edit.spot, anchor)
    changes: dict[cst.CSTNode, Change] = {}
    if script.scenes:
        before = place < len(script.scenes)
        neighbour = script.scenes[place if before else -1].statement
        changes[neighbour] = lambda node: cst.FlattenSentinel([call, node] if before else [node, call])
    else:
        changes[script.construct] = _called(call, first=edit.spot.edge is Edge.FRONT)
    changes[script.scene_class] = lambda node: node.with_changes(
        body=node.body.with_changes(body=[*node.body.body, method])
    )
    return renumbered(changed(script.tree, changes))


def _called(call: cst.BaseStatement, *, first: bool) -> Change:
    def change(construct: cst.FunctionDef) -> cst.FunctionDef:
        body = list(construct.body.body)
        setting = m.SimpleStatementLine(
            body=[m.Expr(m.SimpleString()) | m.Assign(targets=[m.AssignTarget(m.Attribute())])]
        )
        settings = next((place for place, line in enumerate(body) if not m.matches(line, setting)), len(body))
        body.insert(settings if first else len(body), call)
        return construct.with_changes(body=construct.body.with_changes(body=body))

    return change


def _name(script: Script, topic: Kind | Topic | None) -> str:
    subject = topic.value if topic else "text"
    numbered = all(scene.name.startswith("scene") for scene in script.scenes) and bool(script.scenes)
    # Numbered as one more, until the scenes are numbered again. Elsewhere a name that begins with "scene"
    # would make the others no scenes.
    name = f"scene_{len(script.scenes) + 1}_{subject}" if numbered else f"{subject}_scene"
    while name in script.methods:
        name += "_new"
    return name


def _method(script: Script, name: str, topic: Kind | Topic | None, texts: list[str]) -> cst.BaseStatement:
    heading = _HEADINGS.get(topic) if isinstance(topic, Topic) else None
    locale = _locale(script, texts)
    rows = [("heading", locale.text(heading), _SIZE)] if heading else []
    single = len(texts) == 1 and not heading
    size = _SIZE if single else _LIST_SIZE
    subject = "title" if topic is Kind.TITLE else "message" if single else "item"
    rows += [(subject if single else f"{subject}_{index}", text, size) for index, text in enumerate(texts, 1)]
    values = {
        "font": _font(script, locale),
        "ink": _code(readable("WHITE", script.background, TEXT_CONTRAST)),
        "room": f"{_ROOM:g}",
        "height": f"{_HEIGHT:g}",
        "fade": _seconds(script, 0.4),
        "show": _seconds(script, 0.8),
        "wait": _seconds(script, round(sum(reading_seconds(text) for text in texts) + 0.6, 1)),
    }
    source = _OPENING.format(name=name, **values)
    for variable, text, points in rows:
        words = literal("\n".join("\n".join(wrap(line, _ROOM, points)) for line in text.splitlines()))
        source += _TEXT.format(variable=variable, words=words, size=points, **values)
    source += _GROUP.format(variables=", ".join(variable for variable, _, _ in rows), **values)
    method = cst.parse_statement(source)
    return method.with_changes(leading_lines=[cst.EmptyLine(indent=False)])


def _locale(script: Script, texts: list[str]) -> Locale:
    """The language of what is shown: kanji alone are taken as the rest of the script has them."""
    own = Locale.of_instruction("".join(texts))
    whole = Locale.of_instruction("".join(text for one in script.drawn if (text := text_of(one))))
    return own if own is Locale.ENGLISH or whole is Locale.ENGLISH else whole


def _font(script: Script, locale: Locale) -> str:
    if "FONT" in script.constants:
        return "FONT"
    return literal(_FONTS[locale])


def _code(ink: str) -> str:
    return cst.Module([]).code_for_node(colour_node(ink))


def _seconds(script: Script, seconds: float) -> str:
    return f"{seconds:g} / SPEED" if "SPEED" in script.constants else f"{seconds:g}"
