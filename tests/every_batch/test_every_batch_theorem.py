"""What is proved for every batch is true for many, and what is not true is not proved."""

from fractions import Fraction

import pytest
from flint import arb

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration, odd_family, uniform
from bnproofs.every_batch import fixed_points, odd_point, theorem, uniform_point
from bnproofs.every_batch.boxes import BoxesFailedError, over, prove_on
from bnproofs.every_batch.forms import constant, whole_slope
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import Verdict

LAYER = Layer.parse("rc+relu")


@pytest.fixture(autouse=True)
def precision():
    with working_precision(96):
        yield


def statement(n, id, configuration="odd-point"):
    return certify(LAYER, n, Configuration.parse(configuration)).statement(id)


def test_every_sentence_is_proved_and_every_batch_is_counted():
    result = theorem.prove_every_batch()
    assert result.verdict is Verdict.PROVED
    assert result.one_by_one == tuple(range(3, theorem.LARGE))
    assert len(result.facts) == 17
    assert all(fact.boxes >= 1 for fact in result.facts)


@pytest.mark.parametrize("n", [7, 79, 80, 81, 1000, 10**6, 10**9])
def test_certificates_of_single_batches_say_the_same(n):
    kinds = [point["kind"] for point in statement(n, "fixed-points")["points"]]
    assert kinds == ["ideal", "odd-point", "separating", "uniform"]
    low, high = (arb(end.numerator) / end.denominator for end in statement(n, "enclosure")["theta"])
    assert 3 * arb.pi() - arb(11) / n < n * low
    assert n * high < 3 * arb.pi()
    assert statement(n, "stability")["verdict"] == "stable"
    assert statement(n, "stability", "uniform")["verdict"] == "stable"


@pytest.mark.parametrize("n", [80, 1000, 10**6])
def test_the_odd_point_lies_where_its_stability_is_proved(n):
    low, high = (arb(end.numerator) / end.denominator for end in statement(n, "enclosure")["theta"])
    tangent = n * (low.union(high) / 2).tan()
    assert 3 * arb.pi() / 2 - arb(5) / n < tangent < 3 * arb.pi() / 2


@pytest.mark.parametrize("n", [100, 5000])
def test_the_standard_block_is_that_of_the_closed_form(n):
    """By another route: trace and determinant of the 2×2 block, and the eigenvalue on (m−2, 2)."""
    with working_precision(160):
        epsilon, v = 1 / arb(n), 3 * arb.pi() / 2 - arb(3) / n
        point = odd_point._at(epsilon, v)
        s = epsilon * v * whole_slope(epsilon, epsilon * v)
        assert abs(point.growth - odd_family.growth(arb(n), s, arb(1))) < arb(2) ** -100
        a, b, c, d = odd_point._standard_entries(epsilon, point)
        (first, second), (third, fourth) = odd_family.standard_block(arb(n), s, arb(1))
        assert abs(1 - epsilon * a + d - (first + fourth)) < arb(2) ** -90
        determinant = (1 - epsilon * a) * d - epsilon * b * c
        assert abs(determinant - (first * fourth - second * third)) < arb(2) ** -90
        pairs = odd_family.pair_eigenvalue(arb(n), s, arb(1))
        assert abs(point.within / point.growth - pairs) < arb(2) ** -100
        gap = (arb.pi() * point.lag + point.angle_rate) / (2 * arb.pi() * point.growth)
        assert abs(gap - n * (1 - pairs)) < arb(2) ** -80


@pytest.mark.parametrize("n", [80, 1000, 10**6])
def test_the_trivial_eigenvalue_is_the_certified_one(n):
    with working_precision(200):
        low, high = (arb(end.numerator) / end.denominator for end in statement(n, "enclosure")["theta"])
        epsilon, v = 1 / arb(n), n * (low.union(high) / 2).tan()
        found = 1 + epsilon * odd_point._trivial_lag(epsilon, odd_point._at(epsilon, v))
        (part,) = [x for x in statement(n, "spectrum")["components"] if x["component"] == "trivial"]
        (interval,) = part["eigenvalues"]
        certified = [arb(end.numerator) / end.denominator for end in interval]
        assert found.overlaps(certified[0].union(certified[1]))
        assert abs(found - certified[0]) < arb(2) ** -80


@pytest.mark.parametrize("n", [3, 4, 10, 1000, 10**9])
def test_the_pair_eigenvalue_of_the_uniform_point_is_that_of_the_closed_form(n):
    with working_precision(200):
        found = uniform_point._pair(constant(1 / arb(n))).value
        assert abs(found - uniform.pair_eigenvalue(arb(n))) < arb(2) ** -100


@pytest.mark.parametrize("n", [3, 4, 10, 1000, 10**9])
def test_the_gap_of_the_uniform_point_is_that_of_the_closed_form(n):
    with working_precision(200):
        wanted = n * (1 - uniform.standard_eigenvalue(arb(n)))
        assert abs(uniform_point._gap(1 / arb(n)) - wanted) < arb(2) ** -80
        assert arb(1) / 4 < wanted < arb(3) / 4


def test_the_gap_of_the_uniform_point_at_infinite_batches():
    assert uniform_point._gap(arb(0)).contains((arb.pi() - 2) / (2 * (arb.pi() - 1)))


def test_at_small_batches_the_large_computation_fails():
    """Below seven points there is no odd point, so nothing may claim that there is."""
    for least in (3, 5, 6):
        with pytest.raises(BoxesFailedError, match="is not proved on"):
            fixed_points.prove_fixed_points(least)


@pytest.mark.parametrize("slope", [-4, 1])
def test_too_narrow_a_bracket_of_the_odd_point_is_not_proved(slope):
    """The odd point has n tan(θ/2) = 3π/2 − (3π/2)/n + …, so that 3π/2 − 4/n is above it."""
    assert fixed_points._along(over(Fraction(0), Fraction(1, 1000)), slope).first < 0
    assert fixed_points._along(over(Fraction(0), Fraction(1, 1000)), -5).first > 0


def test_a_false_property_is_proved_nowhere():
    with pytest.raises(BoxesFailedError, match="x² > 2"):
        prove_on("x² > 2", lambda x: bool(x * x > 2), (Fraction(0), Fraction(10)))
    covered = prove_on("x² > 2", lambda x: bool(x * x > 2), (Fraction(3, 2), Fraction(10)))
    assert covered.boxes >= 1


def test_a_batch_that_is_undecided_makes_the_whole_undecided(monkeypatch):
    monkeypatch.setattr(theorem, "_single", lambda n: n != 42)
    result = theorem.prove_every_batch()
    assert result.verdict is Verdict.UNDECIDED
    assert "42" in result.advice
    assert not result.facts


def test_a_step_that_fails_makes_the_whole_undecided():
    result = theorem.prove_every_batch(large=20)
    assert result.verdict is Verdict.UNDECIDED
    assert "raise the least batch size" in result.advice


def test_a_narrower_reach_is_refused_by_single_batches(monkeypatch):
    monkeypatch.setattr(theorem, "REACH", Fraction(1))
    assert not theorem._single(10)
