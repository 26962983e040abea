"""What is proved of uniform point and two clusters with rescaling: independent values, tightness, refusals, time."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from flint import arb
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import Configuration, rescaled_uniform
from bnproofs.configurations.name import ConfigurationError
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import LimitError, Verdict
from bnproofs.theorems import rescaled_uniform as theory
from bnproofs.theorems.square_root_constant import MOST_BITS, enclose_constant

RELU, LEAKY, ABS = (Fraction(1), Fraction(0)), (Fraction(1), Fraction(1, 4)), (Fraction(1), Fraction(-1))
SLOPES = [RELU, LEAKY, ABS]


def statements(name, n, configuration, bits=128):
    found = theory.prove(Layer.parse(name), n, Configuration.parse(configuration), bits)
    assert all(theorem.verdict is Verdict.PROVED and not theorem.faith for theorem in found)
    return {theorem.id: theorem.statement for theorem in found}


def real(x):
    return mpf(x.numerator) / x.denominator


def inside(value, claimed, bits):
    """Whether a number with many digits lies in a claimed interval, and that is as narrow as promised."""
    low, high = map(real, claimed)
    return low < value < high and high - low < abs(value) * mpf(2) ** (8 - bits)


def from_the_definition(n, k, slopes):
    """C for the cluster of two points: F averaged over (x, z) in polar coordinates; |h|² = αx² + 2z², α = 2k/n."""
    (b, a), v, alpha = map(real, slopes), mpf(k) / n, mpf(2 * k) / n

    def phi(x):
        return b * max(x, 0) + a * min(x, 0)

    def integrand(chi):
        x, z = mp.cos(chi), mp.sin(chi)
        return (phi(v * x + z) - phi(v * x - z)) ** 2 / (2 * z * z) / (alpha * x * x + 2 * z * z)

    kink = mp.atan(v)
    total = mp.quad(integrand, [mpf(10) ** -30, kink, mp.pi / 2, mp.pi - kink, mp.pi - mpf(10) ** -30])
    square = (a * a + b * b) / 2 * (mpf(k) / 2 + mpf(2) / k) + 2 * a * b
    return mpf(n) / (2 * mp.sqrt(mp.pi * square)) * 2 * total / mp.sqrt(mp.pi)


@pytest.mark.parametrize("slopes", SLOPES)
@pytest.mark.parametrize("k", [1, 3, 10])
def test_the_constant_of_two_points_is_that_of_the_definition(k, slopes):
    with mp.workdps(40):
        value = from_the_definition(k + 2, k, slopes)
    with working_precision(200):
        constant = enclose_constant(k + 2, k, slopes, 64)
        assert constant.rel_accuracy_bits() > 64
        assert abs(constant - arb(mp.nstr(value, 38))) < arb(10) ** -18
        assert abs(constant * arb("1.01") - arb(mp.nstr(value, 38))) > arb(10) ** -3


@pytest.mark.parametrize("bits", [32, 128, 256])
def test_three_points_have_their_exact_constant(bits):
    with working_precision(2 * bits):
        exact = (arb(5) / 3).sqrt() + 3 / (arb.pi() * arb(5).sqrt())
        constant = enclose_constant(3, 1, RELU, bits)
        assert constant.overlaps(exact)
        assert constant.rad() < exact / arb(2) ** bits
        assert not (constant * arb("1.01")).overlaps(exact)


@pytest.mark.parametrize(("n", "k"), [(4, 1), (9, 2), (10, 1), (200, 7)])
def test_the_constant_is_the_integral_over_the_angle(n, k):
    """Another quadrature of cos^(p−1) η ((b−a)²(1−q) + 2ab), q from the arc-cosine kernel."""
    p = n - k
    with mp.workdps(30):
        b, a = map(real, LEAKY)

        def integrand(eta):
            rho = 1 - 2 / (1 + 2 * mpf(k) / (n * p * mp.sin(eta) ** 2) + mpf(p - 2) / p)
            kappa = (mp.sqrt(1 - rho * rho) + (mp.pi - mp.acos(rho)) * rho) / mp.pi
            return mp.cos(eta) ** (p - 1) * ((b - a) ** 2 * (1 - kappa) / (1 - rho) + 2 * a * b)

        square = (a * a + b * b) / 2 * (mpf(p) / k + mpf(k) / p) + 2 * a * b
        value = mp.sqrt(mpf(n) ** 3 / (2 * p * k * square)) * mp.quad(
            integrand, [mpf(10) ** -9, *(mp.pi * x / 40 for x in (1, 3, 10)), mp.pi / 2]
        )
    constant = enclose_constant(n, k, LEAKY, 64)
    assert abs(float(constant) - float(value)) < 1e-7 * float(value)


def test_large_batches_tend_to_their_limit():
    with mp.workdps(20):
        limit = (mp.pi - 1) / mp.sqrt(2 * mp.pi)
        gaps = [mpf(float(enclose_constant(n, 1, RELU, 40))) - limit for n in (10**3, 10**5, 10**7)]
        assert gaps[0] > gaps[1] > gaps[2] > 0
        assert gaps[2] < 1e-3


@pytest.mark.parametrize("name", ["rc+rs+relu", "rc+rs+leaky_relu(1/10)", "rc+rs+leaky_relu(-1/2)", "rc+rs+abs"])
def test_the_uniform_point_is_proved_stable_with_enclosed_numbers(name):
    count = 0
    for n in (3, 4, 5, 50, 10**6, 10**9):
        says = statements(name, n, "uniform")
        slopes = theory.slopes_of(Layer.parse(name))
        assert says["fixed-point"]["gram"]["diagonal"] == (slopes[0] ** 2 + slopes[1] ** 2) / 2
        with mp.workdps(60):
            b, a = map(real, slopes)
            rows = rescaled_uniform.spectrum(n, b, a)
            assert inside(rescaled_uniform.product(mpf(n), b, a), says["fixed-point"]["gram"]["product"], 128)
            for part, (component, _, value) in zip(says["spectrum"]["components"], rows, strict=True):
                assert part["component"] == component
                assert inside(value, part["eigenvalues"][0], 128)
                count += 1
            largest = max(abs(value) for _, _, value in rows)
            assert inside(largest, says["spectrum"]["spectral_radius"], 128)
        multiplicities = [part["multiplicity"] for part in says["spectrum"]["components"]]
        assert sum(multiplicities) + 1 == n * (n - 1) // 2
        assert says["stability"] == {"verdict": "stable"}
    assert count == 11


def test_every_batch_up_to_300_is_stable_with_relu():
    verdicts = {theory.prove_uniform(n, RELU, 32)[2].statement["verdict"] for n in range(3, 301)}
    assert verdicts == {"stable"}


def test_the_uniform_point_takes_less_than_a_fifth_of_a_second():
    layer, uniform = Layer.parse("rc+rs+relu"), Configuration("uniform")
    for n in (3, 1000, 10**6):
        start = time.perf_counter()
        theory.prove(layer, n, uniform, 128)
        assert time.perf_counter() - start < 0.2


@pytest.mark.parametrize(
    ("name", "n", "k"), [("rc+rs+relu", 10, 1), ("rc+rs+leaky_relu(1/5)", 7, 3), ("rc+rs+abs", 4, 3)]
)
def test_two_clusters_are_proved_not_differentiable(name, n, k):
    says = statements(name, n, f"two-cluster:{k}")
    assert list(says) == ["two-cluster-invariant", "fixed-point", "not-differentiable", "stability"]
    assert says["stability"] == {"verdict": "not-differentiable"}
    assert [part["points"] for part in says["not-differentiable"]["clusters"]] == [p for p in (n - k, k) if p > 1]
    first, second = says["fixed-point"]["gram"]["squared_norms"]
    assert says["fixed-point"]["norm_ratio"] ** 2 == second / first
    cosine = says["two-cluster-invariant"]["cosine"]
    assert cosine**2 == says["two-cluster-invariant"]["product"] ** 2 / (first * second)
    for part in says["not-differentiable"]["clusters"]:
        low, high = part["constant"]
        assert 0 < low < high < low * (1 + Fraction(1, 2**120))
        assert 0 < part["radius"][0] < part["radius"][1]


def test_what_is_outside_is_refused():
    with pytest.raises(ConfigurationError, match=r"write two-cluster:K with K ≠ 3"):
        theory.prove(Layer.parse("rc+rs+abs"), 6, Configuration("two-cluster", 3), 128)
    with pytest.raises(ConfigurationError, match="odd-point"):
        theory.prove(Layer.parse("rc+rs+relu"), 6, Configuration("odd-point"), 128)
    with pytest.raises(LimitError, match=f"at most {MOST_BITS} bits"):
        theory.prove(Layer.parse("rc+rs+relu"), 6, Configuration("two-cluster", 1), MOST_BITS + 1)
    assert not any(
        map(theory.covers, map(Layer.parse, ("rc+relu", "rs+relu", "rc+rs(eps=1/10)+relu", "rc+rs+identity")))
    )
    assert all(map(theory.covers, map(Layer.parse, ("rc+rs+relu", "rc+rs+abs", "rc+rs+leaky_relu(1/10)"))))
