"""What the pictures of nature, chemistry, computing and money compute, against values worked out by hand."""

from fractions import Fraction
from hashlib import sha256

import pytest
import sympy
from pydantic import ValidationError

from contracts.storyboard import Storyboard
from media.scenes.builder import Builder
from media.scenes.builders.atom import Atom
from media.scenes.builders.block_chain import BlockChain
from media.scenes.builders.buoyancy import Buoyancy
from media.scenes.builders.cell_division import CellDivision
from media.scenes.builders.circulation import Circulation
from media.scenes.builders.clusters import Clusters
from media.scenes.builders.collision import Collision
from media.scenes.builders.commits import Commits
from media.scenes.builders.complexity import Complexity, Growth
from media.scenes.builders.decision import Decision, Question
from media.scenes.builders.descent import Descent
from media.scenes.builders.determinant import Determinant
from media.scenes.builders.doppler import Doppler
from media.scenes.builders.double_helix import DoubleHelix
from media.scenes.builders.eclipse import Eclipse
from media.scenes.builders.energy import Energy
from media.scenes.builders.energy_pyramid import EnergyPyramid
from media.scenes.builders.expected_value import ExpectedValue, Outcome
from media.scenes.builders.globe import RADIUS, Globe
from media.scenes.builders.halves import Halves
from media.scenes.builders.hash_table import HashTable
from media.scenes.builders.heat_exchange import HeatExchange
from media.scenes.builders.hypothesis_test import HypothesisTest
from media.scenes.builders.inscribed_angle import InscribedAngle
from media.scenes.builders.joins import Joins, Row, Side, Way
from media.scenes.builders.key_pair import KeyPair
from media.scenes.builders.lens import Lens
from media.scenes.builders.long_division import LongDivision
from media.scenes.builders.market import Market
from media.scenes.builders.moon_phases import MoonPhases
from media.scenes.builders.orbits import PLANETS, years
from media.scenes.builders.periodic_table import PeriodicTable
from media.scenes.builders.piston import Piston
from media.scenes.builders.rainbow import INDICES, bow
from media.scenes.builders.reaction import Reaction, atoms_of
from media.scenes.builders.regression import Regression
from media.scenes.builders.seasons import Seasons
from media.scenes.builders.similar_triangles import SimilarTriangles
from media.scenes.builders.taylor import Taylor
from media.scenes.elements import SYMBOLS, place, shells
from media.scenes.locale import Locale
from media.scenes.script import scene_of, write


def test_the_moon_is_lit_by_half_at_its_quarters() -> None:
    lit = {turn: round(MoonPhases.lit(turn), 3) for turn in (0, 45, 90, 180, 270)}
    assert lit == {0: 0.0, 45: 0.146, 90: 0.5, 180: 1.0, 270: 0.5}
    assert MoonPhases.age(90) == Fraction("7.4")
    assert MoonPhases.age(180) == Fraction("14.8")
    assert MoonPhases(quarters=True).turns == [0, 90, 180, 270]


def test_the_sun_stands_higher_in_summer() -> None:
    tokyo = Seasons(latitude=Fraction(35))
    assert tokyo.noon(1) == Fraction("78.4")
    assert tokyo.noon(-1) == Fraction("31.6")
    assert tokyo.noon(0) == 55
    assert round(tokyo.daylight(1), 1) == 14.4
    assert round(tokyo.daylight(1) + tokyo.daylight(-1), 6) == 24
    assert Seasons(latitude=Fraction(0)).daylight(1) == pytest.approx(12)


def test_who_stands_in_the_middle_of_an_eclipse() -> None:
    assert Eclipse(of="solar").order == ("sun", "moon", "earth")
    assert Eclipse(of="lunar").order == ("sun", "earth", "moon")


def test_a_rainbow_is_red_outside() -> None:
    assert round(bow(INDICES["red"]), 1) == 42.4
    assert round(bow(INDICES["violet"]), 1) == 40.6


def test_planets_take_as_long_as_they_do() -> None:
    found = {key: round(years(distance), 1) for key, distance, *_ in PLANETS}
    assert found["mercury"] == 0.2
    assert found["earth"] == 1.0
    assert found["jupiter"] == 11.9
    assert found["neptune"] == 164.9


def test_the_layers_of_the_earth_reach_its_middle() -> None:
    assert sum(Globe().layers.values()) == RADIUS


def test_where_a_lens_has_its_image() -> None:
    real = Lens(focal_length=Fraction(10), distance=Fraction(30), height=Fraction(6))
    assert (real.image, real.magnification) == (Fraction(15), Fraction(-1, 2))
    magnified = Lens(focal_length=Fraction(10), distance=Fraction(6), height=Fraction(3))
    assert (magnified.image, magnified.magnification) == (Fraction(-15), Fraction(5, 2))
    assert Lens(focal_length=Fraction(10), distance=Fraction(20), diverging=True).image == Fraction(-20, 3)
    with pytest.raises(ValidationError, match="no image at the focus"):
        Lens(focal_length=Fraction(10), distance=Fraction(10))


def test_what_is_heard_before_and_behind_a_source() -> None:
    siren = Doppler(frequency=Fraction(680), speed=Fraction(34), sound=Fraction(340))
    assert siren.before == Fraction(6800, 9)
    assert siren.behind == Fraction(6800, 11)


def test_momentum_is_the_same_after_a_collision() -> None:
    for elastic in (True, False):
        carts = Collision(
            left_mass=Fraction(2), left_speed=Fraction(3), right_mass=Fraction(1), elastic=elastic
        )
        v, w = carts.after
        assert 2 * v + w == carts.momentum == 6
        assert (2 * v**2 + w**2 == 18) is elastic
    with pytest.raises(ValidationError, match="never meet"):
        Collision(left_speed=Fraction(1), right_speed=Fraction(2))


def test_a_ball_is_fastest_at_the_bottom() -> None:
    ball = Energy(mass=Fraction(2), height=Fraction(5), gravity=Fraction(10))
    assert ball.total == 100
    assert ball.fastest == 10


def test_wood_floats_as_deep_as_it_is_dense() -> None:
    wood = Buoyancy(body=Fraction(600), liquid=Fraction(1000), volume=Fraction(10))
    assert wood.under == Fraction(3, 5)
    assert (wood.weight, wood.most) == (Fraction("58.8"), Fraction(98))
    assert Buoyancy(body=Fraction(7800)).under == 1


def test_a_gas_under_a_piston() -> None:
    assert tuple(map(Fraction, Piston().after)) == tuple(map(Fraction, (200, 3, 300)))
    assert tuple(
        map(Fraction, Piston(fixed="pressure", volume=Fraction(3), to=Fraction(400)).after)
    ) == tuple(map(Fraction, (100, 4, 400)))
    assert tuple(map(Fraction, Piston(fixed="volume", to=Fraction(600)).after)) == tuple(
        map(Fraction, (200, 6, 600))
    )


def test_mixed_waters_meet_between_and_lose_no_heat() -> None:
    mixed = HeatExchange()
    assert mixed.final == 40
    assert mixed.heat == Fraction("4.2") * 200 * 20


def test_electrons_fill_their_shells() -> None:
    assert shells(11) == [2, 8, 1]
    assert shells(20) == [2, 8, 8, 2]
    assert Atom(symbol="Na", neutrons=12, charge=1).shells == [2, 8]
    assert Atom(symbol="Cl", neutrons=18, charge=-1).shells == [2, 8, 8]
    with pytest.raises(ValidationError, match="first 20"):
        Atom(symbol="Fe", neutrons=30)


@pytest.mark.parametrize(
    ("symbol", "spot"),
    [
        ("H", (1, 1)),
        ("He", (1, 18)),
        ("C", (2, 14)),
        ("Fe", (4, 8)),
        ("Ag", (5, 11)),
        ("La", (6, 0)),
        ("Hf", (6, 4)),
        ("Au", (6, 11)),
        ("U", (7, 0)),
        ("Og", (7, 18)),
    ],
)
def test_where_an_element_stands(symbol: str, spot: tuple[int, int]) -> None:
    assert place(SYMBOLS.index(symbol) + 1) == spot


def test_the_families_of_the_periodic_table() -> None:
    found = {group: [SYMBOLS[n - 1] for n in PeriodicTable.of_group(group)] for group in (1, 17, 18)}
    assert found[1] == ["Li", "Na", "K", "Rb", "Cs", "Fr"]
    assert found[17] == ["F", "Cl", "Br", "I", "At", "Ts"]
    assert found[18] == ["He", "Ne", "Ar", "Kr", "Xe", "Rn", "Og"]
    assert len(SYMBOLS) == 118
    with pytest.raises(ValidationError):
        PeriodicTable.model_validate({"groups": [3]})


@pytest.mark.parametrize(
    ("left", "right", "numbers"),
    [
        (("H2", "O2"), ("H2O",), [2, 1, 2]),
        (("CH4", "O2"), ("CO2", "H2O"), [1, 2, 1, 2]),
        (("N2", "H2"), ("NH3",), [1, 3, 2]),
        (("Fe", "O2"), ("Fe2O3",), [4, 3, 2]),
    ],
)
def test_a_reaction_is_balanced(left: tuple[str, ...], right: tuple[str, ...], numbers: list[int]) -> None:
    reaction = Reaction(left=left, right=right)
    assert reaction.numbers == numbers
    assert reaction.counts(numbers, right=False) == reaction.counts(numbers, right=True)


def test_what_can_not_be_balanced_is_refused() -> None:
    with pytest.raises(ValidationError, match="can't be balanced"):
        Reaction(left=("H2",), right=("O2",))
    with pytest.raises(ValueError, match="not a formula"):
        atoms_of("h2o")


def test_bases_fit_in_pairs() -> None:
    helix = DoubleHelix(bases="ATGC")
    assert (helix.partner, helix.rna) == ("TACG", "UACG")


def test_cells_after_a_division() -> None:
    assert CellDivision(division="mitosis").cells == 2
    assert CellDivision(division="meiosis").cells == 4


def test_blood_and_energy() -> None:
    assert Circulation(rate=70, stroke=70).output == pytest.approx(4.9)
    assert EnergyPyramid(levels=("a", "b", "c")).energies == [10_000, 1000, 100]


def _sides(way: Way) -> Joins:
    left = Side(name="l", column="a", rows=tuple(Row(key=k, value=f"a{k}") for k in "123"))
    right = Side(name="r", column="b", rows=tuple(Row(key=k, value=f"b{k}") for k in "114"))
    return Joins(left=left, right=right, way=way)


def test_joins_keep_what_their_way_says() -> None:
    both = [("1", "a1", "b1"), ("1", "a1", "b1")]
    left = [("2", "a2", "NULL"), ("3", "a3", "NULL")]
    right = [("4", "NULL", "b4")]
    assert _sides(Way.INNER).joined == both
    assert _sides(Way.LEFT).joined == both + left
    assert _sides(Way.RIGHT).joined == both + right
    assert _sides(Way.FULL).joined == both + left + right


def test_commits_are_named_as_they_were_made() -> None:
    assert Commits().names == (["A", "B"], ["C", "D"], ["E", "F"])


def test_a_key_opens_what_the_other_locked() -> None:
    keys = KeyPair(p=5, q=11, e=3, message=7)
    assert (keys.n, keys.d, keys.cipher) == (55, 27, 13)
    assert pow(keys.cipher, keys.d, keys.n) == 7
    with pytest.raises(ValidationError, match="primes"):
        KeyPair(p=6, q=11)


def test_a_changed_block_changes_all_after_it() -> None:
    chain = BlockChain(entries=("a", "b", "c"), changed=2, into="x")
    before, after = chain.hashes(chain.entries), chain.hashes(chain.after)
    assert before[0] == after[0] == sha256(b"000000a").hexdigest()[:6]
    assert before[1] != after[1]
    assert before[2] != after[2]


def test_a_hash_table_puts_keys_where_their_sum_says() -> None:
    table = HashTable(keys=("Ann", "Ben"), buckets=5)
    assert table.total("Ann") == 65 + 110 + 110
    assert table.table[285 % 5] == ["Ann"]
    with pytest.raises(ValidationError, match="more than 3 keys"):
        HashTable(keys=("a", "d", "g", "j"), buckets=3)


def test_the_steps_of_each_class() -> None:
    told = {growth: Complexity().steps(growth, 16) for growth in Growth}
    assert list(told.values()) == [1, 4, 16, 64, 256, 65536]


def test_a_case_goes_through_a_tree() -> None:
    tree = Decision(
        questions=(Question(asks="a?", yes="x", no="2"), Question(asks="b?", yes="y", no="z")),
        case=(False, True),
    )
    assert (tree.way, tree.outcome) == ([0, 1], "y")
    with pytest.raises(ValidationError, match="led to once"):
        Decision(questions=(Question(asks="a?", yes="2", no="2"),), case=(True,))


def test_steps_of_gradient_descent() -> None:
    assert Descent(start=4, rate=0.25, steps=3).way == [4, 2, 1, 0.5]
    with pytest.raises(ValidationError, match="rate is too large"):
        Descent(start=4, rate=3)


def test_the_line_of_least_squares() -> None:
    line = Regression(points=tuple((Fraction(x), Fraction(y)) for x, y in ((0, 1), (1, 3), (2, 5))))
    assert tuple(map(Fraction, (line.slope, line.intercept, line.correlation))) == tuple(
        map(Fraction, (2, 1, 1))
    )
    loose = Regression(points=tuple((Fraction(x), Fraction(y)) for x, y in ((1, 1), (2, 3), (3, 2))))
    assert (loose.slope, loose.correlation) == (Fraction(1, 2), sympy.Rational(1, 2))


def test_centres_come_to_rest_among_their_points() -> None:
    found = Clusters(points=((0, 0), (0, 2), (10, 0), (10, 2)), centres=((0, 0), (9, 9))).rounds
    assert found[-1] == ([0, 0, 1, 1], [(0, 1), (10, 1)])


def test_what_is_expected() -> None:
    ticket = ExpectedValue(
        outcomes=(
            Outcome(value=Fraction(0), chance=Fraction(1, 2)),
            Outcome(value=Fraction(10), chance=Fraction(1, 2)),
        )
    )
    assert ticket.expected == 5
    with pytest.raises(ValidationError, match="add up to 1"):
        ExpectedValue(outcomes=(ticket.outcomes[0], Outcome(value=Fraction(1), chance=Fraction(1, 3))))


def test_how_rare_so_many_heads_are() -> None:
    test = HypothesisTest(throws=10, seen=9)
    assert test.p_value == Fraction(2 * (10 + 1), 1024)
    assert test.rejected
    assert HypothesisTest(throws=10, seen=5).p_value == 1


def test_supply_meets_demand() -> None:
    market = Market()
    assert tuple(map(Fraction, market.balance())) == tuple(map(Fraction, (100, 50)))
    assert tuple(map(Fraction, market.balance(market.shift))) == tuple(map(Fraction, (120, 58)))


def test_halves_never_fill_a_square() -> None:
    assert Halves().total(3) == Fraction(7, 8)
    assert Halves().total(7) == Fraction(127, 128)


def test_taylor_polynomials() -> None:
    (x,) = Taylor().expression.free_symbols
    assert Taylor().polynomial(3) == x - x**3 / 6
    assert Taylor(function="exp", degrees=(2,)).polynomial(2) == 1 + x + x**2 / 2
    with pytest.raises(ValidationError, match="same polynomial"):
        Taylor(degrees=(1, 2))


def test_angles_and_heights() -> None:
    assert InscribedAngle(central=Fraction(110)).inscribed == 55
    assert SimilarTriangles().height == 6


@pytest.mark.parametrize(("dividend", "divisor"), [(952, 4), (1000, 8), (745, 12), (504, 5)])
def test_long_division_by_its_steps(dividend: int, divisor: int) -> None:
    sum_ = LongDivision(dividend=dividend, divisor=divisor)
    quotient, remainder = sum_.result
    assert "".join(str(step.digit) for step in sum_.steps) == str(quotient)
    assert sum_.steps[-1].part - sum_.steps[-1].product == remainder


@pytest.mark.parametrize(
    "builder",
    [
        SimilarTriangles(stick_shadow=Fraction(3), shadow=Fraction(10)),
        HeatExchange(cold_mass=Fraction(1000)),
    ],
)
def test_what_is_rounded_is_not_called_equal(builder: Builder) -> None:
    scene = scene_of(builder, "1", Locale.ENGLISH)
    script = write(Storyboard(title="t", language=Locale.ENGLISH, scenes=(scene,)))
    assert "≈" in script
    assert "= ≈" not in script


def test_the_determinant_is_the_area_of_the_image() -> None:
    assert Determinant().value == 5
    flat = ((Fraction(2), Fraction(4)), (Fraction(1), Fraction(2)))
    assert Determinant(matrix=flat).value == 0
