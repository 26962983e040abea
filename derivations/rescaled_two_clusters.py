"""Two clusters with rescaling: a fixed point where squared distances D within a cluster become C √D.

Why the leading term is C √D: the points of the cluster differ by z √(D/2), and the two clusters by a Gaussian g. Only
neurons with g of the size of √D tell the points apart by more than order D; they make up a share √D of all. Writing
g = x √(D/2) the mean is √D times an integral over x with the density e^(−x²D/(4σ²)) ≤ 1 in it. Without that factor the
integral is finite: this is C. With it the integral is smaller, by at most (correction) √D. Both bounds hold for every
D > 0, so the slope of D ↦ D' at 0 is infinite: the map is not differentiable, and every small D grows.
"""

from __future__ import annotations

import sympy
from sympy import Rational, atan, erf, exp, oo, pi, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression

p, k, n, x, D, sigma, slope = sympy.symbols("p k n x D sigma c", positive=True)
alpha, r, constant, delta = sympy.symbols("alpha r C delta", positive=True)
a, b, g = sympy.symbols("a b g", real=True)
first, second, u1, u2 = sympy.symbols("A B U_1 U_2", positive=True)
SIZE = p + k


def square_distance(p: Expression, k: Expression, b: Expression, a: Expression) -> Expression:
    """The derived squared distance σ² of the clusters."""
    return (a**2 + b**2) * (p**2 + k**2) / (2 * p * k) + 2 * a * b


def derive() -> Derivation:
    """The derivation of the fixed point and of the bounds."""
    proof = Proof(
        "rescaled_two_clusters",
        domain={
            p: range(2, 20),
            k: range(1, 20),
            n: range(21, 60),
            **dict.fromkeys((a, b, g), (-1, 1)),
            **dict.fromkeys((x, D, sigma, slope, alpha, r, constant, delta), (Rational(1, 2), 1)),
            **dict.fromkeys((first, second, u1, u2), (0, 2)),
        },
    )
    fixed_point(proof)
    bounds(proof)
    growth(proof)
    compare(proof)
    lower = constant * sqrt(D) - (a**2 + b**2) * n**2 * D / (2 * p * k * sigma**2)
    return proof.conclude(sympy.Symbol("min D'"), lower)


def fixed_point(proof: Proof) -> None:
    """The image of a batch at two places, p points at one and k at the other."""
    proof.equal(
        "Recentred, a neuron is gv, v = k/n on p points and −p/n on k, n = p + k; the squared length of v",
        p * (k / SIZE) ** 2 + k * (p / SIZE) ** 2,
        p * k / SIZE,
        shown=alpha,
    )
    proof.equal(
        "Rescaled it is ±(u, −1/u), with the sign of g; u² is", SIZE * (k / SIZE) ** 2 / (p * k / SIZE), k / p, shown=u1
    )
    proof.equal("and the other square", SIZE * (p / SIZE) ** 2 / (p * k / SIZE), p / k, shown=u2)
    proof.equal(
        "φ(u) φ(−1/u) for u > 0: the product between the clusters is −ab for every neuron, at every width",
        (b * x) * (-a / x),
        -a * b,
        shown=sympy.Function("phi")(u1) * sympy.Function("phi")(-1 / u1),
    )
    proof.equal(
        "and for −u",
        (-a * x) * (b / x),
        -a * b,
        shown=sympy.Function("phi")(-u1) * sympy.Function("phi")(1 / u1),
    )
    proof.equal(
        "Both signs have probability ½: the squared norm on the p points",
        ((b**2) * k / p + (a**2) * k / p) / 2,
        (a**2 + b**2) / 2 * k / p,
        shown=sympy.Symbol("G_p"),
    )
    proof.equal(
        "The squared distance of the clusters is G_p + G_k + 2ab. This Gram matrix depends on nothing: it is fixed",
        (a**2 + b**2) / 2 * (k / p + p / k) + 2 * a * b,
        square_distance(p, k, b, a),
        shown=sigma**2,
    )
    proof.equal(
        "It is positive unless p = k and a = −b", square_distance(p, k, b, a),
        (a**2 + b**2) * (p - k) ** 2 / (2 * p * k) + (a + b) ** 2, shown=sigma**2,
    )  # fmt: skip


def bounds(proof: Proof) -> None:
    """C √D − (correction) D ≤ D' ≤ C √D."""
    proof.definition(
        "Let the p points spread, each pair by the squared distance D: recentred, h = gv + z √(D/2), g ~ N(0, σ²), z ~ "
        "N(0, I − J/p) on the p points, so z ⟂ v and the squared length of h is",
        sympy.Symbol("|h|^2"),
        alpha * g**2 + sympy.Symbol("|z|^2") * D / 2,
    )
    proof.equal(
        "With g = x √(D/2) the density of g is, in x,",
        exp(-((x * sqrt(D / 2)) ** 2) / (2 * sigma**2)) / (sqrt(2 * pi) * sigma) * sqrt(D / 2),
        sqrt(D) / (2 * sqrt(pi) * sigma) * exp(-(x**2) * D / (4 * sigma**2)),
        shown=sympy.Function("density")(x),
    )
    proof.definition(
        "and the numerator and the denominator of (φ(h_1) − φ(h_2))²/|h|² both have the factor D/2. So D' is √D times "
        "the integral of e^(−x²D/(4σ²)) F(x) n/(2√π σ), with R = |z|² and",
        sympy.Function("F")(x),
        sympy.Symbol("E (phi(x v + z_1) - phi(x v + z_2))^2 / (alpha x^2 + R)"),
    )
    proof.equal(
        "The sign of (x, z) is free. If A = xv + z_1 and B = xv + z_2 have one sign, the mean over it of "
        "(φ(A) − φ(B))² is",
        ((b * first - b * second) ** 2 + (a * first - a * second) ** 2) / 2,
        (a**2 + b**2) / 2 * (first - second) ** 2,
    )
    proof.nonnegative(
        "and if they have different signs, A and −B, it is at most the same",
        (a**2 + b**2) / 2 * (first + second) ** 2 - ((b * first + a * second) ** 2 + (a * first + b * second) ** 2) / 2,
        first * second * (b - a) ** 2,
    )
    proof.integral(
        "So F(x) + F(−x) is at most (a²+b²) E(z_1 − z_2)²/(αx² + R), whose integral is finite: by dominated "
        "convergence D'/√D tends to C, the integral of F(x) n/(2√π σ), as D → 0; and D' ≤ C √D, as the factor is ≤ 1",
        1 / (alpha * x**2 + r),
        atan(x * sqrt(alpha / r)) / sqrt(alpha * r),
        (x, 0, oo),
        pi / (2 * sqrt(alpha * r)),
    )
    proof.equal(
        "E(z_1 − z_2)², from the covariance I − J/p", 2 * (1 - 1 / p) + 2 / p, 2, shown=sympy.Symbol("E (z_1 - z_2)^2")
    )
    rate = D / (4 * sigma**2)
    taken = (1 - exp(-slope * x**2)) / x
    proof.derivative(
        "What the factor takes away, with c = D/(4σ²), in the bound 2(a²+b²)/(αx²) of F(x) + F(−x): by parts, "
        "(1 − e^(−cx²))/x² is 2c e^(−cx²) and a slope",
        -taken,
        x,
        (1 - exp(-slope * x**2)) / x**2 - 2 * slope * exp(-slope * x**2),
    )
    proof.limit("of what is 0 at 0", taken, x, 0, 0)
    proof.limit("and at ∞", taken, x, oo, 0, side="-")
    proof.integral(
        "so that the integral of (1 − e^(−cx²))/x² over x > 0 is √(πc)",
        2 * slope * exp(-slope * x**2),
        sqrt(pi * slope) * erf(sqrt(slope) * x),
        (x, 0, oo),
        sqrt(pi * slope),
    )
    lost = sqrt(D) * n / (2 * sqrt(pi) * sigma) * 2 * (a**2 + b**2) / alpha * sqrt(pi * rate)
    proof.equal(
        "so C √D − D' is at most (correction) D, with αn = pk",
        lost.subs(alpha, p * k / n),
        (a**2 + b**2) * n**2 / (2 * p * k * sigma**2) * D,
        shown=sympy.Symbol("max(C sqrt(D) - D')"),
    )
    relu = {a: 0, b: 1, k: 1}
    proof.equal(
        "For the ReLU and k = 1, m = n − 1, the correction",
        ((a**2 + b**2) * n**2 / (2 * p * k * square_distance(p, k, b, a))).subs(relu).subs(p, n - 1),
        n**2 / ((n - 1) ** 2 + 1),
        shown=sympy.Symbol("correction"),
    )


def growth(proof: Proof) -> None:
    """Small relative distances grow."""
    trace = n * (a**2 + b**2) / 2
    proof.equal(
        "The squared norms add up to E|φ|² = n(a²+b²)/2, each u having a symmetric law, and recentring takes nothing "
        "off but the mean, so the next squared distance of the clusters is at most, α = pk/n",
        (trace / alpha).subs(alpha, p * k / n),
        (a**2 + b**2) * n**2 / (2 * p * k),
        shown=sympy.Symbol("L"),
    )
    correction = (a**2 + b**2) * n**2 / (2 * p * k)
    limit = (a**2 + b**2) * n**2 / (2 * p * k)
    lower = (constant * sigma * sqrt(delta) - correction * delta) / limit
    proof.equal(
        "With δ = D/σ² for any squared distance σ² of the clusters (the map does not see the scale) and Cσ the same "
        "number: δ' is at least",
        lower,
        constant * sigma * sqrt(delta) / limit - delta,
    )
    share = p * k * constant * sigma / ((a**2 + b**2) * n**2)
    proof.equal(
        "which exceeds δ as long as √δ is below",
        constant * sigma / (2 * limit),
        share,
        shown=sqrt(sympy.Symbol("radius")),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, with p + k for n."""
    from bnproofs.configurations import rescaled_two_clusters as package

    distance = square_distance(p, k, b, a)
    at = [SIZE, k, b, a]
    halves = [(a**2 + b**2) / 2 * k / p, (a**2 + b**2) / 2 * p / k]
    for i, (name, half) in enumerate(zip(("first", "second"), halves, strict=True)):

        def norm(n: Expression, k: Expression, b: Expression, a: Expression, i: int = i) -> Expression:
            return package.squared_norms(n, k, b, a)[i]

        proof.agrees(f"The package's squared norm in the {name} cluster", norm, at, half)
    proof.agrees("its product", package.product, [b, a], -a * b)
    proof.agrees("its cosine", package.cosine, [b, a], -2 * a * b / (a**2 + b**2))
    proof.agrees("its squared distance", package.square_distance, at, distance)
    proof.agrees("its correction", package.correction, at, (a**2 + b**2) * SIZE**2 / (2 * p * k * distance))
    share = p * k * constant / ((a**2 + b**2) * SIZE**2)
    proof.agrees("its radius", package.radius, [*at, constant], share**2 * distance)


if __name__ == "__main__":
    run_as_script(derive)
