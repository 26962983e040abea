"""Gram matrices that are multiples of projectors, under linear layers with rescaling; all closed forms are rational.

(n/k) P, P an orthogonal projector of rank k, is fixed. Of full rank it is I, or (n/(n−1)) C after recentring. Source:
derivations/linear_rescaling.py, derivations/projector_spectrum.py.
"""

from __future__ import annotations

from bnproofs.numbers import Number, lift


def scale(n: Number, k: Number) -> Number:
    """The factor n/k of the fixed matrix (n/k) P, of trace n."""
    _, n, k = lift(n, k)
    return n / k


def traceless_eigenvalue(k: Number) -> Number:
    """The eigenvalue k/(k + 2) on traceless matrices within the range of P."""
    _, k = lift(k)
    return k / (k + 2)


def raising_eigenvalue(k: Number) -> Number:
    """The eigenvalue k/(k − 2) on matrices beside the range of P, k ≥ 3; the map has no derivative at k = 1, 2."""
    _, k = lift(k)
    return k / (k - 2)


def gain(k: Number) -> Number:
    """The factor g = 2/(k + 2) in 1 − μ' ≤ (1 − gμ)(1 − μ), μ and μ' the least of k eigenvalues of mean 1, μ' the next.

    Source: derivations/linear_convergence.py.
    """
    _, k = lift(k)
    return 2 / (k + 2)


def spectrum(dimension: int, k: int) -> tuple[tuple[str, int, Number], ...]:
    """The triples (component, multiplicity, eigenvalue) at a projector of rank k ≥ 3, or of full rank k = `dimension`.

    The dimension is n, or n − 1 after recentring. The scale mode is left out, and so are components of multiplicity
    zero; multiplicities add up to `dimension`(`dimension` + 1)/2 − 1.
    """
    rest = dimension - k
    rows = [("traceless", k * (k + 1) // 2 - 1, traceless_eigenvalue(k))]
    if rest:
        rows += [("manifold", k * rest, lift(1)[1]), ("rank-raising", rest * (rest + 1) // 2, raising_eigenvalue(k))]
    return tuple(rows)


OPENING_LAWS = {1: "square-root", 2: "logarithm"}
"""How a new eigenvalue opens beside rank k where the map is not differentiable: r ↦ √r, and r ↦ r log(1/r) + O(r).

r is its quotient by the other eigenvalues. Source: derivations/low_rank_rescaling.py.
"""
