"""The uniform point with rescaling: an isotropic Gaussian has independent length and direction."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, diff, exp, oo, pi, sin

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.framework.series import Series
from derivations.relu_kernel import Expression, kernel, theta
from derivations.relu_kernel_derivatives import by_covariance, by_variance
from derivations.uniform_point import epsilon, n, standard_factor

d, alpha, order, r, c = sympy.symbols("d alpha j r c", positive=True)
plain, spread, moment = sympy.symbols("V Q M", positive=True)
b, a, x, y, t, u, v, w, relu_mean, kuv = sympy.symbols("b a x y t u v w R K_uv", real=True)
slope, gap_of_slope = sympy.symbols("a_plus f_gap", positive=True)
psi = sympy.Symbol("psi", positive=True)
HALF = Rational(1, 2)
ORDER = 5


def rescaling_factor(d: Expression, alpha: Expression) -> Expression:
    """The derived quotient d/(d + 2α) of the derivatives with and without rescaling, on traceless directions."""
    return d / (d + 2 * alpha)


def derive() -> Derivation:
    """The derivation of the Gram matrix and of the eigenvalues."""
    proof = Proof(
        "rescaled_uniform_point",
        domain={
            n: (4, 60),
            theta: (pi / 2, 2 * pi / 3),
            psi: (pi / 3, pi / 2),
            d: (1, 9),
            alpha: (1, 3),
            order: (1, 5),
            r: (1, 2),
            epsilon: (0, Rational(1, 10)),
            **dict.fromkeys((b, a, x, y, t, u, v, w, kuv), (-1, 1)),
            **dict.fromkeys((relu_mean, c, slope, gap_of_slope, plain, spread, moment), (0, 1)),
        },
        facts=[n - 1, theta - sin(theta), pi - theta, 1 - cos(theta), sin(psi), cos(psi)],
    )
    length_and_direction(proof)
    factor, product, gap = gram_and_eigenvalues(proof)
    stability(proof)
    expansion(proof)
    compare(proof, factor, product, gap)
    standard = sympy.Symbol("lambda_std")
    return proof.conclude(standard, (n - 1) / (n + 1) * factor / sympy.Symbol("g"))


def length_and_direction(proof: Proof) -> None:
    """Lemma: at a projector of rank d the derivative is d/(d + 2α) times the projective one without rescaling."""
    h = sympy.Matrix([x, y])
    direction = sympy.Matrix([[u, v], [v, w]])
    sigma = sympy.eye(2) + t * direction
    log_density = -(h.T * sigma.inv() * h)[0] / 2 - sympy.log(sigma.det()) / 2
    proof.equal(
        "h ~ N(0, P + tH), P a projector, H within its range (two coordinates): the slope in t of the log density is "
        "(hᵀHh − tr H)/2, so a mean of f(h) has the slope ½ E f(h) hᵀHh if tr H = 0",
        diff(log_density, t).subs(t, 0),
        ((h.T * direction * h)[0] - direction.trace()) / 2,
        shown=sympy.Derivative(sympy.Symbol("log p"), t),
    )
    radial = r**order * exp(-(r**2) / 2)
    proof.derivative(
        "At H = 0 the length r and the direction of h are independent; r has a density proportional to "
        "r^(d−1) e^(−r²/2). Moments by parts",
        -radial,
        r,
        r ** (order + 1) * exp(-(r**2) / 2) - order * r ** (order - 1) * exp(-(r**2) / 2),
    )
    proof.limit("where the boundary term vanishes at 0", radial, r, 0, 0)
    proof.limit(
        "and at ∞, here for j = 3, so the moment of order j + 2 − d is j times that of order j − d",
        radial.subs(order, 3),
        r,
        oo,
        0,
        side="-",
    )
    proof.definition(
        "φ homogeneous of degree α, e = h/r: V = E φφᵀ(e) and Q = E φφᵀ(e) eᵀHe, the same with and without rescaling; "
        "M = E r^(2α). Relative to the image, the derivative without it, j = d + 2α",
        sympy.Symbol("D"),
        (d + 2 * alpha) * moment * spread / 2 / (moment * plain),
    )
    proof.equal(
        "With rescaling φφᵀ does not contain r, which is left in hᵀHh alone, E r² = d: the quotient of the "
        "derivatives, each relative to its image",
        (d * spread / 2) / plain / ((d + 2 * alpha) * moment * spread / 2 / (moment * plain)),
        rescaling_factor(d, alpha),
        shown=sympy.Symbol("D_RS") / sympy.Symbol("D"),
    )


def gram_and_eigenvalues(proof: Proof) -> tuple[Expression, Expression, Expression]:
    """The steps for the kernel of the slopes (b, a), the Gram matrix and the two eigenvalues."""
    spread = (b - a) ** 2
    proof.equal(
        "φ(x) = (b − a) relu(x) + a x; with R = E relu(u) relu(v) and E relu(u) v = K_uv/2 (leaky_relu_kernel)",
        spread * relu_mean + 2 * a * (b - a) * kuv / 2 + a**2 * kuv,
        spread * relu_mean + a * b * kuv,
        shown=sympy.Symbol("E phi(u) phi(v)"),
    )
    rho, mean = -1 / (n - 1), (a**2 + b**2) / 2
    at = {cos(theta): rho}
    kappa = 2 * kernel(1, 1, theta)
    product = spread * kappa / 2 + a * b * cos(theta)
    proof.equal("On the diagonal, K_uu = 1", spread * HALF + a * b, mean)
    proof.equal(
        "At Σ = C the squared length has the mean n − 1, C_ii = (n−1)/n: the image n V(C)/(n−1) has the diagonal V(1)",
        n * ((n - 1) / n) * mean / (n - 1),
        mean,
        shown=sympy.Symbol("Phi_ii"),
    )
    proof.definition("and off it the kernel at cos θ = −1/(n−1)", sympy.Symbol("Phi_ij"), product)
    gap = (1 - cos(theta)) * (spread * (1 - defect(theta)) / 2 + a * b)
    proof.equal(
        "Their difference, q the defect of the kernel (defect_monotone, 0 < q < ½)",
        mean - product,
        gap,
        shown=sympy.Symbol("Phi_ii - Phi_ij"),
    )
    proof.equal(
        "is, unless a = b, above its value at q = ½, a square, so Φ recentred is a positive multiple of C: a fixed "
        "point, as for a = b ≠ 0",
        spread * HALF / 2 + a * b,
        (a + b) ** 2 / 4,
    )
    pair, lean = by_covariance(theta), by_variance(1, 1, theta)
    factor = spread * standard_factor(n, pair, lean) + a * b
    growth = gap * (n - 1) / n
    pairs = spread * pair + a * b
    proof.definition(
        "Without rescaling the linear part multiplies every recentred matrix by ab, so with uniform_point the factors "
        "on the standard component and on (n−2, 2), and the growth g = (n−1)(Φ_ii − Φ_ij)/n",
        sympy.Symbol("(f, P, g)"),
        sympy.Matrix([[factor, pairs, growth.subs(at)]]),
    )
    proof.equal(
        "The lemma with d = n − 1, α = 1 gives the eigenvalues (n−1)/(n+1) f/g",
        rescaling_factor(n - 1, 1),
        (n - 1) / (n + 1),
        shown=sympy.Symbol("D_RS") / sympy.Symbol("D"),
    )
    return factor, product, gap


def stability(proof: Proof) -> None:
    """The steps for b = 1, a ≥ 0: stable for every n ≥ 3."""
    share = (1 - slope) ** 2
    proof.equal(
        "uniform_gap has 0 < f < g and 0 < P < g for the ReLU, f_gap = g − f. For the slope a ≥ 0 it is",
        share * c + slope - (share * (c - gap_of_slope) + slope),
        share * gap_of_slope,
        shown=sympy.Symbol("g_a - f_a"),
    )
    proof.nonnegative(
        "not negative, and f_a = (1−a)² f + a is not either, nor are P_a and g_a − P_a: both eigenvalues of the layer "
        "with rescaling are in [0, (n−1)/(n+1)], for every n ≥ 3 and a ≥ 0",
        share * gap_of_slope,
    )
    proof.positive("and that is below 1", 1 - rescaling_factor(n - 1, 1), 2 / (n + 1))


def expansion(proof: Proof) -> None:
    """The steps for n → ∞ with the ReLU: power series in ε = 1/n."""
    cosine = Series.of([0, -1], ORDER) / Series.of([1, -1], ORDER)
    sine = (1 - cosine * cosine).sqrt()
    angle = pi / 2 + (-cosine).arcsine()
    kappa = (sine + (pi - angle) * cosine) * (1 / pi)
    slope_series, tilt = (pi - angle) * (1 / (2 * pi)), sine * (1 / (4 * pi))
    one, two = Series.of([1, -1], ORDER), Series.of([1, -2], ORDER)
    growth = (1 - kappa) * one * HALF
    factor = 2 * slope_series.raised(1) - 2 * (two * tilt) + two * HALF
    shrink = one / Series.of([1, 1], ORDER)
    standard, pairs = shrink * factor / growth, shrink * slope_series / growth
    check = [sympy.cancel(x) for x in (standard * growth - shrink * factor).coefficients]
    proof.exactly(
        "As series in ε = 1/n: λ_std g = (1−ε)/(1+ε) f, coefficient by coefficient",
        check,
        [0] * len(check),
        shown=(sympy.Symbol("lambda_std"), standard.polynomial(epsilon, 2)),
    )
    proof.equal("λ_std tends to", standard.coefficients[0], 1, shown=sympy.Symbol("lim lambda_std"))
    proof.equal(
        "with the coefficient of 1/n",
        standard.coefficients[1],
        -(5 * pi - 6) / (2 * (pi - 1)),
        shown=sympy.Symbol("c_1"),
    )
    proof.equal(
        "λ_(n−2,2) tends to", pairs.coefficients[0], pi / (2 * (pi - 1)), shown=sympy.Symbol("lim lambda_(n-2,2)")
    )


def compare(proof: Proof, factor: Expression, product: Expression, gap: Expression) -> None:
    """The comparison with the closed forms of the package, with ψ = π − θ for n: n = 1 + 1/cos ψ."""
    from bnproofs.configurations import rescaled_uniform

    size, root = 1 + 1 / cos(psi), sin(psi) / cos(psi)
    proof.equal("With ψ = π − θ, cos ψ = 1/(n−1): √(n(n−2)) is tan ψ", root**2, size * (size - 2))
    at = {n: size, theta: pi - psi}
    growth = gap * (n - 1) / n
    pairs = (b - a) ** 2 * by_covariance(theta) + a * b
    factors = {name: rescaling_factor(n - 1, 1) * x / growth for name, x in (("standard", factor), ("pair", pairs))}
    proof.agrees("The package's diagonal", rescaled_uniform.diagonal, [b, a], (a**2 + b**2) / 2)
    for closed_form, value in (
        (rescaled_uniform.product, product),
        (rescaled_uniform.square_distance, gap),
        (rescaled_uniform.standard_eigenvalue, factors["standard"]),
        (rescaled_uniform.pair_eigenvalue, factors["pair"]),
    ):
        proof.agrees(
            f"The package's {closed_form.__name__.replace('_', ' ')}",
            closed_form,
            [size, b, a],
            value.subs(at, simultaneous=True),
            roots=[root],
            angles={psi: 1 / cos(psi), pi / 2 - psi: 1 / cos(psi)},
        )


if __name__ == "__main__":
    run_as_script(derive)
