"""A ratio: an amount is cut into equal pieces, and each gets its number of them."""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from contracts.model import Model
from media.scenes.amounts import Amount, rounds, with_unit
from media.scenes.builder import Builder
from media.scenes.charts.fit import block, result
from media.scenes.locale import Locale
from media.scenes.page import Page
from media.scenes.source import number

MOST_PIECES: Final = 40
_RESULT: Final = 0.8
_HIGHEST: Final = 1.1
_LABEL: Final = 0.52


class Share(Model):
    """Who or what gets a share, and its number in the ratio."""

    name: str = Field("", max_length=20)
    parts: Annotated[int, Field(ge=1, le=1000)]


@dataclass(frozen=True)
class _Row:
    """Where a share's pieces lie, and in which colour."""

    turn: int
    y: float
    height: float
    width: float
    color: str


class Ratio(Builder):
    """The shares in their order, and the amount that is shared."""

    shares: tuple[Share, ...] = Field(min_length=2, max_length=4)
    amount: Amount = Field(gt=0)
    unit: str = Field("", max_length=12)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if sum(self.lowest) > MOST_PIECES:
            raise ValueError(f"shares: in lowest terms at most {MOST_PIECES} pieces in all.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Two people share."""
        names = locale.say("あおい みなと", "小安 小明", "Ann Ben").split()
        shares = tuple(Share(name=name, parts=parts) for name, parts in zip(names, (3, 2), strict=True))
        return cls.model_validate({"shares": shares, "amount": 60, "unit": "$"})

    # --- what is so -----------------------------------------------------------------------------------

    @property
    def lowest(self) -> tuple[int, ...]:
        """The ratio in lowest terms."""
        common = gcd(*(share.parts for share in self.shares))
        return tuple(share.parts // common for share in self.shares)

    @property
    def piece(self) -> Fraction:
        """The amount of one piece."""
        return Fraction(self.amount) / sum(self.lowest)

    @property
    def amounts(self) -> tuple[Fraction, ...]:
        """What each gets."""
        return tuple(self.piece * parts for parts in self.lowest)

    def heading(self, locale: Locale) -> str:
        """The task."""
        return locale.say(
            "{a} を {r} に分ける",
            "{a} 按 {r} 分",
            "{a} shared {r}",
            a=with_unit(self.amount, self.unit),
            r=":".join(str(share.parts) for share in self.shares),
        )

    def draw(self, page: Page) -> None:
        """The whole bar, its pieces, and a row for each share."""
        stage, look = page.stage, page.look
        count, pieces = len(self.shares), sum(self.lowest)
        rows = count + 1
        slot = (stage.height - _RESULT) / rows
        high = min(slot - _LABEL, _HIGHEST)
        width = stage.width / pieces
        top = stage.top - _RESULT
        colors = [look.accent(turn) for turn in (0, 3, 1, 4)]
        whole_y = top - slot + high / 2
        owners = [turn for turn, parts in enumerate(self.lowest) for _ in range(parts)]
        size = {"width": number(stage.width), "height": number(high)}
        page.let("whole", "Rectangle", **size, color=look.main, fill_opacity="0.4")
        page.place("whole", 0, whole_y)
        page.named("whole", "全体", "整體", "the whole")
        total = with_unit(self.amount, self.unit)
        page.text("total", total, 30, stage.width, bold=True)
        page.do("total.next_to", "whole", "UP", buff="0.12")
        page.named("total", "全体の量", "總量", "the amount")
        says = page.say("分けるのは {a} です。", "要分的是 {a}。", "This is {a}, to be shared.", a=total)
        page.beat("GrowFromEdge(whole, LEFT)", "FadeIn(total)", says=says)
        for place in range(1, pieces + 1):
            size = {"width": number(width), "height": number(high)}
            edge = {"stroke_color": "BACKGROUND", "stroke_width": "3"}
            page.let(f"piece_{place}", "Rectangle", **size, color=look.main, fill_opacity="0.6", **edge)
            page.place(f"piece_{place}", stage.left + width * (place - 0.5), whole_y)
        page.let("pieces", "VGroup", *(f"piece_{place}" for place in range(1, pieces + 1)))
        page.named("pieces", "等しい一つ分", "每一等份", "the equal pieces")
        ratio = " : ".join(str(share.parts) for share in self.shares)
        lowest = " : ".join(map(str, self.lowest))
        if lowest != ratio:
            result(page, "reduced", f"{ratio} = {lowest}", stage.top - 0.35)
            says = page.say(
                "{r} は、約すと {l} です。",
                "{r} 約分後是 {l}。",
                "{r} is the same as {l}.",
                r=ratio,
                l=lowest,
            )
            page.beat("FadeIn(reduced)", says=says)
        sums = " + ".join(map(str, self.lowest))
        values = {"s": sums, "n": pieces, "a": total, "p": with_unit(self.piece, self.unit)}
        text = page.say("{a} ÷ {n} = {p}", "{a} ÷ {n} = {p}", "{a} ÷ {n} = {p}", **values).replace("= ≈", "≈")
        result(page, "one", text, stage.top - 0.35)
        page.named("one", "一つ分の計算", "每份的算式", "the amount of a piece")
        says = page.say(
            "{s} = {n} 個の等しい部分に切ると、一つは {p} です。",
            "切成 {s} = {n} 等份，每份 {p}。",
            "Cut into {s} = {n} equal pieces, each is {p}.",
            **values,
        )
        old = "Succession(FadeOut(reduced), FadeIn(one))" if lowest != ratio else "FadeIn(one)"
        page.beat(
            "whole.animate.set_fill(opacity=0.08)",
            "FadeIn(pieces, lag_ratio=0.2)",
            old,
            says=says,
            seconds=1.4,
        )
        for turn, (share, amount) in enumerate(zip(self.shares, self.amounts, strict=True)):
            mine = [place for place, owner in enumerate(owners, 1) if owner == turn]
            row = _Row(turn + 1, top - slot * (turn + 2) + high / 2, high, width, colors[turn])
            self._share(page, share, amount, mine, row)
        says = page.say(
            "合わせると {a}。余りなく分けられました。",
            "加起來是 {a}，剛好分完。",
            "Together they are {a}: all is shared.",
            a=total,
        )
        page.beat("Indicate(total)", says=says, pause=0.5)

    def _share(self, page: Page, share: Share, amount: Fraction, mine: list[int], row: _Row) -> None:
        """Its pieces come down into a row of their own, and are added up."""
        stage, y, color = page.stage, row.y, row.color
        turn, parts = row.turn, len(mine)
        moves = [
            f"piece_{place}.animate.set_fill({color}, 0.85).move_to("
            f"[{number(stage.left + row.width * (column + 0.5))}, {number(y)}, 0])"
            for column, place in enumerate(mine)
        ]
        each, sum_ = with_unit(self.piece, self.unit), with_unit(amount, self.unit)
        product = f"{parts} × {each}"
        if rounds(self.piece):
            product = f"{parts}/{sum(self.lowest)} × {with_unit(self.amount, self.unit)}"
        words = f"{share.name}: {product} = {sum_}".removeprefix(": ").replace("= ≈", "≈")
        size, _ = block(words, stage.width, 0.5)
        page.text(f"share_{turn}", words, size, stage.width, color=color, bold=True)
        page.place(f"share_{turn}", stage.left, y + row.height / 2 + 0.25, edge="LEFT")
        name = share.name or page.say("{n} 番目", "第 {n} 份", "share {n}", n=turn)
        page.named(f"share_{turn}", name, name, name)
        says = page.say(
            "{name}は {n} 個分で {v} です。",
            "{name}拿 {n} 份：{v}。",
            "{name}: {n} of the pieces, {v}.",
            name=name,
            n=parts,
            v=sum_,
        )
        page.beat(*moves, f"FadeIn(share_{turn})", says=says, seconds=1.3)
