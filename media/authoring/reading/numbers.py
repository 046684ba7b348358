"""Numbers in a text: labelled amounts, vectors, formulas."""

import re
from dataclasses import dataclass

from media.authoring.about import without_numbers_about_the_video
from media.formulas.formula import CONSTANTS, FUNCTIONS, Formula, NotAFormula, parse
from media.scenes.text import drawable, width

_NUMBER = r"[-−]?(?<!\d)\d[\d,]{0,20}(?:\.\d{1,12})?"
_AMOUNT = re.compile(
    rf"^(?P<label>\S.{{0,30}}?)(?:\s*[:：=＝|｜]\s*|\s*(?:は|が|為|为|是|約|约)\s*約?|\s+(?:is|are|was"
    rf"|were|has|had)\s+|\s+|(?<=[^\d\s.$€£¥]))"
    rf"(?P<sign>[$€£¥]\s?)?(?P<value>{_NUMBER})(?P<unit>\s?[^\d\s.,:：;()（）=+*/^?？-]{{1,8}})?\s*(?:です|である|でした)?$"
)
_AMOUNT_WITHIN = re.compile(
    r"[$€£¥]\s?\d|\d[\d,.]*\s*(?:[万萬億亿千百円元人個个枚本台杯点歳岁歲%％€]|回(?!目|戦)|(?:kg|km|cm|mm|g"
    r"|m|L|ml|kWh)(?![A-Za-z]))"
    r"|[?？]"
)
"""What makes a label more than words: an amount of its own, a question."""
_UNIT_OF_ALL = re.compile(
    r"\s*[(（]\s*(?:単位|單位|单位|unit|in)?\s*[:：は]?\s*"
    r"(?P<unit>[^\d\s()（）:：?？]{1,8}(?: [a-z]{1,8})?)\s*[)）]\s*(?=$|[。.\n]|を|で|の)"
)
"""What stands in brackets behind the last value, or behind what is measured."""
_ASKED = re.compile(
    r"\s*(?:を|の|で)?\s*(?:棒|円|折れ線|積み上げ)?(?:グラフ|チャート|図)(?:に|で|を|化|として).*$"
    r"|\s*(?:を|で)\s*(?:比較|表示|可視化|視覚化).*$"
    r"|\s*[,，]?\s*(?:画成|畫成|做成|用|以)?(?:柱状|长条|長條|直條|折线|折線|圆饼|圓餅|饼|餅|条形"
    r"|條形)?(?:图|圖)(?:表|形)?(?:表示|呈现|呈現)?[。.]?$"
    r"|\s*[,.]?\s*(?:(?:plot|show|draw)\s+(?:it|them|this|that)?\s*)?(?:as|in)\s+an?\s+(?:\w+\s+)?(?:chart"
    r"|graph|plot|pie)\.?$"
    r"|\s*,?\s+(?:with|and|including)\s+(?:the\s+|an?\s+|their\s+)?(?:total|sum|average|mean|labels?"
    r"|percentages?)\.?$"
    r"|\s*[-–—,]\s*(?:as\s+)?(?:an?\s+)?(?:bar|line|pie|column)\s+(?:chart|graph|plot)\.?$"
    r"|\s*[,.]?\s*(?:please|thanks|thank you)[.!]?$",
    re.IGNORECASE,
)
"""What a sender says of the chart behind its last value."""
_ASKED_FIRST = re.compile(
    r"^\s*(?:(?:please|can you|could you)\s+)?(?:(?:draw|make|create|show|plot"
    r"|give)\s+(?:me\s+)?)?(?:an?\s+|the\s+)?"
    r"(?:(?:simple|nice|bar|pie|line|column)\s+)*(?:chart|graph|plot|diagram)\s+(?:of|for|with|showing"
    r"|from)\s+(?:these\s+)?"
    r"|^\s*(?:用|以|把|將|将)?(?:柱状|长条|長條|直條|折线|折線|圆饼|圓餅|饼|餅|条形|條形)[图圖](?:表示"
    r"|呈现|呈現|画出|畫出|顯示|显示|展示)?\s*",
    re.IGNORECASE,
)
"""What he says of it before its first."""
_IN = re.compile(r"(?P<heading>[A-Za-z' ]+?)\s+(?:in|for)\s+(?P<label>\S+)$")
"""What is measured, and where or when: "our sales in Q1"."""
_NO_LABEL_END = re.compile(
    r"\b(?:with|every|at|of|by|is|to|from|in|for|and|or|than|about|after|until|per|starts?|doubles?)$",
    re.IGNORECASE,
)
_SAID_OF = re.compile(r"(?:(?P<heading>\S.*?)\s+)?\bin (?P<label>[A-Z0-9]\S*(?: [A-Z]\S*)?)")
_ITEMS = re.compile(r"[\n、，;；。]|,(?!\d{3})|\.(?!\d)|\s+(?:and|vs\.?)\s+|と(?=\D)|和(?=\D)")
_PAIRS = re.compile(
    r"(?:(?P<head>\D{0,16}?)\s)?(?P<pairs>(?:\d{0,4}[^\W\d]\S{0,12}\s+\d[\d,.]*(?:[^\d\s,.]{1,3})?(?:\s+"
    r"|$)){3,})"
)
"""Labels and numbers in turn, with nothing but spaces between them: "4月 320 5月 410 6月 380"."""
_PAIR = re.compile(r"\S+\s+\d\S*")
_VECTOR = re.compile(rf"[(（\[]\s*({_NUMBER})\s*[,，、;\s]\s*({_NUMBER})\s*[)）\]]")
_VECTOR_WORDS = re.compile(r"ベクトル|向量|矢量|vector", re.IGNORECASE)
_NAMED_FORMULA = re.compile(r"(?<![A-Za-z])([A-Za-zα-ω]'?\s*(?:[(（][a-z][)）])?)\s*[=＝]\s*(?=[-−√(（|\w])")
_FORMULA_BODY = re.compile(r"[-+*/^().|²³⁴−×÷·√π\sA-Za-z0-9＋－＊／（）]*")
_BARE_FORMULA = re.compile(
    r"(?<![A-Za-z=\d])(?=[-−+*/^().²³√π·\dA-Za-z \t])"
    r"(?=[^A-Za-z、。,，=]{0,60}(?:(?:sin|cos|tan|exp|ln|log|sqrt|√)[^A-Za-z、。,，=]{0,60}x"
    r"|x\s*[\^²³]|\d?x[-+]|1\s*/\s*x))"
    r"(?:(?:sin|cos|tan|exp|ln|log|sqrt|pi|x)(?![A-Za-z])|[-−+*/^().²³√π·\d \t])+"
)
"""A run of what formulas are made of, with a function or a power of x in it."""
_LARGEST_BAR = 1e12
_FEWEST = 2
_MOSTLY = 0.6
_FARTHEST = 1000
_WORD_LENGTH = 3
_MOST_LABEL = 3.4


@dataclass(frozen=True)
class Amounts:
    """Labelled numbers with one unit, and the words before them."""

    heading: str
    bars: tuple[tuple[str, float], ...]
    unit: str


def amounts(text: str) -> Amounts | None:
    """The longest run of labelled numbers in a text."""
    of_all = _UNIT_OF_ALL.search(text)
    if of_all:
        text = text[: of_all.start()] + text[of_all.end() :]
    best: list[tuple[str, float, str, str]] = []
    run: list[tuple[str, float, str, str]] = []
    for item in [*_items(text), ""]:
        if item is not None and not item.strip() and run:
            continue
        found = _amount(item)
        if found and (not run or not found[2] or not run[-1][2] or found[2] == run[-1][2]):
            run.append(found)
        else:
            best = max(best, run, key=len)
            run = [found] if found else []
    best = max(best, run, key=len)
    if len(best) < _FEWEST or len({label for label, *_ in best}) < _FEWEST:
        return None
    return Amounts(
        best[0][3],
        tuple((label, value) for label, value, *_ in best),
        next((u for _, _, u, _ in best if u), of_all["unit"] if of_all else ""),
    )


def is_data(text: str) -> bool:
    """Whether a text is little else than a list of labelled numbers."""
    items = [item for item in _items(_UNIT_OF_ALL.sub("", text)) if item and any(map(str.isalnum, item))]
    return bool(items) and sum(_amount(item) is not None for item in items) >= _MOSTLY * len(items)


def labelled(text: str) -> list[tuple[str, str]]:
    """All labelled numbers of a text: label and number as they are written."""
    found = (_amount(item) for item in _items(_UNIT_OF_ALL.sub("", text)))
    return [(label, f"{value:g}{unit}") for label, value, unit, _ in filter(None, found)]


def _items(text: str) -> list[str]:
    """What stands between commas and ends of sentences, without what is said of the chart."""
    text = without_numbers_about_the_video(text)
    return _ITEMS.split("\n".join(_plain_data(line) for line in text.splitlines()))


def _plain_data(line: str) -> str:
    line = _ASKED_FIRST.sub("", line)
    while (shorter := _ASKED.sub("", line)) != line:
        line = shorter
    if pairs := _PAIRS.fullmatch(line):
        head = (pairs["head"] or "").strip(" :：")
        line = (f"{head}: " if head else "") + ", ".join(_PAIR.findall(pairs["pairs"]))
    return line


def _amount(item: str) -> tuple[str, float, str, str] | None:
    item = re.sub(r"^\s*(?:[-*•・|]|\d{1,2}[.)]\s)\s*", "", item).rstrip(" |\t")
    # "Sales: Q1 120" has a heading and a label, "Tokyo: 37" only a label.
    heading, _, rest = item.replace("：", ":").partition(":")
    if not _AMOUNT.match(rest.strip()):
        heading, rest = "", item
    found = _AMOUNT.match(rest.strip())
    if not found:
        return None
    label = drawable(re.sub(r"\*\*|`", "", found["label"])).strip("「」“” :：")
    inside = _IN.match(label)
    if inside and not heading:
        heading, label = inside["heading"], inside["label"]
    value = float(found["value"].replace(",", "").replace("−", "-"))
    if _NO_LABEL_END.search(label) or _AMOUNT_WITHIN.search(label):
        return None
    if said := _SAID_OF.fullmatch(label):  # "the rain in July was 90, in August 70": the months are compared
        heading, label = heading or said["heading"] or "", said["label"]
    is_name = len(label) > 1 or not label.isascii() or label.isupper()
    if (
        not label
        or not is_name
        or not any(map(str.isalnum, label))
        or re.search(r"[=+^<>(/]|x\b|^[A-Z]-[A-Z]$", label)
    ):
        return None
    if width(label, 24) > _MOST_LABEL or abs(value) > _LARGEST_BAR:
        return None
    unit = (
        (found["sign"] or "").strip() + (found["unit"] or "").lstrip()
        if found["sign"]
        else found["unit"] or ""
    )
    # A space before Latin units, as in "12 kg"; none before others.
    return label, value, unit if unit.isascii() else unit.strip(), drawable(heading)


def vectors(text: str) -> list[tuple[float, float]]:
    """The vectors, at least two, of a text that speaks of vectors, or adds pairs of numbers."""
    found = list(_VECTOR.finditer(text))
    if len(found) < _FEWEST:
        return []
    between = text[found[0].end() : found[1].start()].strip()
    if not _VECTOR_WORDS.search(text) and between not in {"+", "＋"}:
        return []
    pairs = [(_float(pair[1]), _float(pair[2])) for pair in found]
    far = max(abs(part) for pair in pairs for part in pair)
    return pairs if far <= _FARTHEST and all(map(any, pairs)) else []


def _float(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


def formulas(text: str) -> list[tuple[str, Formula]]:
    """The formulas of a text, each once: first those with a name, then bare ones in x."""
    found: dict[str, tuple[str, Formula]] = {}
    rest = text
    for named in _NAMED_FORMULA.finditer(text):
        body = _FORMULA_BODY.match(text, named.end())
        read = _longest(named[1].strip() + " = ", body[0] if body else "")
        if read:
            found.setdefault(read[1].typst(), read)
            end = named.end() + len(read[0])
            rest = rest[: named.start()] + " " * (end - named.start()) + rest[end:]
    for bare in _BARE_FORMULA.finditer(rest):
        read = _longest("", bare[0])
        if read and read[1].variables == {"x"}:
            found.setdefault(read[1].typst(), ("y = " + read[0], parse("y = " + read[0])))
    return [read for read in found.values() if len(read[0]) > len("x = 1")]


def _longest(start: str, body: str) -> tuple[str, Formula] | None:
    """The most of what stands there that is a formula."""
    body = body.split("\n", 1)[0][:60]
    tokens = re.findall(r"\s+|[A-Za-z]+|[\d.]+|.", body)
    while tokens:
        source = start + "".join(tokens).strip().rstrip(".")
        try:
            formula = parse(source)
        except NotAFormula:
            tokens.pop()
            continue
        if _is_word(source):
            tokens.pop()
            continue
        return source, formula
    return None


def _is_word(source: str) -> bool:
    """Whether a name of several letters stands in it: English goes on after the formula."""
    known = FUNCTIONS.keys() | CONSTANTS.keys()
    body = source.partition("=")[2] or source
    return any(len(word) >= _WORD_LENGTH and word not in known for word in re.findall(r"[A-Za-z]+", body))
