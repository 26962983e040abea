"""Gradients at the uniform point with rescaling: how much a layer multiplies their squares."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, exp, oo, pi, sin

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.framework.series import Series
from derivations.relu_kernel import Expression, kernel, theta
from derivations.relu_kernel_derivatives import by_covariance
from derivations.uniform_point import n

b, a, norm, pairs = sympy.symbols("b a V P", real=True)
product_, gap, r, order = sympy.symbols("W u r j", positive=True)
x, y, z = sympy.symbols("x y z", real=True)
kappa, kappa_slope = sympy.symbols("kappa_1 kappa_0", positive=True)
psi = sympy.Symbol("psi", positive=True)
slopes = sympy.symbols("d_1:4", real=True)
HALF = Rational(1, 2)


def derive() -> Derivation:
    """The derivation of the growth."""
    proof = Proof(
        "rescaled_gradients",
        domain={
            n: (4, 60),
            theta: (pi / 2, 2 * pi / 3),
            psi: (pi / 3, pi / 2),
            r: (1, 2),
            order: (3, 9),
            gap: (1, 2),
            **dict.fromkeys((b, a, norm, pairs, x, y, z, *slopes, product_, kappa, kappa_slope), (0, 1)),
        },
        facts=[n - 3, n - 1, 1 - kappa, theta - sin(theta), pi - theta, 1 - cos(theta), sin(psi), cos(psi)],
    )
    one_neuron(proof)
    growth = mean(proof)
    special_cases(proof, growth)
    compare(proof, growth)
    return proof.conclude(sympy.Symbol("lambda_grad"), growth)


def one_neuron(proof: Proof) -> None:
    """The steps for one neuron: the square of the gradient that it sends back."""
    h, d = sympy.Matrix([x, y, z]), sympy.diag(a, b, b)
    length = sympy.sqrt((h.T * h)[0])
    outputs = d * h / length
    proof.equal(
        "A neuron z = D h/r, r the length of h, D the slopes of φ at its signs (three coordinates): its derivative in "
        "h is D (I − wwᵀ)/r, w = h/r; rescaling multiplies it by √n, recentring puts C behind it",
        outputs.jacobian(h) * length,
        d * (sympy.eye(3) - h * h.T / length**2),
        shown=sympy.Symbol("J"),
    )
    centre = sympy.eye(3) - sympy.ones(3, 3) / 3
    matrix = sympy.diag(*slopes)
    second, first = (matrix**2).trace(), sum(slopes)
    proof.equal(
        "Gradients in pre-activations are recentred; of those with covariance C the trace tr C D C D, here with n = 3 "
        "points, is",
        (centre * matrix * centre * matrix).trace(),
        second - 2 * second / 3 + first**2 / 9,
        shown=sympy.Symbol("tr CDCD"),
    )
    proof.equal(
        "and wᵀ D C D w, φ(w) = D w",
        (h.T * matrix * centre * matrix * h)[0],
        sum((s * t) ** 2 for s, t in zip(slopes, h, strict=True))
        - sum(s * t for s, t in zip(slopes, h, strict=True)) ** 2 / 3,
        shown=sympy.Symbol("omega D C D omega"),
    )
    radial = r ** (order - 2) * exp(-(r**2) / 2)
    proof.derivative(
        "1/r² is independent of w. Recentred, h is isotropic in n − 1 dimensions with variance u = V − W, and its "
        "length r, over √u, has a density proportional to r^(n−2) e^(−r²/2). By parts, j = n − 1: (j − 2) E r^(−2) = 1",
        radial,
        r,
        (order - 2) * r ** (order - 3) * exp(-(r**2) / 2) - r ** (order - 1) * exp(-(r**2) / 2),
    )
    proof.limit("where the boundary term vanishes at 0, here for j = 3", radial.subs(order, 3), r, 0, 0)
    proof.limit("and at ∞", radial.subs(order, 3), r, oo, 0, side="-")


def mean(proof: Proof) -> Expression:
    """The steps for the mean over neurons."""
    squares = n * norm
    sums = squares + n * (n - 1) * pairs
    proof.definition(
        "Means over w: E d_i² = V, E d_i d_j = P, so that E tr D² and E (tr D)² are",
        sympy.Symbol("(S_2, S_1)"),
        sympy.Matrix([[squares, sums]]),
    )
    image = norm + (n - 1) * product_
    proof.equal(
        "With r² = n in the place of 1 the Gram matrix φφᵀ has the mean V on, W off the diagonal: E φ(w)ᵀφ(w) = V and "
        "E (1ᵀφ(w))² = V + (n − 1) W",
        (n * norm + n * (n - 1) * product_) / n,
        image,
        shown=sympy.Symbol("E (1 phi)^2"),
    )
    bracket = squares - 2 * squares / n + sums / n**2 - norm + image / n
    proof.equal(
        "tr CDCD − wᵀDCDw in the mean",
        bracket,
        (n - 1) * ((n - 2) * norm + pairs + product_) / n,
        shown=sympy.Symbol("T"),
    )
    growth = ((n - 2) * norm + pairs + product_) / ((n - 3) * gap)
    proof.equal(
        "A gradient of covariance C, of trace n − 1, is sent back with the trace n T E r^(−2), and E r^(−2) is "
        "1/((n−3)u)",
        n * bracket / ((n - 3) * gap) / (n - 1),
        growth,
        shown=sympy.Symbol("lambda_grad"),
    )
    return growth


def special_cases(proof: Proof, growth: Expression) -> None:
    """The steps for ReLU and identity, and for many points."""
    proof.equal(
        "ReLU: V = ½, W = κ₁/2, P = κ₀/2",
        growth.subs({norm: HALF, product_: kappa / 2, pairs: kappa_slope / 2, gap: (1 - kappa) / 2}, simultaneous=True),
        (n - 2 + kappa_slope + kappa) / ((n - 3) * (1 - kappa)),
        shown=sympy.Symbol("lambda_relu"),
    )
    identity = {norm: 1, product_: -1 / (n - 1), pairs: 1, gap: n / (n - 1)}
    proof.equal(
        "Identity: V = P = 1, W = −1/(n − 1)",
        growth.subs(identity, simultaneous=True),
        (n - 2) / (n - 3),
        shown=sympy.Symbol("lambda_identity"),
    )
    cosine = Series.of([0, -1], 3) / Series.of([1, -1], 3)
    sine = (1 - cosine * cosine).sqrt()
    angle = pi / 2 + (-cosine).arcsine()
    kappa_series, slope_series = (sine + (pi - angle) * cosine) * (1 / pi), (pi - angle) * (1 / pi)
    limit = (Series.of([1, -2], 3) + (slope_series + kappa_series).raised(1)) / (
        Series.of([1, -3], 3) * (1 - kappa_series)
    )
    proof.equal("ReLU, n → ∞, in powers of 1/n", limit.coefficients[0], pi / (pi - 1), shown=sympy.Symbol("lim"))


def compare(proof: Proof, growth: Expression) -> None:
    """The comparison with the closed form of the package, with ψ = π − θ for n: n = 1 + 1/cos ψ."""
    from bnproofs.configurations.rescaled_gradients import gradient_growth

    spread, mean_square = (b - a) ** 2, (a**2 + b**2) / 2
    off = spread * kernel(1, 1, theta) + a * b * cos(theta)
    values = {
        norm: mean_square,
        pairs: spread * by_covariance(theta) + a * b,
        product_: off,
        gap: mean_square - off,
    }
    size = 1 + 1 / cos(psi)
    at = {n: size, theta: pi - psi}
    proof.agrees(
        "The package's gradient growth",
        gradient_growth,
        [size, b, a],
        growth.subs(values, simultaneous=True).subs(at, simultaneous=True),
        roots=[sin(psi) / cos(psi)],
        angles={psi: 1 / cos(psi), pi / 2 - psi: 1 / cos(psi)},
    )


if __name__ == "__main__":
    run_as_script(derive)
