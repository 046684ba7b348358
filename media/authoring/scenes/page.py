"""The page a scene builder writes on: one method of the script, with its heading, captions and timing."""

from dataclasses import dataclass, field

from contracts.animation import ScenePlan
from contracts.model import Model
from language.reading import reading_seconds
from media.scenes.source import INDENT, call, literal, number, statement
from media.scenes.text import captions, clip

BODY_DEPTH = 2
MARGIN = INDENT * BODY_DEPTH

STAGE_TOP = 2.55
STAGE_BOTTOM = -2.75
STAGE_WIDTH = 12.6
"""The stage, where a builder may draw: below the heading, above the captions."""

CAPTION_SIZE = 28
CAPTION_WIDTH = 12.4
FADE_SECONDS = 0.4
LINE_SPACING = "0.75"
LAST_WAIT = 1.3
SHORTEST_WAIT = 0.1
READING_SHARE = 0.8
"""The share of its reading time for which a text on the stage is shown: it is read faster than captions."""


class Look(Model):
    """The colours and the font of an animation; colours by Manim's names."""

    font: str
    background: str
    ink: str
    muted: str
    panel: str
    accents: tuple[str, ...]

    def accent(self, index: int) -> str:
        """The accents in turn."""
        return self.accents[index % len(self.accents)]


@dataclass(frozen=True)
class Beat:
    """Animations that play together, then time to read; a quiet beat brings no caption."""

    animations: tuple[str, ...]
    seconds: float
    quiet: bool = False
    pause: float = 0.0


@dataclass
class Page:
    """Collects a method's statements; the captions are spread over its beats when all is known."""

    scene: ScenePlan
    look: Look
    _body: list[list[str] | Beat] = field(default_factory=list)

    # --- statements ---------------------------------------------------------------------------------------

    def let(self, name: str, function: str, *args: str, **options: str) -> str:
        """Bind the result of a call to a name; gives the name back."""
        self._body.append(statement(f"{name} = {function}", args, options, BODY_DEPTH))
        return name

    def do(self, function: str, *args: str, **options: str) -> None:
        """Call something."""
        self._body.append(statement(function, args, options, BODY_DEPTH))

    def beat(self, *animations: str, seconds: float = 1.0, quiet: bool = False, reads: str = "") -> None:
        """Play animations together, with the next caption unless quiet, and wait until ``reads`` is read."""
        pause = READING_SHARE * reading_seconds(reads) - seconds if reads else 0.0
        self._body.append(Beat(animations, seconds, quiet, max(pause, 0.0)))

    def for_each(self, name: str, values: list[str], label: str, place: str) -> None:
        """A group with a mobject for each ``value``; ``label`` and ``place`` are source."""
        self._body.append(
            [
                f"{MARGIN}{name} = VGroup()",
                f"{MARGIN}for value in [{', '.join(values)}]:",
                f"{MARGIN}{INDENT}label = {label}",
                f"{MARGIN}{INDENT}label.next_to({place})",
                f"{MARGIN}{INDENT}{name}.add(label)",
            ]
        )

    # --- pieces that many scenes share --------------------------------------------------------------------

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

    def at_most(self, name: str, room: float, *, side: str = "width") -> None:
        """Shrink a mobject that is larger than its room."""
        self._body.append(_at_most(name, room, side))

    def heading(self) -> None:
        """The scene's heading at the top, with a short line below it; the first beat."""
        self.text("heading", self.scene.heading, 38, STAGE_WIDTH, bold=True)
        self.do("heading.to_edge", "UP", buff="0.4")
        self.let(
            "underline",
            "Line",
            "LEFT * 0.7",
            "RIGHT * 0.7",
            color=self.look.accent(0),
            stroke_width="5",
        )
        self.do("underline.next_to", "heading", "DOWN", buff="0.22")
        self.beat("FadeIn(heading, shift=DOWN * 0.2)", "Create(underline)", seconds=0.6)

    # --- the method ---------------------------------------------------------------------------------------

    def method(self, name: str) -> list[str]:
        """The method's source lines."""
        lines = [
            f"{INDENT}def {name}(self):",
            f"{MARGIN}if self.mobjects:",
            f"{MARGIN}{INDENT}self.play(FadeOut(*self.mobjects), run_time={FADE_SECONDS} / SPEED)",
        ]
        due = self._captions()
        beats = 0
        shown = 0
        owed = 0.0  # seconds that the caption on the screen still needs
        for piece in (*self._body, *[Beat((), 0.4)] * (max(due, default=0) + 1)):
            if not isinstance(piece, Beat):
                lines.extend(piece)
                continue
            animations = list(piece.animations)
            row = None if piece.quiet else due.get(beats)
            beats += not piece.quiet
            if row is not None:
                if owed >= SHORTEST_WAIT:
                    lines.append(_wait(owed))
                shown += 1
                lines.extend(_caption(row, shown, self.look.muted))
                animations.append(f"FadeIn(caption_{shown})")
                owed = reading_seconds(row)
            if animations:
                run_time = f"{piece.seconds:.1f} / SPEED"
                lines.extend(statement("self.play", animations, {"run_time": run_time}, BODY_DEPTH))
                owed -= piece.seconds
            if piece.pause >= SHORTEST_WAIT:
                lines.append(_wait(piece.pause))
                owed -= piece.pause
        lines.append(_wait(max(LAST_WAIT, owed)))
        return lines

    def _captions(self) -> dict[int, str]:
        """The caption that comes with each beat: spread evenly, those left over after the last beat."""
        rows = [
            row
            for line in self.scene.narration.splitlines()
            for row in captions(line, CAPTION_WIDTH, CAPTION_SIZE)
        ]
        beats = max(len(rows), sum(isinstance(piece, Beat) and not piece.quiet for piece in self._body))
        return {index * beats // len(rows): row for index, row in enumerate(rows)}


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
        if centered:
            # Text knows only its left edge.
            function, words = "Paragraph", [literal(row) for row in rows]
            options["alignment"] = '"center"'
            # Paragraph counts letters to find its lines, and a ligature is one glyph for two.
            options["disable_ligatures"] = "True"
    return statement(f"{name} = {function}", words, options, BODY_DEPTH) + _at_most(name, room, "width")


def _at_most(name: str, room: float, side: str) -> list[str]:
    # In the script, and not only here, since its words may be edited later.
    return [
        f"{MARGIN}if {name}.{side} > {number(room)}:",
        f"{MARGIN}{INDENT}{name}.scale_to_fit_{side}({number(room)})",
    ]


def _caption(row: str, shown: int, color: str) -> list[str]:
    name = f"caption_{shown}"
    gone = [f"{MARGIN}self.remove(caption_{shown - 1})"] if shown > 1 else []
    return [
        *gone,
        *_text(name, [row], CAPTION_SIZE, CAPTION_WIDTH, color),
        *statement(f"{name}.to_edge", ["DOWN"], {"buff": "0.5"}, BODY_DEPTH),
    ]


def _wait(seconds: float) -> str:
    return f"{MARGIN}self.wait({seconds:.1f} / SPEED)"


def group(*names: str) -> str:
    """Mobjects as one."""
    return call("VGroup", names)
