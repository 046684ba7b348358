"""Numbers, formulas and data of a storyboard's pictures: read from an instruction as from a request.

What is read has to hold all that the instruction says; otherwise nothing is changed.
"""

import json
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pydantic import JsonValue

from contracts.storyboard import Scene
from media.authoring import filling, given, request
from media.authoring.converted import in_other_units
from media.authoring.coverage import values_of
from media.authoring.filling import Chosen, Filled
from media.authoring.filling.graphs import functions
from media.authoring.numerals import numerals
from media.authoring.request import Request
from media.authoring.revising.draft import FRAMING, QUOTES, Draft, is_drawn
from media.authoring.revising.items import is_number, like
from media.authoring.revising.leftovers import leftovers
from media.authoring.revising.scenes import redrawn
from media.authoring.revising.substituting import substituted
from media.authoring.revising.texts import retitled, strings_changed

_CHANGE: Final = (
    re.compile(
        r"^(?:please\s+)?(?:change|replace|turn|switch|update|swap|set|"
        r"make)\s+(?:the\s+)?(?:\w+\s+)??(?P<old>.+?)\s+"
        r"(?:to|with|by|into|for)\s+(?P<new>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:use|show|plot|draw)\s+(?P<new>.+?)\s+(?:instead of|rather than)\s+(?P<old>.+)$", re.IGNORECASE
    ),
    re.compile(r"^(?P<old>.+?)\s*(?:じゃなくて?|ではなく|の代わりに)[、]?\s*(?P<new>.+?)\s*(?:で|に|を).*$"),
    re.compile(
        r"^(?P<old>.+?)\s*(?:を|から)\s*(?P<new>.+?)\s*(?:に|へ)\s*(?:変更|変え|置き換え|書き換え|"
        r"差し替え|直|して|する).*$"
    ),
    re.compile(
        r"^(?:請|请)?(?:把|將|将)?\s*(?P<old>.+?)\s*(?:改成|改為|改为|換成|换成|替換成|替换成|變成|变成|"
        r"設為|设为|改)\s*(?P<new>.+?)\s*[吧。]?$"
    ),
)
_ADD: Final = re.compile(
    r"\b(?:add|append|include|insert)\b|追加|加え|足し|付け加え|新增|添加|增加|加上|加入|再加|補上|补上",
    re.IGNORECASE,
)
_LOOKS: Final = re.compile(
    r"\b(?:colou?rs?|background|font|caption|captions|subtitle|heading)\b|背景|字幕|フォント|色|顏色|"
    r"颜色|字體|字体",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"\d|[=＝^]|[（(].*[)）]|[A-Za-z]\w*\s*[,、，]\s*[A-Za-z]")
_DRAWN_AS: Final = re.compile(r"chart|グラフ|圖|图|\bpie\b|\bbars?\b", re.IGNORECASE)
"""Words for the form in which values are drawn."""
_ALSO: Final = re.compile(
    r"\b(?:also|too|as well|in addition|besides)\b|も(?=描|書|表示|加え|追加|入れ|重ね|プロット)|"
    r"[也再還还](?=畫|画|加|顯示|显示)|一起",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"[\[\]()（）\d.,、，^=+*/−-]+")
_AMOUNT: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?=\s*\D{0,6}$)")


@dataclass(frozen=True)
class _Reading:
    """A text in which values are looked for.

    ``mixed`` is one in which new and old values stand together: only what is new may come of it. An addition
    must hold all that was there.
    """

    text: str
    mixed: bool = False
    is_addition: bool = False


def revised(draft: Draft, part: str) -> Draft | None:
    """The draft with the values that a part gives, wherever a scene shows values of their kind."""
    if _LOOKS.search(part):
        return None
    return _value_replaced(draft, part) or (
        _read_again(draft, part) if _VALUE.search(part) or _DRAWN_AS.search(part) else None
    )


# --- read as a request ------------------------------------------------------------------------------------


def _read_again(draft: Draft, part: str) -> Draft | None:
    new = _new_half(part)
    for reading in _readings(draft, part, new):
        asked = request.read(reading.text, "").in_locale(draft.locale)
        changes = {
            scene.id: better
            for scene in draft.board.scenes
            if is_drawn(scene) and (better := _refilled(scene, asked, draft, new, reading)) is not None
        }
        if changes:
            first = next(iter(changes.values()))
            done = _titled(draft.with_changes(changes), first).with_values(reading.text)
            return done.without(leftovers(done, _NUMBERS.sub(" ", part)))
    return None


def _new_half(part: str) -> str:
    """What is to be there afterwards: of "change A to B" only B."""
    for pattern in _CHANGE:
        found = pattern.match(part.strip())
        if found and _VALUE.search(found["new"]):
            return found["new"]
    return part


def _readings(draft: Draft, part: str, new: str) -> Iterator[_Reading]:
    """The new values alone; in the place of those before; with what they leave open; beside those before."""
    before = draft.asked.values
    if _ADD.search(part) or _ALSO.search(part):
        items = _ALSO.sub(" ", _without_adding(part)).strip()
        for joint in (", ", "、", "\n", " , y = "):
            yield _Reading(f"{before.rstrip('。. ')}{joint}{items}", is_addition=True)
            yield _Reading(f"{before.rstrip('。. ')}{joint}{_bare(items)}", is_addition=True)
        return
    yield _Reading(new)
    if (instead := substituted(before, part)) is not None:
        yield _Reading(instead, mixed=not _is_shown(draft, before))
    subject = draft.board.title
    yield _Reading(f"{subject}: {new}", mixed=re.search(r"\d", subject) is not None)
    yield _Reading(f"{new}\n{before}", mixed=True)
    yield _Reading(f"{before}\n{new}", mixed=True)


def _is_shown(draft: Draft, text: str) -> bool:
    """Whether the scenes show just what stands in a text, and nothing that an edit has changed since."""
    asked = request.read(text, "").in_locale(draft.locale)
    return all(
        any(_parameters(one) == scene.picture.parameters for one in _filled(scene.picture.kind, asked))
        for scene in draft.board.scenes
        if is_drawn(scene) and not draft.is_example(scene) and scene.picture.kind not in FRAMING
    )


def _without_adding(part: str) -> str:
    return _ADD.sub(" ", re.sub(r"\s*[をも]?\s*(?:追加|加え|足し|付け加え|描い|入れ|増やし).*$", " ", part))


def _bare(items: str) -> str:
    """Without the words that only say what kind of thing it is."""
    items = re.sub(r"^(?:plot|draw|graph|show|put)\s+", "", items, flags=re.IGNORECASE)
    return re.sub(
        r"^(?:an?|the|one|another|new)\s+(?:[a-z]+\s+)?|(?:を|も)?\s*(?:して|ください|下さい).*$", "", items
    ).strip()


def _refilled(scene: Scene, asked: Request, draft: Draft, new: str, reading: _Reading) -> Scene | None:
    """The scene with the values of the request; None if it gives none for it, or not all that is new."""
    found = next(_filled(scene.picture.kind, asked), None)
    if found is None:
        return None
    before, fresh = scene.picture.parameters, _parameters(found)
    completed = isinstance(found, Chosen)
    values = _values_in(new)
    said = values | {one for found in in_other_units(new).values() for one in found}
    changed = {key: value for key, value in fresh.items() if before.get(key) != value}
    foreign = {key for key, value in changed.items() if not _comes_from(value, said, new)}
    if reading.mixed and foreign:
        return None
    kept = {key: value for key, value in fresh.items() if key not in foreign} if completed else fresh
    for parameters in ({**before, **kept}, kept):
        better = redrawn(scene, parameters, draft, is_example=completed and not kept)
        if better is None or better.picture == scene.picture:
            continue
        if reading.is_addition and not _holds(better.picture.parameters, before):
            continue
        if values <= set(values_of([better])) | _small_counts(new):
            return better
    return None


def _comes_from(value: JsonValue, numbers: AbstractSet[Fraction], text: str) -> bool:
    """Whether a parameter's numbers and words all stand in the text that is new."""
    match value:
        case bool() | None:
            return True
        case int() | float():
            return abs(Fraction(str(value))) in numbers
        case str() if re.fullmatch(r"[-\d./^*+x() ]+", value):
            return _values_in(value) <= numbers
        case str():
            return not re.search(r"\s", value) or "".join(value.split()) in "".join(text.split())
        case dict():
            value = [*value.values()]
    return all(_comes_from(one, numbers, text) for one in value)


def _parameters(found: Filled) -> dict[str, JsonValue]:
    builder = found.builder if isinstance(found, Chosen) else found
    return builder.model_dump(mode="json", exclude_defaults=True)


def _filled(kind: str, asked: Request) -> Iterator[Filled]:
    own = filling.fill(kind, asked)
    if own is not None:
        yield own
    for found in given.pictures(asked):
        builder = found.builder if isinstance(found, Chosen) else found
        if builder.kind() == kind:
            yield found


def _values_in(text: str) -> set[Fraction]:
    return {one.value for one in numerals(text)}


def _small_counts(text: str) -> set[Fraction]:
    """Numbers that are exponents' or indices' are read as part of a formula."""
    return {Fraction(found) for found in re.findall(r"(?:\^|\*\*|_)\s*(\d+)", text)}


def _holds(new: JsonValue, old: JsonValue) -> bool:
    """Whether all that was listed before is still there."""
    match new, old:
        case dict(), dict():
            return all(key in new and _holds(new[key], value) for key, value in old.items())
        case list(), list():
            return all(one in new for one in old)
    return new == old


def _titled(draft: Draft, changed: Scene) -> Draft:
    """With the changed scene's heading as title where the title holds values that are shown no longer."""
    title = draft.board.title
    shown = draft.board.scenes[1:] if draft.board.scenes[0].picture.kind == "title" else draft.board.scenes
    written = json.dumps([scene.picture.parameters for scene in shown], ensure_ascii=False).replace(" ", "")
    holds = all(one.replace(" ", "") in written for one in functions(title))
    if holds and _values_in(title) <= set(values_of(list(shown))):
        return draft
    return draft.revised(retitled(draft.board, changed.heading)) if changed.heading else draft


# --- one value, one item ----------------------------------------------------------------------------------


def _value_replaced(draft: Draft, part: str) -> Draft | None:
    """The number, or the word, in the place of another wherever a picture has it: change 5 to 9."""
    for pattern in _CHANGE:
        found = pattern.match(part.strip())
        if not found:
            continue
        old, new = _unquoted(found["old"]), _unquoted(found["new"])
        changes = {
            scene.id: better
            for scene in draft.board.scenes
            if is_drawn(scene) and (better := _with_value(scene, old, new, draft)) is not None
        }
        if changes:
            values = re.sub(rf"(?<![\d.]){re.escape(old)}(?![\d.])", new, draft.asked.values)
            return draft.with_changes(changes).with_values(values)
    return None


def _with_value(scene: Scene, old: str, new: str, draft: Draft) -> Scene | None:
    before = scene.picture.parameters
    labelled = _relabelled(before, old, new)
    if labelled is not None:
        return redrawn(scene, labelled, draft)
    if is_number(old) and is_number(new):
        after = {key: _numbers_changed(value, Fraction(old), Fraction(new)) for key, value in before.items()}
    elif old.casefold() not in draft.asked.content.casefold() or (
        re.search(r"\d", new) and not re.search(r"\d", old)
    ):
        return None  # only the sender's own words change so, and no value stands for a word
    else:
        phrase = re.compile(_bounded(old), re.IGNORECASE)
        after = {
            key: strings_changed(value, lambda text: phrase.sub(lambda found: like(found[0], new), text))
            for key, value in before.items()
        }
    return redrawn(scene, after, draft) if after != before else None


def _relabelled(parameters: dict[str, JsonValue], label: str, value: str) -> dict[str, JsonValue] | None:
    """The parameters with another number for the row of that label; None where that is not what is meant."""
    amount = _AMOUNT.match(value)
    if not amount:
        return None
    for key, rows in parameters.items():
        for place, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict) and label and _label(row).casefold() == label.casefold():
                numbers = [name for name, one in row.items() if is_number(one)]
                if len(numbers) == 1:
                    number = Fraction(amount[0].replace(",", ""))
                    new = int(number) if number.denominator == 1 else float(number)
                    assert isinstance(rows, list)  # noqa: S101 - it is what was gone through
                    return {**parameters, key: [*rows[:place], {**row, numbers[0]: new}, *rows[place + 1 :]]}
    return None


def _bounded(words: str) -> str:
    start = r"(?<![A-Za-z0-9.])" if words[:1].isascii() else ""
    end = r"(?![A-Za-z0-9])" if words[-1:].isascii() else ""
    return start + re.escape(words) + end


def _numbers_changed(value: JsonValue, old: Fraction, new: Fraction) -> JsonValue:
    match value:
        case bool():
            return value
        case int() | float() if Fraction(str(value)) == old:
            return int(new) if new.denominator == 1 else float(new)
        case str() if is_number(value) and Fraction(value) == old:
            return str(new) if new.denominator == 1 else str(float(new))
        case list():
            return [_numbers_changed(one, old, new) for one in value]
        case dict():
            return {key: _numbers_changed(one, old, new) for key, one in value.items()}
    return value


def _label(row: JsonValue) -> str:
    match row:
        case {"label": str() as label} | {"name": str() as label} | {"when": str() as label}:
            return label
    return ""


def _unquoted(text: str) -> str:
    return re.sub(r"^(?:an?|the)\s+", "", text.strip(), flags=re.IGNORECASE).strip(QUOTES)
