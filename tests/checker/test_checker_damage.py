"""Good certificates, damaged in every way and sealed again: none is accepted. The cases are counted."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from bnproofs.checker import Outcome, check
from bnproofs.checker.claims import spectral_radius
from bnproofs.checker.cover import SHAPES, tau_of, working_bits
from bnproofs.checker.family import drift, on_segment
from bnproofs.checker.fields import bounds
from bnproofs.checker.interval import Interval, hull
from bnproofs.checker.jet import variable
from bnproofs.checker.spectrum import Configuration, odd_point, uniform_point

Value = dict[str, Any]
Seal = Callable[[Value], bytes]
SAMPLES = ("odd-point-10", "odd-point-5", "separating-7", "uniform-3", "two-cluster-2-of-6")
ENCLOSURES = ("odd-point-10", "separating-7", "uniform-3", "two-cluster-2-of-6")


@dataclass(frozen=True)
class Place:
    """Where an interval stands in a certificate, and the range that the checker computes for it."""

    path: tuple[str | int, ...]
    lower: Fraction
    upper: Fraction

    def put(self, certificate: Value, lower: Fraction, upper: Fraction) -> Value:
        changed = copy.deepcopy(certificate)
        holder: Any = changed
        for step in self.path[:-1]:
            holder = holder[step]
        holder[self.path[-1]] = [str(lower), str(upper)]
        return changed

    def claimed(self, certificate: Value) -> tuple[Fraction, Fraction]:
        holder: Any = certificate
        for step in self.path:
            holder = holder[step]
        return Fraction(holder[0]), Fraction(holder[1])


def configuration_at(certificate: Value) -> Configuration:
    n, kind, bits = certificate["batch"], certificate["configuration"], certificate["bits"]
    if kind == "uniform":
        return uniform_point(n, working_bits(n, bits))
    roots = certificate["claims"][2]["witness"]["roots"]
    return odd_point(n, bounds(roots[("odd-point", "separating").index(kind)]), working_bits(n, bits))


def exact(path: tuple[str | int, ...], certificate: Value) -> Place:
    lower, upper = Place(path, Fraction(0), Fraction(0)).claimed(certificate)
    assert lower == upper
    return Place(path, lower, upper)


def rounded(path: tuple[str | int, ...], value: Interval) -> Place:
    return Place(path, Fraction(value.lo, 1 << value.bits), Fraction(value.hi, 1 << value.bits))


def intervals(certificate: Value) -> list[Place]:
    """Every interval that a statement claims."""
    claims = certificate["claims"]
    if certificate["configuration"].startswith("two-cluster"):
        numbers = [("claims", 2, "statement", name) for name in claims[2]["statement"]]
        parts = claims[3]["statement"]["components"]
        values = [("claims", 3, "statement", "components", i, "eigenvalues", 0) for i in range(len(parts))]
        return [exact(path, certificate) for path in [*numbers, *values, ("claims", 3, "statement", "spectral_radius")]]
    found = []
    roots = iter(claims[2]["witness"]["roots"])
    taus = {}
    for i, point in enumerate(claims[2]["statement"]["points"]):
        path = ("claims", 2, "statement", "points", i, "tau")
        if point["kind"] in ("ideal", "uniform"):
            taus[point["kind"]] = exact(path, certificate)
        else:
            lower, upper = map(Fraction, next(roots))
            taus[point["kind"]] = Place(path, tau_of(lower), tau_of(upper))
    found += taus.values()
    at, tau = configuration_at(certificate), taus[certificate["configuration"]]
    found.append(Place(("claims", 4, "statement", "tau"), tau.lower, tau.upper))
    for name in ("theta", "cos_cluster", "cos_odd", "norm_ratio", "growth"):
        path = ("claims", 4, "statement", name)
        found.append(rounded(path, at.numbers[name]) if name in at.numbers else exact(path, certificate))
    for i, part in enumerate(at.spectrum):
        for j, value in enumerate(part.eigenvalues):
            found.append(rounded(("claims", 5, "statement", "components", i, "eigenvalues", j), value))
    found.append(rounded(("claims", 5, "statement", "spectral_radius"), spectral_radius(at.spectrum)))
    return found


def refused(certificate: Value, sealed: Seal) -> bool:
    report = check(sealed(certificate))
    assert "stopped" not in report.reason
    return report.outcome is Outcome.REFUSED


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_accepted(name: str, sample: Callable[[str], Value], sealed: Seal) -> None:
    report = check(sealed(sample(name)))
    assert report.outcome is Outcome.ACCEPTED
    assert list(report.accepted_claims) == [claim["id"] for claim in sample(name)["claims"]]


def damaged_ends(place: Place, certificate: Value) -> Iterator[tuple[Fraction, Fraction]]:
    """Ends moved just past the computed range, far past it, widened past the promise, exchanged, negated, shifted."""
    lower, upper = place.claimed(certificate)
    size = max(abs(lower), abs(upper))
    just = max(size, Fraction(1)) / 2 ** (certificate["bits"] + 250)
    wide = (size or Fraction(1)) / 2 ** (certificate["bits"] - 16)
    yield place.lower + just, max(upper, place.lower + just)
    yield min(lower, place.upper - just), place.upper - just
    yield upper + just, upper + 2 * just
    yield lower - 2 * just, lower - just
    yield lower - wide, upper
    yield lower, upper + wide
    yield lower - 1, upper + 1
    yield lower + 1, upper + 1
    if size:
        yield -upper, -lower
        yield lower * 2, upper * 2
    if lower != upper:
        yield upper, lower
        yield lower, lower
        yield upper, upper


def test_every_damaged_interval_is_refused(sample: Callable[[str], Value], sealed: Seal) -> None:
    cases = places = 0
    for name in ENCLOSURES:
        certificate = sample(name)
        for place in intervals(certificate):
            lower, upper = place.claimed(certificate)
            assert lower <= place.lower <= place.upper <= upper
            places += 1
            for ends in damaged_ends(place, certificate):
                assert refused(place.put(certificate, *ends), sealed), (name, place.path, ends)
                cases += 1
    assert (places, cases) == (52, 602)


@pytest.mark.parametrize("name", ENCLOSURES)
def test_an_interval_may_be_wider_up_to_the_promise(name: str, sample: Callable[[str], Value], sealed: Seal) -> None:
    """The rule is a bound, not a spelling: a computed interval widened to just within the promise is accepted."""
    certificate = sample(name)
    for place in intervals(certificate):
        if place.lower == place.upper:
            continue
        allowed = max(abs(place.lower), abs(place.upper)) / 2 ** (certificate["bits"] - 16)
        slack = (allowed - (place.upper - place.lower)) * Fraction(49, 100)
        outward = hull(place.lower - slack, place.upper + slack, 2 * certificate["bits"])
        ends = Fraction(outward.lo, 1 << outward.bits), Fraction(outward.hi, 1 << outward.bits)
        assert not refused(place.put(certificate, *ends), sealed), place.path


IDS = (
    "two-cluster-invariant", "two-cluster-unstable", "fixed-points", "reduced-dynamics", "enclosure", "spectrum",
    "stability", "non-existence", "", "Enclosure", "anything",
)  # fmt: skip


def rearranged(claims: list[Value]) -> Iterator[list[Value]]:
    """The list with each claim removed, repeated, renamed, emptied, exchanged or mixed with each other."""
    size = len(claims)
    for i in range(size):
        claim = claims[i]
        yield claims[:i] + claims[i + 1 :]
        yield claims[: i + 1] + claims[i:]
        yield [*claims, claim]
        yield [claim, *claims]
        changes: list[Value] = [{"id": other} for other in IDS if other != claim["id"]]
        changes += [{"id": None}, {"id": [claim["id"]]}, {"statement": {}}, {"statement": None}, {"witness": None}]
        changes += [{"statement": [claim["statement"]]}, {"witness": []}, {"proved": "yes"}]
        changes += [
            {"statement": {**claim["statement"], "extra": "1"}},
            {"witness": {**claim["witness"], "extra": "1"}},
        ]
        changes += [
            {"statement": {k: v for k, v in claim["statement"].items() if k != key}} for key in claim["statement"]
        ]
        changes += [{"witness": {k: v for k, v in claim["witness"].items() if k != key}} for key in claim["witness"]]
        for change in changes:
            yield [*claims[:i], {**claim, **change}, *claims[i + 1 :]]
    for i, j in itertools.combinations(range(size), 2):
        exchanged = list(claims)
        exchanged[i], exchanged[j] = claims[j], claims[i]
        yield exchanged
        for key in ("id", "statement", "witness"):
            if claims[i][key] != claims[j][key]:
                mixed = copy.deepcopy(claims)
                mixed[i][key], mixed[j][key] = claims[j][key], claims[i][key]
                yield mixed
    yield list(reversed(claims))


def test_every_rearrangement_of_the_claims_is_refused(sample: Callable[[str], Value], sealed: Seal) -> None:
    cases = 0
    for name in SAMPLES:
        certificate = sample(name)
        for claims in rearranged(certificate["claims"]):
            assert refused({**certificate, "claims": claims}, sealed), (name, claims)
            cases += 1
    assert cases == 1124


def relabelled(certificate: Value) -> Iterator[Value]:
    """The certificate with another batch, another configuration, or another k in its statements."""
    n, kind = certificate["batch"], certificate["configuration"]
    for batch in (n - 1, n + 1, 2 * n, 3, 7, 10**6, 10**9):
        if batch != n:
            yield {**certificate, "batch": batch}
    for other in ("odd-point", "separating", "uniform", *(f"two-cluster:{k}" for k in range(1, n))):
        if other != kind:
            yield {**certificate, "configuration": other}
    for k in (0, 2, n - 1, n, "1", True, None, -1):
        for i in range(2):
            changed = copy.deepcopy(certificate)
            if changed["claims"][i]["statement"]["k"] != k or isinstance(k, bool):
                changed["claims"][i]["statement"]["k"] = k
                yield changed


def test_every_other_label_is_refused(sample: Callable[[str], Value], sealed: Seal) -> None:
    cases = 0
    for name in SAMPLES:
        for changed in relabelled(sample(name)):
            assert refused(changed, sealed), (name, changed["batch"], changed["configuration"])
            cases += 1
    for name in ("odd-point-10", "separating-7", "uniform-3"):
        for bits in (160, 200, 4096):
            assert refused({**sample(name), "bits": bits}, sealed), (name, bits)
            cases += 1
    assert cases == 156


def changed_texts(value: Any) -> Iterator[Any]:
    """The value with one of its leaves changed: numbers by one, texts to others, lists shortened or lengthened."""
    if isinstance(value, dict):
        for key in value:
            for other in changed_texts(value[key]):
                yield {**value, key: other}
    elif isinstance(value, list):
        for i, item in enumerate(value):
            for other in changed_texts(item):
                yield [*value[:i], other, *value[i + 1 :]]
            yield value[:i] + value[i + 1 :]
            yield value[: i + 1] + value[i:]
    elif isinstance(value, int):
        yield from (value + 1, value - 1, -value, str(value))
    else:
        yield from (value + "0", " " + value, None, [value])


def test_every_changed_leaf_of_a_statement_is_refused(sample: Callable[[str], Value], sealed: Seal) -> None:
    cases = 0
    for name in ("odd-point-10", "odd-point-5", "uniform-3", "two-cluster-2-of-6"):
        certificate = sample(name)
        for i, claim in enumerate(certificate["claims"]):
            for statement in changed_texts(claim["statement"]):
                claims = [
                    *certificate["claims"][:i],
                    {**claim, "statement": statement},
                    *certificate["claims"][i + 1 :],
                ]
                assert refused({**certificate, "claims": claims}, sealed), (name, statement)
                cases += 1
    assert cases == 834


def witness_changed(certificate: Value, claim: int, witness: Value) -> Value:
    claims = list(certificate["claims"])
    claims[claim] = {**claims[claim], "witness": {**claims[claim]["witness"], **witness}}
    return {**certificate, "claims": claims}


@pytest.mark.parametrize("name", ["odd-point-10", "separating-7"])
def test_roots_that_are_not_there_are_refused(name: str, sample: Callable[[str], Value], sealed: Seal) -> None:
    certificate = sample(name)
    roots = [[Fraction(end) for end in root] for root in certificate["claims"][2]["witness"]["roots"]]
    cases = []
    for i, (lower, upper) in enumerate(roots):
        width = upper - lower
        for other in (
            (lower - width, lower), (upper, upper + width), (lower - 2 * width, lower - width), (lower, lower),
            (upper, lower), (lower - 2**60 * width, upper), (lower, upper + 2**60 * width), (Fraction(0), Fraction(1)),
            (Fraction(0), upper), (lower, Fraction(1)), (-upper, -lower), (1 - upper, 1 - lower),
            (lower - 1, upper + 1),
        ):  # fmt: skip
            cases.append([*roots[:i], list(other), *roots[i + 1 :]])
    cases += [roots[:1], roots[1:], [], roots[::-1], roots * 2, [roots[0]] * 2, [roots[1]] * 2]
    for case in cases:
        texts = [[str(end) for end in root] for root in case]
        assert refused(witness_changed(certificate, 2, {"roots": texts}), sealed), case
    assert len(cases) == 33


def true_shape(n: int, left: Fraction, right: Fraction, shape: str) -> bool:
    """Whether the shape holds at nine points of the box, in high precision."""
    derivative, sign = SHAPES[shape]
    for i in range(9):
        x = left + (right - left) * Fraction(i, 8)
        terms = drift(n, *on_segment(variable(hull(x, x, 400), 2))).terms
        if mpmath.sign(terms[derivative].lo) != sign:
            return False
    return True


@pytest.mark.parametrize("name", ["odd-point-10", "odd-point-5", "separating-7", "uniform-3"])
def test_another_shape_is_accepted_only_where_it_holds(name: str, sample: Callable[[str], Value], sealed: Seal) -> None:
    certificate = sample(name)
    cover = certificate["claims"][2]["witness"]["cover"]
    points = [Fraction(point) for point in cover["points"]]
    cases = kept = 0
    for i, shape in enumerate(cover["shapes"]):
        for other in set(SHAPES) - {shape}:
            shapes = [*cover["shapes"][:i], other, *cover["shapes"][i + 1 :]]
            cases += 1
            if not refused(witness_changed(certificate, 2, {"cover": {**cover, "shapes": shapes}}), sealed):
                kept += 1
                assert true_shape(certificate["batch"], points[i], points[i + 1], other)
    assert cases == 5 * len(cover["shapes"])
    assert kept < cases / 2


@pytest.mark.parametrize("name", ["odd-point-10", "odd-point-5", "separating-7", "uniform-3"])
def test_covers_with_gaps_are_refused(name: str, sample: Callable[[str], Value], sealed: Seal) -> None:
    certificate = sample(name)
    cover = certificate["claims"][2]["witness"]["cover"]
    points, shapes = cover["points"], cover["shapes"]
    dynamics = certificate["claims"][3]["witness"]
    up, past = dynamics["increasing"], dynamics["beyond"]
    cases = [
        (2, {"cover": {"points": points[1:], "shapes": shapes[1:]}}),
        (2, {"cover": {"points": points[:-1], "shapes": shapes[:-1]}}),
        (2, {"cover": {"points": points, "shapes": shapes[:-1]}}),
        (2, {"cover": {"points": points, "shapes": [*shapes, shapes[-1]]}}),
        (2, {"cover": {"points": [*points, "2"], "shapes": [*shapes, "negative"]}}),
        (2, {"cover": {"points": ["-1", *points], "shapes": ["positive", *shapes]}}),
        (2, {"cover": {"points": points[:1] + points, "shapes": shapes[:1] + shapes}}),
        (2, {"cover": {"points": points[::-1], "shapes": shapes[::-1]}}),
        (2, {"cover": {"points": points, "shapes": shapes[::-1]}}),
        (2, {"cover": {"points": ["0", "1"], "shapes": ["decreasing"]}}),
        (2, {"cover": {"points": ["0"], "shapes": []}}),
        (2, {"cover": {"points": [], "shapes": []}}),
        (2, {"cover": {"points": points, "shapes": ["flat"] * len(shapes)}}),
        (2, {"cover": {"points": points, "shapes": [None] * len(shapes)}}),
        (2, {"cover": {"points": points, "shapes": [["positive"]] * len(shapes)}}),
        (2, {"cover": []}),
        (3, {"increasing": up[1:]}),
        (3, {"increasing": up[:-1]}),
        (3, {"increasing": up[:1]}),
        (3, {"increasing": up[::-1]}),
        (3, {"increasing": [*up, "1"]}),
        (3, {"increasing": [*up, "1"], "beyond": ["1"]}),
        (3, {"increasing": [*up, "1"], "beyond": []}),
        (3, {"beyond": past[1:]}),
        (3, {"beyond": past[:-1]}),
        (3, {"beyond": past[::-1]}),
        (3, {"increasing": ["0", *past[-1:]], "beyond": past[-1:]}),
        (3, {"increasing": ["0", "1/1000"], "beyond": ["1/1000", "1"]}),
        (3, {"increasing": ["0"], "beyond": ["0", "1"]}),
    ]
    for claim, witness in cases:
        assert refused(witness_changed(certificate, claim, witness), sealed), witness
