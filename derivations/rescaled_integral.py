"""The Gaussian mean of products over the squared length: an integral over s, its derivative, its trapezoidal rule."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Rational, cos, exp, oo, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

lam, mu, q, s, r, e, c, gamma = sympy.symbols("lambda mu q s r epsilon c gamma", positive=True)
x, y, a, theta, t = sympy.symbols("x y alpha theta t", real=True)
u, v, w = sympy.symbols("u v w", real=True)
STEP, HEIGHT = Rational(3, 10), Rational(38, 25)


def tilted(variance: Expression, s: Expression) -> Expression:
    """The derived variance λ/(1 + 2sλ) of a coordinate whose density was multiplied by e^(−s x²)."""
    return variance / (1 + 2 * s * variance)


def derive() -> Derivation:
    """The derivation of the integral."""
    near, far = (Rational(1, 10), 1), (2, 4)
    proof = Proof(
        "rescaled_integral",
        domain={
            lam: near,
            mu: far,
            q: near,
            s: near,
            r: near,
            e: near,
            c: far,
            gamma: near,
            x: (-1, 1),
            y: (-1, 1),
            a: (0, 1),
        }
        | {theta: (0, 3), t: (-1, 1), u: (-1, 1), v: (-1, 1), w: (-1, 1)},
        facts=[mu - lam, c - 1],
    )
    proof.equal(
        "A φ that is positively homogeneous of degree 1 is made of the identity and the rectifier (x + |x|)/2, and the "
        "factor c = √n/√(q + nε) of rescaling leaves it",
        (c * x + sympy.Abs(c * x)) / 2,
        c * (x + sympy.Abs(x)) / 2,
    )
    proof.integral(
        "The integral that brings a squared length q and its addend e = nε into an exponent",
        exp(-s * (q + e)),
        -exp(-s * (q + e)) / (q + e),
        (s, 0, oo),
        1 / (q + e),
    )
    change_of_measure(proof)
    exact_values(proof)
    one_point_split_off(proof)
    along_a_direction(proof)
    errors(proof)
    compare(proof)
    return proof.conclude(
        sympy.Symbol("E phi(h_i) phi(h_j) / (|h|^2 + n epsilon)"),
        sympy.Integral(
            exp(-s * sympy.Symbol("n") * e)
            / sqrt(sympy.Symbol("det(I + 2 s Sigma)"))
            * sympy.Function("V_ij")(sympy.Symbol("K(s)")),
            (s, 0, oo),
        ),
    )


def change_of_measure(proof: Proof) -> None:
    """The factor e^(−s q) makes a Gaussian of another covariance."""
    turn = sympy.Matrix([[cos(theta), -sin(theta)], [sin(theta), cos(theta)]])
    old, new = sympy.diag(lam, mu), sympy.diag(tilted(lam, s), tilted(mu, s))
    sigma, one = turn * old * turn.T, sympy.eye(2)
    vector = turn * sympy.Matrix([x, y])
    proof.equal(
        "In the basis of eigenvectors of Σ the coordinates are independent, and the squared length is their sum of "
        "squares: one coordinate at a time is enough, for any number of them",
        (vector.T * vector)[0],
        x**2 + y**2,
        shown=sympy.Symbol("q"),
    )
    proof.equal(
        "One coordinate of variance λ: the exponent with −s x² is that of the variance λ/(1 + 2sλ)",
        -(x**2) / (2 * lam) - s * x**2,
        -(x**2) / (2 * tilted(lam, s)),
    )
    proof.equal(
        "and the norming constants of the two densities have the quotient (1 + 2sλ)^(−1/2)",
        sqrt(tilted(lam, s)) / sqrt(lam),
        1 / sqrt(1 + 2 * s * lam),
        shown=sympy.Symbol("c_s / c_0"),
    )
    tilting = one + 2 * s * sigma
    proof.equal(
        "All coordinates together: the covariance is K(s) = Σ/(I + 2sΣ), here of two points",
        turn * new * turn.T * tilting,
        sigma,
        shown=sympy.Symbol("K(s) (I + 2 s Sigma)"),
    )
    proof.equal(
        "and the product of the constants is det(I + 2sΣ)^(−1/2)", tilting.det(), (1 + 2 * s * lam) * (1 + 2 * s * mu)
    )


def exact_values(proof: Proof) -> None:
    """What the integral gives exactly for linear layers."""
    root = 1 / sqrt((1 + 2 * s * lam) * (1 + 2 * s * mu))
    proof.derivative(
        "Linear layers, the trace: the slope of the constant is minus itself times tr K(s)",
        root,
        s,
        -(tilted(lam, s) + tilted(mu, s)) * root,
    )
    proof.limit("from 1 at s = 0 to 0, so that the trace of the integral is 1", root, s, oo, 0, side="-")
    proof.integral(
        "Linear layers, two points: the integral has the root of the variance",
        lam / (1 + 2 * s * lam) ** Rational(3, 2) / sqrt(1 + 2 * s * mu),
        lam / (mu - lam) * sqrt(1 + 2 * s * mu) / sqrt(1 + 2 * s * lam),
        (s, 0, oo),
        sqrt(lam) / (sqrt(lam) + sqrt(mu)),
    )


def one_point_split_off(proof: Proof) -> None:
    """K(s) and its determinant from Σ = S + k kᵀ."""
    rest, k = sympy.diag(lam, mu, q), sympy.Matrix([u, v, w])
    damped = (sympy.eye(3) + 2 * s * rest).inv()
    scale = 1 + 2 * s * (k.T * damped * k)[0]
    sigma = rest + k * k.T
    split = rest * damped + damped * k * k.T * damped / scale
    proof.equal(
        "One point split off, Σ = S + k kᵀ, in the eigenvectors of S (here three): with A = 1/(I + 2sS), "
        "t = 1 + 2s kᵀAk, K(s) = S A + A k kᵀA/t",
        split * (sympy.eye(3) + 2 * s * sigma),
        sigma,
        shown=sympy.Symbol("K(s) (I + 2 s Sigma)"),
    )
    proof.equal(
        "and det(I + 2sΣ) = t det(I + 2sS)",
        (sympy.eye(3) + 2 * s * sigma).det(),
        scale * (1 + 2 * s * lam) * (1 + 2 * s * mu) * (1 + 2 * s * q),
    )
    proof.equal(
        "The square of the area of two points of S + g gᵀ, g = (u, v), in parts that are not negative",
        (lam + u**2) * (mu + v**2) - (w + u * v) ** 2,
        (u**2 * mu + v**2 * lam - 2 * u * v * w) + (lam * mu - w**2),
    )


def along_a_direction(proof: Proof) -> None:
    """The derivative along H."""
    sigma, one = sympy.diag(lam, mu), sympy.eye(2)
    h = sympy.Matrix([[u, v], [v, w]])
    damped = (one + 2 * s * sigma).inv()
    tilting = one + 2 * s * (sigma + t * h)
    slope = sympy.diff((sigma + t * h) * tilting.inv(), t).subs(t, 0)
    proof.equal(
        "Along a direction H, in the eigenvectors of Σ: K(s) has the slope B H B, B = 1/(I + 2sΣ)",
        slope,
        damped * h * damped,
        shown=sympy.Symbol("dK(s)"),
    )
    proof.equal(
        "and log det(I + 2sΣ) has 2s tr(B H), so that det(I + 2sΣ)^(−1/2) has −s tr(B H) times itself",
        sympy.diff(sympy.log(tilting.det()), t).subs(t, 0),
        2 * s * (damped * h).trace(),
        shown=sympy.Symbol("d(log(det(I + 2 s Sigma)))"),
    )


def errors(proof: Proof) -> None:
    """The errors of the trapezoidal rule in ln s."""
    proof.equal(
        "For s = r (cos α + i sin α) the factor e^(−s q) has the absolute value e^(−r q cos α)",
        sympy.re(sympy.expand(r * (cos(a) + sympy.I * sin(a)) * q)),
        r * q * cos(a),
        shown=sympy.Symbol("Re(s q)"),
    )
    proof.integral(
        "so with γ = cos α the integral of the absolute value is 1/γ times that on the axis, for every q",
        exp(-r * q * gamma),
        -exp(-r * q * gamma) / (q * gamma),
        (r, 0, oo),
        1 / gamma * (1 / q),
    )
    proof.positive(
        "With the bound 2M/(e^(2πα/h) − 1) of the rule of step h (Trefethen & Weideman 2014, theorem 5.1): h = 3/10 "
        "and α = 38/25 < π/2 give a relative error below 7/10^13",
        7 * Rational(1, 10**13) - 2 / (cos(HEIGHT) * (exp(2 * pi * HEIGHT / STEP) - 1)),
    )
    proof.positive(
        "The tail: eigenvalues of K(s) lie below 1/(2s)",
        1 / (2 * s) - tilted(lam, s),
        1 / (2 * s * (1 + 2 * s * lam)),
    )
    proof.derivative(
        "and the factors (1 + 2csλ)/(1 + 2sλ) of D(cs)/D(s), with r for 2sλ, have a positive slope for c > 1",
        (1 + c * r) / (1 + r),
        r,
        (c - 1) / (1 + r) ** 2,
    )
    proof.positive("so the quotient of determinants increases with s", (c - 1) / (1 + r) ** 2)


def compare(proof: Proof) -> None:
    """The comparison with the package, where the integral is a rational number."""
    from bnproofs.evolution import mean_field_map
    from bnproofs.layer import Layer

    zero = Fraction(0)
    image = mean_field_map(Layer.parse("rs+identity"), [[Fraction(1), zero], [zero, Fraction(4)]])
    values = [2 * (sqrt(lam) / (sqrt(lam) + sqrt(mu))).subs({lam: p, mu: m}) for p, m in ((1, 4), (4, 1))]
    for ball, value, place in zip((image[0, 0], image[1, 1]), values, ("1, 1", "2, 2"), strict=True):
        proof.exactly(
            f"The enclosure of the package for Σ = diag(1, 4), entry ({place}), contains the value and is narrow",
            bool((ball * int(value.q)).contains(int(value.p))) and float(ball.rad()) < 1e-14,
            True,
            shown=(sympy.Symbol(f"Phi_{place[0]}{place[-1]}"), value),
        )


if __name__ == "__main__":
    run_as_script(derive)
