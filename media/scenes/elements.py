"""The chemical elements: symbols in the order of their atomic numbers, names, and colours in models."""

from typing import Final

from media.scenes.locale import Translations, translations

_LISTED: Final = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr"
    " Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb"
    " Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr"
    " Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og"
)
SYMBOLS: Final = tuple(_LISTED.split())
"""All 118."""
NAMES: Final[dict[str, Translations]] = {
    "H": translations("水素", "氫", "hydrogen"),
    "He": translations("ヘリウム", "氦", "helium"),
    "Li": translations("リチウム", "鋰", "lithium"),
    "Be": translations("ベリリウム", "鈹", "beryllium"),
    "B": translations("ホウ素", "硼", "boron"),
    "C": translations("炭素", "碳", "carbon"),
    "N": translations("窒素", "氮", "nitrogen"),
    "O": translations("酸素", "氧", "oxygen"),
    "F": translations("フッ素", "氟", "fluorine"),
    "Ne": translations("ネオン", "氖", "neon"),
    "Na": translations("ナトリウム", "鈉", "sodium"),
    "Mg": translations("マグネシウム", "鎂", "magnesium"),
    "Al": translations("アルミニウム", "鋁", "aluminium"),
    "Si": translations("ケイ素", "矽", "silicon"),
    "P": translations("リン", "磷", "phosphorus"),
    "S": translations("硫黄", "硫", "sulfur"),
    "Cl": translations("塩素", "氯", "chlorine"),
    "Ar": translations("アルゴン", "氬", "argon"),
    "K": translations("カリウム", "鉀", "potassium"),
    "Ca": translations("カルシウム", "鈣", "calcium"),
}
"""What the first twenty are called."""
COLORS: Final = {
    "H": "GRAY_A",
    "C": "GRAY_D",
    "N": "BLUE_D",
    "O": "RED_D",
    "S": "GOLD",
    "Cl": "GREEN_D",
    "Na": "PURPLE_D",
    "Mg": "TEAL_D",
    "P": "ORANGE",
    "Fe": "MAROON_D",
    "Ca": "TEAL_D",
    "K": "PURPLE_D",
}
"""The colours that models of molecules usually have."""
_SHELLS: Final = (2, 8, 8, 2)
_PERIODS: Final = ((1, 2), (3, 10), (11, 18), (19, 36), (37, 54), (55, 86), (87, 118))
_LANTHANUM, _LUTETIUM = 57, 71


def number_of(symbol: str) -> int:
    """The atomic number. Raises ValueError for what is no symbol."""
    if symbol not in SYMBOLS:
        raise ValueError(f"“{symbol}” is not the symbol of an element.")
    return SYMBOLS.index(symbol) + 1


def shells(electrons: int) -> list[int]:
    """How many electrons are in each shell, from the inside, for up to twenty electrons."""
    found = []
    for most in _SHELLS:
        if electrons > 0:
            found.append(min(most, electrons))
            electrons -= most
    return found


def place(number: int) -> tuple[int, int]:
    """The period and the group of an element; group 0 for those that stand apart below the table."""
    period, (first, last) = next(
        (index, ends) for index, ends in enumerate(_PERIODS, 1) if ends[0] <= number <= ends[1]
    )
    step, back = number - first, last - number
    if period == 1:
        return period, 1 if step == 0 else 18
    if last - first + 1 == 32:  # noqa: PLR2004 - the periods that hold lanthanides or actinides
        if step < 2:  # noqa: PLR2004 - the first two groups
            return period, step + 1
        return (period, 0) if step <= _LUTETIUM - _LANTHANUM + 1 else (period, 18 - back)
    if last - first + 1 == 18:  # noqa: PLR2004 - the periods with all groups
        return period, step + 1
    return period, step + 1 if step < 2 else 18 - back  # noqa: PLR2004 - the first two groups
