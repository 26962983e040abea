"""The kind of jets: the functions of balls, with their first two derivatives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.numbers.angular_moment import by_recurrence
from bnproofs.numbers.balls import Balls, tail
from bnproofs.numbers.jet import Jet

__all__ = ["Jet", "Jets"]

_BALLS = Balls()


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

    def angular_moment(self, order: int, s: Any, c: Any) -> Any:
        """The jet of ∫₀^δ (r cos t − c)^order dt for s > 0, by the recurrence: it widens as s → 0 with c > 0."""
        s, c = _jet(s), _jet(c)
        angle = self.angle(s, c)
        return by_recurrence(order, s, c, angle, s - c * angle)

    def inclination(self, y: Any, x: Any) -> Any:
        """The jet of the angle of the vector (x, y), x ≥ 0, in [−π/2, π/2]."""
        y, x = _jet(y), _jet(x)
        if abs(y.value.mid()) <= x.value.mid():
            return _arctangent(y / x)
        right = arb.pi() / 2
        return (right if y.value.mid() > 0 else -right) - _arctangent(x / y)

    def sign(self, x: Any) -> Any:
        """The jet of the sign of f, where f keeps it.

        Raises:
            ValueError: f may vanish on the box.
        """
        x = _jet(x)
        if not (x.value > 0 or x.value < 0):
            raise ValueError(f"the sign of {x.value} has no derivative: split the box where the function vanishes")
        return _jet(x.value.sgn())

    def exp(self, x: Any) -> Any:
        """The jet of e^f."""
        x = _jet(x)
        value = x.value.exp()
        return x.of(value, value, value)

    def expm1(self, x: Any) -> Any:
        """The jet of e^f − 1."""
        x = _jet(x)
        slope = x.value.exp()
        return x.of(x.value.expm1(), slope, slope)

    def sin(self, x: Any) -> Any:
        """The jet of sin f."""
        x = _jet(x)
        value, slope = x.value.sin(), x.value.cos()
        return x.of(value, slope, -value)

    def cos(self, x: Any) -> Any:
        """The jet of cos f."""
        x = _jet(x)
        value, slope = x.value.cos(), -x.value.sin()
        return x.of(value, slope, -value)

    def erf(self, x: Any) -> Any:
        """The jet of erf f."""
        x = _jet(x)
        slope = _error_density(x.value)
        return x.of(x.value.erf(), slope, -2 * x.value * slope)

    def erfc(self, x: Any) -> Any:
        """The jet of 1 − erf f."""
        x = _jet(x)
        slope = -_error_density(x.value)
        return x.of(x.value.erfc(), slope, -2 * x.value * slope)

    def square_distance(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The jet of K_uu − 2 K_uv + K_vv."""
        return kuu - 2 * kuv + kvv

    def damped_sinh(self, z: Any, far: Any, near: Any) -> Any:
        """The jet of e^(−(far + near)/2) sinh z."""
        z = _jet(z)
        value, slope = z.value.sinh(), z.value.cosh()
        return self.exp(-(far + near) / 2) * z.of(value, slope, value)

    def either(self, first: Any, second: Any, measure: Any) -> Any:
        """The jet of what both enclose, in the value and in each derivative."""
        f, g = _jet(first), _jet(second)
        at = measure.value if isinstance(measure, Jet) else measure
        pairs = ((f.value, g.value), (f.first, g.first), (f.second, g.second))
        return Jet(*(_BALLS.either(a, b, at) for a, b in pairs))


def _error_density(x: Any) -> Any:
    return 2 * (-_BALLS.square(x)).exp() / arb.pi().sqrt()


def _arctangent(x: Jet) -> Jet:
    slope = 1 / (1 + x.value * x.value)
    return x.of(x.value.atan(), slope, -2 * (x.value * slope * slope))


def _jet(x: Any) -> Jet:
    return x if isinstance(x, Jet) else Jet(x, arb(0), arb(0))
