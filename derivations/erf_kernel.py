"""E erf(u) erf(v) for a centred Gaussian pair, as the chance of an orthant."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import asin, atan, cos, erf, exp, oo, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any
HALF = sympy.Rational(1, 2)

kuu, kvv, r, theta = sympy.symbols("K_uu K_vv r theta", positive=True)
kuv, alpha, phi, x, z, p, q = sympy.symbols("K_uv alpha phi x z p q", real=True)


def adjacent_square(kuu: Expression, kuv: Expression, kvv: Expression) -> Expression:
    """The square (1 + 2K_uu)(1 + 2K_vv) − 4K_uv² of the side next to the angle α."""
    return (1 + 2 * kuu) * (1 + 2 * kvv) - 4 * kuv**2


def kernel(kuu: Expression, kuv: Expression, kvv: Expression) -> Expression:
    """The derived kernel (2/π) arctan(2K_uv/√((1 + 2K_uu)(1 + 2K_vv) − 4K_uv²))."""
    return 2 / pi * atan(2 * kuv / sqrt(adjacent_square(kuu, kuv, kvv)))


def derive() -> Derivation:
    """The derivation of the kernel of the error function."""
    largest = asin(2 * sqrt(kuu * kvv) / sqrt((1 + 2 * kuu) * (1 + 2 * kvv)))
    proof = Proof(
        "erf_kernel",
        domain={
            kuu: (0, 5), kvv: (0, 5), kuv: (-sqrt(kuu * kvv), sqrt(kuu * kvv)), alpha: (-largest, largest),
            theta: (0, pi), r: (0, 4), phi: (-pi, pi), x: (-2, 2), z: (-2, 2), p: (0, 1), q: (0, 1),
        },
        facts=[sin(theta), cos(alpha)],
    )  # fmt: skip
    proof.integral(
        "erf x is 2 P(z ≤ x) − 1 for a Gaussian z of variance 1/2, whose chance to be at most x is",
        exp(-(z**2)) / sqrt(pi),
        erf(z) / 2,
        (z, -oo, x),
        (1 + erf(x)) / 2,
    )
    proof.equal(
        "With z and z′ independent of (u, v), and p, q the chances of z ≤ u and of z′ ≤ v given u and v: the product",
        (2 * p - 1) * (2 * q - 1),
        4 * p * q - 2 * p - 2 * q + 1,
    )
    mixture = sympy.diag(HALF, HALF, sympy.Matrix([[kuu, kuv], [kuv, kvv]]))
    differences = sympy.Matrix([[1, 0, -1, 0], [0, 1, 0, -1]])
    proof.equal(
        "The second moments of (z − u, z′ − v)",
        differences * mixture * differences.T,
        sympy.Matrix([[kuu + HALF, kuv], [kuv, kvv + HALF]]),
        shown=sympy.Symbol("M"),
    )
    size = sqrt(kuu + HALF) * sqrt(kvv + HALF)
    frame = sympy.Matrix([[sqrt(kuu + HALF), 0], [sqrt(kvv + HALF) * cos(theta), sqrt(kvv + HALF) * sin(theta)]])
    proof.equal(
        "With K_uv = √((K_uu + 1/2)(K_vv + 1/2)) cos θ, the pair is a linear function of two independent standard "
        "Gaussians x = r cos φ, y = r sin φ: multiples of cos φ and of cos(φ − θ)",
        frame * frame.T,
        sympy.Matrix([[kuu + HALF, size * cos(theta)], [size * cos(theta), kvv + HALF]]),
        shown=sympy.Symbol("M"),
    )
    radial = exp(-(r**2) / 2)
    proof.integral("The radial integral", r * radial, -radial, (r, 0, oo), 1)
    proof.integral(
        "By symmetry both are ≤ 0 as often as both are ≥ 0: on an angle of",
        sympy.Integer(1),
        phi,
        (phi, theta - pi / 2, pi / 2),
        pi - theta,
    )
    orthant = (pi - theta) / (2 * pi)
    proof.equal(
        "E p = E q = 1/2, for z − u and z′ − v are centred, and E pq is that angle over 2π: the mean of the product, "
        "with α = π/2 − θ",
        (4 * orthant - 2 * HALF - 2 * HALF + 1).subs(theta, pi / 2 - alpha),
        2 * alpha / pi,
        shown=sympy.Symbol("E erf(u) erf(v)"),
    )
    side = sqrt(1 + 2 * kuu) * sqrt(1 + 2 * kvv)
    proof.equal(
        "sin α = cos θ is 2K_uv over √((1 + 2K_uu)(1 + 2K_vv))",
        (size * sin(alpha)) / size,
        2 * (size * sin(alpha)) / side,
        shown=sin(alpha),
    )
    proof.equal(
        "and cos α is √D over the same, with D",
        adjacent_square(kuu, side * sin(alpha) / 2, kvv),
        (side * cos(alpha)) ** 2,
        shown=sympy.Symbol("D"),
    )
    proof.equal(
        "D is a sum of terms that are not negative: nothing cancels",
        adjacent_square(kuu, kuv, kvv),
        1 + 2 * (kuu + kvv) + 4 * (kuu * kvv - kuv**2),
        shown=sympy.Symbol("D"),
    )
    value, root = kernel(kuu, kuv, kvv), sqrt(adjacent_square(kuu, kuv, kvv))
    proof.derivative("The derivative by K_uv", value, kuv, 4 / (pi * root))
    proof.derivative("The derivative by K_uu", value, kuu, -4 * kuv / (pi * root * (1 + 2 * kuu)))
    proof.derivative("The derivative by K_vv", value, kvv, -4 * kuv / (pi * root * (1 + 2 * kvv)))
    diagonal = 2 / pi * atan(2 * kuu / sqrt(1 + 4 * kuu))
    proof.equal("For u = v", kernel(kuu, kuu, kuu), diagonal, shown=sympy.Symbol("E erf(u)^2"))
    proof.derivative("and its derivative", diagonal, kuu, 4 / (pi * (1 + 2 * kuu) * sqrt(1 + 4 * kuu)))
    compare(proof)
    return proof.conclude(sympy.Symbol("E erf(u) erf(v)"), value)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, in the angle α."""
    from bnproofs.activations import Erf

    side = sqrt(1 + 2 * kuu) * sqrt(1 + 2 * kvv)
    arguments, root = [kuu, side * sin(alpha) / 2, kvv], side * cos(alpha)
    proof.agrees(
        "The closed form of the package", Erf().dual_kernel, arguments, 2 * alpha / pi, roots=[root],
        angles={alpha: side},
    )  # fmt: skip
    slopes = [-side * sin(alpha) / (2 * (1 + 2 * kuu)), 1, -side * sin(alpha) / (2 * (1 + 2 * kvv))]
    for index, variable in enumerate(("K_uu", "K_uv", "K_vv")):

        def dual_kernel_gradient(*at: Expression, index: int = index) -> Expression:
            return Erf().dual_kernel_gradient(*at)[index]

        proof.agrees(
            f"The derivative by {variable} in the package", dual_kernel_gradient, arguments,
            4 * slopes[index] / (pi * root), roots=[root],
        )  # fmt: skip
    proof.agrees(
        "The second moment of the package", Erf().second_moment, [kuu], 2 / pi * atan(2 * kuu / sqrt(1 + 4 * kuu))
    )
    proof.agrees("and its slope", Erf().second_moment_slope, [kuu], 4 / (pi * (1 + 2 * kuu) * sqrt(1 + 4 * kuu)))


if __name__ == "__main__":
    run_as_script(derive)
