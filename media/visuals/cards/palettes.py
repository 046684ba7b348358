"""The colours of the templates: a video has one palette, so its cards belong together."""

from typing import Final

from contracts.video import Template

_AURORA: Final = ("base", "a", "b", "c", "tint", "tint2")
_PAPER: Final = ("paper", "ink", "spot", "second")
_BOLD: Final = ("ground", "ink", "a", "b")
_NIGHT: Final = ("base", "deep", "line", "ink", "accent")


def _palettes(names: tuple[str, ...], *palettes: tuple[str, ...]) -> tuple[tuple[dict[str, str], ...], ...]:
    return tuple(
        tuple(dict(zip(names, colours.split(), strict=True)) for colours in variants) for variants in palettes
    )


PALETTES: Final = {
    Template.AURORA: _palettes(
        _AURORA,
        ("#080c26 #4030e8 #00a79d #d6338f #a9f2e6 #c9c2ff",),
        ("#130820 #7426b8 #f0506e #f7a045 #ffd9a3 #ffb3c6",),
        ("#03141f #0069b4 #00b796 #5a50dc #9ff5de #a9d4ff",),
        ("#12081c #b91d63 #5b34bd #1f7fe0 #ffc4dc #bcd6ff",),
        ("#04150f #0b8a5f #1fb8a6 #86c232 #d6f7a1 #a5f3e4",),
    ),
    Template.PAPER: _palettes(
        _PAPER,
        ("#f5f0e6 #1c1a17 #c2361d #e6b04a",),
        ("#f3f1ea #14203a #1f4fc9 #f0913f",),
        ("#f4f2e9 #15241b #1d6b47 #e2a632",),
        ("#f7efea #2a1520 #8e2a5b #e9a08f",),
        ("#f1f0ec #191919 #0d667c #e2603c",),
    ),
    Template.BOLD: _palettes(
        _BOLD,
        ("#ffd60a #141414 #ff4d2e #ffffff", "#ff5a36 #140a05 #ffd60a #fff3e0"),
        ("#1f3bff #ffffff #ff9ac1 #ffd43b", "#ffb3d1 #14195c #1f3bff #ffd43b"),
        ("#0a6e45 #ffffff #c9f26b #f6a6c1", "#c9f26b #07301f #0a6e45 #ffffff"),
        ("#5b1fc4 #ffffff #ffb703 #35d0ba", "#ffb703 #25083f #5b1fc4 #fff4d6"),
        ("#ff6f59 #1d0d2b #254441 #ffe8d1", "#254441 #fff1e3 #ff6f59 #f2c14e"),
    ),
    Template.NIGHT: _palettes(
        _NIGHT,
        ("#0d1220 #080b14 #2b3856 #eef2fb #7fc6ff",),
        ("#110d1b #0a0811 #3d3058 #f4effb #c6a5ff",),
        ("#0b1513 #070d0c #22433b #ecf6f2 #62e8bb",),
        ("#16110b #0d0a06 #4a3b25 #fbf5eb #f4ba64",),
        ("#150e10 #0c0809 #4b2d33 #fbf0f0 #ff8d80",),
    ),
}
"""The palettes of each template, each with the variants that its scenes take in turn."""
