"""Recentring + leaky ReLU of slope a: the fixed rays of ReLU, other eigenvalues, the same direction of the reduced map.

Written with recentred Gram matrices K: one layer is K ↦ C V_a(K) C, and C K C = K.
"""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Abs, Rational, cos, pi, sin, sqrt

from derivations.absolute_value_kernel import absolute_kernel
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.leaky_relu_kernel import leaky_kernel
from derivations.relu_kernel import Expression, kernel, kuu, kvv, theta

a, x = sympy.symbols("a x", real=True)
slope, g, p, k, m, n = sympy.symbols("alpha g p k m n", positive=True)
value, ray, other = sympy.symbols("lambda lambda_A mu_A", real=True)
odd, cluster, next_odd, next_cluster = sympy.symbols("y x y_1 x_1", positive=True)


def growth(a: Expression, g: Expression) -> Expression:
    """The derived growth (1−a)² g + a."""
    return (1 - a) ** 2 * g + a


def eigenvalue(a: Expression, g: Expression, value: Expression) -> Expression:
    """The derived eigenvalue ((1−a)² g λ + a)/((1−a)² g + a)."""
    return ((1 - a) ** 2 * g * value + a) / growth(a, g)


def cosine(a: Expression, rectified: Expression, before: Expression) -> Expression:
    """The derived cosine ((1−a)² κ + 2aρ)/(1 + a²)."""
    return ((1 - a) ** 2 * rectified + 2 * a * before) / (1 + a**2)


def derive() -> Derivation:
    """The derivation of the combination, of the spectrum, of the two-cluster rays and of the reduced map."""
    proof = Proof(
        "leaky_slope",
        domain={
            kuu: (0, 5), kvv: (0, 5), theta: (0, pi), a: (-2, Rational(-11, 10)), x: (-3, 3), slope: (0, 3), g: (1, 2),
            p: (5, 9), k: (1, 4), m: (2, 40), n: (3, 40), value: (-1, 1), ray: (2, 3), other: (-1, 1), odd: (0, 2),
            cluster: (0, 2), next_odd: (0, 2), next_cluster: (0, 2),
        },
        facts=[sin(theta), pi - theta, 1 - value, 1 + value],
    )  # fmt: skip
    _combination(proof)
    _spectrum(proof)
    _two_clusters(proof)
    _reduced_map(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_a"), eigenvalue(a, g, value))


def _combination(proof: Proof) -> None:
    """The steps that make the layer of slope a from that of ReLU and the identity."""

    def relu(x: Expression) -> Expression:
        return (x + Abs(x)) / 2

    proof.equal(
        "The leaky ReLU is (1+a)/2 times the identity and (1−a)/2 times the absolute value",
        (1 - a) * relu(x) + a * x,
        (1 + a) / 2 * x + (1 - a) / 2 * Abs(x),
        shown=sympy.Function("phi")(x),
    )
    covariance = sqrt(kuu) * sqrt(kvv) * cos(theta)
    rectified, leaky = kernel(kuu, kvv, theta), leaky_kernel(a)
    proof.equal(
        "Its kernel is (1−a)² times that of ReLU plus a K_uv: recentred, the layer is (1−a)² times that of ReLU plus "
        "a times the identity",
        leaky,
        (1 - a) ** 2 * rectified + a * covariance,
        shown=sympy.Symbol("V_a"),
    )
    whole = absolute_kernel(kuu, kvv, theta)
    proof.equal(
        "With the kernel A of the absolute value and β = ((1−a)/(1+a))² it is (1+a)²/4 times K + βA",
        leaky,
        (1 + a) ** 2 / 4 * (covariance + ((1 - a) / (1 + a)) ** 2 * whole),
        shown=sympy.Symbol("V_a"),
    )
    proof.equal("At a = −1 the part of K vanishes", leaky.subs(a, -1), whole, shown=sympy.Symbol("V_abs"))
    proof.equal(
        "So K with growth g under ReLU is fixed with the growth (1−a)² g + a, and conversely, for a ≠ 1, g is",
        (growth(a, g) - a) / (1 - a) ** 2,
        g,
        shown=(sympy.Symbol("g_a") - a) / (1 - a) ** 2,
    )
    proof.equal(
        "The cosine after the activation, κ the one after a ReLU",
        leaky_kernel(a).subs({kuu: 1, kvv: 1}) / ((1 + a**2) / 2),
        cosine(a, 2 * kernel(1, 1, theta), cos(theta)),
        shown=sympy.Symbol("cos_a"),
    )
    proof.equal(
        "which is −2a/(1+a²) at the angle π", cosine(a, 2 * kernel(1, 1, pi), cos(pi)), -2 * a / (1 + a**2),
        shown=sympy.Function("cos_a")(pi),
    )  # fmt: skip


def _spectrum(proof: Proof) -> None:
    """The steps on the eigenvalues of the derivative, which is (1−a)² times that of ReLU plus a."""
    share = (1 - a) ** 2 * g / growth(a, g)
    name = sympy.Symbol("lambda_a")
    proof.equal(
        "An eigenvalue g λ of the derivative under ReLU becomes (1−a)² g λ + a; over the growth it is 1 − σ(1−λ), "
        "σ = (1−a)² g/((1−a)² g + a)",
        eigenvalue(a, g, value),
        1 - share * (1 - value),
        shown=name,
    )
    beta = ((1 - a) / (1 + a)) ** 2
    proof.equal(
        "In terms of β: with λ_A and μ_A those of C A C at the ray and in a direction, 4g = 1 + λ_A, 4gλ = 1 + μ_A",
        eigenvalue(a, (1 + ray) / 4, (1 + other) / (1 + ray)) - 1,
        beta * (other - ray) / (1 + beta * ray),
        shown=name - 1,
    )
    share = share.subs(a, slope)
    proof.nonnegative("For a ≥ 0, a ≠ 1, σ ≤ 1", 1 - share, slope / growth(slope, g))
    proof.equal("and σ > 0, as it is 1 − a/((1−a)² g + a)", share, 1 - slope / growth(slope, g))
    proof.positive(
        "So λ in (−1, 1) stays there: 1 − λ_a = σ(1−λ) > 0, and so is 1 + λ_a",
        1 + eigenvalue(slope, g, value),
        (slope * 2 + (1 - slope) ** 2 * g * (1 + value)) / growth(slope, g),
    )
    proof.equal(
        "For a < 0 σ exceeds 1, by −a over the growth: eigenvalues lie farther from 1, and may be below −1",
        (1 - a) ** 2 * g / growth(a, g) - 1,
        -a / growth(a, g),
    )
    proof.equal(
        "For a = 1 all eigenvalues are 1", eigenvalue(sympy.Integer(1), g, value), 1, shown=sympy.Symbol("lambda_1")
    )


def _two_clusters(proof: Proof) -> None:
    """The steps on the two-cluster rays; p = n − k, w = p² + k²; the eigenvalues of ReLU are those derived before."""
    weight, batch = p**2 + k**2, p + k
    rectified = weight / (2 * batch**2)
    at_ray = growth(a, rectified)
    proof.equal(
        "The growth of a two-cluster ray", at_ray, ((1 + a**2) * weight + 4 * a * p * k) / (2 * batch**2),
        shown=sympy.Symbol("g_a"),
    )  # fmt: skip
    proof.equal(
        "which is never negative, and zero for a = −1, p = k only",
        at_ray,
        ((1 + a**2) * (p - k) ** 2 + 2 * p * k * (1 + a) ** 2) / (2 * batch**2),
        shown=sympy.Symbol("g_a"),
    )
    transverse = eigenvalue(a, rectified, batch**2 / weight)
    expected = batch**2 * (1 + a**2) / ((1 + a**2) * weight + 4 * a * p * k)
    proof.equal("The transverse multiplier", transverse, expected, shown=sympy.Symbol("lambda_transverse"))
    proof.equal(
        "It exceeds 1 for a ≠ 1",
        expected - 1,
        2 * p * k * (1 - a) ** 2 / ((1 + a**2) * weight + 4 * a * p * k),
        shown=sympy.Symbol("lambda_transverse") - 1,
    )
    proof.equal(
        "For k = 1, p = m",
        expected.subs({k: 1, p: m}),
        (m + 1) ** 2 * (1 + a**2) / ((1 + a**2) * (1 + m**2) + 4 * a * m),
        shown=sympy.Symbol("lambda_transverse"),
    )
    standard = eigenvalue(sympy.Integer(-1), ((n - 1) ** 2 + 1) / (2 * n**2), n / ((n - 1) ** 2 + 1))
    proof.equal(
        "The absolute value, k = 1: the standard component of the cluster, n/w under ReLU, has an eigenvalue below −1",
        standard,
        -n / (n - 2),
        shown=sympy.Symbol("lambda_standard"),
    )


def _reduced_map(proof: Proof) -> None:
    """The steps on the odd-point family: 1 + τ = m² K_cc/K_oo, and the layer adds a K to (1−a)² times that of ReLU.

    x, y are K_cc, K_oo, and x_1, y_1 those after a layer of ReLU.
    """
    scale = (1 - slope) ** 2
    before, after = m**2 * cluster / odd, m**2 * next_cluster / next_odd
    mixed = m**2 * (scale * next_cluster + slope * cluster) / (scale * next_odd + slope * odd)
    total = scale * next_odd + slope * odd
    tau, rectified, leaky = sympy.symbols("tau tau_R tau_a")
    proof.equal(
        "The next τ under slope a > 0 lies between τ and the next τ_R under ReLU: τ_a − τ is a positive part of "
        "τ_R − τ",
        mixed - before,
        scale * next_odd / total * (after - before),
        shown=leaky - tau,
    )
    proof.equal(
        "and the rest is the part of τ_R − τ that is missing",
        after - mixed,
        slope * odd / total * (after - before),
        shown=rectified - leaky,
    )
    proof.nonnegative("The parts", slope * odd / total)
    proof.equal(
        "add up to 1. So τ moves in the same direction, and an interval that ReLU maps into itself is mapped into "
        "itself",
        scale * next_odd / total + slope * odd / total,
        1,
        shown=sympy.Symbol("sum of the parts"),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import LeakyReLU
    from bnproofs.configurations import leaky_slope

    proof.agrees("The growth of the package", leaky_slope.growth, [a, g], growth(a, g))
    proof.agrees("its eigenvalue", leaky_slope.eigenvalue, [a, g, value], eigenvalue(a, g, value))
    proof.agrees("its cosine", leaky_slope.cosine, [a, ray, value], cosine(a, ray, value))
    proof.agrees("and that across two clusters", leaky_slope.across, [a], -2 * a / (1 + a**2))
    weight = p**2 + k**2
    at = [p + k, k, a]
    proof.agrees(
        "The growth of the package at two clusters", leaky_slope.two_cluster_growth, at,
        ((1 + a**2) * weight + 4 * a * p * k) / (2 * (p + k) ** 2),
    )  # fmt: skip
    proof.agrees(
        "and the transverse multiplier", leaky_slope.transverse_multiplier, at,
        (p + k) ** 2 * (1 + a**2) / ((1 + a**2) * weight + 4 * a * p * k),
    )  # fmt: skip
    points, few, exact = 7, 3, Fraction(-2, 3)
    w = Fraction((points - few) ** 2 + few**2)
    under_relu = [Fraction(points**2) / w] * 2 + [few * points / w, (points - few) * points / w, Fraction(0)]
    g_relu = w / (2 * points**2)
    expected = [(g_relu * (1 - exact) ** 2 * v + exact) / (g_relu * (1 - exact) ** 2 + exact) for v in under_relu]
    found = [v for _, _, v in leaky_slope.spectrum(points, few, exact)]
    shown = (sympy.Function("spectrum")(points, few), sympy.Tuple(*(sympy.Rational(str(v)) for v in expected)))
    proof.exactly("The list of the package at n = 7, k = 3, a = −2/3", found, expected, shown=shown)
    activation = LeakyReLU(Fraction(-1, 2))
    proof.agrees(
        "The kernel of the package at slope −1/2 is the combination",
        activation.dual_kernel,
        [kuu, sqrt(kuu) * sqrt(kvv) * cos(theta), kvv],
        Rational(9, 4) * kernel(kuu, kvv, theta) - sqrt(kuu) * sqrt(kvv) * cos(theta) / 2,
        roots=[sqrt(kuu) * sqrt(kvv) * sin(theta)],
        angles={pi - theta: sqrt(kuu) * sqrt(kvv)},
    )


if __name__ == "__main__":
    run_as_script(derive)
