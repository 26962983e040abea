"""The collapsed batch of a homogeneous activation: its Gaussian integrals by parts, and where it attracts."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Integer, Rational, exp, oo, pi, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression
from derivations.two_places import standard

x, k, p, n, alpha = sympy.symbols("x k p n alpha", positive=True)
right, left, mu, below = sympy.symbols("A B mu mu_1", real=True)
i = sympy.Symbol("i", nonnegative=True)
ORDERS = range(1, 5)


def square() -> Expression:
    """The number N = (A² + B²)/2."""
    return (right**2 + left**2) / 2


def weight(k: Expression, p: Expression, alpha: Expression) -> Expression:
    """The derived number w = N (k^2α + p^2α) − 2 A B (kp)^α."""
    return square() * (k ** (2 * alpha) + p ** (2 * alpha)) - 2 * right * left * (k * p) ** alpha


def eigenvalues(n: Expression, k: Expression, alpha: Expression) -> tuple[Expression, Expression, Expression]:
    """The derived eigenvalues over the growth: within the cluster, standard, across."""
    p, product = n - k, right * left
    w = weight(k, p, alpha)
    within = alpha**2 * square() * k ** (2 * alpha - 2) * n**2 / ((2 * alpha - 1) * w)
    lean = alpha * n * k ** (alpha - 1) * (square() * k**alpha - product * p**alpha) / w
    return within, lean, -(alpha**2) * product * (k * p) ** (alpha - 1) * n**2 / ((2 * alpha - 1) * w)


def derive() -> Derivation:
    """The derivation of growth and eigenvalues, and of the batches where the collapsed odd point attracts."""
    numbers = {right: (-2, 2), left: (-2, 2), mu: (0, 3), below: (0, 3), i: (0, 9)}
    proof = Proof(
        "homogeneous_two_places",
        domain={x: (0, 3), k: (1, 5), p: (1, 5), n: (6, 20), alpha: (1, 4), **numbers},
    )
    density = exp(-(x**2) / 2) / sqrt(2 * pi)
    for order in ORDERS:
        proof.integral(
            f"By parts: on x > 0 the moment of order 2α, α = {order}, is 2α − 1 times that of order 2α − 2",
            (x ** (2 * order) - (2 * order - 1) * x ** (2 * order - 2)) * density,
            -(x ** (2 * order - 1)) * density,
            (x, 0, oo),
            Integer(0),
        )
    proof.definition("So with μ = E y^2α and μ₁ = E y^(2α−2)", mu, (2 * alpha - 1) * below)
    at_right = right * k**alpha - left * p**alpha, left * k**alpha - right * p**alpha
    image = (at_right[0] ** 2 + at_right[1] ** 2) * mu / 2
    w = weight(k, p, alpha)
    proof.equal(
        "φ(ky) − φ(−py) is (A k^α − B p^α) y^α, y > 0, or (B k^α − A p^α) (−y)^α: the next variance, times n²",
        image, mu * w,
    )  # fmt: skip
    slopes = alpha**2 * k ** (2 * alpha - 2) * square() * below
    mixed = -(alpha**2) * right * left * (k * p) ** (alpha - 1) * below
    own = alpha * (alpha - 1) * right * left * k ** (alpha - 2) * p**alpha * below / 2
    halves = alpha * right * (k * x) ** (alpha - 1) * (-alpha * left * (p * x) ** (alpha - 1))
    proof.equal(
        "φ'(ky)φ'(−py) is −α² A B (kp y²)^(α−1) on both sides: ∂V/∂K_uv = −α² A B (kp)^(α−1) μ₁",
        sympy.powsimp(sympy.expand_power_base(halves, force=True), force=True),
        -(alpha**2) * right * left * (k * p) ** (alpha - 1) * x ** (2 * alpha - 2),
        shown=sympy.Symbol("phi'(k y) phi'(-p y)"),
    )
    proof.definition("The slope E φ'(ky)² within the cluster", sympy.Symbol("P"), slopes)
    proof.definition("The slope ∂V/∂K_uu = E φ''(ky)φ(−py)/2", sympy.Symbol("q_1"), own)
    second_moment = alpha * square() * mu * k ** (2 * alpha - 2)
    proof.definition("The slope M' of E φ(u)² = N μ K_uu^α at K_uu = k²", sympy.Symbol("M'"), second_moment)
    for order in ORDERS:
        at = {alpha: Integer(order), mu: (2 * order - 1) * below}
        derived = standard(k + p, k, second_moment, mixed, own).subs(at) * (k + p) ** 2 / (mu * w).subs(at)
        within, lean, between = (value.subs(at) for value in eigenvalues(k + p, k, alpha))
        shown = sympy.Symbol(f"lambda_standard({order})")
        proof.equal(
            f"Over the growth μ w/n², α = {order}: standard", sympy.cancel(derived), sympy.cancel(lean), shown=shown
        )
        ratio = (k + p) ** 2 / (mu * w)
        proof.equal("within the cluster", (slopes * ratio).subs(at), within, shown=sympy.Symbol("lambda_within"))
        proof.equal("across", (mixed * ratio).subs(at), between, shown=sympy.Symbol("lambda_across"))
    _where_it_attracts(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_standard"), eigenvalues(n, k, alpha)[1])


def _where_it_attracts(proof: Proof) -> None:
    """The steps on max(x, 0)^α, x³, x² and x|x| at the odd point, k = 1, m = n − 1."""
    one = Integer(1)

    def at(order: int, a: int, b: int, least: int) -> list[Expression]:
        values = eigenvalues(n, one, Integer(order))
        return [sympy.factor(value.subs({right: a, left: b}).subs(n, least + i)) for value in values[:2]]

    m = 2 + i
    proof.nonnegative("max(x, 0)^α: n ≤ 3m/2 for m = n − 1 = 2 + i", 9 * m**2 / 4 - (m + 1) ** 2, i * (5 * i + 12) / 4)
    proof.equal(
        "within the cluster the eigenvalue is α²n²/((2α−1)(1 + m^2α)), below 1 if 9α² ≤ (2α−1) 4^α; at α = 2",
        (9 * alpha**2 - (2 * alpha - 1) * 4**alpha).subs(alpha, 2), Integer(-12), shown=sympy.Symbol("gap"),
    )  # fmt: skip
    proof.positive(
        "and for α + 1 if for α ≥ 1: the right side grows by more than 4, the left by at most that",
        (4 * alpha**2 - (alpha + 1) ** 2).subs(alpha, 1 + k), k * (3 * k + 4),
    )  # fmt: skip
    proof.equal(
        "standard it is αn/(1 + m^2α), below 1 if 3α < 4^α, by the same step; at α = 2",
        (3 * alpha - 4**alpha).subs(alpha, 2), Integer(-10), shown=sympy.Symbol("gap"),
    )  # fmt: skip
    cases = (("x³", 3, 1, -1, 3, 4), ("x², in absolute value", 2, 1, 1, 4, 5), ("x|x|", 2, 1, -1, 3, 4))
    for name, order, a, b, first, second in cases:
        within, _ = at(order, a, b, first)
        _, lean = at(order, a, b, second)
        proof.positive(f"{name}: within the cluster below 1 for n = {first} + i", _gap(within))
        proof.positive(f"and standard for n = {second} + i", _gap(-lean if b == 1 else lean))
    for name, order, b, batch, value in (
        ("x³", 3, -1, 3, one),
        ("x²", 2, 1, 4, -one),
        ("x|x|", 2, -1, 3, Rational(6, 5)),
    ):
        found = eigenvalues(Integer(batch), one, Integer(order))[1].subs({right: 1, left: b})
        shown = sympy.Symbol(f"lambda_standard({batch})"), value
        proof.exactly(f"{name} at n = {batch}: standard", found, value, shown=shown)
    within = eigenvalues(Integer(3), one, Integer(2))[0].subs({right: 1, left: 1})
    four_thirds = Rational(4, 3)
    proof.exactly(
        "x² at n = 3: within the cluster", within, four_thirds, shown=(sympy.Symbol("lambda_within"), four_thirds)
    )


def _gap(value: Expression) -> Expression:
    """The numerator of 1 − value over a positive denominator, expanded in i."""
    numerator, denominator = sympy.fraction(sympy.cancel(1 - value))
    sign = 1 if sympy.Poly(denominator, i).LC() > 0 else -1
    return sympy.expand(sign * numerator)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations.homogeneous_two_places import HomogeneousTwoPlaces

    for order in (1, 2, 3):

        def of(name: str, order: int = order) -> Any:
            def closed(n: Any, k: Any, a: Any, b: Any) -> Any:
                return getattr(HomogeneousTwoPlaces(order, a, b, n, k), name)

            closed.__name__ = name
            return closed

        at, degree = [n, k, right, left], Integer(order)
        moment = sympy.factorial2(2 * order - 1)
        within, lean, between = eigenvalues(n, k, degree)
        rows = {
            "growth": moment * weight(k, n - k, degree) / n**2,
            "transverse": within,
            "standard": lean,
            "mixed": between,
        }
        for name, value in rows.items():
            proof.agrees(f"The package's number `{name}` for α = {order}", of(name), at, value)
        proof.agrees("and its cosine D/N", of("cosine"), at, right * left / square())


if __name__ == "__main__":
    run_as_script(derive)
