"""The theorems that are proved of ReLU, leaky ReLU and absolute value without recentring and rescaling.

All points end in one direction, at a stated rate; one layer gives points of which no two are parallel full rank.
Slope 1 is the identity, of which neither holds. Source: derivations/leaky_collapse.py, derivations/rank_growth.py.
"""

from __future__ import annotations

from fractions import Fraction

from bnproofs.configurations import Configuration, ConfigurationError, collapsed, rank_growth
from bnproofs.configurations.leaky_slope import slope_of
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import outward
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.theorem import Theorem, decided, degenerate, pair, proved, undecided

COSINES = (Fraction(1, 2), Fraction(9, 10), Fraction(99, 100))
"""The largest correlations for which the least eigenvalue after a layer is bounded."""


def covers(layer: Layer) -> bool:
    """Whether the layer is a ReLU, leaky ReLU or absolute value and nothing else."""
    return not layer.recentre and not layer.rescale and layer.activation in ("relu", "leaky_relu", "abs")


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The collapsed configuration."""
    return (Configuration("collapsed"),)


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on the collapsed configuration of n ≥ 3 points, promised to `bits` bits.

    Raises:
        ConfigurationError: another configuration.
    """
    if configuration.kind != "collapsed":
        raise ConfigurationError(f"nothing is proved of {configuration} under {layer}: write 'collapsed'")
    a = slope_of(layer)
    common = (prove_fixed_point(a), prove_spectrum(n), proved("stability", {"verdict": "marginal"}))
    if a == 1:
        return common
    precision = Precision.for_batch(n, bits)
    with working_precision(precision.points):
        return (*common, prove_collapse(a, bits), prove_rank_growth(n, a, bits))


def prove_fixed_point(a: Fraction) -> Theorem:
    """The theorem that Gram matrices of points in one direction are fixed rays.

    PROVED asserts: ddᵀ, d_i ≥ 0, is multiplied by the growth; for a ≠ 1 no other Gram matrix is fixed up to scale.
    """
    return proved("fixed-point", {"cosine": degenerate(1), "growth": degenerate(collapsed.growth(a))})


def prove_spectrum(n: int) -> Theorem:
    """The spectrum of the projective Jacobian at 11ᵀ, where the (one-sided) derivative is the growth times E ↦ E.

    PROVED asserts: all n(n+1)/2 − 1 eigenvalues are exactly 1.
    """
    one, rows = degenerate(1), collapsed.components(n)
    statement = {
        "components": [
            {"component": name, "multiplicity": count, "eigenvalues": [one] * eigenvalues}
            for name, count, eigenvalues in rows
        ],
        "spectral_radius": one,
    }
    complete = sum(count * eigenvalues for _, count, eigenvalues in rows) + 1 == n * (n + 1) // 2
    return decided("spectrum", complete, statement)


def prove_collapse(a: Fraction, bits: int) -> Theorem:
    """The theorem that the correlation of any two points that are not zero increases to 1, a ≠ 1.

    PROVED asserts: with u = (1 − ρ)^(−1/2) ≥ 1/√2 for two points, v = `step` and C = `excess`, after l more layers
    u_0 + vl ≤ u_l ≤ u_0 + vl + C/u_0 + (C/v) ln(1 + vl/u_0), counted from layer `from_layer` on, where the lower bound
    holds from every layer on; so l²(1 − ρ_l) tends to `rate`.
    """
    eta = collapsed.contraction(a)
    ball = Balls().number(eta)
    statement = {
        "contraction": eta,
        "step": pair(outward(collapsed.step(ball), bits)),
        "excess": collapsed.excess(eta),
        "rate": pair(outward(collapsed.rate(ball), bits)),
        "from_layer": 0 if eta <= 1 else 1,
    }
    return proved("collapse", statement)


def prove_rank_growth(n: int, a: Fraction, bits: int) -> Theorem:
    """The theorem that one layer makes Gram matrices positive definite, a ≠ 1.

    PROVED asserts: the image of a Gram matrix of non-zero points is positive definite unless two of them have the same
    direction or those that occur with their opposite are linearly dependent (`opposite`: "independent"; a ≠ −1), or
    unless two of them are parallel (`opposite`: "none"; a = −1). If no correlation exceeds `cosine` in absolute value,
    its least eigenvalue is at least the number in `least_eigenvalue` times the least squared norm.
    """
    try:
        bounds = [
            {
                "cosine": t,
                "order": rank_growth.order(n, t),
                "least_eigenvalue": pair(
                    outward(Balls().number((1 - a) ** 2 / 4) * rank_growth.bound(n, t, Balls().number(1)), bits)
                ),
            }
            for t in COSINES
        ]
    except ValueError as failure:
        return undecided("rank-growth", str(failure))
    return proved("rank-growth", {"opposite": "none" if a == -1 else "independent", "bounds": bounds})
