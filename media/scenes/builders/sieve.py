"""The sieve of Eratosthenes: the multiples of each prime are struck out, and the primes are left."""

from math import isqrt
from typing import Final, Self

from pydantic import Field

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.page import SMALLEST_SIZE, Page
from media.scenes.source import number
from media.scenes.text import UNITS_PER_POINT

MOST: Final = 120
_WIDEST: Final = 1.15
_COLUMNS: Final = (10, 20, 6)
_LISTED: Final = 5


class Sieve(Builder):
    """The last number."""

    limit: int = Field(ge=4, le=MOST)

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """The primes to 30."""
        return cls(limit=30)

    @property
    def primes(self) -> tuple[int, ...]:
        """The primes up to the limit."""
        return tuple(n for n in range(2, self.limit + 1) if all(n % d for d in range(2, isqrt(n) + 1)))

    def struck(self) -> dict[int, list[int]]:
        """By each prime whose multiples are looked for, the numbers that it is the first to strike out."""
        left = set(range(2, self.limit + 1))
        found = {}
        for prime in self.primes:
            if prime * prime > self.limit:
                break
            found[prime] = sorted(n for n in left if n % prime == 0 and n != prime)
            left -= set(found[prime])
        return found

    def heading(self, locale: Locale) -> str:
        """How far the primes are looked for."""
        return locale.say("{n} までの素数", "{n} 以內的質數", "The primes up to {n}", n=self.limit)

    def draw(self, page: Page) -> None:
        """The numbers in a grid, the strikes prime by prime, and what is left."""
        look = page.look
        self._grid(page)
        says = page.say(
            "1 から {n} までの数です。1 は素数ではないので除きます。",
            "這是 1 到 {n} 的數。1 不是質數，先排除。",
            "The numbers from 1 to {n}. 1 is not a prime, so it goes.",
            n=self.limit,
        )
        page.beat("FadeIn(cells, lag_ratio=0.02)", says=says, seconds=1.4)
        page.beat("cells[0].animate.set_opacity(0.2)", seconds=0.5)
        for turn, (prime, gone) in enumerate(self.struck().items()):
            self._strike(page, turn, prime, gone)
        left = [prime for prime in self.primes if prime not in self.struck()]
        done = look.done
        kept = f"*(cells[n - 1][0].animate.set_color({done}).set_fill({done}, 0.3) for n in {left})"
        says = page.say(
            "残りは消せません。これで素数はぜんぶで {count} 個です。",
            "剩下的都消不掉，質數一共有 {count} 個。",
            "Nothing else can be struck out: {count} primes are left.",
            count=len(self.primes),
        )
        page.beat(f"LaggedStart({kept}, lag_ratio=0.1)", says=says, seconds=1.8)
        page.let("primes", "VGroup", f"*(cells[n - 1][1] for n in {list(self.primes)})")
        page.named("primes", "素数", "質數", "the primes")
        page.beat(f"LaggedStart(*(Indicate(n, color={done}) for n in primes), lag_ratio=0.1)", seconds=1.8)

    def _grid(self, page: Page) -> None:
        look, stage = page.look, page.stage

        def side_of(columns: int) -> float:
            rows = -(-self.limit // columns)
            return min(_WIDEST, stage.width / columns, (stage.height - 0.3) / rows)

        columns = min(max(_COLUMNS, key=side_of), self.limit)
        side = side_of(columns)
        digits = len(str(self.limit))
        size = max(SMALLEST_SIZE, min(40, side * 0.7 / (digits * 0.57 * UNITS_PER_POINT)))
        square = f"Square({number(side * 0.9)}, color={look.main}, stroke_width=2)"
        square += f".set_fill({look.panel}, 0.25)"
        text = f"Text(str(n), font=FONT, font_size={number(size)}, color={look.ink})"
        page.let("cells", "VGroup", f"*(VGroup({square}, {text}) for n in range(1, {self.limit + 1}))")
        page.do("cells.arrange_in_grid", cols=str(columns), buff=number(side * 0.1))
        page.place("cells", 0, stage.middle)
        page.named("cells", "数の表", "數字表", "the grid of numbers")

    def _strike(self, page: Page, turn: int, prime: int, gone: list[int]) -> None:
        done, color = page.look.done, page.look.accent(2 + turn % 3)
        box = f"cells[{prime - 1}][0].animate.set_color({done}).set_fill({done}, 0.3)"
        listed = ", ".join(map(str, gone[:_LISTED])) + (" …" if len(gone) > _LISTED else "")
        says = page.say(
            "{p} は素数です。残っている {p} の倍数を消します: {gone}",
            "{p} 是質數，劃掉剩下的 {p} 的倍數：{gone}",
            "{p} is a prime. Strike out its multiples that are left: {gone}",
            p=prime,
            gone=listed,
        )
        page.beat(box, f"Indicate(cells[{prime - 1}][1], color={done})", says=says, seconds=0.8)
        strikes = f"strikes_{prime}"
        line = f"Line(DL, UR, color={color}, stroke_width=4).match_width(cells[0][0]).scale(0.75)"
        page.let(strikes, "VGroup", f"*({line}.move_to(cells[n - 1]) for n in {gone})")
        dim = f"*(cells[n - 1].animate.set_opacity(0.25) for n in {gone})"
        page.beat(
            f"LaggedStart(*(Create(strike) for strike in {strikes}), lag_ratio=0.1)",
            f"LaggedStart({dim}, lag_ratio=0.1)",
            seconds=min(3.0, 1.0 + 0.1 * len(gone)),
        )
        page.named(strikes, f"{prime} の倍数の線", f"{prime} 的倍數的線", f"the strikes of {prime}")
