"""No odd point under recentring and some activations: the full map on the whole family, and the certificates."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from itertools import product

import mpmath
import numpy as np
import pytest

from bnproofs.activations import activation_of
from bnproofs.certificate import certify
from bnproofs.certificate.canonical import digest, spelled
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.evolution import mean_field_map
from bnproofs.fixed_points.odd_pair import next_pair, odd_gram
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability
from bnproofs.theorems.towards_uniform import prove_no_odd_point

BATCHES = (3, 4, 5, 10, 1000, 10**6)
RATIOS = tuple(map(mpmath.mpf, ("1e-6", "1e-3", "0.03", "0.4", "0.9", "0.999", "1.001", "1.2", "4", "60", "1e4")))
SCALES = tuple(map(mpmath.mpf, ("1e-6", "1e-2", "0.3", "1", "5", "80", "1e5")))
EXCLUDED = ("step", "sign", "erf", "sine(101/100)", "sine(2)", "sine(-7)")


def family(n, ratio, scale):
    """The numbers (d, o) of the eigenvalues λ = ratio · μ and μ, the larger of them n · scale."""
    top = n * scale / max(ratio, 1)
    lam, mu, m = ratio * top, top, n - 1
    return ((m - 1) * lam + mu / n) / m, (mu / n - lam) / m


def ratio_of(n, d, o):
    return (d - o) / (n * (d + (n - 2) * o))


def wrong_ways(name, batches=BATCHES, *, below_only=False):
    """How often one layer does not take λ/μ towards 1, of how many cases."""
    layer, count, wrong = Layer.parse(f"rc+{name}"), 0, 0
    with mpmath.workdps(60):
        for n, ratio, scale in product(batches, RATIOS, SCALES):
            if below_only and ratio > 1:
                continue
            after = ratio_of(n, *next_pair(layer, n, *family(n, ratio, scale)))
            wrong += not (after > ratio if ratio < 1 else 0 < after < ratio)
            count += 1
    return wrong, count


@pytest.mark.parametrize("name", EXCLUDED)
def test_one_layer_takes_the_ratio_of_the_eigenvalues_towards_one(name):
    batches = BATCHES[1:] if name.startswith("sine") else BATCHES
    assert wrong_ways(name, batches) == (0, len(batches) * len(RATIOS) * len(SCALES))
    assert wrong_ways(name, (3,), below_only=True) == (0, 6 * len(SCALES))


@pytest.mark.parametrize(
    ("name", "batches"),
    [
        ("exponential(1/2)", BATCHES),
        ("exponential(-2)", (3, 4, 10)),
        ("hermite(2)", BATCHES[1:]),
        ("monomial(2)", BATCHES[1:]),
        ("monomial(3)", (3,)),
    ],
)
def test_one_layer_takes_every_ratio_below_one_towards_zero(name, batches):
    below = 6 * len(SCALES) * len(batches)
    assert wrong_ways(name, batches, below_only=True) == (below, below)


def test_the_square_takes_three_points_towards_the_uniform_batch():
    assert wrong_ways("hermite(2)", (3,), below_only=True) == wrong_ways("monomial(2)", (3,), below_only=True)
    assert wrong_ways("monomial(2)", (3,), below_only=True)[0] == 0


@pytest.mark.parametrize("name", ["cosine(3)", "relu"])
def test_under_others_it_depends_and_nothing_is_stated(name):
    wrong, count = wrong_ways(name, (10,), below_only=True)
    assert 0 < wrong < count
    assert prove_no_odd_point(activation_of(Layer.parse(f"rc+{name}")), 10) is None


@pytest.mark.parametrize("name", ["gelu", "sine(1)", "sine(-1/2)", "exponential(1)", "hermite(3)", "monomial(3)"])
def test_nothing_is_stated_where_it_is_not_proved(name):
    assert prove_no_odd_point(activation_of(Layer.parse(f"rc+{name}")), 10) is None


def test_gains_within_and_across():
    """λ/μ rises where E (φ(u) − φ(v))² over E (u − v)² is larger within the cluster, by the same quotient."""
    count = 0
    for name, n, ratio in product(("gelu", "erf", "cosine(3)", "exponential(1/2)"), (3, 6), (0.2, 0.8, 3.0)):
        layer = Layer.parse(f"rc+{name}")
        before = odd_gram(n, *map(float, family(n, ratio, 0.3))).embed()
        after = mean_field_map(layer, before)

        def gain(i, j, before=before, after=after):
            e = np.zeros(len(before))
            e[i], e[j] = 1, -1
            return (e @ after @ e) / (e @ before @ e)

        next_ratio = ratio_of(n, *next_pair(layer, n, before[0, 0], before[0, 1]))
        difference = (gain(0, 1) - gain(0, n - 1)) * (2 * before[0, 0] - 2 * before[0, 1])
        assert difference * (next_ratio - ratio) > 0
        count += 1
    assert count == 24


def test_the_numbers_of_the_family_are_eigenvalues():
    n, ratio = 6, 0.3
    d, o = map(float, family(n, ratio, 2.0))
    values = np.linalg.eigvalsh(odd_gram(n, d, o).embed())
    assert values == pytest.approx([0.0, *[12 * ratio] * 4, 12.0], abs=1e-12)
    assert ratio_of(n, d, o) == pytest.approx(ratio)
    assert ratio_of(n, d, 1.01 * o) != pytest.approx(ratio, rel=1e-3)


def fixed_point_form(n, tau, *, wrong=1.0):
    """The form (m − 1)(n² + τ) θ − 2mτ(π − ψ), of the sign of τ' − τ under step and sign."""
    m = n - 1
    theta, psi = math.acos((1 - tau / (m - 1)) / (1 + tau)), math.atan(math.sqrt(tau))
    return (m - 1) * (n * n + tau) * theta - wrong * 2 * m * tau * (math.pi - psi)


@pytest.mark.parametrize("name", ["step", "sign"])
def test_the_fixed_point_form_of_step_and_sign(name):
    """It is zero at τ = n² − 2n, one per cent more is not; its sign and orbits are those of the map."""
    layer, count = Layer.parse(f"rc+{name}"), 0
    for n in (3, 4, 10, 200):
        uniform = n * n - 2 * n
        assert abs(fixed_point_form(n, uniform)) < 1e-9 * n**4
        assert abs(fixed_point_form(n, uniform, wrong=1.01)) > 1e-3 * n**3
        for part in (1e-4, 0.1, 0.9, 1.1, 10.0, 1e4):
            d, o = map(float, family(n, mpmath.mpf(part), 1))
            after = ratio_of(n, *next_pair(layer, n, d, o))
            assert (fixed_point_form(n, part * uniform) > 0) == (after > part)
            for _ in range(400):
                d, o = next_pair(layer, n, d, o)
            assert ratio_of(n, d, o) == pytest.approx(1, rel=1e-9)
            count += 1
    assert count == 24


@pytest.mark.parametrize("name", ["erf", "sine(2)"])
def test_the_collapsed_and_the_uniform_batch_that_are_listed_exist(name):
    for n, kind in ((3, "uniform"), (8, "uniform"), (8, "two-cluster:1")):
        assert certificate(name, n, kind).statement("fixed-point")["degree"] == "none"


def test_three_points_in_a_row_stay_so_beyond_every_listed_ratio():
    """Under an odd activation x, −x, 0 is invariant: τ = ∞, which is why the list ends before it."""
    gram = np.outer([1.0, -1, 0], [1, -1, 0])
    image = mean_field_map(Layer.parse("rc+erf"), gram)
    assert image == pytest.approx(image[0, 0] * gram, abs=1e-15)


def certificate(name, n, kind="odd-point", bits=64):
    return certify(Layer.parse(f"rc+{name}"), n, Configuration.parse(kind), bits)


@pytest.mark.parametrize(
    ("name", "n"), [("exponential(1/2)", 3), ("exponential(-9/10)", 10**9), ("hermite(2)", 3), ("hermite(2)", 70),
                    ("monomial(2)", 3), ("monomial(2)", 4), ("monomial(3)", 3)]
)  # fmt: skip
def test_the_only_claim_is_that_there_is_none(name, n):
    made = certificate(name, n)
    assert [theorem.id for theorem in made.theorems] == ["non-existence"]
    report = check(made.to_bytes())
    assert (report.outcome, report.believed) == (Outcome.ACCEPTED, ())


def test_under_the_second_hermite_polynomial_every_fixed_batch_repels():
    """Its scale has the eigenvalue 2."""
    for n, kind in ((5, "uniform"), (8, "two-cluster:1"), (8, "two-cluster:3")):
        parts = certificate("hermite(2)", n, kind).statement("spectrum")["components"]
        ((low, high),) = next(part["eigenvalues"] for part in parts if part["component"] == "scale")
        assert low <= 2 <= high


@pytest.mark.parametrize("name", EXCLUDED)
@pytest.mark.parametrize("n", [3, 4, 10, 10**9])
def test_certificates_rest_on_nothing_and_every_number_that_is_moved_is_refused(name, n):
    made = certificate(name, n)
    assert made.stability is Stability.DOES_NOT_EXIST
    assert all(theorem.sentence for theorem in made.theorems)
    report = check(made.to_bytes())
    assert (report.outcome, report.believed) == (Outcome.ACCEPTED, ())
    value = json.loads(made.to_bytes())
    ids = [claim["id"] for claim in value["claims"]]
    if name.startswith("sine") and n == 3:
        assert ids == ["non-existence"]
        return
    assert ids == ["fixed-points", *["reduced-dynamics"] * (name in ("step", "sign")), "non-existence"]
    for point, end in product((0, 1), repeat=2):
        forged = json.loads(json.dumps(value))
        tau = forged["claims"][0]["statement"]["points"][point]["tau"]
        tau[end] = str(Fraction(tau[end]) * Fraction(101, 100) + Fraction(1, 1000))
        assert check(spelled({**forged, "digest": digest(forged)})).outcome is Outcome.REFUSED
