"""The numbers of a configuration of recentring + leaky ReLU of slope a, and its eigenvalues, from those of ReLU.

Source: docs/layer-certificate.md, "The leaky slope": with g the growth under ReLU the growth is (1−a)² g + a, and the
eigenvalue λ becomes ((1−a)² g λ + a)/((1−a)² g + a).
"""

from __future__ import annotations

from fractions import Fraction

from ..centred import sharpened
from ..fields import Bounds
from ..interval import Interval, hull, whole
from ..jet import Jet, variable
from ..spectrum import Component, Configuration, family_numbers, uniform_point

NUMBERS = ("theta", "cos_cluster", "cos_odd", "norm_ratio", "growth")


def odd_point(n: int, root: Bounds, a: Fraction, bits: int) -> Configuration:
    """The odd or separating point whose x lies in the interval `root`, for n ≥ 7, after the leaky ReLU."""
    m, x = n - 1, hull(root.lower, root.upper, bits)
    centre = x.middle()
    box, middle = leaky_numbers(n, variable(x, 2), a), leaky_numbers(n, variable(centre, 1), a)
    sharp = [sharpened(left, right, x - centre).value for left, right in zip(box, middle, strict=True)]
    trivial, large, small, scalar = sharp[len(NUMBERS) :]
    return Configuration(
        numbers=dict(zip(NUMBERS, sharp, strict=False)),
        spectrum=(
            Component("trivial", 1, (trivial,)),
            Component("standard", m - 1, (large, small)),
            Component("(m-2,2)", m * (m - 3) // 2, (scalar,)),
        ),
    )


def leaky_numbers(n: int, x: Jet, a: Fraction) -> list[Jet]:
    """The jets, one order lower than x, of θ, both cosines, norm ratio, growth and the eigenvalues, after leaky ReLU.

    In K, cos ψ = norm ratio/m and 1 − cos θ = (m/(m−1)) sin²ψ; the odd point is at the angle π − ψ from the others.
    """
    m = n - 1
    theta, cos_cluster, cos_odd, norm_ratio, g, *eigenvalues = family_numbers(n, x)
    turn = norm_ratio.over(m)
    versine = (-turn.square()).plus(whole(1, x.bits)).times(m).over(m - 1)
    cos_theta = (-versine).plus(whole(1, x.bits))
    return [
        theta,
        cosine(cos_cluster, cos_theta, a),
        cosine(cos_odd, -turn, a),
        norm_ratio,
        growth(g, a),
        *(growth(g * value, a) / growth(g, a) for value in eigenvalues),
    ]


def uniform(n: int, a: Fraction, bits: int) -> Configuration:
    """The uniform point, for n ≥ 3, after the leaky ReLU; its norm ratio is exactly 1, its cosine in K −1/(n−1)."""
    relu = uniform_point(n, bits)
    g = Jet(relu.numbers["growth"])
    before = Jet(whole(-1, bits).over(n - 1))
    angles = cosine(Jet(relu.numbers["cos_cluster"]), before, a).value

    def leaky(value: Interval) -> Interval:
        return (growth(g * Jet(value), a) / growth(g, a)).value

    return Configuration(
        numbers={
            "theta": relu.numbers["theta"],
            "cos_cluster": angles,
            "cos_odd": angles,
            "growth": growth(g, a).value,
        },
        spectrum=tuple(
            Component(part.name, part.multiplicity, tuple(map(leaky, part.eigenvalues))) for part in relu.spectrum
        ),
    )


def growth(rectified: Jet, a: Fraction) -> Jet:
    """The jet of (1−a)² g + a, from that of g."""
    return scaled(rectified, (1 - a) ** 2).plus(hull(a, a, rectified.bits))


def cosine(rectified: Jet, before: Jet, a: Fraction) -> Jet:
    """The jet of ((1−a)² κ + 2aρ)/(1 + a²), from those of κ and ρ."""
    return scaled(scaled(rectified, (1 - a) ** 2) + scaled(before, 2 * a), 1 / (1 + a**2))


def scaled(jet: Jet, factor: Fraction) -> Jet:
    """The jet of factor·f for a rational factor."""
    return jet.times(factor.numerator).over(factor.denominator)
