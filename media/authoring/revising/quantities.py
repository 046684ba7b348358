"""What the measures of a picture are called: "the voltage", 振幅, "the upper limit", 均值.

A name stands for the parameter that holds the measure, by its path: ``resistors.0`` is the first resistor.
Names are patterns, in both Chinese scripts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from media.scenes.catalogue import catalogue

_LOW: Final = r"(?:lower|left) (?:limit|bound|end|boundary)|下端|下限|積分區間的?左端"
_HIGH: Final = r"(?:upper|right) (?:limit|bound|end|boundary)|上端|上限|積分區間的?右端"
_SPEED: Final = (
    r"(?:initial |starting |launch )?(?:speed|velocity)|初速度?|速さ|速度|速率|時速|分速|秒速"
    r"|スピード|每分[鐘钟]走"
    r"|每[小个個]*[時时]走?|每秒走?"
)
_RATE: Final = r"(?:annual |yearly |interest )*rate|interest|年利率?|利率|利息|金利"
_YEARS: Final = r"years?|年間|年数|期間|存期|期限|年數|年数|存|年"
_FIRST: Final = r"(?:first|starting|start) (?:term|value|number)|初項|首項|首项|第一項|第一项"
_ANGLE: Final = r"angle|角度|投射角|仰角|夾角|夹角|角|入射角"
_HEIGHT: Final = r"height|高さ|高度|高"

_NAMES: Final[Mapping[str, str]] = {
    "acceleration": r"acceleration|加速度",
    "seconds": r"time|duration|seconds|時間|时间|秒数|秒數",
    "height": _HEIGHT,
    "mass": r"mass|質量|质量|重さ",
    "alpha": r"alpha|α|アルファ",
    "beta": r"beta|β|ベータ",
    "gamma": r"gamma|γ|ガンマ",
    "low": _LOW,
    "high": _HIGH,
    "voltage": r"(?:battery )?voltage|battery|電圧|電壓|电压|電池|电池",
    "mean": r"mean|average|expected value|平均値?|均值|平均數|平均数|期望值?",
    "deviation": r"standard deviation|deviation|sd|sigma|σ|標準偏差|標準差|标准差",
    "trials": r"(?:number of )?(?:trials|throws|flips|tosses)|試行回数|試驗次數|试验次数|次數|次数",
    "probability": r"(?:success )?probability|成功確率|確率|機率|概率",
    "chosen": r"(?:number )?chosen|選ぶ数|選ぶ人数|選出|选出",
    "angle": _ANGLE,
    "degrees": _ANGLE,
    "speed": _SPEED,
    "gravity": r"gravity|重力加速度?|重力",
    "radius": r"radius|半径|半徑",
    "amplitude": r"amplitude|振幅",
    "wavelength": r"wavelength|wave length|波長|波长",
    "frequency": r"frequency|振動数|周波数|頻率|频率",
    "amount": (
        r"(?:original |list |total )?(?:price|amount|total)|定価|価格|値段|金額|原價|原价|價格|价格"
        r"|定價|定价|總數|总数"
    ),
    "percent": r"(?:discount|percentage|percent)|割引率?|割合|折扣|百分比",
    "sides": r"(?:number of )?sides|辺の数|邊數|边数",
    "side": r"side(?: length)?|一辺|邊長|边长",
    "edge": r"edge(?: length)?|side(?: length)?|一辺|稜長|邊長|边长|棱长",
    "width": r"width|base|横|幅|底辺|底邊|底边|寬度?|宽度?|底",
    "depth": r"depth|奥行き?|深度|深さ",
    "top": r"upper (?:side|base)|上底",
    "limit": r"limit|upper limit|上限|最大",
    "prevalence": r"prevalence|有病率|罹患率|盛行率|患病率",
    "sensitivity": r"sensitivity|感度|靈敏度|灵敏度|敏感度",
    "false_positive": r"false[- ]positive rate|偽陽性率|偽陽性|假陽性率|假阳性率",
    "wanted": r"(?:target|wanted)(?: value)?|探す(?:値|数)|目標值|目标值|要找的數|要找的数",
    "time": r"time|duration|hours|時間|时间",
    "distance": r"distance|距離|距离",
    "factor": r"(?:scale )?factor|倍率|係数|係數|系数|倍數|倍数",
    "left_force": r"left (?:force|weight)|左の(?:力|重さ|おもり)|左[邊边]的?(?:力|重量)",
    "right_force": r"right (?:force|weight)|右の(?:力|重さ|おもり)|右[邊边]的?(?:力|重量)",
    "left_arm": r"left arm|左の腕|左力臂|左臂",
    "right_arm": r"right arm|右の腕|右力臂|右臂",
    "throws": r"(?:number of )?(?:throws|tosses|flips|trials)|回数|次數|次数",
    "samples": r"(?:number of )?samples|標本の?数|樣本數|样本数",
    "size": r"sample size|標本の大きさ|樣本大小|样本量",
    "above": r"index above|上の屈折率",
    "below": r"(?:refractive )?index(?: below)?|屈折率|折射率",
    "at": r"(?:the )?(?:point|place|position)|接点|点|切點|切点|位置|x",
    "at_last": r"(?:last|final) (?:speed|velocity)|終速度|末速度?",
    "base": r"base|基数|底|進法|進位|进制|進制",
    "matrix": r"matrix|行列|矩陣|矩阵",
    "total": r"total|everyone|全体|總數|总数",
}
"""Each by the name of the field that holds it, in any picture."""

_OF_KIND: Final[Mapping[str, Mapping[str, str]]] = {
    "circuit": {"resistors.0": r"resistance|resistor|抵抗値?|電阻|电阻"},
    "forces": {"forces.0.size": r"(?:applied |net )?force|力|外力|合力"},
    "pythagoras": {
        "a": r"(?:leg|side) a|辺\s*a|a|第一[條条]?股",
        "b": r"(?:leg|side) b|辺\s*b|b|第二[條条]?股",
    },
    "triangle": {
        "a": r"(?:side )?a|辺\s*a|[邊边]\s*a",
        "b": r"(?:side )?b|辺\s*b|[邊边]\s*b",
        "c": r"(?:side )?c|辺\s*c|[邊边]\s*c",
    },
    "vectors": {
        "a": r"(?:vector |ベクトル\s*|向量\s*)?a|first vector|第一個向量|第一个向量|1つ目のベクトル",
        "b": r"(?:vector |ベクトル\s*|向量\s*)?b|second vector|第二個向量|第二个向量|2つ目のベクトル",
        "c": r"(?:vector |ベクトル\s*|向量\s*)?c|third vector|第三個向量|第三个向量|3つ目のベクトル",
    },
    "matrix_product": {
        "a": (
            r"(?:first|left) matrix|matrix a|行列\s*a|(?:最初|1つ目|左)の行列|第一[個个]矩[陣阵]"
            r"|矩[陣阵]\s*a"
        ),
        "b": (
            r"(?:second|right) matrix|matrix b|行列\s*b|(?:2つ目|二つ目|右)の行列|第二[個个]矩[陣阵]"
            r"|矩[陣阵]\s*b"
        ),
    },
    "recursion_tree": {"arguments.0": r"n|argument|引数|參數|参数|factorial(?: of)?|fib|階乗|阶乘|階乘"},
    "uniform_motion": {"travellers.0.speed": _SPEED + r"|km/h|m/s|mph"},
    "layers": {
        "sizes.0": r"input(?: layer)?|入力層|輸入層|输入层",
        "sizes.-1": r"output(?: layer)?|出力層|輸出層|输出层",
        "sizes.1": r"hidden(?: layer)?|中間層|隠れ層|隱藏層|隐藏层",
    },
    "equation": {},
    "number_line": {"start": r"start(?:ing point)?|始点|出発点|起點|起点"},
    "sample_space": {
        "number": r"(?:the )?sum|number|目の和|和|點數和|点数和|點數|点数",
        "coins": r"coins|枚",
    },
    "sorting": {},
    "transformation": {"factor": r"(?:scale )?factor|倍率|倍數|倍数"},
}
"""What some pictures call theirs."""

_OF_RULE: Final[Mapping[str, Mapping[str, str]]] = {
    "interest": {
        "start": (
            r"principal|deposit|capital|(?:starting |initial )?(?:amount|sum|balance)|元金|元本|本金"
            r"|本錢|本钱"
        ),
        "step": _RATE,
        "count": _YEARS,
    },
    "arithmetic": {
        "start": _FIRST,
        "step": r"(?:common )?difference|step|公差",
        "count": r"(?:number of )?terms|項数|項數|项数",
    },
    "geometric": {
        "start": _FIRST,
        "step": r"(?:common )?ratio|factor|公比",
        "count": r"(?:number of )?terms|項数|項數|项数",
    },
    "fibonacci": {"count": r"(?:number of )?terms|項数|項數|项数"},
}
_OF_CIRCLE: Final[Mapping[str, str]] = {
    "radius": r"radius|半径|半徑",
    "diameter": r"diameter|直径|直徑",
    "circumference": r"circumference|円周|周長|周长|圓周",
    "area": r"area|面積|面积",
}
_SCALARS: Final = (int, float, str, type(None))


@dataclass(frozen=True)
class Quantity:
    """A measure of a picture: the path of its parameter, the pattern of its names, its value now.

    ``also`` are other parameters that say what the number is: of a circle the radius or the area is given.
    """

    path: tuple[str | int, ...]
    names: str
    value: JsonValue
    also: tuple[tuple[str, str], ...] = ()


def quantities(kind: str, parameters: Mapping[str, JsonValue]) -> Iterator[Quantity]:
    """The measures of a picture that can be named, each with its names."""
    builder = catalogue().get(kind)
    if builder is None:
        return
    defaults = {
        name: field.default for name, field in builder.model_fields.items() if not field.is_required()
    }
    if kind == "circle":
        value = parameters.get("value")
        yield from (
            Quantity(("value",), names, value, (("given", one),)) for one, names in _OF_CIRCLE.items()
        )
        return
    own = dict(_OF_KIND.get(kind, {}))
    if kind == "circuit":
        yield from _of_resistors(parameters.get("resistors"), own["resistors.0"])
    if kind == "sequence":
        own = dict(_OF_RULE.get(str(parameters.get("rule")), {}))
    by_field = {
        name: names for name, names in _NAMES.items() if name in builder.model_fields and name not in own
    }
    for path, names in (own if kind == "sequence" else {**own, **by_field}).items():
        keys = tuple(int(key) if re.fullmatch(r"-?\d+", key) else key for key in path.split("."))
        found = _at(parameters, keys, defaults)
        if found is not None:
            yield Quantity(keys, names, found[0])
    yield from _of_rows(parameters)


def _at(
    parameters: Mapping[str, JsonValue], path: tuple[str | int, ...], defaults: Mapping[str, object]
) -> tuple[JsonValue] | None:
    """The value at a path, in a tuple of one; None where the path leads nowhere, or to one of several."""
    first, *rest = path
    if first not in parameters:
        default = defaults.get(str(first))
        return None if rest else (default if isinstance(default, _SCALARS) else None,)
    value = parameters[str(first)]
    for key in rest:
        if isinstance(value, dict) and isinstance(key, str) and key in value:
            value = value[key]
        # A list of one is that one; only layers tell theirs apart by their places.
        elif isinstance(value, list) and isinstance(key, int) and (len(value) == 1 or first == "sizes"):
            if not -len(value) <= key < len(value):
                return None
            value = value[key]
        else:
            return None
    return (value,)


def _of_resistors(resistors: JsonValue, names: str) -> Iterator[Quantity]:
    """Several resistors by their numbers; "the resistance" is all of them."""
    if not isinstance(resistors, list) or len(resistors) == 1:
        return
    for place, one in enumerate(resistors):
        number = rf"resistor {place + 1}|抵抗\s*{place + 1}|電阻\s*{place + 1}"
        yield Quantity(("resistors", place), number, one)
    yield Quantity(("resistors",), names, resistors)


def _of_rows(parameters: Mapping[str, JsonValue]) -> Iterator[Quantity]:
    """The numbers that stand beside a label of the sender's: a bar's value, a share, a table's cell."""
    things = [one["name"] for one in _objects(parameters.get("things")) if isinstance(one.get("name"), str)]
    for key, rows in parameters.items():
        for place, row in enumerate(_objects(rows)):
            label = next((row[one] for one in ("label", "name") if isinstance(row.get(one), str)), "")
            numbers = [name for name, one in row.items() if type(one) in {int, float}]
            cells = row.get("values")
            if label and len(numbers) == 1:
                yield Quantity((key, place, numbers[0]), re.escape(str(label)), row[numbers[0]])
            elif label and isinstance(cells, list) and len(cells) == len(things):
                for index, (thing, cell) in enumerate(zip(things, cells, strict=True)):
                    one, other = re.escape(str(thing)), re.escape(str(label))
                    names = rf"{one}(?:'s|の|的)?\s*{other}|{other}\s*(?:of|for|の|的)?\s*(?:the )?{one}"
                    yield Quantity((key, place, "values", index), names, cell)


def _objects(value: JsonValue) -> list[dict[str, JsonValue]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def with_value(
    parameters: Mapping[str, JsonValue], path: tuple[str | int, ...], new: JsonValue
) -> dict[str, JsonValue]:
    """The parameters with another value at a path."""
    changed = _placed(dict(parameters), path, new)
    assert isinstance(changed, dict)  # noqa: S101 - a path begins with a key
    return changed


def _placed(value: JsonValue, path: tuple[str | int, ...], new: JsonValue) -> JsonValue:
    if not path:
        return new
    key, rest = path[0], path[1:]
    match value:
        case dict() if isinstance(key, str):
            return {**value, key: _placed(value.get(key), rest, new)}
        case list() if isinstance(key, int):
            place = key % len(value)
            return [_placed(one, rest, new) if index == place else one for index, one in enumerate(value)]
    return new
