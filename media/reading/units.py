"""Units by their symbols, the same in every language: ``km/h``, ``m/s²``, ``kWh``, ``°C``.

A symbol is taken apart into factors of a prefix and a base; each language has words for these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WITH_PREFIX: Final = re.findall(
    r"(\S+):(\S*)",
    "m:nµmcdk g:µmk s:pnµm A:nµmk K:m mol:µmk Hz:mkMGT N:mkM Pa:hkMG J:mkMG W:µmkMGT C:nµm V:µmkM F:pnµm"
    " Ω:mkMG H:nµm T:nµm L:µmcdh l:µmcdh t:kMG eV:mkMGT Wh:mkMGT Ah:mk cal:k B:kKMGTPE iB:KMGTP b:kMGT"
    " bit:kKMGT bps:kKMGT Bps:kKMG pc:kMG bar:mk Sv:mµ Gy:mµ Bq:kMGT S:mµ Wb:m lm: lx: cd:",
)
"""The bases that come with a prefix, and the prefixes that people write with each."""
_ALONE: Final = re.findall(
    r"[^,]+",
    "°C,°F,°,′,″,%,‰,ppm,ppb,dB,dBA,Å,rad,sr,MP,px,dpi,ppi,min,mins,h,hr,hrs,sec,secs,d,wk,wks,mo,yr,"
    "yrs,au,AU,ly,ft,in,yd,yds,mi,oz,lb,lbs,gal,qt,pt,tbsp,tsp,fl oz,ha,ac,sq ft,sq mi,sq m,sq km,"
    "sq in,cc,mph,kph,kmh,rpm,bpm,fps,psi,atm,mmHg,hp,Btu,BTU",
)
_VARIANTS: Final = str.maketrans({"μ": "µ", "Ω": "Ω", "Å": "Å", "℃": "°C", "℉": "°F", "ℓ": "L", "º": "°"})
_TYPED: Final = {one: one.replace("u", "µ") for one in ("ug", "um", "us", "uF", "uL", "ul", "uA", "uV")} | {
    "mcg": "µg"
}
"""Micro without its sign."""
_SYMBOLS: Final = {
    **{base: ("", base) for base, _ in _WITH_PREFIX if base != "iB"},
    **{base: ("", base) for base in _ALONE},
    **{prefix + base: (prefix, base) for base, prefixes in _WITH_PREFIX for prefix in prefixes},
}
_WRITTEN: Final = {
    *_SYMBOLS,
    *_TYPED,
    *(symbol.replace("µ", "μ") for symbol in _SYMBOLS),
    *(symbol.replace("Ω", "Ω") for symbol in _SYMBOLS),
    *("Å", "℃", "℉", "ºC", "ºF", "ℓ", "mℓ"),
}
_ANY: Final = "|".join(sorted(map(re.escape, _WRITTEN), key=lambda symbol: (-len(symbol), symbol)))
_EXPONENT: Final = r"(?:\^-?\d|⁻?[¹²³⁴]|(?<=[a-z])[23](?![\d.]))"
_ONE: Final = rf"(?:{_ANY}){_EXPONENT}?"
UNIT: Final = rf"(?:{_ONE}(?:[/·⋅]{_ONE}| (?:{_ANY})(?:⁻[¹²³]|\^-\d))*)(?![A-Za-zµμΩ0-9²³])"
"""The pattern of a unit's symbol, as it stands behind a number."""
_FACTOR: Final = re.compile(rf"(/|[·⋅ ]|^)({_ANY})({_EXPONENT})?")
_FIGURES: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", "^")


@dataclass(frozen=True, slots=True)
class Factor:
    """A prefix, a base and its exponent: ``k``, ``m``, 2 in ``km²``; the exponent of h in ``km/h`` is -1."""

    prefix: str
    base: str
    exponent: int


@lru_cache(1_000)
def factors(symbol: str) -> tuple[Factor, ...]:
    """The factors of a symbol that ``UNIT`` matches, in its order. Variants of a sign are one: µ, Ω, °C."""
    return tuple(_factors(symbol))


def _factors(symbol: str) -> Iterator[Factor]:
    for found in _FACTOR.finditer(symbol):
        name = found[2].translate(_VARIANTS)
        prefix, base = _SYMBOLS[_TYPED.get(name, name)]
        exponent = int((found[3] or "1").translate(_FIGURES))
        yield Factor(prefix, base, -exponent if found[1] == "/" else exponent)
