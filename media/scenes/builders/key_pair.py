"""Public-key encryption with small numbers: what the public key locks, only the private key opens."""

from math import gcd
from typing import Final, Self

import sympy
from pydantic import Field, model_validator

from media.formulas.exact import superscript
from media.scenes.builder import Builder
from media.scenes.locale import Locale, translations
from media.scenes.nodes import box
from media.scenes.page import Page
from media.scenes.quantities import facts
from media.scenes.room import two
from media.scenes.sketch import Sketch

_LARGEST: Final = 97


class KeyPair(Builder):
    """RSA: two primes, the public exponent, and the message, a number."""

    p: int = Field(default=5, ge=2, le=_LARGEST)
    q: int = Field(default=11, ge=2, le=_LARGEST)
    e: int = Field(default=3, ge=3, le=9999)
    message: int = Field(default=7, ge=2)

    @model_validator(mode="after")
    def _are_keys(self) -> Self:
        if not (sympy.isprime(self.p) and sympy.isprime(self.q)) or self.p == self.q:
            raise ValueError("p and q must be two different primes.")
        if gcd(self.e, self.phi) != 1 or self.e >= self.phi:
            raise ValueError("e must be below (p − 1)(q − 1), and share no divisor with it.")
        if self.message >= self.n:
            raise ValueError("message must be less than p times q.")
        return self

    @classmethod
    def example(cls, locale: Locale) -> Self:  # noqa: ARG003
        """5 and 11, and the message 7."""
        return cls()

    @property
    def n(self) -> int:
        """The modulus, which is public."""
        return self.p * self.q

    @property
    def phi(self) -> int:
        """(p − 1)(q − 1), which is secret."""
        return (self.p - 1) * (self.q - 1)

    @property
    def d(self) -> int:
        """The private exponent."""
        return pow(self.e, -1, self.phi)

    @property
    def cipher(self) -> int:
        """The message, locked."""
        return pow(self.message, self.e, self.n)

    def heading(self, locale: Locale) -> str:
        """The method."""
        return locale.say("公開鍵暗号", "公開金鑰加密", "Public-key encryption")

    # --- drawing ----------------------------------------------------------------------------------------

    def draw(self, page: Page) -> None:
        """Who has which key, the message on its way, and the numbers."""
        picture, panel = two(page.stage, 0.56, beside=False)
        sketch, look = Sketch(page), page.look
        wide, high = min(0.25 * picture.width, 2.6), min(0.26 * picture.height, 0.85)
        left, right = picture.left + wide / 2 + 0.05, picture.right - wide / 2 - 0.05
        y = picture.y - 0.15 * picture.height
        top = picture.top - high / 2 - 0.05
        for key, x, words in (
            ("sender", left, translations("送る人", "傳送者", "sender")),
            ("receiver", right, translations("受け取る人", "接收者", "receiver")),
        ):
            box(page, key, page.locale.text(words), (x, top), (wide, high), font_size=28)
            page.named(f"cell_{key}", *words.values())
        self._key(sketch, "public", (right - 0.28 * wide, top - high / 2 - 0.5), look.done)
        self._key(sketch, "private", (right + 0.28 * wide, top - high / 2 - 0.5), look.accent(3))
        page.named("public", "公開鍵", "公鑰", "the public key")
        page.named("private", "秘密鍵", "私鑰", "the private key")
        says = page.say(
            "受け取る人は、公開鍵と秘密鍵の組をつくります。",
            "接收者產生一對鑰匙：公鑰和私鑰。",
            "The receiver makes a pair of keys: a public one and a private one.",
        )
        rows = [
            ("keys", f"n = {self.p} × {self.q} = {self.n},  e = {self.e},  d = {self.d}", look.ink),
            ("locking", f"{self.message}{superscript(self.e)} mod {self.n} = {self.cipher}", look.done),
            ("opening", f"{self.cipher}{superscript(self.d)} mod {self.n} = {self.message}", look.accent(3)),
        ]
        told = facts(page, panel, rows, across=False)
        page.beat(
            "FadeIn(cell_sender)",
            "FadeIn(cell_receiver)",
            "FadeIn(public)",
            "FadeIn(private)",
            told[0],
            says=says,
            seconds=1.4,
        )
        self._key(sketch, "copy", (left, top - high / 2 - 0.5), look.done)
        says = page.say(
            "公開鍵 (n, e) は誰に知られてもかまいません。秘密鍵 d は手元に残します。",
            "公鑰 (n, e) 可以公開，私鑰 d 自己保管。",
            "The public key (n, e) is for everybody. The private key d never leaves the receiver.",
        )
        page.beat("TransformFromCopy(public, copy)", says=says, seconds=1.8)
        self._send(page, (left, right, y - 0.35), wide, told)

    def _send(self, page: Page, xs: tuple[float, float, float], wide: float, told: list[str]) -> None:
        look = page.look
        left, right, y = xs
        size = (0.75 * wide, 0.7)
        box(page, "plain", str(self.message), (left, y), size, color=look.main)
        box(page, "locked", str(self.cipher), (left, y), size, color=look.done)
        box(page, "opened", str(self.message), (right, y), size, color=look.main)
        page.named("cell_plain", "もとの文", "原文", "the message")
        page.named("cell_locked", "暗号文", "密文", "the locked message")
        says = page.say(
            "送る人は、文 {m} を公開鍵で暗号 {c} に変えます。",
            "傳送者用公鑰把訊息 {m} 變成密文 {c}。",
            "With the public key the sender locks the message {m}: it becomes {c}.",
            m=self.message,
            c=self.cipher,
        )
        page.beat("FadeIn(cell_plain)", says=says)
        page.beat(
            "ReplacementTransform(cell_plain, cell_locked)", "Indicate(copy)", told[1], seconds=1.4, pause=0.8
        )
        says = page.say(
            "途中で見られても、秘密鍵がなければ {c} はもとに戻せません。",
            "途中被看到也沒關係，沒有私鑰就無法還原 {c}。",
            "On the way others may see {c}, but without the private key it can't be opened.",
            c=self.cipher,
        )
        page.beat(f"cell_locked.animate.set_x({right:.3f})", says=says, seconds=2.2)
        says = page.say(
            "受け取る人は、秘密鍵で {m} に戻します。",
            "接收者用私鑰還原成 {m}。",
            "The receiver opens it with the private key, and reads {m}.",
            m=self.message,
        )
        page.beat(
            "ReplacementTransform(cell_locked, cell_opened)",
            "Indicate(private)",
            told[2],
            says=says,
            seconds=1.4,
            pause=0.8,
        )
        says = page.say(
            "実際の素数は数百桁です。n を素数に分けられなければ、d は分かりません。",
            "實際的質數有數百位。無法分解 n，就算不出 d。",
            "Real primes have hundreds of digits. Who can't factor n can't find d.",
        )
        page.beat("Indicate(keys)", says=says)

    @staticmethod
    def _key(sketch: Sketch, name: str, at: tuple[float, float], color: str) -> None:
        """A key: a ring, a shaft and two teeth."""
        x, y = at
        sketch.disc(f"{name}_ring", (x - 0.26, y), 0.16, color, fill=0, stroke=6)
        sketch.line(f"{name}_shaft", (x - 0.1, y), (x + 0.4, y), color, width=6)
        sketch.line(f"{name}_tooth_1", (x + 0.22, y), (x + 0.22, y - 0.15), color, width=6)
        sketch.line(f"{name}_tooth_2", (x + 0.37, y), (x + 0.37, y - 0.18), color, width=6)
        sketch.group(name, *(f"{name}_{part}" for part in ("ring", "shaft", "tooth_1", "tooth_2")))
