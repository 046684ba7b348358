"""A hash table: from a key its place is computed; keys that share one wait in a chain."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import box, fitting, link
from media.scenes.page import Page
from media.scenes.room import Room, whole
from media.scenes.sketch import Sketch

_LONGEST_CHAIN: Final = 3


class HashTable(Builder):
    """The keys in the order in which they are put in, the number of buckets, and a key to look up."""

    keys: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,6}$")], ...] = Field(min_length=1, max_length=7)
    buckets: int = Field(default=5, ge=3, le=7)
    wanted: str = Field("", max_length=6)

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Self:
        if len(set(self.keys)) < len(self.keys):
            raise ValueError("keys must differ from each other.")
        if self.wanted and self.wanted not in self.keys:
            raise ValueError("wanted must be one of the keys.")
        if max(map(len, self.table)) > _LONGEST_CHAIN:
            raise ValueError(f"A bucket would hold more than {_LONGEST_CHAIN} keys.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Five names, two of which share a bucket."""
        return cls(keys=("Ann", "Ben", "Cleo", "Dan", "Eve"), wanted="Dan")

    def place(self, key: str) -> int:
        """The key's bucket: the sum of its characters' codes, modulo the number of buckets."""
        return self.total(key) % self.buckets

    @staticmethod
    def total(key: str) -> int:
        """The sum of the codes of its characters."""
        return sum(map(ord, key))

    @property
    def table(self) -> list[list[str]]:
        """The keys of each bucket, first come first."""
        found: list[list[str]] = [[] for _ in range(self.buckets)]
        for key in self.keys:
            found[self.place(key)].append(key)
        return found

    def heading(self, locale: Locale) -> str:
        """The structure."""
        return locale.say("ハッシュテーブル", "雜湊表", "A hash table")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """The buckets, key by key its sum and its place, then a look-up."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        area = Room(room.left, room.right, room.bottom, room.top - 0.9)
        high = min(area.height / self.buckets, 0.95)
        wide = min(0.13 * room.width, 0.9)
        left = room.left + 0.04 * room.width
        cell = min((room.right - left - wide) / _LONGEST_CHAIN - 0.4, 2.4)
        ys = [area.y + ((self.buckets - 1) / 2 - n) * high for n in range(self.buckets)]
        buckets = [
            box(page, f"b{n}", str(n), (left + wide / 2, y), (wide, 0.86 * high)) for n, y in enumerate(ys)
        ]
        page.named("cell_b0", "バケット 0", "桶 0", "bucket 0")
        says = page.say(
            "{n} 個のバケットを持つ表です。",
            "這個表有 {n} 個桶。",
            "The table has {n} buckets.",
            n=self.buckets,
        )
        page.beat(*(f"FadeIn({name})" for name in buckets), says=says)
        filled = [0] * self.buckets
        before = ""
        at: dict[str, tuple[float, float]] = {}
        for n, key in enumerate(self.keys):
            slot, total = self.place(key), self.total(key)
            x = left + wide + 0.4 + filled[slot] * (cell + 0.4) + cell / 2
            at[key] = (x, ys[slot])
            sums = " + ".join(str(ord(char)) for char in key)
            words = f"{key}: {sums} = {total} → {total} mod {self.buckets} = {slot}"
            sketch.label(f"sum_{n}", words, (room.x, room.top - 0.35), room.width, size=28, color=look.hot)
            box(page, f"k{n}", key, at[key], (cell, 0.74 * high), color=look.done, font_size=28)
            start = (x - cell / 2 - 0.4, ys[slot])
            link(page, f"link_{n}", start, (x - cell / 2, ys[slot]), arrow=True)
            page.named(f"cell_k{n}", key, key, key)
            shown = [f"FadeIn(sum_{n})", f"FadeIn(cell_k{n}, shift=DOWN * 0.4)", f"Create(link_{n})"]
            if before:
                shown.append(f"FadeOut({before})")
            before = f"sum_{n}"
            page.beat(*shown, says=self._says(page, key, filled[slot]), seconds=1.2, pause=0.6)
            filled[slot] += 1
        if self.wanted:
            self._look_up(page, before)

    def _says(self, page: Page, key: str, waiting: int) -> str:
        values = {"key": key, "slot": self.place(key)}
        if waiting:
            return page.say(
                "{key} もバケット {slot} です。衝突したので、鎖の後ろにつなぎます。",
                "{key} 也在桶 {slot}。發生碰撞，接在鏈的後面。",
                "{key} belongs into bucket {slot} too: a collision. It is put at the end of the chain.",
                **values,
            )
        return page.say(
            "{key} の文字コードの和を割った余りが、バケット {slot} を決めます。",
            "{key} 的字元碼總和取餘數，得到桶 {slot}。",
            "The sum of {key}'s character codes, divided, leaves {slot}: its bucket.",
            **values,
        )

    def _look_up(self, page: Page, before: str) -> None:
        key, look = self.wanted, page.look
        slot = self.place(key)
        chain = self.table[slot]
        steps = chain.index(key) + 1
        words = f"{key} → {self.total(key)} mod {self.buckets} = {slot}"
        page.text("look_up", words, fitting(words, page.stage.width, 28), page.stage.width, color=look.hot)
        page.do("look_up.move_to", before)
        says = page.say(
            "{key} を探すときも、計算すればバケット {slot} とすぐ分かります。見るのは {n} 個だけです。",
            "查找 {key} 時，算一下就知道在桶 {slot}，只要看 {n} 個。",
            "To find {key}, compute its bucket {slot} again, and look at {n} of {all} keys there.",
            key=key,
            slot=slot,
            n=steps,
            all=len(self.keys),
        )
        lit = [f"Indicate(cell_k{self.keys.index(one)}, color={look.hot})" for one in chain[:steps]]
        page.beat(f"FadeOut({before})", "FadeIn(look_up)", f"Indicate(cell_b{slot})", says=says, seconds=1.2)
        page.beat(f"Succession({', '.join(lit)})", seconds=1.2 * steps)
