"""The collapsed configuration of layers that neither recentre nor rescale: all points in one direction.

Leaky ReLU of slope a, every pair of points by itself: with ρ = cos θ and η = (1−a)²/(1+a²) one layer multiplies 1 − ρ
by 1 − ηq, q the defect of the ReLU kernel. In u = (1 − ρ)^(−1/2), with v = η√2/(3π) and a constant C,

    u_0 + v l  ≤  u_l  ≤  u_0 + v l + C/u_0 + (C/v) ln(1 + v l/u_0),

the upper bound where η² (1 − ρ_0) ≤ 2: for a ≥ 0 always, for a < 0 after the first layer. Slope 0 is ReLU, −1 the
absolute value. Source of all: derivations/leaky_collapse.py.
"""

from __future__ import annotations

from bnproofs.numbers import Number, lift


def growth(slope: Number) -> Number:
    """The growth (1+a²)/2 of every ray of points in one direction, and the slope of the layer there."""
    _, a = lift(slope)
    return (1 + a * a) / 2


def contraction(slope: Number) -> Number:
    """The factor η = (1−a)²/(1+a²) in [0, 2]: 1 for ReLU, 2 for the absolute value, 0 for the identity."""
    _, a = lift(slope)
    return (1 - a) * (1 - a) / (1 + a * a)


def step(eta: Number) -> Number:
    """The least amount v = η√2/(3π) that a layer adds to u, and the limit of what it adds."""
    kind, eta = lift(eta)
    return eta * kind.sqrt(kind.number(2)) / (3 * kind.pi())


def excess(eta: Number) -> Number:
    """The constant C = η(25η + 6)/300: a layer adds at most v + C/u, where η² (1 − ρ) ≤ 2."""
    _, eta = lift(eta)
    return eta * (25 * eta + 6) / 300


def rate(eta: Number) -> Number:
    """The limit 9π²/(2η²) of l²(1 − ρ_l), η > 0."""
    kind, eta = lift(eta)
    pi = kind.pi()
    return 9 * (pi * pi) / (2 * (eta * eta))


def components(n: int) -> tuple[tuple[str, int, int], ...]:
    """The isotypic components of Sym(n) without the scale mode: name, multiplicity and number of eigenvalues each."""
    rows = (("trivial", 1, 1), ("standard", n - 1, 2), ("(n-2,2)", n * (n - 3) // 2, 1))
    return tuple(row for row in rows if row[1])
