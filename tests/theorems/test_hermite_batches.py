"""Hermite polynomials under recentring: that every batch grows, or where an odd point is, against the full map."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise

import mpmath
import numpy as np
import pytest

from bnproofs.activations import Hermite
from bnproofs.certificate import UndecidedError, certify
from bnproofs.certificate.canonical import digest, spelled
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.evolution import mean_field_map
from bnproofs.fixed_points.odd_pair import next_pair, odd_gram
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability
from bnproofs.theorems.shrinking import HERMITE_RATE

ODD, EVEN = (3, 5, 7, 9, 11), (4, 6, 8, 10, 12)


def certificate(order, n, kind="odd-point"):
    return certify(Layer.parse(f"rc+hermite({order})"), n, Configuration.parse(kind), 64)


def quotient(order, a, b, c):
    """E (φ(u) − φ(v))² over E (u − v)² at variances a, c and product b."""
    phi = Hermite(order)
    return (phi.second_moment(a) + phi.second_moment(c) - 2 * phi.dual_kernel(a, b, c)) / (a + c - 2 * b)


@pytest.mark.parametrize("order", ODD)
def test_the_difference_grows_for_every_gaussian_pair(order):
    rng, count, least = np.random.default_rng(order), 0, np.inf
    with mpmath.workdps(60):
        for _ in range(1500):
            x, y = map(mpmath.mpf, 10 ** rng.uniform(-4, 1, 2))
            rho = mpmath.mpf(rng.uniform(-1, 1)) if count % 2 else 1 - mpmath.mpf(10) ** rng.uniform(-12, 0)
            value = quotient(order, x, rho * mpmath.sqrt(x * y), y)
            least = min(least, value)
            count += 1
    assert count == 1500
    assert least > int(HERMITE_RATE) == 2
    assert order > 3 or least < 4


def test_three_is_the_factor_of_the_cubic():
    """Three exchangeable points of squared norm 2/3 have it; one per cent away in any number it is more."""
    two_thirds = Fraction(2, 3)
    gram = [[two_thirds if i == j else -two_thirds / 2 for j in range(3)] for i in range(3)]
    assert all(quotient(3, gram[0][0], gram[0][1], gram[0][0]) == 3 for _ in gram)
    for i in range(3):
        at = [two_thirds, -two_thirds / 2, two_thirds]
        at[i] *= Fraction(101, 100)
        assert 3 < quotient(3, *at) < Fraction(31, 10)


@pytest.mark.parametrize("order", ODD)
@pytest.mark.parametrize(("n", "kind"), [(3, "odd-point"), (10**9, "odd-point"), (5, "uniform"), (6, "two-cluster:2")])
def test_certificates_that_every_batch_grows(order, n, kind):
    made = certificate(order, n, kind)
    assert [theorem.id for theorem in made.theorems] == ["growing", "non-existence"]
    report = check(made.to_bytes())
    assert (report.outcome, report.believed) == (Outcome.ACCEPTED, ())
    value = json.loads(made.to_bytes())
    for end, rate in ((0, "99/50"), (0, "101/50"), (1, "101/50"), (1, "3")):
        forged = json.loads(json.dumps(value))
        forged["claims"][0]["statement"]["rate"][end] = rate
        assert check(spelled({**forged, "digest": digest(forged)})).outcome is Outcome.REFUSED
    for layer in (f"rc+hermite({order - 1})", f"hermite({order})", f"rc+monomial({order})"):
        forged = {**value, "layer": layer}
        assert check(spelled({**forged, "digest": digest(forged)})).outcome is Outcome.REFUSED


def kept(order, n, ratio):
    """The values of μ'/μ at the batches with λ = ratio · μ and λ' = λ, by changes of sign in the scale."""
    layer, m = Layer.parse(f"rc+hermite({order})"), n - 1

    def after(mu):
        d = (mu / n + (m - 1) * ratio * mu) / m
        o = d - ratio * mu
        d_next, o_next = next_pair(layer, n, d, o)
        return (d_next - o_next) / (d - o), (d_next + (m - 1) * o_next) / (d + (m - 1) * o)

    scales = [mpmath.mpf(10) ** (mpmath.mpf(i) / 4) for i in range(-80, 37)]
    found = []
    for low, high in pairwise(scales):
        if (after(low)[0] - 1) * (after(high)[0] - 1) < 0:
            root = mpmath.findroot(lambda mu: after(mu)[0] - 1, (low, high), solver="anderson", tol=1e-40)
            found.append(after(root)[1])
    return found


@pytest.mark.parametrize("order", EVEN)
def test_where_the_inner_eigenvalue_is_kept_the_outer_one_is_not(order):
    """It grows for five points and more and shrinks for three."""
    count = 0
    with mpmath.workdps(60):
        for n in (3, 5, 6, 50, 10**4):
            for ratio in map(mpmath.mpf, ("1e-5", "0.01", "0.3", "0.8", "0.99", "0.9999")):
                outer = kept(order, n, ratio)
                assert outer
                assert all((value > 1) is (n > 3) for value in outer)
                count += 1
    assert count == 30


@pytest.mark.parametrize(("order", "inside", "closer"), [(4, "0.94", "0.97"), (6, "0.998", "0.999")])
def test_four_points_have_an_odd_point_that_repels(order, inside, closer):
    with mpmath.workdps(60):
        signs = [kept(order, 4, mpmath.mpf(ratio))[0] > 1 for ratio in (inside, closer)]
    assert signs in ([True, False], [False, True]), "μ' − μ changes its sign in between"
    made = certificate(order, 4)
    assert made.stability is Stability.UNSTABLE
    assert check(made.to_bytes()).outcome is Outcome.ACCEPTED
    says = made.statement("fixed-point")
    d, cosine = (float(sum(says[name]) / 2) for name in ("variance", "cos_recentred"))
    before = odd_gram(4, d, d * cosine).embed()
    c = np.eye(4) - 0.25
    assert c @ mean_field_map(Layer.parse(f"rc+hermite({order})"), before) @ c == pytest.approx(before, rel=1e-6)
    assert float(inside) < d * (1 - cosine) / (4 * d * (1 + 2 * cosine)) < float(closer)


@pytest.mark.parametrize("order", EVEN)
@pytest.mark.parametrize("n", [3, 5, 10, 10**9])
def test_certificates_that_there_is_no_odd_point(order, n):
    made = certificate(order, n)
    assert [theorem.id for theorem in made.theorems] == ["non-existence"]
    report = check(made.to_bytes())
    assert (report.outcome, report.believed) == (Outcome.ACCEPTED, ())
    value = json.loads(made.to_bytes())
    for changes in ({"batch": 4}, {"layer": f"rc+hermite({order + 1})"}, {"layer": f"rc+hermite({order})", "batch": 2}):
        forged = {**value, **changes}
        assert check(spelled({**forged, "digest": digest(forged)})).outcome is not Outcome.ACCEPTED


@pytest.mark.parametrize("order", [8, 10, 12])
def test_what_is_not_decided_is_said(order):
    with pytest.raises(UndecidedError, match="fixed-point"):
        certificate(order, 4).to_bytes()
