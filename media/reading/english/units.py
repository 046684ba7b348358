"""English words for units."""

from typing import Final

from media.reading.english.numbers import cardinal
from media.reading.rules import pairs
from media.reading.units import Factor, factors

_PREFIXES: Final = {
    "": "",
    "p": "pico",
    "n": "nano",
    "µ": "micro",
    "m": "milli",
    "c": "centi",
    "d": "deci",
    "h": "hecto",
    "k": "kilo",
    "K": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "P": "peta",
    "E": "exa",
}
_BASES: Final = pairs(
    "m:meter,g:gram,s:second,A:ampere,K:kelvin|kelvin,mol:mole,Hz:hertz|hertz,N:newton,Pa:pascal,J:joule,"
    "W:watt,C:coulomb,V:volt,F:farad,Ω:ohm,H:henry|henries,T:tesla,L:liter,l:liter,t:ton,eV:electronvolt,"
    "Wh:watt-hour,Ah:ampere-hour,cal:calorie,B:byte,iB:bibyte,b:bit,bit:bit,"
    "bps:bit per second|bits per second,Bps:byte per second|bytes per second,pc:parsec,bar:bar|bar,"
    "Sv:sievert,Gy:gray,Bq:becquerel,S:siemens|siemens,Wb:weber,lm:lumen,lx:lux|lux,cd:candela,"
    "°C:degree Celsius|degrees Celsius,°F:degree Fahrenheit|degrees Fahrenheit,°:degree,′:minute,″:second,"
    "%:percent|percent,‰:per mille|per mille,ppm:part per million|parts per million,"
    "ppb:part per billion|parts per billion,dB:decibel,dBA:decibel,Å:angstrom,rad:radian,sr:steradian,"
    "MP:megapixel,px:pixel,dpi:dot per inch|dots per inch,ppi:pixel per inch|pixels per inch,min:minute,"
    "mins:minute,h:hour,hr:hour,hrs:hour,sec:second,secs:second,d:day,wk:week,wks:week,mo:month,yr:year,"
    "yrs:year,au:astronomical unit,AU:astronomical unit,ly:light-year,ft:foot|feet,in:inch|inches,yd:yard,"
    "yds:yard,mi:mile,oz:ounce,lb:pound,lbs:pound,gal:gallon,qt:quart,pt:pint,tbsp:tablespoon,tsp:teaspoon,"
    "fl oz:fluid ounce,ha:hectare,ac:acre,sq ft:square foot|square feet,sq mi:square mile,"
    "sq m:square meter,sq km:square kilometer,sq in:square inch|square inches,cc:cubic centimeter,"
    "mph:mile per hour|miles per hour,kph:kilometer per hour|kilometers per hour,"
    "kmh:kilometer per hour|kilometers per hour,rpm:revolution per minute|revolutions per minute,"
    "bpm:beat per minute|beats per minute,fps:frame per second|frames per second,"
    "psi:pound per square inch|pounds per square inch,atm:atmosphere,"
    "mmHg:millimeter of mercury|millimeters of mercury,hp:horsepower|horsepower,Btu:British thermal unit,"
    "BTU:British thermal unit"
)
"""The name of one, and that of several where it is not the same with an s."""
_LENGTHS: Final = frozenset({"m", "ft", "in", "yd", "mi"})
"""Their squares and cubes have names of their own: square meters."""


def unit(symbol: str, *, several: bool) -> str:
    """The unit that a symbol stands for, one of it or several: "kilometers per hour"."""
    above = [factor for factor in factors(symbol) if factor.exponent > 0]
    below = [factor for factor in factors(symbol) if factor.exponent < 0]
    words = [_words(factor, several=several and factor is above[-1]) for factor in above]
    return " ".join([*words, *(f"per {_words(factor, several=False)}" for factor in below)])


def _words(factor: Factor, *, several: bool) -> str:
    one, _, more = _BASES[factor.base].partition("|")
    prefix = _PREFIXES[factor.prefix]
    if factor.base == "iB":
        prefix = prefix[:2]  # kibibytes
    elif factor.base == "Ω" and factor.prefix in ("k", "M"):
        prefix = prefix[:-1]  # kilohms
    name = prefix + ((more or one + "s") if several else one)
    match abs(factor.exponent):
        case 1:
            return name
        case 2:
            return f"square {name}" if factor.base in _LENGTHS else f"{name} squared"
        case 3:
            return f"cubic {name}" if factor.base in _LENGTHS else f"{name} cubed"
        case power:
            return f"{name} to the power of {cardinal(power)}"
