"""The spectral gap of the uniform point: one angle decides both eigenvalues, for every real n ≥ 3."""

from __future__ import annotations

import sympy
from sympy import Rational, atan, cos, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.framework.series import Series
from derivations.relu_kernel import Expression, kernel
from derivations.relu_kernel_derivatives import by_covariance, by_variance
from derivations.uniform_point import epsilon, n, standard_factor

theta, g, q, slope = sympy.symbols("theta_0 g q q_theta", positive=True)
HALF = Rational(1, 2)
ORDER = 5


def growth(n: Expression, kappa: Expression) -> Expression:
    """The derived growth g at the uniform point; see `uniform_point`."""
    return (1 - kappa) * (n - 1) / (2 * n)


def scaled_gap(theta: Expression, q: Expression) -> Expression:
    """The derived form n(1 − λ_std), at the angle θ₀ with the defect q."""
    return (theta - sin(theta)) / (pi * (1 - q))


def derive() -> Derivation:
    """The derivation of the gaps and of their expansion."""
    proof = Proof(
        "uniform_gap",
        domain={
            n: (3, 60),
            theta: (pi / 2, 2 * pi / 3),
            epsilon: (0, Rational(1, 10)),
            **dict.fromkeys((g, q), (0, HALF)),
            slope: (0, 1),
        },
        facts=[n - 2, 1 - cos(theta), theta - sin(theta), pi - theta, 1 - q],
    )
    share, cosine = defect(theta), 2 * kernel(1, 1, theta)
    on_point = {n: 1 - 1 / cos(theta)}
    proof.equal(
        "The angle is given by cos θ₀ = −1/(n−1) (uniform_point), so that n is",
        (1 - 1 / cos(theta)).subs(cos(theta), -1 / (n - 1)),
        n,
        shown=on_point[n],
    )
    proof.equal(
        "With κ₀ the ReLU kernel there, the growth (1−κ₀)(n−1)/(2n) is",
        growth(n, cosine).subs(on_point),
        (1 - share) / 2,
        shown=g,
    )
    pair, factor = by_covariance(theta), standard_factor(n, by_covariance(theta), by_variance(1, 1, theta))
    proof.equal(
        "Minus the standard factor of uniform_point, with 1/n = −cos θ₀/(1 − cos θ₀): it is (θ₀ − sin θ₀)/(2πn)",
        (growth(n, cosine) - factor).subs(on_point),
        -cos(theta) * (theta - sin(theta)) / (2 * pi * (1 - cos(theta))),
        shown=g * (1 - sympy.Symbol("lambda_std")),
    )
    proof.equal(
        "Minus the factor on (n−2, 2): n − 1 times that",
        (growth(n, cosine) - pair).subs(on_point),
        (theta - sin(theta)) / (2 * pi * (1 - cos(theta))),
        shown=g * (1 - sympy.Symbol("lambda_(n-2,2)")),
    )
    proof.positive_from("θ₀ > sin θ₀", theta - sin(theta), theta, 0, 1 - cos(theta))
    proof.positive("so both are < 1: the gap is positive", (theta - sin(theta)) / (2 * pi * n * g))
    proof.positive("The factor on (n−2, 2) is positive", pair, (pi - theta) / (2 * pi))
    proof.positive(
        "and the standard factor too, n times it, as π − sin θ₀ > 0: both eigenvalues are in (0, 1)",
        n * factor,
        (pi - theta) / pi + (n - 2) * (pi - theta) / (2 * pi) + (n - 2) * (theta - sin(theta)) / (2 * pi),
    )
    _monotone(proof)
    _expansion(proof)
    compare(proof)
    return proof.conclude(1 - sympy.Symbol("lambda_std"), (theta - sin(theta)) / (2 * pi * n * g))


def _monotone(proof: Proof) -> None:
    """The steps for the sequence n(1 − λ_std)."""
    share = sympy.Function("q")(theta)
    change = diff(scaled_gap(theta, share), theta).subs(diff(share, theta), slope).subs(share, q)
    proof.positive(
        "n(1 − λ_std) = (θ₀ − sin θ₀)/(π(1−q)) increases with θ₀, as q does (defect_monotone)",
        change,
        (1 - cos(theta)) / (pi * (1 - q)) + slope * (theta - sin(theta)) / (pi * (1 - q) ** 2),
    )
    half_pi = pi / 2
    proof.equal(
        "θ₀ decreases to π/2 with growing n, so n(1 − λ_std) decreases to its value there, and is above it",
        scaled_gap(half_pi, defect(half_pi)),
        (pi - 2) / (2 * (pi - 1)),
        shown=sympy.Symbol("c_0"),
    )


def _expansion(proof: Proof) -> None:
    """The steps for the expansion in ε = 1/n."""
    root, point = sqrt(1 - 2 * epsilon), {cos(theta): -epsilon / (1 - epsilon)}
    proof.equal(
        "In ε = 1/n, ρ = √(1−2ε): sin²θ₀ is that of sin θ₀ = ρ/(1−ε)",
        (1 - cos(theta) ** 2).subs(point),
        (root / (1 - epsilon)) ** 2,
        shown=sin(theta) ** 2,
    )
    proof.equal(
        "and πq = ρ + εθ₀, so that 2g = 1 − q = 1 − ε − (ρ − ε(π−θ₀))/π",
        1 - defect(theta).subs({**point, sin(theta): root / (1 - epsilon)}),
        1 - epsilon - (root - epsilon * (pi - theta)) / pi,
        shown=2 * g,
    )
    cosine = Series.of([0, -1], ORDER) / Series.of([1, -1], ORDER)
    turn = (-cosine).arcsine()
    sine = (1 - cosine * cosine).sqrt()
    angle = pi / 2 + turn
    share = (sine - angle * cosine) / (pi * (1 - cosine))
    gap = (angle - sine) / (pi * (1 - share))
    back = [sympy.cancel(x) for x in (gap * (pi * (1 - share)) - (angle - sine)).coefficients]
    proof.exactly(
        "As series in ε, θ₀ = π/2 + arcsin(ε/(1−ε)): n(1 − λ_std) π(1−q) is θ₀ − sin θ₀, coefficient by coefficient",
        back,
        [0] * len(back),
        shown=(n * (1 - sympy.Symbol("lambda_std")), gap.polynomial(epsilon, 3)),
    )
    zeroth, first = gap.coefficients[:2]
    proof.equal("The coefficient c_0", zeroth, (pi - 2) / (2 * (pi - 1)), shown=sympy.Symbol("c_0"))
    proof.equal("and c_1, of 1/n", first, pi**2 / (4 * (pi - 1) ** 2), shown=sympy.Symbol("c_1"))
    proof.equal(
        "which is also 1/(π−1) + c_0². So n(1 − λ_std) − c_0 − c_1/n vanishes with its slope in 1/n at 1/n = 0",
        pi**2 / (4 * (pi - 1) ** 2),
        1 / (pi - 1) + zeroth**2,
        shown=sympy.Symbol("c_1"),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import uniform

    def gap(n: Expression) -> Expression:
        return n * (1 - uniform.standard_eigenvalue(n))

    def pair_gap(n: Expression) -> Expression:
        return n * (1 - uniform.pair_eigenvalue(n))

    sine = sqrt(n * (n - 2))
    psi = atan(sine)
    value = growth(n, (sine - psi) / (pi * (n - 1)))
    derived = (pi - psi - sine / (n - 1)) / (2 * pi * value)
    shown = sympy.Symbol("n(1 - lambda_std)"), (theta - sin(theta)) / (2 * pi * g)
    proof.agrees("The package's gap n(1 − λ_std)", gap, [n], derived, shown=shown[0], value=shown[1])
    proof.agrees(
        "and n(1 − λ_(n−2,2))",
        pair_gap,
        [n],
        (n - 1) * derived,
        shown=sympy.Symbol("n(1 - lambda_(n-2,2))"),
        value=(n - 1) * shown[1],
    )


if __name__ == "__main__":
    run_as_script(derive)
