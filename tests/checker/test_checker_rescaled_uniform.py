"""The checker on uniform point and two clusters with rescaling: accepts proofs, refuses every number moved."""

from __future__ import annotations

import copy
from fractions import Fraction
from types import SimpleNamespace

import pytest
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.certificate.canonical import plain
from bnproofs.checker.docket import ClaimRefused, Docket
from bnproofs.checker.interval import Interval, whole
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers import rescaled_uniform as half
from bnproofs.checker.layers.square_root_constant import MOST_BITS, constant, ln2, power, shifted
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.configurations import Configuration
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import rescaled_uniform as theory
from bnproofs.theorems.square_root_constant import enclose_constant

CASES = [
    ("rc+rs+relu", 3, "uniform"),
    ("rc+rs+relu", 1000, "uniform"),
    ("rc+rs+leaky_relu(1/10)", 7, "uniform"),
    ("rc+rs+leaky_relu(-1/2)", 10**9, "uniform"),
    ("rc+rs+abs", 4, "uniform"),
    ("rc+rs+relu", 3, "two-cluster:1"),
    ("rc+rs+relu", 5, "two-cluster:2"),
    ("rc+rs+leaky_relu(1/10)", 100, "two-cluster:99"),
    ("rc+rs+abs", 6, "two-cluster:1"),
]
BITS = 40


def claims_of(name, n, configuration, bits=BITS):
    found = theory.prove(Layer.parse(name), n, Configuration.parse(configuration), bits)
    return plain([{"id": x.id, "statement": x.statement, "witness": x.witness} for x in found])


def verdict(name, n, configuration, claims, bits=BITS):
    """The ids of the accepted claims; `ClaimRefused` otherwise."""
    k = int(configuration.partition(":")[2] or 1)
    entries = tuple(Claim(x["id"], x["statement"], x["witness"]) for x in claims)
    docket = Docket(entries)
    half.verify(Certificate(n, configuration, k, bits, entries, layer=layer_name(name)), docket)
    docket.close()
    return docket.accepted


def put(claims, path, change):
    changed = copy.deepcopy(claims)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    new = change(Fraction(old))
    holder[path[-1]] = int(new) if isinstance(old, int) else str(new)
    return changed


@pytest.mark.parametrize(("name", "n", "configuration"), CASES)
def test_what_is_proved_is_accepted_and_every_number_moved_is_refused(name, n, configuration, numbers):
    claims, count = claims_of(name, n, configuration), 0
    assert verdict(name, n, configuration, claims) == tuple(x["id"] for x in claims)
    for path in list(numbers(claims)):
        end = path[-1] if isinstance(path[-1], int) else None
        sign = -1 if end == 0 else 1  # a lower end goes down, so that the interval only becomes wider
        for change in (
            lambda x, sign=sign: x + sign * (abs(x) / 100 if x else 1) if x.denominator > 1 or not x else x + sign,
            lambda x, sign=sign: x - sign * (abs(x) / 10**9 if x else 1) if x.denominator > 1 or not x else x - sign,
        ):
            with pytest.raises(ClaimRefused):
                verdict(name, n, configuration, put(claims, path, change))
            count += 1
    assert count >= 14


@pytest.mark.parametrize(("name", "n", "configuration"), [CASES[1], CASES[6]])
def test_claims_left_out_exchanged_or_with_a_witness_are_refused(name, n, configuration):
    claims = claims_of(name, n, configuration)
    damaged = [claims[1:], claims[::-1], [{**x, "witness": {"x": "1"}} for x in claims]]
    damaged += [[*claims[:-1], {**claims[-1], "statement": {"verdict": x}}] for x in ("unstable", "marginal", "")]
    for wrong in damaged:
        with pytest.raises(ClaimRefused):
            verdict(name, n, configuration, wrong)


def test_another_layer_batch_or_precision_is_refused():
    claims = claims_of("rc+rs+relu", 5, "two-cluster:2")
    for name, n, configuration, bits in (
        ("rc+rs+abs", 5, "two-cluster:2", BITS),
        ("rc+rs+leaky_relu(1/1000000)", 5, "two-cluster:2", BITS),
        ("rc+rs+relu", 6, "two-cluster:2", BITS),
        ("rc+rs+relu", 5, "two-cluster:3", BITS),
        ("rc+rs+relu", 5, "two-cluster:2", BITS + 20),
        ("rc+rs+relu", 5, "two-cluster:2", MOST_BITS + 1),
    ):
        with pytest.raises(ClaimRefused):
            verdict(name, n, configuration, claims, bits)


def test_clusters_that_fall_together_are_refused():
    claims = claims_of("rc+rs+abs", 4, "two-cluster:1")
    claims[0]["statement"]["k"] = 2
    claims[1]["statement"] = {"gram": {"squared_norms": ["1", "1"], "product": "1"}, "norm_ratio": "1"}
    with pytest.raises(ClaimRefused, match="same place") as refused:
        verdict("rc+rs+abs", 4, "two-cluster:2", claims)
    assert refused.value.claim == "fixed-point"


def test_the_family_is_the_same_as_that_of_the_theory():
    names = ("rc+rs+relu", "rc+rs+abs", "rc+rs+leaky_relu(1/10)", "rc+rs+leaky_relu(-1)", "rc+relu", "rs+relu")
    names += ("rc+rs(eps=1/10)+relu", "rc+rs+identity", "rc+rs+sign", "rc+rs+erf")
    covered = [half.covers(layer_name(name)) for name in names]
    assert covered == [theory.covers(Layer.parse(name)) for name in names]
    assert sum(covered) == 4
    for name in names[:4]:
        assert half.slopes_of(layer_name(name)) == theory.slopes_of(Layer.parse(name))


@pytest.mark.parametrize(("n", "k"), [(3, 1), (10, 4), (10**6, 1), (10**9, 5 * 10**8)])
@pytest.mark.parametrize("left", [Fraction(0), Fraction(-1), Fraction(7, 3)])
def test_the_constant_meets_the_one_in_balls(n, k, left, number):
    slopes = (Fraction(1), left)
    if left == -1 and n == 2 * k:
        k += 1
    found = constant(n, k, slopes, half.square_distance(n, k, slopes), 64)
    with working_precision(100):
        low, high = number.ends(enclose_constant(n, k, slopes, 64))
    mine = Fraction(found.lo, 1 << found.bits), Fraction(found.hi, 1 << found.bits)
    assert max(low, mine[0]) <= min(high, mine[1])
    assert mine[1] - mine[0] < mine[0] / 2**64
    wrong = SimpleNamespace(low=low * Fraction(101, 100), high=high * Fraction(101, 100))
    assert mine[1] < wrong.low


def test_the_numbers_in_the_error_of_the_rule_are_on_the_safe_side():
    with mp.workdps(20):
        assert mp.cos(mpf(3) / 2) > mpf(1) / 15
        assert 3 * mp.pi / mp.log(2) ** 2 > 19
        for count in (1, 4, 8):
            true = 2 / (mp.cos(mpf(3) / 2) * (mp.exp(3 * mp.pi * count / mp.log(2)) - 1))
            assert true < mpf(30) / (2 ** (19 * count) - 1)


def test_the_parts_of_the_rule():
    with pytest.raises(ValueError, match="at least 1"):
        power(whole(2, 8), 0)
    assert [power(whole(3, 8), e).lo >> 8 for e in (1, 2, 5, 8)] == [3, 9, 243, 6561]
    assert shifted(Interval(-5, 5, 4), -1).lo == -3
    assert shifted(Interval(-5, 5, 4), -1).hi == 3
    for bits in (16, 64, 200):
        found = ln2(bits)
        digits = 693147180559945309417232121458176568075500134360255254120680009493393621969694715605863326996418687
        exact = Fraction(digits, 10**99)
        assert Fraction(found.lo, 1 << bits) <= exact <= Fraction(found.hi, 1 << bits)
        assert found.hi - found.lo <= 12 * bits
