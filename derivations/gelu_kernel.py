"""E φ(u)φ(v) for φ(x) = x Φ(x), Φ the normal distribution function, by Gaussian integration by parts."""

from __future__ import annotations

import sympy
from sympy import asin, atan, cos, erf, exp, oo, pi, sin, sqrt

from derivations.erf_kernel import Expression, kuu, kuv, kvv
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

alpha, u, v, x = sympy.symbols("alpha u v x", real=True)
s, gamma = sympy.symbols("s gamma", positive=True)


def normal(x: Expression) -> Expression:
    """The density of a standard normal."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


def distribution(x: Expression) -> Expression:
    """The distribution function Φ of a standard normal."""
    return (1 + erf(x / sqrt(2))) / 2


def kernel(kuv: Expression, beta: Expression, root: Expression) -> Expression:
    """The derived kernel, with β and r for the angle and the root."""
    inverses = 1 / (1 + kuu) + 1 / (1 + kvv)
    return (kuv * beta + (kuu * kvv - kuv**2 + kuv**2 * inverses) / root) / (2 * pi)


def by_covariance(kuv: Expression, beta: Expression, root: Expression) -> Expression:
    """Its derivative by K_uv."""
    return (beta + kuv / root * (1 / (1 + kuu) + 1 / (1 + kvv) + 1 / root**2)) / (2 * pi)


def by_variance(own: Expression, other: Expression, kuv: Expression, root: Expression) -> Expression:
    """Its derivative by the second moment `own`."""
    a, square = 1 + own, own * other - kuv**2
    free = other * (2 * other + 2 + own - own**2)
    return (free + square * (a * (a + other + 3) + 4 * other) + square**2 * (a + 2)) / (4 * pi * a**2 * root**3)


def derive() -> Derivation:
    """The derivation of the kernel of the GELU."""
    largest = asin(sqrt(kuu * kvv) / sqrt((1 + kuu) * (1 + kvv)))
    proof = Proof(
        "gelu_kernel",
        domain={
            kuu: (0, 5), kvv: (0, 5), kuv: (-sqrt(kuu * kvv), sqrt(kuu * kvv)), alpha: (-largest, largest),
            u: (-2, 2), v: (-2, 2), x: (-2, 2), s: (0, 4), gamma: (0, pi / 2),
        },
        facts=[cos(alpha), cos(gamma), 1 - sin(gamma)],
    )  # fmt: skip
    moments = sympy.Matrix([[kuu, kuv], [kuv, kvv]])
    vector = sympy.Matrix([u, v])
    density = exp(-(vector.T * moments.inv() * vector)[0] / 2)
    proof.equal(
        "The Gaussian density p, up to a constant, has −(K_uu ∂p/∂u + K_uv ∂p/∂v) = u p, so that integration by parts "
        "gives E u f = K_uu E ∂f/∂u + K_uv E ∂f/∂v (Stein)",
        -(kuu * sympy.diff(density, u) + kuv * sympy.diff(density, v)) / density,
        u,
        shown=-(kuu * sympy.Symbol("p_u") + kuv * sympy.Symbol("p_v")) / sympy.Symbol("p"),
    )
    function = distribution(u) * v * distribution(v)
    proof.derivative("With f = Φ(u) v Φ(v), by u", function, u, normal(u) * v * distribution(v))
    proof.derivative("and by v", function, v, distribution(u) * distribution(v) + distribution(u) * v * normal(v))
    a, b, root = 1 + kuu, 1 + kvv, sqrt((1 + kuu) * (1 + kvv) - kuv**2)
    unit = sympy.Matrix([1, 0])
    tilted = moments - moments * unit * unit.T * moments / a
    proof.equal(
        "The normal density at u times p is a Gaussian density, its precision greater by 1 at u; its second moments",
        (moments.inv() + unit * unit.T).inv(),
        tilted,
        shown=sympy.Symbol("T"),
    )
    proof.equal(
        "and its mass is √(det T/det K)/√(2π), with det T/det K",
        tilted.det() / moments.det(),
        1 / a,
        shown=sympy.Symbol("t"),
    )
    proof.integral(
        "The mean of the normal density over a Gaussian of variance s",
        normal(x) * exp(-(x**2) / (2 * s)) / sqrt(2 * pi * s),
        erf(x * sqrt((1 + s) / (2 * s))) / (2 * sqrt(2 * pi * (1 + s))),
        (x, -oo, oo),
        1 / sqrt(2 * pi * (1 + s)),
    )
    spread = tilted[1, 1]
    proof.equal("The variance of v under T", spread, (a * kvv - kuv**2) / a, shown=sympy.Symbol("s"))
    proof.equal("has 1 + s", 1 + spread, root**2 / a, shown=1 + sympy.Symbol("s"))
    own = (a * kvv - kuv**2) / (2 * pi * a * root)
    proof.equal(
        "E v Φ(v) = s/√(2π(1 + s)) by Stein, so E n(u) v Φ(v), n the normal density, is",
        spread / (sqrt(2 * pi * a) * sqrt(2 * pi) * (root / sqrt(a))),
        own,
        shown=sympy.Symbol("E n(u) v Phi(v)"),
    )
    mirrored = tilted.subs({kuu: kvv, kvv: kuu}, simultaneous=True)
    proof.equal(
        "Likewise, n(v) for n(u): E v Φ(u) = c/√(2π(1 + s)), c the covariance, so E Φ(u) v n(v) is",
        mirrored[0, 1] / (sqrt(2 * pi * b) * sqrt(2 * pi) * (root / sqrt(b))),
        kuv / (2 * pi * b * root),
        shown=sympy.Symbol("E Phi(u) v n(v)"),
    )
    proof.equal(
        "E Φ(u)Φ(v) = (1 + E erf(u/√2) erf(v/√2))/4, with α for u/√2 and v/√2 in the kernel of erf",
        (1 + 2 * alpha / pi) / 4,
        (pi / 2 + alpha) / (2 * pi),
        shown=sympy.Symbol("E Phi(u) Phi(v)"),
    )
    proof.equal(
        "There tan α = K_uv/r, because",
        (1 + 2 * (kuu / 2)) * (1 + 2 * (kvv / 2)) - 4 * (kuv / 2) ** 2,
        root**2,
        shown=sympy.Symbol("r") ** 2,
    )
    beta = pi / 2 + atan(kuv / root)
    value = kernel(kuv, beta, root)
    proof.equal(
        "The sum K_uu E n(u) v Φ(v) + K_uv (E Φ(u)Φ(v) + E Φ(u) v n(v)), with β = π/2 + α",
        kuu * own + kuv * (beta / (2 * pi) + kuv / (2 * pi * b * root)),
        value,
        shown=sympy.Symbol("E phi(u) phi(v)"),
    )
    proof.equal(
        "The same without cancellation where β is small: r + K_uv β is known to full accuracy",
        value,
        (root + kuv * beta + 1 / root - root * (1 / a + 1 / b)) / (2 * pi),
        shown=sympy.Symbol("E phi(u) phi(v)"),
    )
    proof.derivative("The derivative by K_uv", value, kuv, by_covariance(kuv, beta, root))
    proof.derivative("The derivative by K_uu", value, kuu, by_variance(kuu, kvv, kuv, root))
    proof.derivative("The derivative by K_vv", value, kvv, by_variance(kvv, kuu, kuv, root))
    straight = sqrt(1 + 2 * kuu)
    diagonal, slope = on_diagonal(kuu, pi / 2 + atan(kuu / straight), straight)
    proof.equal("For u = v", value.subs({kvv: kuu, kuv: kuu}), diagonal, shown=sympy.Symbol("E phi(u)^2"))
    proof.derivative("and its derivative", diagonal, kuu, slope)
    compare(proof)
    return proof.conclude(sympy.Symbol("E phi(u) phi(v)"), value)


def on_diagonal(own: Expression, beta: Expression, root: Expression) -> tuple[Expression, Expression]:
    """The second moment and its slope."""
    a = 1 + own
    moment = own * (beta + 2 * own / (a * root)) / (2 * pi)
    return moment, (beta + own * (5 + 11 * own + 4 * own**2) / (a**2 * root**3)) / (2 * pi)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, in the angle α."""
    from bnproofs.activations import GELU

    radius = sqrt(1 + kuu) * sqrt(1 + kvv)
    covariance, root, beta = radius * sin(alpha), radius * cos(alpha), pi / 2 + alpha
    arguments, angles = [kuu, covariance, kvv], {pi / 2 + alpha: radius}
    proof.agrees(
        "The closed form of the package", GELU().dual_kernel, arguments, kernel(covariance, beta, root),
        roots=[root], angles=angles,
    )  # fmt: skip
    slopes = [by_variance(kuu, kvv, covariance, root), by_covariance(covariance, beta, root)]
    slopes.append(by_variance(kvv, kuu, covariance, root))
    for index, variable in enumerate(("K_uu", "K_uv", "K_vv")):

        def dual_kernel_gradient(*at: Expression, index: int = index) -> Expression:
            return GELU().dual_kernel_gradient(*at)[index]

        proof.agrees(
            f"The derivative by {variable} in the package", dual_kernel_gradient, arguments, slopes[index],
            roots=[root], angles=angles,
        )  # fmt: skip
    size, root = 1 / (1 - sin(gamma)), cos(gamma) / (1 - sin(gamma))
    moment, slope = on_diagonal(size * sin(gamma), pi / 2 + gamma, root)
    turn = {pi / 2 + gamma: size}
    for name, closed_form, expected in (
        ("The second moment of the package", GELU().second_moment, moment),
        ("and its slope", GELU().second_moment_slope, slope),
    ):
        proof.agrees(
            f"{name}, with sin γ = K_uu/(1 + K_uu)", closed_form, [size * sin(gamma)], expected,
            roots=[root], angles=turn,
        )  # fmt: skip


if __name__ == "__main__":
    run_as_script(derive)
