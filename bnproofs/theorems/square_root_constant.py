"""The constant C of D ↦ C √D at a two-cluster configuration under rescaling, enclosed by a trapezoidal rule."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.configurations import rescaled_two_clusters
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision

MOST_BITS = 512
"""The bits up to which the constant is enclosed: the number of nodes grows with their square."""

HEIGHT = Fraction(3, 2)
"""The height y of the strip in the complex plane of ln w in which the integrand is bounded; below π/2."""

SPARE = 16
"""The bits by which each error is asked to lie below what is promised."""

_BALLS = Balls()


def nodes_per_octave(bits: int) -> int:
    """The least power of two N for which the rule of step ln 2/N has a relative error below about 2^(−bits − SPARE)."""
    count = 1
    while 19 * count < bits + SPARE + 6:
        count *= 2
    return count


def octaves(p: int, bits: int) -> tuple[int, int]:
    """The integers (i, j) such that what lies outside 2^i ≤ w ≤ 2^j adds less than about 2^(−bits − SPARE)."""
    wanted = bits + SPARE + 4
    return -2 * (wanted + p.bit_length() // 4 + 1), 2 * wanted // p + 1


def enclose_constant(n: int, k: int, slopes: tuple[Fraction, Fraction], bits: int) -> Any:
    """The ball of C for the cluster of p = n − k ≥ 2 points, with about `bits` correct bits; b ≠ −a or n ≠ 2k.

    C = √(n³/(2pkσ²)) I, I the integral of `rescaled_two_clusters.density` over ln w. The trapezoidal rule S of step h
    in ln w has three errors:

    * its own, at most 2/(cos y (e^(2πy/h) − 1)) times I, y = 3/2, as for `rescaled_enclosure`;
    * the terms below the first node w, between 0 and (a²+b²) √w, as the density is at most (a²+b²) √w/2;
    * those beyond the last one, between 0 and (a²+b²) w^(−p/2)/p, as it is at most (a²+b²) w^(−p/2)/2.

    Source: derivations/square_root_constant.py.
    """
    p, per_octave = n - k, nodes_per_octave(bits)
    low, high = octaves(p, bits)
    with working_precision(bits + 64 + 2 * n.bit_length()):
        b, a = map(_BALLS.number, slopes)
        two = _BALLS.number(2)
        step, size = two.log() / per_octave, a * a + b * b
        total = rescaled_two_clusters.density(n, k, b, a, two**high)
        for part in range(per_octave):
            root = two ** _BALLS.number(Fraction(part, per_octave))
            for octave in range(low, high):
                total += rescaled_two_clusters.density(n, k, b, a, root * two**octave)
        left_out = size * (two ** (low // 2) + two ** (-(high * p // 2)) / p)
        whole = (step * total).union(step * total + left_out)
        integral = (whole / (1 - discretisation(step))).union(whole / (1 + discretisation(step)))
        return integral * rescaled_two_clusters.square_of_factor(n, k, b, a).sqrt()


def discretisation(step: Any) -> Any:
    """The relative error 2/(cos y (e^(2πy/h) − 1)) of the trapezoidal rule of step h."""
    height = _BALLS.number(HEIGHT)
    return 2 / (height.cos() * ((2 * _BALLS.pi() * height / step).exp() - 1))
