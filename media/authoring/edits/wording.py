"""The words that a script shows."""

from html import escape

import libcst as cst
import libcst.matchers as m

from media.authoring.edits.kinds import Replacing, Rewording, Thing
from media.authoring.edits.mobjects import PLAIN_TEXTS
from media.authoring.edits.refused import Reason, RefusedError
from media.authoring.edits.scripts import Drawn, Script
from media.authoring.edits.selecting import select, text_of, texts_in
from media.authoring.edits.trees import Change, changed
from media.authoring.edits.words import Kind
from media.scenes.source import literal
from media.scenes.text import clean


def word(script: Script, edit: Rewording) -> cst.Module:
    """Let one text show other words."""
    chosen = [one for one in select(script, edit.thing) if not one.setter]
    if edit.thing.kind is Kind.TITLE and len(chosen) > 1:
        # Scenes have headings, which are titles too; the title is the animation's.
        chosen = [one for one in chosen if "title" in one.words] or chosen
    if len({one.names or (str(index),) for index, one in enumerate(chosen)}) > 1 or len(chosen) > 1:
        raise RefusedError(
            Reason.SEVERAL, edit.thing.written, tuple(text_of(one) or one.name for one in chosen)
        )
    (one,) = chosen
    if one.maker not in PLAIN_TEXTS or not one.call.args or one.call.args[0].keyword is not None:
        raise RefusedError(Reason.NOT_WORDS, edit.thing.written)
    return changed(script.tree, {one.call.args[0]: _shower(edit.text, one)})


def replace(script: Script, edit: Replacing) -> cst.Module:
    """Put a text in the place of another wherever it is shown."""
    drawn = select(script, edit.within) if _narrows(edit.within) and edit.within else script.drawn
    changes: dict[cst.CSTNode, Change] = {}
    for one in drawn:
        shown = text_of(one)
        if shown is None or not edit.old:
            continue
        for words in (shown, shown.replace("\n", ""), shown.replace("\n", " ")):
            if edit.old in words:
                changes[one.call.args[0]] = _shower(words.replace(edit.old, edit.new), one, markup=True)
                break
    if not edit.within:
        changes |= _listed(script.tree, edit)
    if not changes:
        raise RefusedError(Reason.NO_SUCH_TEXT, edit.old, tuple(sorted(texts_in(script))))
    return changed(script.tree, changes)


def _narrows(thing: Thing | None) -> bool:
    return thing is not None and (thing.kind is not Kind.TEXT or thing.scene is not None)


def _shower(text: str, one: Drawn, *, markup: bool = False) -> Change:
    text = clean(text)
    if one.maker == "MarkupText" and not markup:
        text = escape(text, quote=False)
    node = cst.SimpleString(literal(text))
    return lambda arg: arg.with_changes(value=node)


def _listed(tree: cst.Module, edit: Replacing) -> dict[cst.CSTNode, Change]:
    """Texts that stand in a list, to be shown one after the other."""
    strings = m.findall(tree, m.Element(value=m.SimpleString()))
    found = [node for node in strings if cst.ensure_type(node, cst.Element).value.evaluated_value == edit.old]  # type: ignore[attr-defined]
    new = cst.SimpleString(literal(clean(edit.new)))
    return {node: lambda element: element.with_changes(value=new) for node in found}
