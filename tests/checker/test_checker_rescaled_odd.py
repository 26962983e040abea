"""The checker on odd and separating points with rescaling: accepts what is proved, refuses every number moved."""

from __future__ import annotations

import copy
from fractions import Fraction
from functools import cache

import pytest

from bnproofs import Layer
from bnproofs.certificate.canonical import plain
from bnproofs.checker.cover import working_bits
from bnproofs.checker.docket import ClaimRefused, Docket
from bnproofs.checker.family import on_segment
from bnproofs.checker.interval import hull
from bnproofs.checker.jet import variable
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers import rescaled_odd as half
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.configurations import Configuration
from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.segment import jets_over
from bnproofs.numbers.interval import exact_value
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import rescaled_odd as theory

BITS = 40
NAME = "rc+rs+relu"


@cache
def proved(n, kind):
    found = theory.prove(Layer.parse(NAME), n, Configuration(kind), BITS)
    claims = plain([{"id": x.id, "statement": x.statement, "witness": x.witness} for x in found])
    return claims, {x.id: x.faith for x in found if x.faith}


def accepted(n, kind, claims, faith):
    """The docket once it is closed; `ClaimRefused` or `Refusal` otherwise."""
    entries = tuple(Claim(x["id"], x["statement"], x["witness"]) for x in claims)
    docket = Docket(entries, faith)
    half.verify(Certificate(n, kind, 1, BITS, entries, layer_name(NAME), faith), docket)
    docket.close()
    return docket


@pytest.mark.parametrize("kind", half.KINDS)
@pytest.mark.parametrize("n", [3, 4, 10, 51])
def test_that_there_is_no_odd_point_is_proved(n, kind):
    claims, faith = proved(n, kind)
    docket = accepted(n, kind, claims, faith)
    assert docket.accepted == ("fixed-points", "non-existence")
    assert docket.believed == ()


@pytest.mark.parametrize(("n", "kind"), [(52, "odd-point"), (52, "separating"), (200, "odd-point")])
def test_the_points_of_large_batches_are_accepted_on_stated_faith(n, kind):
    claims, faith = proved(n, kind)
    docket = accepted(n, kind, claims, faith)
    assert docket.accepted == ("fixed-points", "enclosure", "spectrum", "stability")
    assert docket.believed == ("fixed-points", "enclosure", "spectrum")
    with pytest.raises(ClaimRefused, match="does not say so"):
        accepted(n, kind, claims, {})
    with pytest.raises(ClaimRefused):
        accepted(n, kind, claims, faith | {"stability": "ball-quadrature"})


def moved(claims, path, share):
    changed = copy.deepcopy(claims)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    holder[path[-1]] = old + 1 if isinstance(old, int) else str(Fraction(old) * (1 + share) + (Fraction(old) == 0))
    return changed


@pytest.mark.parametrize(("n", "kind"), [(52, "odd-point"), (52, "separating"), (20, "odd-point")])
def test_every_number_of_a_statement_that_is_moved_is_refused(n, kind, numbers):
    claims, faith = proved(n, kind)
    paths = [path for path in numbers(claims) if path[1] == "statement"]
    for path in paths:
        for share in (Fraction(1, 100), Fraction(-1, 100)):
            with pytest.raises((ClaimRefused, half.Refusal)):
                accepted(n, kind, moved(claims, path, share), faith)
    assert len(paths) == (4 if n == 20 else 31)


def test_the_witness_of_non_existence_carries_it():
    claims, faith = proved(51, "odd-point")
    cover = claims[0]["witness"]["cover"]
    for shapes in (["positive"] * len(cover["shapes"]), ["increasing"] * len(cover["shapes"])):
        changed = copy.deepcopy(claims)
        changed[0]["witness"]["cover"]["shapes"] = shapes
        with pytest.raises(ClaimRefused):
            accepted(51, "odd-point", changed, faith)
    with pytest.raises(ClaimRefused):
        accepted(52, "odd-point", claims, faith)


def test_a_point_that_exists_is_not_said_to_be_absent():
    claims, _ = proved(52, "odd-point")
    absent = [claims[0], {"id": "non-existence", "statement": {"configuration": "odd-point"}, "witness": {}}]
    for kept in ({}, {"fixed-points": "ball-quadrature"}):
        with pytest.raises((ClaimRefused, half.Refusal)):
            accepted(52, "odd-point", absent, kept)


@pytest.mark.parametrize("name", ["cos_cluster", "cos_odd", "norm_ratio", "theta"])
def test_an_interval_of_the_geometry_that_is_shifted_as_a_whole_is_refused(name):
    claims, faith = proved(52, "odd-point")
    for share in (Fraction(1, 1000), Fraction(-1, 1000)):
        changed = copy.deepcopy(claims)
        pair = changed[1]["statement"][name]
        pair[:] = [str(Fraction(end) * (1 + share)) for end in pair]
        with pytest.raises(ClaimRefused, match=r"fit together|does not contain"):
            accepted(52, "odd-point", changed, faith)


def test_odd_and_separating_point_are_not_exchanged():
    claims, faith = proved(52, "odd-point")
    others, _ = proved(52, "separating")
    mixed = [*claims[:2], others[2], others[3]]
    with pytest.raises(ClaimRefused, match="slope of the reduced map"):
        accepted(52, "odd-point", mixed, faith)
    with pytest.raises(ClaimRefused):
        accepted(52, "odd-point", [claims[0], others[1], *claims[2:]], faith)


@pytest.mark.parametrize("n", [3, 4, 9, 52, 1000])
def test_the_two_implementations_of_the_form_meet(n):
    bits = working_bits(n, 64)
    for x in (Fraction(1, 3), Fraction(1, 2), Fraction(9, 10), Fraction(999, 1000)):
        jet = half.bend(n, *on_segment(variable(hull(x, x, bits), 2)))
        with working_precision(bits):
            other = family.bend_form(n, *jets_over(x, x))
        mine = [jet.terms[0], jet.terms[1], jet.terms[2].times(2)]
        for one, two in zip(mine, (other.value, other.first, other.second), strict=True):
            low, high = (Fraction(end, 2**bits) for end in (one.lo, one.hi))
            below, above = (exact_value(end) for end in (two.lower(), two.upper()))
            assert max(low, below) <= min(high, above)
            assert high - low < Fraction(1, 2**30) * max(1, abs(high))
