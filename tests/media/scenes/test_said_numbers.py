"""Every number that a scene says is given to it, or comes out of a reckoning that is made here anew.

Nothing here calls a builder's own facts: the lines are read, and each number in them is looked for among what
follows from the parameters. What must be said stands there besides.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise, permutations, product
from statistics import multimode, pstdev, pvariance
from typing import Final, SupportsFloat

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from contracts.storyboard import Picture
from media.scenes.builders.statistics import Statistics
from media.scenes.catalogue import built
from tests.media.scenes.pages import told

_NUMBER: Final = re.compile(
    r"(?<![\w.])(?P<plain>\d[\d,]*(?:\.\d+)?)?(?:√(?P<root>\d+))?(?P<pi>π)?(?:/(?P<below>\d+))?"
)


@dataclass(frozen=True)
class Case:
    """A scene, what follows from its parameters, and what of it must be said."""

    kind: str
    parameters: dict[str, JsonValue]
    follows: Sequence[SupportsFloat] = field(default=())
    must: Sequence[SupportsFloat] = field(default=())


def said_in(text: str) -> Iterator[tuple[str, float, float]]:
    """The numbers of a text without their signs: as written, their value, and half of their last digit."""
    for found in _NUMBER.finditer(text):
        plain, root, pi, below = found["plain"], found["root"], found["pi"], found["below"]
        if not (plain or root):
            continue
        value = float((plain or "1").replace(",", "")) * math.sqrt(int(root or 1)) * (math.pi if pi else 1)
        decimals = len((plain or "").partition(".")[2])
        exact = root or pi or below
        yield found[0], value / int(below or 1), 1e-9 * value if exact else 0.5001 * 10.0**-decimals


def check(case: Case) -> None:
    """No number is said that does not follow, and none that matters is missing."""
    picture = Picture(kind=case.kind, parameters=case.parameters)
    lines = told(built(picture))
    known = [abs(float(one)) for one in (*case.follows, *case.must, *_numbers(case.parameters))]
    for line in lines:
        for written, value, reach in said_in(line):
            assert any(abs(value - one) <= reach for one in known) or value in {0, 1}, (written, line, case)
    said = [one for line in lines for one in said_in(line)]
    for one in case.must:
        assert any(abs(value - abs(float(one))) <= reach for _, value, reach in said), (one, lines, case)


def _numbers(value: JsonValue) -> Iterator[float]:
    match value:
        case bool() | None:
            return
        case int() | float():
            yield abs(value)
        case str():
            yield from (number for _, number, _ in said_in(value))
        case list():
            for one in value:
                yield from _numbers(one)
        case dict():
            for one in value.values():
                yield from _numbers(one)


Draw = Callable[[st.SearchStrategy[int]], int]
small, medium = st.integers(1, 9), st.integers(2, 60)


def _list(draw: Draw, count: int, most: int = 60) -> list[int]:
    return [draw(st.integers(1, most)) for _ in range(count)]


def statistics(draw: Draw) -> Case:
    values = _list(draw, draw(st.integers(3, 8)))
    count, total, ordered = len(values), sum(values), sorted(values)
    middle = ordered[(count - 1) // 2], ordered[count // 2]
    measures = ["mean", "median", "mode", "range", "spread"]
    modes = multimode(values)
    reach, spread = ordered[-1] - ordered[0], pstdev(values)
    must: list[SupportsFloat] = [Fraction(total, count), Fraction(sum(middle), 2), reach, spread]
    squares = pvariance(map(Fraction, values))
    follows: list[SupportsFloat] = [count, total, *middle, squares, *modes, values.count(modes[0])]
    return Case("statistics", {"values": [*values], "measures": [*measures]}, follows, must)


def chart(draw: Draw) -> Case:
    values = _list(draw, draw(st.integers(2, 6)))
    rows: list[JsonValue] = [
        {"label": name, "value": value} for name, value in zip("ABCDEF", values, strict=False)
    ]
    low, high = min(values), max(values)
    return Case("chart", {"rows": rows}, [len(values), *(high - one for one in values)], [high, low])


def percent(draw: Draw) -> Case:
    rate, amount = draw(st.integers(1, 99)), draw(st.integers(1, 900))
    task = ("part", "discount", "increase")[draw(st.integers(0, 2))]
    part = Fraction(rate * amount, 100)
    result = {"part": part, "discount": amount - part, "increase": amount + part}[task]
    follows = [Fraction(amount, 100), 100, 100 - rate, 100 + rate, part]
    return Case("percent", {"percent": rate, "amount": amount, "task": task}, follows, [result])


def ratio(draw: Draw) -> Case:
    a, b, piece = draw(st.sampled_from((2, 4, 7))), draw(st.sampled_from((3, 5, 9))), draw(medium)
    shares: list[JsonValue] = [{"name": "Ann", "parts": a}, {"name": "Ben", "parts": b}]
    return Case(
        "ratio", {"shares": shares, "amount": piece * (a + b)}, [a + b, piece], [piece * a, piece * b]
    )


def equation(draw: Draw) -> Case:
    a, b, x = draw(st.integers(2, 9)), draw(small), draw(st.integers(2, 12))
    right = a * x + b
    return Case("equation", {"equation": f"{a}x + {b} = {right}"}, [right - b], [x])


def quadratic(draw: Draw) -> Case:
    p, q = sorted((draw(small), draw(st.integers(10, 15))))
    follows = [p + q, p * q, (p - q) ** 2, q - p, 2, 4]
    return Case("equation", {"equation": f"x^2 - {p + q}x + {p * q} = 0"}, follows, [p, q])


def system(draw: Draw) -> Case:
    x, y = draw(small), draw(small)
    a, b, c, d = 2, 1, 1, draw(st.integers(3, 6))
    first, second = a * x + b * y, c * x + d * y
    equations: list[JsonValue] = [f"{a}x + y = {first}", f"x + {d}y = {second}"]
    # Whatever is added or taken away: a multiple of one equation and the other.
    near = [
        i * u + j * v
        for u, v in ((a, c), (b, d), (first, second))
        for i in range(-6, 7)
        for j in (-2, -1, 0, 1, 2)
    ]
    return Case("system", {"equations": equations}, [2, *near, a * x, b * y, c * x, d * y], [x, y])


def matrix_product(draw: Draw) -> Case:
    a, b = ([[draw(small), draw(small)] for _ in range(2)] for _ in range(2))
    entries = (np.array(a) @ np.array(b)).flatten().tolist()
    matrices: dict[str, JsonValue] = {"a": [[*row] for row in a], "b": [[*row] for row in b]}
    return Case("matrix_product", matrices, [2], entries)


def linear_map(draw: Draw) -> Case:
    # A symmetric matrix with the directions (1, 1) and (1, -1): its values are the sum and the difference.
    a, b = draw(st.integers(3, 6)), draw(st.integers(1, 2))
    matrix = np.array([[a, b], [b, a]])
    values = np.linalg.eigvalsh(matrix).round(9).tolist()
    follows = [2, float(np.trace(matrix)), round(float(np.linalg.det(matrix)), 6)]
    return Case("linear_map", {"matrix": [[a, b], [b, a]]}, follows, values)


def vectors(draw: Draw) -> Case:
    a, b = [draw(small), draw(small)], [draw(small), draw(small)]
    operation = ("sum", "difference", "dot")[draw(st.integers(0, 2))]
    must = {
        "sum": [a[0] + b[0], a[1] + b[1]],
        "difference": [a[0] - b[0], a[1] - b[1]],
        "dot": [a[0] * b[0] + a[1] * b[1]],
    }[operation]
    return Case("vectors", {"operation": operation, "a": [*a], "b": [*b]}, [90], must)


def sequence(draw: Draw) -> Case:
    start, step, count = draw(small), draw(st.integers(2, 5)), draw(st.integers(4, 7))
    if draw(st.integers(0, 1)):
        terms = [start + step * index for index in range(count)]
        rule = "arithmetic"
    else:
        terms = [start * step**index for index in range(count)]
        rule = "geometric"
    parameters: dict[str, JsonValue] = {"rule": rule, "start": start, "step": step, "count": count}
    return Case("sequence", parameters, [*terms, *range(1, count + 1)], [terms[0], terms[-1]])


def interest(draw: Draw) -> Case:
    start, rate, years = draw(st.integers(100, 900)), draw(small), draw(st.integers(3, 10))
    sums = [start * Fraction(100 + rate, 100) ** year for year in range(years + 1)]
    parameters: dict[str, JsonValue] = {"rule": "interest", "start": start, "step": rate, "count": years}
    return Case("sequence", parameters, [*sums, Fraction(100 + rate, 100), *range(years + 1)], [sums[-1]])


def sieve(draw: Draw) -> Case:
    limit = draw(st.integers(10, 100))
    primes = [one for one in range(2, limit + 1) if all(one % two for two in range(2, one))]
    multiples = [p * k for p in primes if p * p <= limit for k in range(p, limit // p + 1)]
    return Case("sieve", {"limit": limit}, [*primes, *multiples], [len(primes)])


def factorization(draw: Draw) -> Case:
    number = draw(st.integers(12, 400))
    divisors = [one for one in range(1, number + 1) if number % one == 0]
    primes = [one for one in divisors if one > 1 and all(one % two for two in range(2, one))]
    return Case("factorization", {"numbers": [number]}, divisors, primes)


def divisor(draw: Draw) -> Case:
    common, a, b = draw(small), draw(st.integers(10, 15)), draw(st.integers(16, 24))
    low, high = common * a, common * b
    follows: list[int] = []
    x, y = high, low
    while y:
        follows += [x // y, x % y]
        x, y = y, x % y
    return Case("factorization", {"numbers": [low, high]}, follows, [math.gcd(low, high)])


def fractions(draw: Draw) -> Case:
    b, d = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    a, c = draw(st.integers(1, b - 1)), draw(st.integers(1, d - 1))
    one, other, parts = Fraction(a, b), Fraction(c, d), math.lcm(b, d)
    total = one + other
    left, right = (int(part * parts) for part in (one, other))
    shown: list[SupportsFloat] = [
        parts,
        left,
        right,
        left + right,
        one,
        other,
        Fraction(left + right, parts),
        total % 1,
    ]
    parameters: dict[str, JsonValue] = {"task": "add", "fractions": [[a, b], [c, d]]}
    return Case("fractions", parameters, [*shown, a, b, c, d, *range(1, 13)], [] if total > 1 else [total])


def triangle(draw: Draw) -> Case:
    a, b = draw(st.integers(5, 9)), draw(st.integers(5, 9))
    c = draw(st.integers(abs(a - b) + 1, a + b - 1))
    half = (a + b + c) / 2
    area = math.sqrt(half * (half - a) * (half - b) * (half - c))
    angles = [
        math.degrees(math.acos((x * x + y * y - z * z) / (2 * x * y)))
        for x, y, z in ((b, c, a), (a, c, b), (a, b, c))
    ]
    return Case(
        "triangle",
        {"a": a, "b": b, "c": c},
        [180, 2, 90, *(2 * area / x for x in (a, b, c))],
        [area, *angles],
    )


def circle(draw: Draw) -> Case:
    radius = draw(medium)
    follows = [2 * radius, math.pi, 2 * math.pi, 3, 24]
    must = [2 * math.pi * radius, math.pi * radius**2]
    return Case("circle", {"given": "radius", "value": radius}, follows, must)


def polygon(draw: Draw) -> Case:
    sides, side = draw(st.integers(5, 7)), draw(small)
    height = side / 2 / math.tan(math.pi / sides)
    follows = [sides, sides - 2, 180, height, height / side]
    must = [sides * side, sides * side * height / 2, (sides - 2) * 180]
    return Case("polygon", {"sides": sides, "side": side}, follows, must)


def solid(draw: Draw) -> Case:
    radius, height = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    base = math.pi * radius**2
    kind = ("cylinder", "cone")[draw(st.integers(0, 1))]
    slant = math.hypot(radius, height)
    volume = base * height / (1 if kind == "cylinder" else 3)
    side = 2 * math.pi * radius * height if kind == "cylinder" else math.pi * radius * slant
    follows = [slant, base, side, base * height]
    return Case(
        "solid",
        {"solid": kind, "radius": radius, "height": height},
        follows,
        [volume, side + base * (2 if kind == "cylinder" else 1)],
    )


def pythagoras(draw: Draw) -> Case:
    a, b = draw(st.integers(3, 15)), draw(st.integers(3, 15))
    return Case("pythagoras", {"a": a, "b": b}, [a * a, b * b, 90], [a * a + b * b, math.hypot(a, b)])


def bayes(draw: Draw) -> Case:
    sick, found, wrong = draw(st.integers(1, 9)), draw(st.integers(5, 9)), draw(st.integers(1, 4))
    prior, hit, false = Fraction(sick, 100), Fraction(found, 10), Fraction(wrong, 10)
    posterior = prior * hit / (prior * hit + (1 - prior) * false)
    people = [
        share * crowd
        for crowd in (100, 1000, 10_000)
        for share in (
            1,
            prior,
            1 - prior,
            prior * hit,
            (1 - prior) * false,
            prior * hit + (1 - prior) * false,
        )
    ]
    percents = [100 * one for one in (prior, hit, false)]
    parameters: dict[str, JsonValue] = {
        "prevalence": str(prior),
        "sensitivity": str(hit),
        "false_positive": str(false),
    }
    return Case("bayes", parameters, [*people, *percents], [100 * posterior])


def dice(draw: Draw) -> Case:
    total = draw(st.integers(2, 12))
    event = ("is", "at_least", "at_most")[draw(st.integers(0, 2))]
    rolls = [sum(roll) for roll in product(range(1, 7), repeat=2)]
    count = {
        "is": rolls.count(total),
        "at_least": sum(one >= total for one in rolls),
        "at_most": sum(one <= total for one in rolls),
    }[event]
    share = Fraction(count, 36)
    parameters: dict[str, JsonValue] = {"experiment": "two_dice", "event": event, "number": total}
    return Case(
        "sample_space", parameters, [count, share, 100 * share], [36, 100 * share] if 1 < count < 36 else [36]
    )


def coins(draw: Draw) -> Case:
    thrown = draw(st.integers(2, 5))
    heads = draw(st.integers(0, thrown))
    outcomes = [sum(one) for one in product((0, 1), repeat=thrown)]
    share = Fraction(outcomes.count(heads), len(outcomes))
    parameters: dict[str, JsonValue] = {
        "experiment": "coins",
        "event": "is",
        "number": heads,
        "coins": thrown,
    }
    return Case("sample_space", parameters, [outcomes.count(heads), share], [len(outcomes), 100 * share])


def choosing(draw: Draw) -> Case:
    count = draw(st.integers(3, 5))
    chosen = draw(st.integers(2, count - 1))
    items = "abcde"[:count]
    orders, selections = len(list(permutations(items, chosen))), len(list(combinations(items, chosen)))
    follows = [orders, math.factorial(chosen)]
    return Case("combinations", {"items": [*items], "chosen": chosen}, [count, *follows], [selections])


def venn(draw: Draw) -> Case:
    one = {draw(st.integers(1, 12)) for _ in range(5)} | {1}
    other = {draw(st.integers(1, 12)) for _ in range(4)} | {1}
    sets: list[JsonValue] = [
        {"name": name, "elements": [str(member) for member in sorted(members)]}
        for name, members in (("left", one), ("right", other))
    ]
    return Case("venn", {"sets": sets}, [], [len(one), len(other), len(one & other), len(one | other)])


def normal(draw: Draw) -> Case:
    mean, deviation = draw(st.integers(50, 200)), draw(st.integers(2, 15))
    shares = [100 * math.erf(times / math.sqrt(2)) for times in (1, 2, 3)]
    ends = [mean + sign * times * deviation for times in (1, 2, 3) for sign in (1, -1)]
    return Case("distribution", {"mean": mean, "deviation": deviation}, [1, 2, 3], [*shares, *ends])


def binomial(draw: Draw) -> Case:
    trials, tenths = draw(st.integers(3, 12)), draw(st.integers(1, 9))
    chance = Fraction(tenths, 10)
    ways = [math.comb(trials, k) for k in range(trials + 1)]
    shares = [100 * way * chance**k * (1 - chance) ** (trials - k) for k, way in enumerate(ways)]
    follows = [*range(trials + 1), *ways, *shares, chance]
    return Case("distribution", {"trials": trials, "probability": str(chance)}, follows, [trials * chance])


def projectile(draw: Draw) -> Case:
    angle, speed = draw(st.integers(15, 75)), draw(st.integers(5, 40))
    g, turn = 9.8, math.radians(angle)
    across, up = speed * math.cos(turn), speed * math.sin(turn)
    time = 2 * up / g
    return Case(
        "projectile",
        {"angle": angle, "speed": speed},
        [g],
        [across, up, up * up / 2 / g, time, across * time],
    )


def meeting(draw: Draw) -> Case:
    one, other, apart = draw(st.integers(20, 60)), draw(st.integers(20, 60)), draw(st.integers(50, 300))
    travellers: list[JsonValue] = [
        {"name": "Ann", "speed": one, "start": 0},
        {"name": "Ben", "speed": -other, "start": apart},
    ]
    after = Fraction(apart, one + other)
    return Case("uniform_motion", {"travellers": travellers}, [one + other], [after, one * after])


def forces(draw: Draw) -> Case:
    a, b, mass = draw(small), draw(small), draw(small)
    laid: list[JsonValue] = [{"size": a, "direction": 0}, {"size": b, "direction": 90}]
    return Case("forces", {"forces": laid, "mass": mass}, [], [math.hypot(a, b)])


def lever(draw: Draw) -> Case:
    a, x, b, y = (draw(st.integers(2, 6)) for _ in range(4))
    parameters: dict[str, JsonValue] = {"left_force": a, "left_arm": x, "right_force": b, "right_arm": y}
    return Case("lever", parameters, [Fraction(a * x, b)])


def circuit(draw: Draw) -> Case:
    voltage, one, other = draw(medium), draw(small), draw(small)
    current = Fraction(voltage, one + other)
    must: list[SupportsFloat] = [one + other, current, current * one, current * other]
    return Case("circuit", {"voltage": voltage, "resistors": [one, other]}, [2], must)


def parallel(draw: Draw) -> Case:
    voltage, one, other = draw(medium), draw(small), draw(small)
    currents = [Fraction(voltage, one), Fraction(voltage, other)]
    must = [sum(currents, Fraction()), Fraction(one * other, one + other), *currents]
    return Case("circuit", {"voltage": voltage, "resistors": [one, other], "parallel": True}, [2], must)


def wave(draw: Draw) -> Case:
    length, frequency = draw(small), draw(small)
    parameters: dict[str, JsonValue] = {"amplitude": 1, "wavelength": length, "frequency": frequency}
    return Case("wave", parameters, [Fraction(1, frequency)], [length * frequency])


def ray(draw: Draw) -> Case:
    angle = draw(st.integers(5, 80))
    below = math.degrees(math.asin(math.sin(math.radians(angle)) / 1.5))
    return Case("ray", {"angle": angle, "above": 1, "below": "1.5"}, [], [below])


def tangent(draw: Draw) -> Case:
    a, at = draw(st.integers(2, 5)), draw(st.integers(-2, 2))
    return Case("tangent", {"function": f"{a}x^2", "at": str(at)}, [2 * a], [2 * a * at])


def area(draw: Draw) -> Case:
    a, high = draw(small), draw(st.integers(1, 4))
    value = Fraction(a * high**3, 3)
    width = Fraction(high, 4)
    rough = [
        sum(a * (index * width + width * part) ** 2 * width for index in range(4))
        for part in (Fraction(0), Fraction(1, 2), Fraction(1))
    ]
    return Case("area", {"function": f"{a}x^2", "low": "0", "high": str(high)}, [4, *rough], [value])


def graphs(draw: Draw) -> Case:
    # The line through the parabola's points at p and q.
    p, q = draw(st.integers(-3, -1)), draw(st.integers(1, 3))
    functions: list[JsonValue] = ["x^2", f"{p + q}x + {-p * q}"]
    return Case("graphs", {"functions": functions}, [2, -p * q, p + q], [p, q, p * p, q * q])


def curve(draw: Draw) -> Case:
    radius = draw(st.integers(1, 6))
    return Case("implicit_curve", {"equation": f"x^2 + y^2 = {radius**2}"}, [2], [radius])


def sorting(draw: Draw) -> Case:
    values = _list(draw, draw(st.integers(4, 8)), 30)
    swaps = sum(one > other for one, other in combinations(values, 2))
    row, comparisons = list(values), 0
    for end in range(len(row) - 1, 0, -1):
        moved = False
        for place in range(end):
            comparisons += 1
            if row[place] > row[place + 1]:
                row[place], row[place + 1], moved = row[place + 1], row[place], True
        if not moved:
            break
    count = len(values)
    return Case("sorting", {"values": [*values]}, [count, *range(1, count + 1)], [comparisons, swaps])


def array_search(draw: Draw) -> Case:
    values = sorted({*_list(draw, 9), 61})
    wanted = values[draw(st.integers(0, len(values) - 1))]
    return Case("array_search", {"values": [*values], "wanted": wanted}, [], [values.index(wanted)])


def shortest_path(draw: Draw) -> Case:
    lengths = {pair: draw(small) for pair in ("AB", "AC", "BC", "BD", "CD")}
    edges: list[JsonValue] = [
        {"one": pair[0], "other": pair[1], "length": str(length)} for pair, length in lengths.items()
    ]
    every = {**lengths, **{pair[::-1]: length for pair, length in lengths.items()}}
    ways = [
        [every.get(one + other, math.inf) for one, other in pairwise(("A", *stops, "D"))]
        for count in range(3)
        for stops in permutations("BC", count)
    ]
    sums = [sum(way[:end]) for way in ways for end in range(1, len(way) + 1)]
    reached = [one for one in sums if one < math.inf]
    # Distances to a node on the way, one edge further.
    further = [one + length for one in reached for length in lengths.values()]
    best = min(sum(way) for way in ways)
    return Case("shortest_path", {"edges": edges, "start": "A", "end": "D"}, [*reached, *further], [best])


def binary(draw: Draw) -> Case:
    value = draw(st.integers(2, 255))
    places = [2**place for place in range(value.bit_length())]
    left = [value % (2 * place) for place in places]
    return Case("binary", {"value": value}, [2, *places, *left], [int(f"{value:b}"), value])


def table(draw: Draw) -> Case:
    one, other = draw(st.integers(10, 90)), draw(st.integers(10, 90))
    rows: list[JsonValue] = [{"label": "Price", "values": [f"${one}", f"${other}"]}]
    things: list[JsonValue] = [{"name": "Bus"}, {"name": "Train"}]
    must = [] if one == other else [abs(one - other)]
    return Case("table", {"things": things, "rows": rows}, [], must)


def timeline(draw: Draw) -> Case:
    years = sorted({draw(st.integers(1500, 2020)) for _ in range(4)} | {1400, 2025})
    events: list[JsonValue] = [{"when": str(year), "what": "something"} for year in years]
    return Case("timeline", {"events": events}, [], [later - year for year, later in pairwise(years)])


CASES: Final = (
    statistics,
    chart,
    percent,
    ratio,
    equation,
    quadratic,
    system,
    matrix_product,
    linear_map,
    vectors,
    sequence,
    interest,
    sieve,
    factorization,
    divisor,
    fractions,
    triangle,
    circle,
    polygon,
    solid,
    pythagoras,
    bayes,
    dice,
    coins,
    choosing,
    venn,
    normal,
    binomial,
    projectile,
    meeting,
    forces,
    lever,
    circuit,
    parallel,
    wave,
    ray,
    tangent,
    area,
    graphs,
    curve,
    sorting,
    array_search,
    shortest_path,
    binary,
    table,
    timeline,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_scene_says_what_follows_from_its_parameters(
    case: Callable[[Draw], Case], data: st.DataObject
) -> None:
    check(case(data.draw))


def test_a_wrong_mean_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("statistics", {"values": [4, 8, 15, 16, 23, 42]}, [6, 108, 15, 16, 38, 15.5], [18])
    check(case)
    monkeypatch.setattr(Statistics, "mean", Fraction(5))
    with pytest.raises(AssertionError, match="the mean is 5"):
        check(case)
