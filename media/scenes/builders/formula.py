"""A formula, large, and what its letters stand for, letter by letter."""

import re
from typing import Final, Self

from pydantic import Field

from contracts.model import Model
from media.formulas.typst import Maths
from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import fitting
from media.scenes.page import Page
from media.scenes.source import literal, number

MOST: Final = 6
_SYMBOL_ROOM: Final = 1.5
_HIGHEST_ROW: Final = 1.0


class Term(Model):
    """One symbol of the formula, in Typst's mathematics, and its meaning."""

    symbol: Maths
    meaning: str = Field(min_length=1, max_length=80)


class Formula(Builder):
    """The formula in Typst's mathematics, and the symbols that are explained."""

    title: str = Field(min_length=1, max_length=120)
    formula: Maths
    terms: tuple[Term, ...] = Field((), max_length=MOST)

    @classmethod
    def example(cls, locale: Locale) -> Self:
        """Mass and energy."""
        meanings = (
            ("E", locale.say("エネルギー", "能量", "energy")),
            ("m", locale.say("質量", "質量", "mass")),
            ("c", locale.say("光の速さ", "光速", "the speed of light")),
        )
        terms = tuple(Term(symbol=symbol, meaning=meaning) for symbol, meaning in meanings)
        title = locale.say("質量とエネルギー", "質量與能量", "Mass and energy")
        return cls(title=title, formula="E = m c^2", terms=terms)

    def heading(self, locale: Locale) -> str:  # noqa: ARG002
        """What the formula is about."""
        return self.title

    def draw(self, page: Page) -> None:
        """The formula; then each symbol lights up in it and comes down to its meaning."""
        look, stage = page.look, page.stage
        row = min(_HIGHEST_ROW, stage.height * 0.55 / max(len(self.terms), 1))
        below = row * len(self.terms)
        height = stage.height - below - 0.5
        page.let("formula", "MathTypst", literal(self._with_names()), font_size="96", color=look.ink)
        across = f"{number(stage.width - 1.2)} / formula.width"
        up = f"{number(min(height, 2.2) * 0.8)} / formula.height"
        page.do("formula.scale", f"min({across}, {up}, 1.6)")
        page.place("formula", 0, stage.top - height / 2 - 0.1)
        page.named("formula", "公式", "公式", "the formula")
        says = page.say(
            "{title}を表す式です。", "這是{title}的公式。", "{title}, as a formula.", title=self.title
        )
        page.beat("Write(formula)", says=says, seconds=1.6)
        meaning_room = stage.width - _SYMBOL_ROOM - 1.0
        for index, term in enumerate(self.terms, 1):
            color = look.accent(index - 1)
            symbol, meaning = f"symbol_{index}", f"meaning_{index}"
            page.let(symbol, "MathTypst", literal(term.symbol), font_size="56", color=color)
            page.at_most(symbol, _SYMBOL_ROOM)
            page.at_most(symbol, row * 0.8, side="height")
            page.text(meaning, term.meaning, fitting(term.meaning, meaning_room, 32), meaning_room)
            y = stage.bottom + 0.2 + row * (len(self.terms) - index + 0.5)
            page.place(symbol, 0, y)
            page.place(meaning, _SYMBOL_ROOM / 2 + 0.2, y, edge="LEFT")
        if not self.terms:
            return
        shown_terms = (f"symbol_{index}, meaning_{index}" for index in range(1, len(self.terms) + 1))
        page.let("terms", "VGroup", *shown_terms)
        page.do("terms.set_x", "0")
        page.named("terms", "文字の説明", "符號的說明", "the meanings")
        for index, term in enumerate(self.terms, 1):
            color = look.accent(index - 1)
            shown = [f"FadeIn(meaning_{index}, shift=LEFT * 0.3)"]
            if self._occurs(term.symbol):
                part = f'formula.select("term-{index}")'
                shown += [f"{part}.animate.set_color({color})", f"TransformFromCopy({part}, symbol_{index})"]
            else:
                shown.append(f"FadeIn(symbol_{index})")
            says = page.say(
                "{symbol} は{meaning}です。",
                "{symbol} 是{meaning}。",
                "{symbol} is {meaning}.",
                symbol=_spoken(term.symbol),
                meaning=term.meaning,
            )
            page.beat(*shown, says=says, seconds=1.2)

    def _occurs(self, symbol: str) -> bool:
        return _first(symbol).search(self.formula) is not None

    def _with_names(self) -> str:
        """The formula with the first occurrence of each symbol named."""
        places = []
        for index, term in enumerate(self.terms, 1):
            if found := _first(term.symbol).search(self.formula):
                places.append((found.start(), found.end(), index))
        text, end = "", 0
        for start, stop, index in sorted(places):
            if start >= end:
                text += f"{self.formula[end:start]}{{{{ {self.formula[start:stop]} : term-{index} }}}}"
                end = stop
        return text + self.formula[end:]


def _first(symbol: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z.]){re.escape(symbol)}(?![A-Za-z.(_])")


def _spoken(symbol: str) -> str:
    """A symbol as it stands in a sentence."""
    return _GREEK.get(symbol, symbol.replace("_", "").replace("arrow", "").strip("()"))


_GREEK: Final = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "omega": "ω",
    "Delta": "Δ",
    "Omega": "Ω",
}
