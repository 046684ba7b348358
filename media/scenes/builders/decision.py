"""A decision tree: questions answered with yes or no, and the way of one case through it to its answer."""

from typing import Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import between, box, link
from media.scenes.page import Page
from media.scenes.room import Point, Room, whole
from media.scenes.sketch import Sketch

_WORD: Final = 18


class Question(Model):
    """A question, and where its answers lead: to another question by its number from 1, or to an answer."""

    asks: str = Field(min_length=1, max_length=_WORD)
    yes: str = Field(min_length=1, max_length=_WORD)
    no: str = Field(min_length=1, max_length=_WORD)


class Decision(Builder):
    """The questions, the first at the top, and a case by its answers (``yes`` or ``no``)."""

    questions: tuple[Question, ...] = Field(min_length=1, max_length=3)
    case: tuple[bool, ...] = Field(min_length=1, max_length=3)
    about: str = Field("", max_length=40)

    @model_validator(mode="after")
    def _is_a_tree(self) -> Self:
        linked = [int(to) for one in self.questions for to in (one.yes, one.no) if to.isdigit()]
        if sorted(linked) != list(range(2, len(self.questions) + 1)):
            raise ValueError("Each question but the first must be led to once.")
        if any(
            to.isdigit() and int(to) <= n
            for n, one in enumerate(self.questions, 1)
            for to in (one.yes, one.no)
        ):
            raise ValueError("An answer must not lead back.")
        if len(self.way) != len(self.case):
            raise ValueError("case must have an answer for each question on its way.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Whether to take an umbrella."""
        say = locale.say
        return cls(
            questions=(
                Question(
                    asks=say("今、雨？", "現在下雨？", "Raining now?"),
                    yes=say("傘を持つ", "帶傘", "umbrella"),
                    no="2",
                ),
                Question(
                    asks=say("雲が多い？", "雲很多？", "Many clouds?"),
                    yes="3",
                    no=say("持たない", "不帶傘", "no umbrella"),
                ),
                Question(
                    asks=say("帰りは遅い？", "晚回家？", "Home late?"),
                    yes=say("傘を持つ", "帶傘", "umbrella"),
                    no=say("持たない", "不帶傘", "no umbrella"),
                ),
            ),
            case=(False, True, False),
            about=say("傘を持っていく？", "要不要帶傘？", "Take an umbrella?"),
        )

    @property
    def way(self) -> list[int]:
        """The questions that the case comes to, by their places from 0."""
        found, at = [], 0
        for answer in self.case:
            found.append(at)
            to = self.questions[at].yes if answer else self.questions[at].no
            if not to.isdigit():
                break
            at = int(to) - 1
        return found

    @property
    def outcome(self) -> str:
        """Where the case ends."""
        last = self.questions[self.way[-1]]
        return last.yes if self.case[-1] else last.no

    def heading(self, locale: Locale) -> str:
        """The tree, or what it decides."""
        return self.about or locale.say("決定木", "決策樹", "A decision tree")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The tree level by level, then the case on its way down."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        levels = len(self.questions) + 1
        step = room.height / levels
        slot = room.width / levels  # there is one answer more than there are questions
        size = (min(0.92 * slot, 3.4), min(0.7 * step, 1.0))
        at: dict[str, Point] = {}
        edges: list[tuple[str, str, bool]] = []
        words: dict[str, str] = {}
        self._place(0, room, (slot, step), at, edges, words)
        shown: list[list[str]] = [[] for _ in range(levels)]
        for key, place in at.items():
            leaf = key.startswith("a")
            color = look.done if leaf else look.main
            box(page, key, words[key], place, size, color=color, font_size=min(28, 26 * size[1]), rows=2)
            page.named(f"cell_{key}", words[key], words[key], words[key])
            shown[round((room.top - step / 2 - place[1]) / step)].append(f"FadeIn(cell_{key})")
        yes, no = page.say("はい", "是", "yes"), page.say("いいえ", "否", "no")
        for n, (start, end, answer) in enumerate(edges):
            a, b = (at[start][0], at[start][1] - size[1] / 2), (at[end][0], at[end][1] + size[1] / 2)
            link(page, f"edge_{n}", *between(a, b, 0.05), arrow=True)
            side = 1 if b[0] > a[0] else -1
            middle = ((a[0] + b[0]) / 2 + side * 0.5, (a[1] + b[1]) / 2 + 0.08)
            sketch.label(f"edge_name_{n}", yes if answer else no, middle, 1.0, size=24, color=look.muted)
            level = round((room.top - step / 2 - at[end][1]) / step)
            shown[level] += [f"Create(edge_{n})", f"FadeIn(edge_name_{n})"]
        lines = (
            page.say(
                "決定木は、質問を一つずつたどって答えを決めます。",
                "決策樹逐一提問，得出答案。",
                "A decision tree asks one question after the other.",
            ),
            page.say(
                "答えによって、進む枝が変わります。",
                "依回答走不同的分支。",
                "Each answer leads into another branch.",
            ),
            page.say(
                "枝の先にあるのが結論です。",
                "分支末端就是結論。",
                "At the end of each branch stands a decision.",
            ),
        )
        for n, drawn in enumerate(shown):
            if drawn:
                page.beat(*drawn, says=lines[n] if n < len(lines) else None, seconds=1.2)
        self._case(page, edges, (yes, no))

    def _place(  # noqa: PLR0913, PLR0917 - what is placed, and where
        self,
        n: int,
        room: Room,
        pitch: tuple[float, float],
        at: dict[str, Point],
        edges: list[tuple[str, str, bool]],
        words: dict[str, str],
        depth: int = 0,
    ) -> str:
        """A question with all below it: answers side by side, each question over the middle of its own."""
        key, y = f"q{n}", room.top - (depth + 0.5) * pitch[1]
        words[key] = self.questions[n].asks
        ends: list[float] = []
        for to, answer in ((self.questions[n].yes, True), (self.questions[n].no, False)):
            if to.isdigit():
                child = self._place(int(to) - 1, room, pitch, at, edges, words, depth + 1)
            else:
                child = f"a{n}_{'yes' if answer else 'no'}"
                placed = sum(name.startswith("a") for name in at)
                at[child] = (room.left + (placed + 0.5) * pitch[0], y - pitch[1])
                words[child] = to
            ends.append(at[child][0])
            edges.append((key, child, answer))
        at[key] = (sum(ends) / 2, y)
        return key

    def _case(self, page: Page, edges: list[tuple[str, str, bool]], names: tuple[str, str]) -> None:
        look = page.look
        for n, (place, answer) in enumerate(zip(self.way, self.case, strict=True)):
            index = next(k for k, edge in enumerate(edges) if edge[0] == f"q{place}" and edge[2] == answer)
            says = page.say(
                "「{q}」に「{a}」と答えると、こちらへ進みます。",
                "「{q}」回答「{a}」，走這邊。",
                "“{q}” Say {a}, and go this way.",
                q=self.questions[place].asks,
                a=names[0] if answer else names[1],
            )
            marks = [
                f"box_q{place}.animate.set_stroke({look.hot})",
                f"edge_{index}.animate.set_color({look.hot})",
            ]
            page.beat(*marks, says=says, seconds=1.2, pause=0.4)
            if n == len(self.case) - 1:
                end = edges[index][1]
                says = page.say("結論：{o}。", "結論：{o}。", "Decision: {o}.", o=self.outcome)
                page.beat(
                    f"box_{end}.animate.set_stroke({look.hot}).set_fill({look.hot}, 0.35)",
                    says=says,
                    pause=0.6,
                )
