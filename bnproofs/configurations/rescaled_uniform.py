"""The uniform point of recentring + rescaling + φ, φ(x) = b max(x, 0) + a min(x, 0): all n points exchangeable.

Recentred it is a multiple of C = I − 11ᵀ/n. Slopes are given as (`right`, `left`) = (b, a): (1, 0) is the ReLU, (1, −1)
the absolute value, (1, 1) the identity. Source: derivations/rescaled_uniform_point.py.
"""

from __future__ import annotations

from bnproofs.numbers import Number, lift


def diagonal(right: Number, left: Number) -> Number:
    """The squared norm (a² + b²)/2 of a point, at this configuration as at every other one."""
    _, b, a = lift(right, left)
    return (a * a + b * b) / 2


def product(n: Number, right: Number, left: Number) -> Number:
    """The product (b−a)² κ(ρ)/2 + abρ of two points, ρ = −1/(n−1), κ the arc-cosine kernel of order 1."""
    kind, n, b, a = lift(n, right, left)
    excess = kind.excess(kind.sqrt(n * (n - 2)), kind.number(1))
    return ((b - a) * (b - a) * excess / (2 * kind.pi()) - a * b) / (n - 1)


def square_distance(n: Number, right: Number, left: Number) -> Number:
    """The difference of squared norm and product, half the squared distance of two points; positive for φ ≠ 0."""
    _, n, b, a = lift(n, right, left)
    return diagonal(b, a) - product(n, b, a)


def standard_eigenvalue(n: Number, right: Number, left: Number) -> Number:
    """The eigenvalue of the derivative on the standard component, of multiplicity n − 1.

    [ 2P + (n−2)((a²+b²)/2 − (b−a)² sin θ/(2π)) ]/((n+1)(squared norm − product)), cos θ = −1/(n−1), P the slope of the
    kernel by the product of two points.
    """
    kind, n, b, a = lift(n, right, left)
    lean = (b - a) * (b - a) * kind.sqrt(n * (n - 2)) / (2 * kind.pi() * (n - 1))
    own = (a * a + b * b) / 2 - lean
    return (2 * _slope(n, b, a) + (n - 2) * own) / ((n + 1) * square_distance(n, b, a))


def pair_eigenvalue(n: Number, right: Number, left: Number) -> Number:
    """The eigenvalue on the component (n−2, 2), of multiplicity n(n−3)/2: n P/((n+1)(squared norm − product))."""
    _, n, b, a = lift(n, right, left)
    return n * _slope(n, b, a) / ((n + 1) * square_distance(n, b, a))


def spectrum(n: int, right: Number, left: Number) -> tuple[tuple[str, int, Number], ...]:
    """The triples (component, multiplicity, eigenvalue) of the derivative at the uniform point, n ≥ 3 an integer.

    The scale mode, of eigenvalue 0, is left out; the multiplicities add up to n(n−1)/2 − 1.
    """
    rows = (("standard", n - 1, standard_eigenvalue(n, right, left)),)
    return rows if n == 3 else (*rows, ("(n-2,2)", n * (n - 3) // 2, pair_eigenvalue(n, right, left)))


def _slope(n: Number, b: Number, a: Number) -> Number:
    """The slope P = (b+a)²/4 − (b−a)² arcsin(1/(n−1))/(2π) = (b−a)² (π−θ)/(2π) + ab of the kernel."""
    kind, n, b, a = lift(n, b, a)
    tilt = kind.inclination(kind.number(1), kind.sqrt(n * (n - 2)))
    return (a + b) * (a + b) / 4 - (b - a) * (b - a) * tilt / (2 * kind.pi())
