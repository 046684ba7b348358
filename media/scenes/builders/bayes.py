"""Bayes' theorem as a crowd of people: who is ill, who is found, and who is found by mistake."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, lcm, sqrt
from typing import Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.charts.fit import block
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.probability import Probability, both, percent
from media.scenes.source import number

MOST_PEOPLE: Final = 10_000_000
MOST_SQUARES: Final = 1000
_FEWEST_PEOPLE: Final = 100
_RESULT: Final = 1.1
_LINES: Final = 4
_FILL: Final = 0.82
_NEAR: Final = 1.6


class Bayes(Builder):
    """Shares of people: who has the condition, whom the test finds of these, and of all others.

    ``condition`` and ``test`` are what is looked for and how, as they stand in a sentence.
    """

    prevalence: Probability
    sensitivity: Probability
    false_positive: Probability
    condition: str = Field("", max_length=30)
    test: str = Field("", max_length=30)

    @model_validator(mode="after")
    def _can_be_counted(self) -> Self:
        if self.prevalence in {0, 1}:
            raise ValueError("prevalence: between 0 and 1, or there is nothing to find out.")
        if not self.sensitivity and not self.false_positive:
            raise ValueError("sensitivity: nobody would be positive.")
        if self.people > MOST_PEOPLE:
            raise ValueError(f"prevalence: with these shares more than {MOST_PEOPLE:,} people are needed.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """A rare disease and a good test."""
        return cls.model_validate({"prevalence": "1%", "sensitivity": "90%", "false_positive": "9%"})

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def people(self) -> int:
        """How many people make each count a whole number: a power of ten where one does."""
        least = lcm(
            self.prevalence.denominator,
            (self.prevalence * self.sensitivity).denominator,
            ((1 - self.prevalence) * self.false_positive).denominator,
        )
        power = _FEWEST_PEOPLE
        while power <= MOST_PEOPLE:
            if power % least == 0:
                return power
            power *= 10
        return least * ceil(MOST_SQUARES / least)

    @property
    def ill(self) -> int:
        """Who has the condition."""
        return int(self.people * self.prevalence)

    @property
    def found(self) -> int:
        """Who has it, and is positive."""
        return int(self.people * self.prevalence * self.sensitivity)

    @property
    def mistaken(self) -> int:
        """Who does not have it, and is positive."""
        return int(self.people * (1 - self.prevalence) * self.false_positive)

    @property
    def posterior(self) -> Fraction:
        """The share of those who have it among the positive."""
        return Fraction(self.found, self.found + self.mistaken)

    def heading(self, locale: Locale) -> str:
        """The theorem."""
        return locale.say("ベイズの定理", "貝氏定理", "Bayes' theorem")

    def draw(self, page: Page) -> None:
        """The crowd, its parts, and the positive people put together."""
        _Crowd(self, page).draw()


@dataclass(frozen=True)
class _Part:
    """A part of the crowd, in squares from the first one; ends may lie within a square."""

    name: str
    first: Fraction
    last: Fraction
    color: str


@dataclass(frozen=True)
class _Block:
    """Squares in columns, from a corner on."""

    columns: int
    rows: int
    side: float
    left: float = 0.0
    top: float = 0.0

    def at(self, square: int) -> tuple[float, float]:
        """The middle of a square."""
        column, row = divmod(square, self.rows)
        return self.left + self.side * (column + 0.5), self.top - self.side * (row + 0.5)


def _block(squares: int, width: float, height: float) -> _Block:
    """The largest squares that fill a rectangle, in full columns if that is possible."""
    wished = sqrt(squares * height / width)
    full = [
        rows for rows in range(1, squares + 1) if squares % rows == 0 and wished / 1.6 < rows < wished * 1.6
    ]
    rows = min(full, key=lambda count: abs(count - wished)) if full else ceil(wished)
    columns = ceil(squares / rows)
    return _Block(columns, rows, min(width / columns, height / rows))


class _Crowd:
    """The squares of the crowd, column by column: ill and missed, ill and found, mistaken, all others."""

    def __init__(self, facts: Bayes, page: Page) -> None:
        self.facts, self.page = facts, page
        stage = page.stage
        self.squares = min(facts.people, MOST_SQUARES)
        self.each = Fraction(facts.people, self.squares)
        if not stage.wide:
            self.width, self.height = stage.width, stage.height * 0.48
        elif stage.roomy:
            self.width, self.height = stage.width * 0.53, stage.height
        else:
            self.width, self.height = stage.width * 0.45, stage.height
        crowd = _block(self.squares, self.width, self.height)
        wide, high = crowd.columns * crowd.side, crowd.rows * crowd.side
        tall = not stage.wide
        left = -wide / 2 if tall else stage.left
        top = stage.top if tall else stage.middle + high / 2
        self.crowd = replace(crowd, left=left, top=top)
        self.text_left = stage.left if tall else left + wide + 0.4
        self.text_top = top - high - 0.2 if tall else stage.top
        self.words = {
            "n": f"{facts.people:,}",
            "ill": f"{facts.ill:,}",
            "well": f"{facts.people - facts.ill:,}",
            "found": f"{facts.found:,}",
            "mistaken": f"{facts.mistaken:,}",
            "all": f"{facts.found + facts.mistaken:,}",
            "c": facts.condition or page.say("病気", "這種病", "the disease"),
            "t": facts.test or page.say("検査", "檢測", "the test"),
            "sensitivity": percent(facts.sensitivity),
            "false": percent(facts.false_positive),
            "prevalence": percent(facts.prevalence),
        }

    def draw(self) -> None:
        page, facts, look = self.page, self.facts, self.page.look
        ill, found, mistaken = (
            Fraction(count) / self.each for count in (facts.ill, facts.found, facts.mistaken)
        )
        self._squares(_Part("people", Fraction(), Fraction(self.squares), look.muted), self.crowd, "0.25")
        self._squares(_Part("ill", Fraction(), ill, look.accent(4)), self.crowd, "1")
        self._squares(_Part("found", ill - found, ill, look.hot), self.crowd, "1")
        self.positive = found, mistaken
        self._squares(_Part("mistaken", ill, ill + mistaken, look.accent(3)), self.crowd, "1")
        page.named("people", "全員", "所有人", "the people")
        page.named("ill", "病気の人", "患者", "the ill people")
        page.named("found", "正しく陽性の人", "真陽性", "the true positives")
        page.named("mistaken", "誤って陽性の人", "偽陽性", "the false positives")
        self._tell()
        self._gather()

    def _squares(self, part: _Part, where: _Block, opacity: str) -> None:
        """All whole squares of a part at once, and at its ends pieces of squares."""
        page, side = self.page, where.side
        drawn = f"{side * _FILL:.4f}"
        first, last = ceil(part.first), int(part.last)
        x, y = where.at(0)
        across, down = f"{side:.4f} * (i // {where.rows})", f"{side:.4f} * (i % {where.rows})"
        spot = f"[{number(x)} + {across}, {number(y)} - {down}, 0]"
        look = {"color": part.color, "fill_opacity": opacity, "stroke_width": "0"}
        names = []
        if last > first:  # one shape of many squares: a thousand shapes would be slow
            names.append(f"{part.name}_squares")
            page.let(names[0], "VMobject", **look)
            squares = f"[Square({drawn}).move_to({spot}).points for i in range({first}, {last})]"
            page.do(f"{names[0]}.set_points", f"np.concatenate({squares})")
        ends = [(part.first, min(Fraction(first), part.last))]
        if last >= first:
            ends.append((Fraction(last), part.last))
        for turn, (low, high) in enumerate(ends, 1):
            if high > low:
                names.append(f"{part.name}_piece_{turn}")
                size = {"width": f"{side * _FILL * float(high - low):.4f}", "height": drawn}
                page.let(names[-1], "Rectangle", **size, **look)
                x, y = where.at(int(low))
                page.place(names[-1], x + side * _FILL * (float((low + high) / 2 - int(low)) - 0.5), y)
        page.let(part.name, "VGroup", *names)

    def _line(self, turn: int, words: str, color: str) -> str:
        """A line of the text beside or below the crowd."""
        page, stage = self.page, self.page.stage
        room = stage.right - self.text_left
        slot = min((self.text_top - stage.bottom) / _LINES, 1.15)
        size, rows = block(words, room, slot - 0.1)
        page.text(f"line_{turn}", words, size, room, rows=rows, color=color)
        page.place(f"line_{turn}", self.text_left, self.text_top - slot * (turn - 0.5), edge="LEFT")
        return f"line_{turn}"

    def _tell(self) -> None:
        page, look, words = self.page, self.page.look, self.words
        each = int(self.each) if self.each.denominator == 1 else None
        text = page.say("{n} 人", "{n} 人", "{n} people", **words)
        if each and each > 1:
            text += page.say("（■ は {e} 人）", "（■ 代表 {e} 人）", " (■ is {e} people)", e=f"{each:,}")
        line = self._line(1, text, look.ink)
        says = page.say("{n} 人を考えます。", "想像有 {n} 個人。", "Imagine {n} people.", **words)
        page.beat("FadeIn(people)", f"FadeIn({line})", says=says)
        text = page.say(
            "{c}あり: {ill} 人（{prevalence}）",
            "有{c}：{ill} 人（{prevalence}）",
            "{ill} have {c} ({prevalence})",
            **words,
        )
        line = self._line(2, text, look.accent(4))
        says = page.say(
            "そのうち {ill} 人に{c}があります。割合は {prevalence} です。",
            "其中 {ill} 人有{c}，占 {prevalence}。",
            "Of them {ill} have {c}: {prevalence}.",
            **words,
        )
        page.beat("FadeIn(ill)", f"FadeIn({line})", says=says)
        line = self._line(
            3,
            page.say(
                "{ill} 人のうち陽性: {found} 人（{sensitivity}）",
                "其中陽性：{found} 人（{sensitivity}）",
                "{found} of these {ill} test positive ({sensitivity})",
                **words,
            ),
            look.hot,
        )
        says = page.say(
            "{t}は、その {ill} 人のうち {found} 人を見つけます。",
            "{t}從這 {ill} 人中找出 {found} 人。",
            "Of these {ill}, {t} finds {found}.",
            **words,
        )
        page.beat("FadeIn(found)", f"FadeIn({line})", says=says)
        line = self._line(
            4,
            page.say(
                "ほかの {well} 人のうち陽性: {mistaken} 人（{false}）",
                "其他 {well} 人中陽性：{mistaken} 人（{false}）",
                "{mistaken} of the other {well} test positive too ({false})",
                **words,
            ),
            look.accent(3),
        )
        says = page.say(
            "{c}のない {well} 人のうち {mistaken} 人も、誤って陽性になります。",
            "沒有{c}的 {well} 人中，也有 {mistaken} 人被誤判為陽性。",
            "Of the {well} without {c}, {mistaken} test positive by mistake.",
            **words,
        )
        page.beat("FadeIn(mistaken)", f"FadeIn({line})", says=says, seconds=1.4)

    def _gather(self) -> None:
        """The positive people come together, and their share that is right is read off."""
        page, stage, facts, words = self.page, self.page.stage, self.facts, self.words
        room = stage.right - self.text_left - 0.2
        top = self.text_top - _RESULT
        high = top - stage.bottom - 0.9
        found, mistaken = self.positive
        block_of = _block(ceil(found + mistaken), room, high)
        wide, tall = block_of.columns * block_of.side, block_of.rows * block_of.side
        centre = (self.text_left + stage.right) / 2
        where = replace(block_of, left=centre - wide / 2, top=top - (high - tall) / 2)
        self._squares(_Part("right", Fraction(), found, page.look.hot), where, "1")
        self._squares(_Part("wrong", found, found + mistaken, page.look.accent(3)), where, "1")
        page.named("right", "正しく陽性の人", "真陽性", "the true positives")
        page.named("wrong", "誤って陽性の人", "偽陽性", "the false positives")
        says = page.say(
            "陽性になった {all} 人だけを集めます。",
            "只看陽性的這 {all} 人。",
            "Now only the {all} who test positive.",
            **words,
        )
        page.beat(
            "FadeOut(line_1, line_2, line_3, line_4)",
            "people.animate.set_opacity(0.08)",
            "ill.animate.set_opacity(0.25)",
            "ReplacementTransform(found, right)",
            "ReplacementTransform(mistaken, wrong)",
            says=says,
            seconds=1.8,
        )
        text = both(facts.posterior)
        sign = "" if text.startswith("≈") else "= "
        total = f"{words['found']} / ({words['found']} + {words['mistaken']})"
        name = page.say("陽性の人のうち{c}あり", "陽性者中有{c}", "positive, and with {c}", **words)
        self._under(f"{name}: {words['found']}", 1, page.look.hot, "found_label")
        none = page.say("{c}なし", "沒有{c}", "positive, without {c}", **words)
        self._under(f"{none}: {words['mistaken']}", 2, page.look.accent(3), "mistaken_label")
        says = page.say(
            "このうち本当に{c}があるのは {found} 人。確率は {p} です。",
            "其中真的有{c}的是 {found} 人，機率是 {p}。",
            "Of these, {found} really have {c}: a probability of {p}.",
            p=percent(facts.posterior),
            **words,
        )
        words_shown = f"{total} {sign}{text}"
        size, rows = block(words_shown, room, _RESULT)
        page.text(
            "posterior", words_shown, size, room, rows=rows, color=page.look.done, bold=True, centered=True
        )
        page.place("posterior", (self.text_left + stage.right) / 2, self.text_top - 0.55)
        page.named("posterior", "事後確率", "後驗機率", "the posterior")
        page.beat(
            "FadeIn(found_label, mistaken_label)",
            "FadeIn(posterior, shift=DOWN * 0.2)",
            f"Indicate(right, scale_factor=1.05, color={page.look.hot})",
            says=says,
            seconds=1.2,
            pause=1.0,
        )

    def _under(self, words: str, turn: int, color: str, name: str) -> None:
        page, stage = self.page, self.page.stage
        room = stage.right - self.text_left
        size, _ = block(words, room, 0.45)
        page.text(name, words, size, room, color=color)
        page.place(name, (self.text_left + stage.right) / 2, stage.bottom + 0.2 + 0.4 * (2 - turn))
