"""Linear layers with rescaling, on eigenvalues: order is kept, quotients shrink, fixed are multiples of projectors."""

from __future__ import annotations

import sympy
from sympy import Rational, exp, oo, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.rescaled_integral import Expression, tilted

lam, gap, s, k, n, c = sympy.symbols("lambda delta s k n c", positive=True)
x, y = sympy.symbols("x y", real=True)
NEAR = (Rational(1, 10), 1)


def share(variance: Expression) -> Expression:
    """The factor 1/(1 + 2sλ) of λ in the integral of its next value, besides n det(I + 2sΣ)^(−1/2)."""
    return 1 / (1 + 2 * s * variance)


def derive() -> Derivation:
    """The derivation of the map of eigenvalues and of its fixed points."""
    proof = Proof(
        "linear_rescaling",
        domain={lam: NEAR, gap: NEAR, s: NEAR, k: (1, 6), n: (6, 9), c: NEAR, x: NEAR, y: NEAR},
    )
    larger = lam + gap
    density = exp(-(x**2) / (2 * lam) - y**2 / (2 * c))
    mixed = density * x * y / (x**2 + y**2)
    proof.equal(
        "In the eigenvectors of Σ the mean of x y/q, q the squared length, of two coordinates vanishes: the integrand "
        "is odd in x. So the eigenvectors stay",
        mixed + mixed.subs(x, -x),
        0,
        shown=sympy.Symbol("E x y / q"),
    )
    proof.definition(
        "Σ and Φ(Σ) have the same eigenvectors and the eigenvalues λ_i and, by rescaled_integral, λ_i′, with D = det(I "
        "+ 2sΣ)^(−1/2), the product of (1 + 2sλ_j)^(−1/2)",
        sympy.Symbol("lambda_i'"),
        n * sympy.Integral(sympy.Symbol("D") * sympy.Symbol("lambda_i") * share(sympy.Symbol("lambda_i")), (s, 0, oo)),
    )
    root = share(lam) ** Rational(1, 2)
    proof.derivative(
        "Each factor of D has the slope −λ/(1 + 2sλ) times itself, so that the integrands of the λ_i′ add up to −D′, "
        "and the λ_i′ to n (D(0) − D(∞)) = n",
        root,
        s,
        -tilted(lam, s) * root,
    )
    proof.positive(
        "Of two positive eigenvalues λ < μ = λ + δ the larger has the larger next value: its integrand is larger",
        tilted(larger, s) - tilted(lam, s),
        gap * share(lam) * share(larger),
    )
    proof.positive(
        "but grows by the smaller factor: λ′/λ > μ′/μ, so that the quotient μ/λ decreases strictly, and stays above 1",
        share(lam) - share(larger),
        2 * s * gap * share(lam) * share(larger),
    )
    proof.equal("An eigenvalue 0 stays", tilted(sympy.Integer(0), s), 0, shown=sympy.Symbol("lambda'"))
    proof.integral(
        "So at a fixed matrix the positive eigenvalues are equal. If k are equal to c, the integral gives 1/k of n",
        c * (1 + 2 * s * c) ** (-k / 2 - 1),
        -((1 + 2 * s * c) ** (-k / 2)) / k,
        (s, 0, oo),
        1 / k,
    )
    proof.equal(
        "so c P, P a projector of rank k, goes to (n/k) P: fixed are exactly these, of trace n",
        n * (1 / k) * k,
        n,
        shown=sympy.Symbol("trace"),
    )
    two_eigenvalues(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("Phi((n/k) P)"), n / k * sympy.Symbol("P"))


def two_eigenvalues(proof: Proof) -> None:
    """The steps for two positive eigenvalues, where the integral is elementary."""
    larger = lam + gap
    total = sqrt(lam) + sqrt(larger)
    for own, other in ((lam, larger), (larger, lam)):
        proof.integral(
            "Two positive eigenvalues: the integral has the root of the eigenvalue",
            tilted(own, s) * sqrt(share(own)) * sqrt(share(other)),
            own / (other - own) * sqrt(1 + 2 * s * other) / sqrt(1 + 2 * s * own),
            (s, 0, oo),
            sqrt(own) / total,
        )
    proof.equal(
        "so their quotient becomes its root, exactly",
        (sqrt(larger) / total) / (sqrt(lam) / total),
        sqrt(larger / lam),
        shown=sympy.Symbol("mu' / lambda'"),
    )
    proof.equal(
        "and its logarithm is halved: 1/2 is the eigenvalue k/(k + 2) for k = 2",
        sympy.log(sqrt(larger / lam)),
        (sympy.log(larger) - sympy.log(lam)) / 2,
        shown=sympy.Symbol("log(mu' / lambda')"),
    )


def compare(proof: Proof) -> None:
    """The comparison with the package, on closed forms and on an enclosure of the integral."""
    from fractions import Fraction

    from bnproofs.configurations import projector
    from bnproofs.evolution import mean_field_map
    from bnproofs.layer import Layer

    proof.agrees("The scale of the package", projector.scale, [n, k], n / k)
    zero, nine = Fraction(0), Fraction(9)
    image = mean_field_map(Layer.parse("rs+identity"), [[nine, zero, zero], [zero, nine, zero], [zero, zero, zero]])
    proof.exactly(
        "The enclosure of the package for Σ = 9 P, k = 2, n = 3, contains 3/2 on the diagonal and is narrow",
        bool((image[0, 0] * 2).contains(3)) and float(image[0, 0].rad()) < 1e-14 and bool(image[2, 2].contains(0)),
        True,
        shown=(sympy.Symbol("Phi_11"), Rational(3, 2)),
    )


if __name__ == "__main__":
    run_as_script(derive)
