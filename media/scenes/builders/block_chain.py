"""A blockchain: each block holds the hash of the one before it, so a change breaks all that follow."""

from hashlib import sha256
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from media.scenes.builder import Builder
from media.scenes.locale import Locale
from media.scenes.nodes import link
from media.scenes.page import Page
from media.scenes.room import Room, divided, whole
from media.scenes.sketch import Sketch

_SHOWN: Final = 6
"""How many digits of a hash are shown."""
_NONE: Final = "0" * _SHOWN

Entry = Annotated[str, Field(min_length=1, max_length=14)]


class BlockChain(Builder):
    """What the blocks hold, which of them is changed (counted from 1; 0 for none), and into what."""

    entries: tuple[Entry, ...] = Field(min_length=2, max_length=4)
    changed: int = Field(default=0, ge=0)
    into: str = Field("", max_length=14)

    @model_validator(mode="after")
    def _can_be_changed(self) -> Self:
        if self.changed > len(self.entries):
            raise ValueError("changed must be one of the blocks.")
        if self.changed and (not self.into or self.into == self.entries[self.changed - 1]):
            raise ValueError("into must be something else than the block holds.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """Three payments, of which one is changed."""
        return cls(entries=("A → B 5", "B → C 2", "C → D 1"), changed=1, into="A → B 50")

    @staticmethod
    def hashes(entries: tuple[str, ...]) -> list[str]:
        """Each block's hash: SHA-256 of the hash before it (shown digits) and its entry."""
        found: list[str] = []
        for entry in entries:
            before = found[-1] if found else _NONE
            found.append(sha256(f"{before}{entry}".encode()).hexdigest()[:_SHOWN])
        return found

    @property
    def after(self) -> tuple[str, ...]:
        """The entries after the change."""
        entries = list(self.entries)
        if self.changed:
            entries[self.changed - 1] = self.into
        return tuple(entries)

    def heading(self, locale: Locale) -> str:
        """The structure."""
        return locale.say("ブロックチェーン", "區塊鏈", "A blockchain")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Block after block, then the change and what it breaks."""
        room, sketch, look = whole(page.stage), Sketch(page), page.look
        count = len(self.entries)
        wide = page.stage.wide
        cells = divided(room, count, beside=wide)
        hashes = self.hashes(self.entries)
        size = (
            (cells[0].width - 0.6, 2.5)
            if wide
            else (min(room.width * 0.7, 4.6), min(room.height / count - 0.5, 2.0))
        )
        for n, (cell, entry) in enumerate(zip(cells, self.entries, strict=True)):
            sketch.box(f"block_{n}_frame", (cell.x, cell.y), size, look.main, fill=0.15, corner=0.12)
            parts = [f"block_{n}_frame"]
            for line, words, color in (
                (0, entry, look.ink),
                (1, page.say("前 {h}", "前 {h}", "prev {h}", h=hashes[n - 1] if n else _NONE), look.muted),
                (2, page.say("ハッシュ {h}", "雜湊 {h}", "hash {h}", h=hashes[n]), look.hot),
            ):
                y = cell.y + (1 - line) * size[1] * 0.29
                parts.append(
                    sketch.label(
                        f"block_{n}_{line}",
                        words,
                        (cell.x, y),
                        0.92 * size[0],
                        size=28 if line == 0 else 25,
                        color=color,
                        bold=line == 0,
                    )
                )
            sketch.group(f"block_{n}", *parts)
            page.named(f"block_{n}", f"ブロック {n + 1}", f"區塊 {n + 1}", f"block {n + 1}")
            shown = [f"FadeIn(block_{n}, shift=RIGHT * 0.3)"]
            if n:
                before = cells[n - 1]
                ends = (
                    ((cell.x - size[0] / 2, cell.y), (before.x + size[0] / 2, before.y))
                    if wide
                    else ((cell.x, cell.y + size[1] / 2), (before.x, before.y - size[1] / 2))
                )
                link(page, f"chain_{n}", *ends, arrow=True, color=look.done)
                page.named(f"chain_{n}", "鎖", "鏈", "the link")
                shown.append(f"Create(chain_{n})")
            page.beat(*shown, says=self._says(page, n, hashes), seconds=1.4, pause=0.6)
        if self.changed:
            self._change(page, sketch, cells, size)

    def _says(self, page: Page, n: int, hashes: list[str]) -> str:
        if n == 0:
            return page.say(
                "最初のブロックの中身から、指紋のようなハッシュ {h}… を計算します。",
                "由第一個區塊的內容算出像指紋的雜湊 {h}…。",
                "From what the first block holds its hash is computed, like a fingerprint: {h}…",
                h=hashes[0],
            )
        return page.say(
            "次のブロックは前のハッシュ {b}… を含み、そこからハッシュ {h}… ができます。",
            "下一個區塊包含前一個雜湊 {b}…，再算出 {h}…。",
            "The next block holds the hash before it, {b}…, and so gets its own: {h}…",
            b=hashes[n - 1],
            h=hashes[n],
        )

    def _change(self, page: Page, sketch: Sketch, cells: list[Room], size: tuple[float, float]) -> None:
        n, look = self.changed - 1, page.look
        cell = cells[n]
        old, new = self.hashes(self.entries), self.hashes(self.after)
        top = cell.y + size[1] * 0.29
        sketch.label(
            "forged", self.into, (cell.x, top), 0.92 * size[0], size=28, color=look.accent(3), bold=True
        )
        words = page.say("ハッシュ {h}", "雜湊 {h}", "hash {h}", h=new[n])
        sketch.label(
            "forged_hash",
            words,
            (cell.x, cell.y - size[1] * 0.29),
            0.92 * size[0],
            size=25,
            color=look.accent(3),
        )
        page.named("forged", "書き換えた中身", "被竄改的內容", "the changed entry")
        says = page.say(
            "だれかが中身を書き換えると、ハッシュは {a}… から {b}… に変わります。",
            "如果有人竄改內容，雜湊就由 {a}… 變成 {b}…。",
            "If somebody changes an entry, the hash changes from {a}… to {b}….",
            a=old[n],
            b=new[n],
        )
        page.beat(
            f"FadeOut(block_{n}_0)",
            f"FadeOut(block_{n}_2)",
            "FadeIn(forged)",
            "FadeIn(forged_hash)",
            says=says,
            seconds=1.4,
            pause=0.6,
        )
        if self.changed == len(self.entries):
            return
        says = page.say(
            "次のブロックが覚えているのは {a}… です。合わないので、書き換えがすぐ分かります。",
            "下一個區塊記的是 {a}…，對不上，竄改馬上被發現。",
            "But the next block remembers {a}…. They don't match: everybody sees the change.",
            a=old[n],
        )
        broken = [f"chain_{k}.animate.set_color(RED)" for k in range(self.changed, len(self.entries))]
        marks = [f"block_{k}_frame.animate.set_stroke(RED)" for k in range(n, len(self.entries))]
        page.beat(*broken, *marks, f"Indicate(block_{n + 1}_1, color=RED)", says=says, seconds=1.6)
