"""The uniform point of recentring + ReLU: all n points exchangeable, cos θ = −1/(n−1) in K.

Source: derivations/uniform_point.py.
"""

from __future__ import annotations

from bnproofs.numbers import Number, lift
from bnproofs.symmetry import BlockGram


def direction(n: Number, like: Number) -> tuple[Number, Number]:
    """The vector (s, c) = (√(n(n−2)), 1) of the uniform point in the odd-point family, in the kind of `like`."""
    kind, n, _ = lift(n, like)
    return kind.sqrt(n * (n - 2)), kind.number(1)


def angle(n: Number) -> Number:
    """The angle θ₀ = arccos(−1/(n−1)) in K."""
    kind, n = lift(n)
    return kind.angle(kind.sqrt(n * (n - 2)), kind.number(-1))


def cosine(n: Number) -> Number:
    """The cosine κ₀ = κ(−1/(n−1)) between two points after the ReLU, (√(n(n−2)) − angle(√(n(n−2)), 1))/(π(n−1))."""
    kind, n = lift(n)
    return kind.excess(kind.sqrt(n * (n - 2)), kind.number(1)) / (kind.pi() * (n - 1))


def growth(n: Number) -> Number:
    """The growth (1 − κ₀)(n − 1)/(2n)."""
    _, n = lift(n)
    return (1 - cosine(n)) * (n - 1) / (2 * n)


def standard_eigenvalue(n: Number) -> Number:
    """The eigenvalue of the projective Jacobian on the standard component, of multiplicity n − 1.

    [ (2/n)((π−θ₀)/(2π) − (n−2) sin θ₀/(4π)) + (n−2)/(2n) ]/growth.
    """
    kind, n = lift(n)
    sine = kind.sqrt(n * (n - 2)) / (n - 1)
    tilt = (kind.pi() - angle(n)) / kind.pi() - (n - 2) * sine / (2 * kind.pi())
    return (2 * tilt + n - 2) / (2 * n) / growth(n)


def pair_eigenvalue(n: Number) -> Number:
    """The eigenvalue on the component (n−2, 2), of multiplicity n(n−3)/2: (π − θ₀)/(2π · growth)."""
    kind, n = lift(n)
    return (kind.pi() - angle(n)) / (2 * kind.pi() * growth(n))


def recentred_gram(n: Number, like: Number) -> BlockGram:
    """The matrix K of the uniform point with unit norms, as one group of n points, in the kind of number of `like`."""
    kind, size, _ = lift(n, like)
    one = kind.number(1)
    return BlockGram((n,), (one,), ((-one / (size - 1),),))
