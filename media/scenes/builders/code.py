"""Code as in an editor: the line that runs is marked, and the variables' values stand beside it."""

from typing import Final, Self

from pydantic import Field, field_validator, model_validator
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.room import Room, whole
from media.scenes.source import columns_of, literal, number
from media.scenes.stage import Stage
from media.scenes.text import ELLIPSIS

MOST_LINES: Final = 40
MOST_STEPS: Final = 16
MOST_VARIABLES: Final = 6
_MOST_ROWS: Final = 4
"""Rows of one line; what is longer is cut, visibly."""
_FONT: Final = "Noto Sans Mono CJK JP"
_LARGEST_SIZE: Final = 38
_COLUMN: Final = 0.0081
_ROW: Final = 0.01575
"""How wide a column and how high a row of code is at font size 1."""
_FRAME: Final = 0.62
_GUTTER: Final = 1.05
_VARIABLES: Final = 3.4
_VARIABLE_ROW: Final = 0.6
_ACROSS: Final = 3


class Step(Model):
    """A line that runs, counted from 1, what variables are worth after it, and what is said of it."""

    line: int = Field(ge=1, le=MOST_LINES)
    variables: dict[str, str] = Field(default_factory=dict)
    says: str = Field("", max_length=200)


class Code(Builder):
    """The code, its language as Pygments calls it, and how it runs, if that is known."""

    code: str = Field(min_length=1, max_length=20_000)
    language: str = "text"
    trace: tuple[Step, ...] = Field((), max_length=MOST_STEPS)

    @field_validator("language")
    @classmethod
    def _is_known(cls, language: str) -> str:
        try:
            get_lexer_by_name(language)
        except ClassNotFound:
            raise ValueError(
                f"language: “{language}” is none that can be coloured; “text” always can."
            ) from None
        return language

    @model_validator(mode="after")
    def _can_be_shown(self) -> Self:
        if not self.code.strip():
            raise ValueError("code: there is none.")
        lines = self.lines
        for step in self.trace:
            if step.line > len(lines) or not lines[step.line - 1].strip():
                raise ValueError(f"trace: there is nothing in line {step.line}.")
        if len(self.variables) > MOST_VARIABLES:
            raise ValueError(f"trace: no more than {MOST_VARIABLES} variables can be shown.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """A loop that adds."""
        code = "total = 0\nfor n in [3, 5, 8]:\n    total = total + n\nprint(total)"
        steps = [Step(line=1, variables={"total": "0"})]
        for value, total in ((3, 3), (5, 8), (8, 16)):
            steps += [
                Step(line=2, variables={"n": f"{value}"}),
                Step(line=3, variables={"total": f"{total}"}),
            ]
        says = locale.say("4 行目: 16 が表示されます。", "第 4 行：印出 16。", "Line 4: 16 is printed.")
        return cls(code=code, language="python", trace=(*steps, Step(line=4, says=says)))

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines, without blank ones at both ends."""
        return tuple(line.rstrip().expandtabs(4) for line in self.code.strip("\r\n").splitlines())

    @property
    def variables(self) -> tuple[str, ...]:
        """All variables in the order in which they get a value."""
        return tuple(dict.fromkeys(name for step in self.trace for name in step.variables))

    def heading(self, locale: Locale) -> str:
        """That it is code, and how it runs."""
        if self.trace:
            return locale.say("コードの動き", "程式碼的執行", "How the code runs")
        return locale.say("コード", "程式碼", "The code")

    def draw(self, page: Page) -> None:
        """The listing; then line after line, as it runs or as it is read."""
        _Listing(page, self).draw()


def wrapped(line: str, columns: int) -> list[str]:
    """A line as rows: where it is too long it goes on below, broken before a word if it can be."""
    indent = len(line) - len(line.lstrip())
    margin = " " * min(indent + 4, columns // 2)
    rows = []
    while columns_of(line) > columns:
        most = 0
        while columns_of(line[: most + 1]) <= columns:
            most += 1
        start = len(line) - len(line.lstrip())
        end = line.rfind(" ", start, most) + 1 or most
        rows.append(line[:end].rstrip())
        line = margin + line[end:].lstrip()
    if len(rows) >= _MOST_ROWS:
        return [*rows[: _MOST_ROWS - 1], rows[_MOST_ROWS - 1][: columns - 2] + ELLIPSIS]
    return [*rows, line]


class _Listing:
    """The code in as many listings as are needed for all lines that are shown; one stands at a time.

    Lines are counted from 0 here, and have one row or more. ``parts`` are the lines of each listing.
    """

    def __init__(self, page: Page, code: Code) -> None:
        self.page, self.code = page, code
        self.area = _area(page.stage, len(code.variables))
        room = self.area.right - self.area.left - _GUTTER, self.area.top - self.area.bottom - _FRAME
        columns = int(room[0] / (_COLUMN * SMALLEST_SIZE))
        self.rows = [wrapped(line, columns) for line in code.lines[:MOST_LINES]]
        self.parts = self._split(int(room[1] / (_ROW * SMALLEST_SIZE)))
        longest = max(columns_of(row) for rows in self.rows for row in rows)
        highest = max(sum(len(self.rows[line]) for line in part) for part in self.parts)
        size = min(_LARGEST_SIZE, room[0] / (longest * _COLUMN), room[1] / (highest * _ROW))
        self.size = max(float(SMALLEST_SIZE), size)
        self.now = 0
        self.known: dict[str, str] = {}
        self.written = 0

    def _split(self, most: int) -> list[range]:
        """The lines of each listing, of about as many rows each and at most so many."""
        total = sum(map(len, self.rows))
        wanted = -(-total // -(-total // most))
        parts, start, rows = [], 0, 0
        for line, drawn in enumerate(self.rows):
            if rows and (rows + len(drawn) > most or rows >= wanted):
                parts.append(range(start, line))
                start, rows = line, 0
            rows += len(drawn)
        parts.append(range(start, len(self.rows)))
        return [trimmed for part in parts if (trimmed := self._trimmed(part))]

    def _trimmed(self, part: range) -> range:
        """The part without blank lines at both ends, which would not be drawn."""
        words = [line for line in part if self.rows[line][0].strip()]
        return range(words[0], words[-1] + 1) if words else range(0)

    def draw(self) -> None:
        page, code = self.page, self.code
        for part, lines in enumerate(self.parts, 1):
            self._bind(part, lines)
        page.named("listing_1", "コード", "程式碼", "the code")
        page.let("bar", "Rectangle", width="listing_1.width - 0.1", height=number(self.size * _ROW * 0.98))
        page.do("bar.set_stroke", width="0")
        page.do("bar.set_fill", page.look.hot, "0.25")
        page.named("bar", "印の付いた行", "標記的行", "the line that runs")
        self._show(1, self._intro())
        if code.trace:
            self._run()
        else:
            self._read()
        self._left_out()

    def _bind(self, part: int, lines: range) -> None:
        """A listing. Manim numbers its rows; lines that have more rows than one are numbered anew."""
        page, name = self.page, f"listing_{part}"
        rows = [row for line in lines for row in self.rows[line]]
        page.let(
            name,
            "Code",
            code_string=literal("\n".join(rows)),
            language=literal(self.code.language),
            formatter_style='"monokai"',
            background='"rectangle"',
            line_numbers_from=str(lines.start + 1),
            paragraph_config=f'{{"font": "{_FONT}", "font_size": {number(self.size)}}}',
        )
        indent = min(len(row) - len(row.lstrip()) for row in rows if row.strip())
        if indent:
            across = number(indent * _COLUMN * self.size)
            page.do(f"{name}.code_lines.shift", f"RIGHT * {across}")
            wide = f"{name}.background.width + {across}"
            page.do(f"{name}.background.stretch_to_fit_width", wide, about_edge="LEFT")
        if len(rows) > len(lines):
            firsts = ", ".join(f"({self._row(lines, line)}, {line + 1})" for line in lines)
            made = f'Text(str(n), font="{_FONT}", font_size={number(self.size)}, color=GRAY_B)'
            page.let(
                f"numbers_{part}",
                "VGroup",
                f"*({made}.move_to({name}.line_numbers[row], aligned_edge=RIGHT) for row, n in [{firsts}])",
            )
            page.do(f"{name}.line_numbers.set_opacity", "0")
            page.do(f"{name}.add", f"numbers_{part}")
        page.at_most(name, self.area.right - self.area.left)
        page.place(name, (self.area.left + self.area.right) / 2, (self.area.bottom + self.area.top) / 2)

    def _row(self, lines: range, line: int) -> int:
        """In which row of a listing a line begins."""
        return sum(len(self.rows[before]) for before in range(lines.start, line))

    def _intro(self) -> str:
        page, count = self.page, len(self.code.lines)
        if self.code.trace:
            return page.say(
                "コードを、動く順に 1 行ずつ見ます。",
                "按執行的順序，一行一行看。",
                "The code, line by line, as it runs.",
            )
        return page.say(
            "{n} 行のコードを、上から読みます。",
            "這段程式碼有 {n} 行，由上往下讀。",
            "{n} lines of code, read from the top." if count > 1 else "One line of code.",
            n=count,
        )

    def _show(self, part: int, says: str | None = None) -> None:
        """A listing instead of the one that stands there."""
        gone = [f"FadeOut(listing_{self.now}, shift=UP * 0.5)", "FadeOut(bar)"] if self.now else []
        self.now = part
        self.page.beat(*gone, f"FadeIn(listing_{part}, shift=UP * 0.3)", says=says, seconds=0.8)
        first = self.parts[part - 1].start
        self.page.do("bar.stretch_to_fit_width", f"listing_{part}.width - 0.1")
        self.page.do("bar.stretch_to_fit_height", self._height(first))
        self.page.do("bar.move_to", self._at(first))
        self.page.beat("FadeIn(bar)", seconds=0.3)

    def _height(self, line: int) -> str:
        return number(self.size * _ROW * (len(self.rows[line]) - 0.02))

    def _at(self, line: int) -> str:
        """The middle of a line."""
        row = self._row(self.parts[self.now - 1], line)
        numbers = f"listing_{self.now}.line_numbers"
        last = row + len(self.rows[line]) - 1
        height = f"{numbers}[{row}].get_y()"
        if last > row:
            height = f"({height} + {numbers}[{last}].get_y()) / 2"
        return f"[listing_{self.now}.get_x(), {height}, 0]"

    def _go(self, line: int, says: str | None, seconds: float) -> None:
        part = next(part for part, lines in enumerate(self.parts, 1) if line in lines)
        if part != self.now:
            self._show(part)
        tall = (
            f".stretch_to_fit_height({self._height(line)})"
            if any(len(rows) > 1 for rows in self.rows)
            else ""
        )
        self.page.beat(f"bar.animate{tall}.move_to({self._at(line)})", says=says, seconds=seconds)

    def _read(self) -> None:
        for lines in self.parts:
            for line in lines:
                words = "".join(self.rows[line]).strip()
                if words:
                    self._go(line, None, max(0.4, min(1.2, 0.03 * len(words))))

    def _run(self) -> None:
        for step in self.code.trace:
            changed = {name: value for name, value in step.variables.items() if self.known.get(name) != value}
            self._go(step.line - 1, step.says or self._line(step.line, changed), 0.5)
            if changed:
                self._change(changed)

    def _line(self, line: int, changed: dict[str, str]) -> str:
        page = self.page
        now = page.locale.enumerated(f"{name} = {value}" for name, value in changed.items())
        if changed:
            return page.say(
                "{n} 行目: {v} になります。", "第 {n} 行：{v}。", "Line {n}: now {v}.", n=line, v=now
            )
        words = self.code.lines[line - 1].strip()
        return page.say("{n} 行目: {c}", "第 {n} 行：{c}", "Line {n}: {c}", n=line, c=words)

    def _change(self, changed: dict[str, str]) -> None:
        """New values take the place of old ones."""
        page, look = self.page, self.page.look
        animations = []
        for name, value in changed.items():
            place = self.code.variables.index(name)
            self.written += 1
            new = f"variable_{place + 1}_{self.written}"
            wide, room, (x, y) = *self._room(), self._variable(place)
            page.text(new, f"{name} = {value}", 34 if wide else 26, room, color=look.hot, bold=True)
            page.place(new, x, y, edge="LEFT")
            if place_before := self.known.get(f"{name} at"):
                animations.append(f"FadeOut({place_before})")
            animations.append(f"FadeIn({new}, scale=1.3)")
            self.known |= {name: value, f"{name} at": new}
        page.beat(*animations, seconds=0.6)
        for name in changed:
            page.do(f"{self.known[f'{name} at']}.set_color", look.ink)

    def _room(self) -> tuple[bool, float]:
        """Whether variables stand beside the code, and how wide each may be."""
        wide = self.page.stage.roomy
        return wide, _VARIABLES - 0.3 if wide else self.page.stage.width / _ACROSS - 0.15

    def _variable(self, place: int) -> tuple[float, float]:
        """Where a variable's value begins."""
        stage = self.page.stage
        if self._room()[0]:
            above = (len(self.code.variables) - 1) / 2 - place
            return stage.right - _VARIABLES + 0.3, stage.middle + above * 0.8
        row, column = divmod(place, _ACROSS)
        return stage.left + column * stage.width / _ACROSS, self.area.bottom - 0.35 - row * _VARIABLE_ROW

    def _left_out(self) -> None:
        """What is not shown is told."""
        page, count = self.page, len(self.code.lines)
        if count > MOST_LINES:
            says = page.say(
                "全 {n} 行のうち、{k} 行目までです。",
                "全部 {n} 行，這裡只到第 {k} 行。",
                "These are lines 1 to {k} of {n}.",
                n=count,
                k=MOST_LINES,
            )
            page.beat("FadeOut(bar)", says=says, seconds=0.4)


def _area(stage: Stage, variables: int) -> Room:
    """Where the listing may be: beside the variables, or above them."""
    if not variables:
        return whole(stage)
    if stage.roomy:
        return Room(stage.left, stage.right - _VARIABLES, stage.bottom, stage.top)
    rows = -(-variables // _ACROSS)
    return Room(stage.left, stage.right, stage.bottom + rows * _VARIABLE_ROW + 0.1, stage.top)
