"""Jets: a function of one real variable on a box, enclosed together with its first two derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.numbers.balls import Balls, tail

_BALLS = Balls()


@dataclass(frozen=True, slots=True)
class Jet:
    """The enclosures of f, f' and f'' over one box.

    A ball or an integer beside a jet is a constant. Sums, products and quotients follow Leibniz; `of` is Faà di Bruno.
    """

    value: Any
    first: Any
    second: Any

    def of(self, outer: Any, slope: Any, bend: Any) -> Jet:
        """The jet of F(f), from enclosures of F, F' and F'' over the range of f."""
        return Jet(outer, slope * self.first, bend * self.first * self.first + slope * self.second)

    def inverse(self) -> Jet:
        """The jet of 1/f."""
        inverse = 1 / self.value
        square = inverse * inverse
        return self.of(inverse, -square, 2 * (square * inverse))

    def __add__(self, other: Any) -> Jet:
        if isinstance(other, Jet):
            return Jet(self.value + other.value, self.first + other.first, self.second + other.second)
        return Jet(self.value + other, self.first, self.second)

    def __neg__(self) -> Jet:
        return Jet(-self.value, -self.first, -self.second)

    def __sub__(self, other: Any) -> Jet:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Jet:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value * other, self.first * other, self.second * other)
        f, g = self, other
        return Jet(
            f.value * g.value,
            f.first * g.value + f.value * g.first,
            f.second * g.value + 2 * (f.first * g.first) + f.value * g.second,
        )

    def __truediv__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value / other, self.first / other, self.second / other)
        return self.__mul__(other.inverse())

    def __rtruediv__(self, other: Any) -> Jet:
        return self.inverse().__mul__(other)

    __radd__ = __add__
    __rmul__ = __mul__


class Jets:
    """The kind of `Jet`: the functions of `Balls`, differentiated twice."""

    name = "jet"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> Any:
        """The constant ball."""
        return _BALLS.number(value)

    def pi(self) -> Any:
        """The constant ball π."""
        return arb.pi()

    def sqrt(self, x: Any) -> Any:
        """The jet of √f: derivatives f'/(2√f) and so on, unbounded where f may vanish."""
        if not isinstance(x, Jet):
            return _BALLS.sqrt(x)
        root = _BALLS.sqrt(x.value)
        slope = 1 / (2 * root)
        return x.of(root, slope, -slope / (2 * x.value))

    def square(self, x: Any) -> Any:
        """The jet of f²."""
        if not isinstance(x, Jet):
            return _BALLS.square(x)
        return x.of(_BALLS.square(x.value), 2 * x.value, arb(2))

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The jet of √(K_uu K_vv − K_uv²)."""
        return self.sqrt(kuu * kvv - kuv * kuv)

    def angle(self, s: Any, c: Any) -> Any:
        """The jet of the angle of (c, s), s ≥ 0."""
        s, c = _jet(s), _jet(c)
        if s.value.mid() <= c.value.mid():
            return _arctangent(s / c)
        return arb.pi() / 2 - _arctangent(c / s)

    def excess(self, s: Any, c: Any) -> Any:
        """The jet of s − c·angle(s, c) for s, c ≥ 0."""
        return s * s * self.reduced_excess(s, c)

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The jet of (s − c·angle(s, c))/s² for s, c ≥ 0.

        With u = s/c it is ε(u)/c, ε = u·a(u), a(u) = (u − atan u)/u³, ε' = 1/(1+u²) − 2a, a' = (1/(1+u²) − 3a)/u and
        −2u/5 ≤ a' ≤ 0; with y = c/s it is η(y)/s, η = 1 − y(π/2 − atan y), η'' = 2/(1+y²)².
        """
        s, c = _jet(s), _jet(c)
        if s.value.mid() <= c.value.mid():
            ratio = s / c
            u, a = ratio.value, tail(ratio.value)
            w = 1 / (1 + u * u)
            slope = (-2 * u / 5).union(arb(0))
            if u > 0:
                slope = ((w - 3 * a) / u).intersection(slope)
            return ratio.of(u * a, w - 2 * a, -2 * (u * w * w) - 2 * slope) / c
        ratio = c / s
        y = ratio.value
        rest = arb.pi() / 2 - y.atan()
        w = 1 / (1 + y * y)
        return ratio.of(1 - y * rest, y * w - rest, 2 * (w * w)) / s


def _arctangent(x: Jet) -> Jet:
    slope = 1 / (1 + x.value * x.value)
    return x.of(x.value.atan(), slope, -2 * (x.value * slope * slope))


def _jet(x: Any) -> Jet:
    return x if isinstance(x, Jet) else Jet(x, arb(0), arb(0))
