"""The page a builder writes on: one method of the script, with its heading, its beats and their captions.

A method begins and ends on an empty stage, so scenes can be rendered beside one another and in any order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from language.reading import reading_seconds
from media.scenes.locale import Locale
from media.scenes.look import Look
from media.scenes.source import INDENT, literal, number, point, statement
from media.scenes.stage import Stage
from media.scenes.text import captions, clip, wrap

HOT: Final = "looked_at"
"""What stands for the colour of what is looked at, among the names of what is drawn."""
BODY_DEPTH: Final = 2
MARGIN: Final = INDENT * BODY_DEPTH

HEADING_SIZE: Final = 38
SMALL_HEADING_SIZE: Final = 31
CAPTION_SIZE: Final = 28
SMALLEST_SIZE: Final = 20
"""The font size below which nothing is written: smaller letters can't be read at 480p."""
FADE_SECONDS: Final = 0.4
LINE_SPACING: Final = "0.75"
LAST_WAIT: Final = 1.3
SHORTEST_WAIT: Final = 0.1
READING_SHARE: Final = 0.8
"""The share of its reading time for which a text on the stage is shown: it is read faster than captions."""


@dataclass(frozen=True)
class _Beat:
    """Animations that play together, then time to read. ``line`` is None where no new line begins."""

    animations: tuple[str, ...]
    seconds: float
    line: str | None
    pause: float
    reads: str = ""


@dataclass
class Page:
    """Collects a method's statements.

    ``lines`` are a storyboard's, in the order of the beats that say something; None for the builder's own.
    After drawing, ``told`` holds the builder's own lines, and ``names`` what the things that it draws are
    called in all languages, by their variables.
    """

    heading: str
    locale: Locale
    look: Look
    stage: Stage
    lines: tuple[str, ...] | None = None
    told: list[str] = field(default_factory=list)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _body: list[list[str] | _Beat] = field(default_factory=list)

    # --- words ----------------------------------------------------------------------------------------

    def say(self, ja: str, zh: str, en: str, **values: object) -> str:
        """A text in the page's language; Chinese as in Taiwan, from which the mainland's is derived."""
        return self.locale.say(ja, zh, en, **values)

    def named(self, name: str, ja: str, zh: str, en: str, *also: str) -> None:
        """What people call the thing with that variable, in any language, for edits to find it by."""
        self.names[name] = (ja, zh, en, *also)

    def looked_at(self, ja: str, zh: str, en: str, *also: str) -> None:
        """What people call that which is in the colour of what is looked at just now."""
        self.named(HOT, ja, zh, en, *also)

    # --- statements -----------------------------------------------------------------------------------

    def let(self, name: str, function: str, *args: str, **options: str) -> str:
        """Bind the result of a call to a name; gives the name back."""
        self._body.append(statement(f"{name} = {function}", args, options, BODY_DEPTH))
        return name

    def do(self, function: str, *args: str, **options: str) -> None:
        """Call something."""
        self._body.append(statement(function, args, options, BODY_DEPTH))

    def function(self, name: str, argument: str, source: str) -> None:
        """Define a function of one argument."""
        self._body.append([f"{MARGIN}def {name}({argument}):", f"{MARGIN}{INDENT}return {source}"])

    def beat(
        self,
        *animations: str,
        says: str | None = None,
        seconds: float = 1.0,
        reads: str = "",
        pause: float = 0.0,
    ) -> None:
        """Play animations together.

        ``says`` is the line that is said meanwhile, and stands as a caption from the beat's first moment
        until the next line; without it the line before goes on. ``reads`` are words that appear on the stage:
        the beat lasts until they are read, and a line of just these words needs no caption. ``pause`` is the
        least time in seconds that nothing moves after it.
        """
        line = None
        if says is not None:
            index = len(self.told)
            self.told.append(says)
            line = says if self.lines is None else self.lines[index] if index < len(self.lines) else ""
        if reads:
            pause = max(pause, READING_SHARE * reading_seconds(reads) - seconds)
        self._body.append(_Beat(animations, seconds, line, max(pause, 0.0), reads))

    def statements(self, lines: Sequence[str]) -> None:
        """Statements as an author wrote them, at the depth of a module."""
        self._body.append([f"{MARGIN}{line}" if line else "" for line in lines])

    # --- pieces that many builders share --------------------------------------------------------------

    def text(  # noqa: PLR0913 - a text's own properties
        self,
        name: str,
        words: str,
        size: float,
        room: float,
        *,
        rows: int = 1,
        color: str = "",
        bold: bool = False,
        centered: bool = False,
    ) -> str:
        """A text of at most so many rows that never gets wider than its room."""
        lines = clip(words, room, size, rows)
        color = color or self.look.ink
        self._body.append(_text(name, lines, size, room, color, bold=bold, centered=centered))
        return name

    def formula(self, name: str, typst: str, size: float, room: float, *, color: str = "") -> str:
        """A formula, in Typst's mathematics, that never gets wider than its room."""
        self.let(name, "MathTypst", literal(typst), font_size=number(size), color=color or self.look.ink)
        self.at_most(name, room)
        return name

    def place(self, name: str, x: float, y: float, *, edge: str = "") -> None:
        """Move the middle of a thing, or its edge (``LEFT``, ``UP`` …), to a point of the frame."""
        self.do(f"{name}.move_to", point(x, y), **({"aligned_edge": edge} if edge else {}))

    def at_most(self, name: str, room: float, *, side: str = "width") -> None:
        """Shrink a mobject that is larger than its room."""
        self._body.append(_at_most(name, room, side))

    # --- the method -----------------------------------------------------------------------------------

    def method(self, name: str, pause: float = 0.0) -> list[str]:
        """The method's source lines; after its last beat it stands still for so many seconds more."""
        lines = [f"{INDENT}def {name}(self):", *self._heading()]
        shown = 0
        owed = 0.0  # seconds that the caption on the screen still needs
        for piece in self._body:
            if not isinstance(piece, _Beat):
                lines.extend(piece)
                continue
            rows = self._rows(piece.line if piece.line != piece.reads else None)
            animations = list(piece.animations)
            if piece.line is not None and owed >= SHORTEST_WAIT:
                lines.append(_wait(owed))
            if piece.line is not None and shown:
                lines.append(f"{MARGIN}self.remove(caption_{shown})")
            if rows:
                shown += 1
                lines.extend(self._caption(rows[0], shown))
                animations.append(f"FadeIn(caption_{shown})")
            if piece.line is not None:
                owed = reading_seconds(" ".join(rows[0])) if rows else 0.0
            if animations:
                run_time = f"{piece.seconds:.1f} / SPEED"
                lines.extend(statement("self.play", animations, {"run_time": run_time}, BODY_DEPTH))
                owed -= piece.seconds
            for row in rows[1:]:
                lines.extend([_wait(max(owed, SHORTEST_WAIT)), f"{MARGIN}self.remove(caption_{shown})"])
                shown += 1
                lines.extend(self._caption(row, shown))
                lines.append(f"{MARGIN}self.play(FadeIn(caption_{shown}), run_time={FADE_SECONDS} / SPEED)")
                owed = reading_seconds(" ".join(row)) - FADE_SECONDS
            if piece.pause >= SHORTEST_WAIT:
                lines.append(_wait(piece.pause))
                owed -= piece.pause
        lines.extend(_last_waits(max(LAST_WAIT, owed), pause))
        lines.append(f"{MARGIN}self.play(FadeOut(*self.mobjects), run_time={FADE_SECONDS} / SPEED)")
        return lines

    def _heading(self) -> list[str]:
        """The heading at the top, with a short line below it."""
        if not self.heading:
            return []
        rows = 1 if self.stage.roomy else 2
        size, edge = HEADING_SIZE, 0.4 if rows == 1 else 0.5
        if self.stage.wide and len(clip(self.heading, self.stage.width, size, rows)) > 1:
            size, edge = SMALL_HEADING_SIZE, 0.25  # a square stage begins below one row of the usual size
        drawn = clip(self.heading, self.stage.width, size, rows)
        buff = {"buff": number(edge)}
        color = self.look.main
        line = {"color": color, "stroke_width": "5"}
        play = ["FadeIn(heading, shift=DOWN * 0.2)", "Create(underline)"]
        return [
            *_text("heading", drawn, size, self.stage.width, self.look.ink, bold=True, centered=True),
            *statement("heading.to_edge", ["UP"], buff, BODY_DEPTH),
            *statement("underline = Line", ["LEFT * 0.7", "RIGHT * 0.7"], line, BODY_DEPTH),
            *statement("underline.next_to", ["heading", "DOWN"], {"buff": "0.22"}, BODY_DEPTH),
            *statement("self.play", play, {"run_time": "0.6 / SPEED"}, BODY_DEPTH),
        ]

    def _rows(self, line: str | None) -> list[list[str]]:
        """A line as captions, each of the rows that stand on the screen at once."""
        if not line:
            return []
        if self.stage.wide:
            return [[row] for row in captions(line, self.stage.width, CAPTION_SIZE)]
        rows = wrap(line, self.stage.width, CAPTION_SIZE)
        return [rows[start : start + 2] for start in range(0, len(rows), 2)]

    def _caption(self, rows: list[str], shown: int) -> list[str]:
        name = f"caption_{shown}"
        middle = -self.stage.frame_height / 2 + (0.75 if self.stage.wide else self.stage.caption_room / 2)
        return [
            *_text(name, rows, CAPTION_SIZE, self.stage.width, self.look.muted, centered=True),
            *statement(f"{name}.move_to", [point(0, middle)], {}, BODY_DEPTH),
        ]


def _text(  # noqa: PLR0913 - a text's own properties
    name: str,
    rows: list[str],
    size: float,
    room: float,
    color: str,
    *,
    bold: bool = False,
    centered: bool = False,
) -> list[str]:
    options = {"font": "FONT", "font_size": number(size), "color": color}
    if bold:
        options["weight"] = "BOLD"
    function, words = "Text", [literal("\n".join(rows))]
    if len(rows) > 1:
        options["line_spacing"] = LINE_SPACING
        # Manim gives letters to lines by counting them, and a ligature is one for two or three.
        options["disable_ligatures"] = "True"
        if centered:
            # Text knows only its left edge.
            function, words = "Paragraph", [literal(row) for row in rows]
            options["alignment"] = '"center"'
    return statement(f"{name} = {function}", words, options, BODY_DEPTH) + _at_most(name, room, "width")


def _at_most(name: str, room: float, side: str) -> list[str]:
    # In the script, and not only here, since its words may be edited later.
    return [
        f"{MARGIN}if {name}.{side} > {number(room)}:",
        f"{MARGIN}{INDENT}{name}.scale_to_fit_{side}({number(room)})",
    ]


def _wait(seconds: float) -> str:
    return f"{MARGIN}self.wait({seconds:.1f} / SPEED)"


def _last_waits(seconds: float, pause: float) -> list[str]:
    """The time to read, as fast as all plays, and a pause of so many seconds, however fast it plays."""
    return [_wait(seconds), *([f"{MARGIN}self.wait({pause:.1f})"] if pause else [])]


def group(*names: str) -> str:
    """Mobjects as one."""
    return f"VGroup({', '.join(names)})"
