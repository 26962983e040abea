"""The dual kernel E φ(u)φ(v) by quadrature of its definition, at any precision; no closed form of a kernel."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import e, log10, pi
from typing import Any

from mpmath import isfinite, mp
from mpmath.calculus.quadrature import GaussLegendre
from mpmath.libmp import to_rational

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.activations import Nonlinearity, nonlinearity_of
from numerics.gauss_hermite import gauss_hermite

GUARD = 10
"""The decimal digits that are computed beyond those asked for; results carry them along."""


def dual_kernel(layer: Layer, kuu: Any, kuv: Any, kvv: Any, *, digits: int) -> Any:
    """The expectation E φ(u)φ(v), an mpf, for (u, v) centred Gaussian with these second moments.

    The moments are mpf, float, int or Fraction and are taken as exact, but a correlation beyond ±1 by a relative
    10^−digits of the squares is ±1. For φ homogeneous the result has `digits` digits at every
    correlation; for others see `polynomial_kernel` and `cartesian_kernel`.

    Raises:
        InputError: the layer rescales, or the three numbers are no second moments.
    """
    require_no_rescaling(layer)
    phi = nonlinearity_of(layer)
    kernel = cartesian_kernel if phi.polynomial is None else polynomial_kernel
    if phi.degree is not None:
        kernel = polar_kernel
    return kernel(phi, kuu, kuv, kvv, digits=digits)


def require_no_rescaling(layer: Layer) -> None:
    """No result; a check that the neurons of a layer see its batch through pairs of points only.

    Raises:
        InputError: the layer rescales.
    """
    if layer.rescale:
        raise InputError(f"{layer} rescales, and its map is no integral over pairs of points: leave out 'rs'")


def polar_kernel(phi: Nonlinearity, kuu: Any, kuv: Any, kvv: Any, *, digits: int) -> Any:
    """The expectation E φ(u)φ(v) of a φ of degree p ≥ 0, φ(0) = 0 if p = 0, as an integral over angles.

    Around the origin of the plane, u/√K_uu = r sin x and v/√K_vv = r sin(α − x) with x uniform and E r^2p = 2^p p!. On
    two quadrants u and v have equal signs and α = π − θ, on the others opposite signs and α = θ. In each sector the
    integrand is homogeneous in two sines, so that Gauss's rule converges at a rate known in advance.

    Raises:
        InputError: the three numbers are no second moments.
    """
    degree = phi.degree or 0
    kuu, kuv, kvv, square = _moments(kuu, kuv, kvv, digits)
    with mp.workdps(digits + GUARD):
        area, product = mp.sqrt(_number(square)), _number(kuv)
        rule = _rule(_level(degree, mp.dps), mp.prec)
        equal = _sector(phi, mp.atan2(area, -product), 1, rule)
        opposite = _sector(phi, mp.atan2(area, product), -1, rule)
        scale = mp.sqrt(_number(kuu * kvv)) ** degree * 2**degree * mp.factorial(degree) / (2 * mp.pi)
        return scale * (equal + opposite)


def _sector(phi: Nonlinearity, angle: Any, sign: int, rule: tuple[tuple[Any, Any], ...]) -> Any:
    """The integral of φ(±sin x) φ(±sign·sin(angle − x)) over 0 ≤ x ≤ angle, both signs ± added up."""
    sines = [mp.sin(angle * (1 + node) / 2) for node, _ in rule]
    total = mp.zero
    for (_, weight), x, y in zip(rule, sines, reversed(sines), strict=True):
        total += weight * (phi.at(x) * phi.at(sign * y) + phi.at(-x) * phi.at(-sign * y))
    return total * angle / 2


def _level(degree: int, digits: int) -> int:
    """The least level whose rule of N = 3·2^(level − 1) nodes has error (eπp/4N)^2N ≤ 10^−digits.

    That is Bernstein's bound for (sin x sin(α − x))^p over 0 ≤ x ≤ α ≤ π, on the ellipse of sum of axes 4N/(πp).
    For p = 0 any rule is exact.
    """
    level = 1
    if degree == 0:
        return level
    while True:
        nodes = 3 * 2 ** (level - 1)
        if 2 * nodes * log10(4 * nodes / (e * pi * degree)) >= digits:
            return level
        level += 1


@cache
def _rule(level: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    """The nodes of Gauss's rule on [−1, 1] in increasing order, with their weights."""
    return tuple(sorted(GaussLegendre(mp).calc_nodes(level, bits)))


def polynomial_kernel(phi: Nonlinearity, kuu: Any, kuv: Any, kvv: Any, *, digits: int) -> Any:
    """The expectation E φ(u)φ(v) of a polynomial φ of degree p, by a product of rules that are exact up to 2p + 1.

    With (x, y) standard normal, u = √K_uu x and v = (K_uv x + √(K_uu K_vv − K_uv²) y)/√K_uu. `digits` counts from the
    size of E abs(φ(u)φ(v)).

    Raises:
        InputError: the three numbers are no second moments.
    """
    kuu, kuv, kvv, square = _moments(kuu, kuv, kvv, digits)
    with mp.workdps(digits + GUARD):
        spread = mp.sqrt(_number(kuu))
        slope = _number(kuv) / spread if kuu else mp.zero
        rest = mp.sqrt(_number(square / kuu if kuu else kvv))
        rule = gauss_hermite((phi.polynomial or 0) + 1, mp.prec)
        means = ((x, mp.fsum(w * phi.at(slope * x + rest * y) for y, w in rule)) for x, _ in rule)
        return mp.fsum(w * phi.at(spread * x) * mean for (x, mean), (_, w) in zip(means, rule, strict=True))


def cartesian_kernel(phi: Nonlinearity, kuu: Any, kuv: Any, kvv: Any, *, digits: int) -> Any:
    """The expectation E φ(u)φ(v) of any φ that grows slower than e^|x|, as a nested integral.

    With (x, y) standard normal, u = √K_uu x and v = (K_uv x + √(K_uu K_vv − K_uv²) y)/√K_uu: for each x the mean over
    y, split where v meets a breakpoint; the outer integral is split where that happens within reach. Slow (seconds),
    but it needs nothing else of φ. `digits` counts from the size of E abs(φ(u)φ(v)).

    Raises:
        InputError: the three numbers are no second moments, or the integral does not converge to `digits` digits.
    """
    kuu, kuv, kvv, square = _moments(kuu, kuv, kvv, digits)
    with mp.workdps(digits + 2):
        spread = mp.sqrt(_number(kuu))
        slope = _number(kuv) / spread if kuu else mp.zero
        rest = mp.sqrt(_number(square / kuu if kuu else kvv))
        reach = mp.sqrt(2 * mp.log(10) * digits) + 2
        cuts = [_number(cut) for cut in phi.breakpoints]

        def given(x: Any) -> Any:
            centre = slope * x
            if not rest:
                return phi.at(spread * x) * phi.at(centre)
            inner = [(cut - centre) / rest for cut in cuts]
            return phi.at(spread * x) * _mean(lambda y: phi.at(centre + rest * y), inner, reach, digits)

        if not kuu:
            return given(mp.zero)
        outer = [cut / spread for cut in cuts]
        if slope:
            outer += [(cut + rest * y) / slope for cut in cuts for y in (-reach, 0, reach)]
        return _mean(given, outer, reach, digits)


def _mean(function: Callable[[Any], Any], cuts: list[Any], reach: Any, digits: int) -> Any:
    """The expectation of a function of one standard normal, smooth between the cuts, from the part within `reach`."""
    ends = sorted({-reach, *(cut for cut in cuts if abs(cut) < reach), reach})
    pieces = [((a + b) / 2, (b - a) / 2) for a, b in pairwise(ends)]

    def density(node: Any) -> Any:
        points = [(centre + half * node, half) for centre, half in pieces]
        return mp.fsum(half * function(x) * mp.npdf(x) for x, half in points)

    value, error = mp.quad(density, [-1, 1], method="gauss-legendre", error=True)
    if error > mp.mpf(10) ** -digits * max(1, abs(value)):
        raise InputError(f"quadrature is off by about {mp.nstr(error, 2)}: ask for fewer digits than {digits}")
    return value


def _moments(kuu: Any, kuv: Any, kvv: Any, digits: int) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The second moments as exact numbers, and K_uu K_vv − K_uv²."""
    kuu, kuv, kvv = exact(kuu), exact(kuv), exact(kvv)
    product = kuu * kvv
    square = product - kuv * kuv
    if kuu < 0 or kvv < 0 or -square > product / 10**digits:
        shown = ", ".join(str(float(x)) for x in (kuu, kuv, kvv))
        raise InputError(f"no Gaussian pair has the second moments {shown}: the correlation must lie in [−1, 1]")
    return kuu, kuv, kvv, max(square, Fraction(0))


def exact(value: Any) -> Fraction:
    """The rational number that an mpf, float, int or Fraction is.

    Raises:
        InputError: infinite or not a number.
    """
    if not isfinite(value):
        raise InputError(f"{value} is no second moment: give finite numbers")
    return Fraction(*to_rational(value._mpf_)) if hasattr(value, "_mpf_") else Fraction(value)


def _number(value: Fraction) -> Any:
    return mp.mpf(value.numerator) / value.denominator
