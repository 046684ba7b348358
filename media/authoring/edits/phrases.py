"""The words of an instruction folded into phrases: "scene 2", "the second bar", "vector a", "dark blue"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from media.authoring.edits.colours import Colour, Shade
from media.authoring.edits.kinds import SceneRef, Thing
from media.authoring.edits.tokens import Factor, Name, Number, Ordinal, Quoted, Token, Unknown
from media.authoring.edits.words import Kind, Role, Topic

Content = (
    Role
    | Kind
    | Topic
    | Shade
    | Colour
    | Quoted
    | Number
    | Ordinal
    | Factor
    | Name
    | Unknown
    | Thing
    | SceneRef
)

WORDED = frozenset({Kind.TITLE, Kind.CAPTION, Kind.LABEL, Kind.TEXT})
"""The kinds that are words on the screen."""
_COUNTED = frozenset(
    {
        Kind.VECTOR,
        Kind.ARROW,
        Kind.CIRCLE,
        Kind.SQUARE,
        Kind.RECTANGLE,
        Kind.TRIANGLE,
        Kind.LINE,
        Kind.POINT,
        Kind.BAR,
    }
    | {Kind.LABEL, Kind.CAPTION, Kind.GRAPH, Kind.FORMULA, Kind.ANGLE, Kind.ELLIPSE, Kind.POLYGON, Kind.STAR}
)
"""The kinds that there are several of, told apart by a letter or a number."""


@dataclass(frozen=True)
class Phrase:
    """A piece of an instruction: what it means, and which tokens say it."""

    content: Content
    start: int
    end: int


def phrases(tokens: Sequence[Token]) -> list[Phrase]:
    """The phrases of an instruction, without the words that only hold it together."""
    row = [
        Phrase(token.value, index, index + 1)
        for index, token in enumerate(tokens)
        if token.value is not Role.FILLER and not _article(tokens, index)
    ]
    for fold in (_shade, _scene_numbers, _scene_ordinals, _scene_about, _thing):
        row = _folded(row, tokens, fold)
    return row


def _article(tokens: Sequence[Token], index: int) -> bool:
    """Whether this is English's "a", and not the letter in "vector a"."""
    if tokens[index].value != Name("a"):
        return False
    before = tokens[index - 1].value if index else None
    after = tokens[index + 1].value if index + 1 < len(tokens) else None
    return before not in _COUNTED or isinstance(after, Shade)


def written(tokens: Sequence[Token], start: int, end: int) -> str:
    """What the tokens say, as written."""
    text = ""
    for token in tokens[start:end]:
        gap = (
            " "
            if text and text[-1].isascii() and token.raw[0].isascii() and token.raw not in ",.;:!?"
            else ""
        )
        text += gap + token.raw
    return text.strip()


_Fold = Callable[[list[Content], Callable[[int], str]], tuple[int, list[Content]] | None]
"""A rule: from the contents at a place, how many phrases become one or more new ones, and those."""


def _folded(row: list[Phrase], tokens: Sequence[Token], fold: _Fold) -> list[Phrase]:
    result: list[Phrase] = []
    place = 0
    while place < len(row):
        ahead = row[place:]

        def words(count: int, ahead: list[Phrase] = ahead) -> str:
            return written(tokens, ahead[0].start, ahead[count - 1].end)

        found = fold([phrase.content for phrase in ahead], words)
        if found is None:
            result.append(row[place])
            place += 1
            continue
        count, contents = found
        result.extend(Phrase(content, ahead[0].start, ahead[count - 1].end) for content in contents)
        place += count
    return result


def _shade(ahead: list[Content], _words: Callable[[int], str]) -> tuple[int, list[Content]] | None:
    match ahead:
        case [Shade() as shade, Colour(hue=hue), *_] if not hue.startswith("#"):
            return 2, [Colour(hue, shade)]
        case _:
            return None


def _scene_numbers(ahead: list[Content], words: Callable[[int], str]) -> tuple[int, list[Content]] | None:
    """``scene 2``, and both of ``scenes 2 and 3``."""
    match ahead:
        case [Role.SCENE, Number(value=value), *_]:
            count = 2
            refs: list[Content] = [SceneRef(words(2), place=int(value))]
        case _:
            return None
    while True:
        match ahead[count:]:
            case [Role.JOIN, Number(value=value), *_]:
                refs.append(SceneRef(words(count + 2), place=int(value)))
                count += 2
            case _:
                return count, refs


def _scene_ordinals(ahead: list[Content], words: Callable[[int], str]) -> tuple[int, list[Content]] | None:
    """``the second scene``, ``the last scene``, and both of ``the first and second scenes``."""
    places: list[int] = []
    count = 0
    while (place := _place(ahead[count])) is not None:
        places.append(place)
        match ahead[count + 1 :]:
            case [Role.SCENE, *_]:
                return count + 2, [SceneRef(words(count + 2), place=place) for place in places]
            case [Role.JOIN, following, *_] if _place(following) is not None:
                count += 2
            case _:
                return None
    return None


def _place(content: Content) -> int | None:
    match content:
        case Ordinal(place=place):
            return place
        case Role.FIRST:
            return 1
        case Role.LAST:
            return -1
        case _:
            return None


def _scene_about(ahead: list[Content], words: Callable[[int], str]) -> tuple[int, list[Content]] | None:
    """``the title scene``, and ``the summary``, which can only be a scene."""
    match ahead:
        case [(Kind() | Topic()) as about, Role.SCENE, *_]:
            return 2, [SceneRef(words(2), about=about)]
        case [Topic() as about, *_]:
            return 1, [SceneRef(words(1), about=about)]
        case _:
            return None


def _thing(ahead: list[Content], words: Callable[[int], str]) -> tuple[int, list[Content]] | None:
    count = 0
    place = _place(ahead[0])
    if place is not None:
        count = 1
    match ahead[count:]:
        case [Name(name=name), Kind() as kind, *_] if place is None and kind not in WORDED:
            # "the c square", "the velocity arrow": the one of that kind with the name.
            return 2, [Thing(words(2), kind, name=name)]
        case [Name(name=name), *_] if place is None:
            return 1, [Thing(words(1), name=name)]
        case [Kind() as kind, Kind() as detail, *_]:
            count += 2
            kind = _specific(kind, detail)
        case [Kind() as kind, *_]:
            count += 1
        case _:
            return None
    thing = Thing(words(count), kind, place=place or 0)
    match ahead[count:]:
        case [Name(name=name), *_] if kind in _COUNTED and place is None:
            return count + 1, [replace(thing, written=words(count + 1), name=name)]
        case [Number(value=value), *_] if kind in _COUNTED and place is None:
            return count + 1, [replace(thing, written=words(count + 1), place=int(value))]
        case _:
            return count, [thing]


def _specific(kind: Kind, detail: Kind) -> Kind:
    """What two words for one thing mean: "title text" is the title, "the vectors' labels" are labels."""
    if detail in {Kind.TEXT, Kind.LABEL} and kind not in WORDED and kind is not Kind.FORMULA:
        return Kind.LABEL
    return kind if kind is not Kind.TEXT else detail
