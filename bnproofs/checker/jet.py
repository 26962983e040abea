"""Jets: a function of one variable x on an interval, with up to two derivatives.

A jet of order k holds enclosures of the Taylor coefficients f, f', f''/2 (the first k + 1 of them), valid at every
point of the interval of x.
"""

from __future__ import annotations

from .arctangent import atan
from .interval import Interval, whole


class Jet:
    """The Taylor coefficients (f, f', f''/2)[: order + 1] of one function, as intervals."""

    __slots__ = ("terms",)

    def __init__(self, *terms: Interval) -> None:
        self.terms = terms

    @property
    def order(self) -> int:
        """The number of derivatives held: 0, 1 or 2."""
        return len(self.terms) - 1

    @property
    def value(self) -> Interval:
        """The enclosure of f."""
        return self.terms[0]

    @property
    def bits(self) -> int:
        """The precision of the enclosures."""
        return self.terms[0].bits

    def derivative(self) -> Jet:
        """The jet of f', of one order less; the order must be 1 or 2."""
        return Jet(self.terms[1], *(term.times(2) for term in self.terms[2:]))

    def lower(self) -> Jet:
        """The jet of f of one order less; the order must be 1 or 2."""
        return Jet(*self.terms[:-1])

    def __neg__(self) -> Jet:
        return Jet(*(-term for term in self.terms))

    def __add__(self, other: Jet) -> Jet:
        return Jet(*(f + g for f, g in zip(self.terms, other.terms, strict=True)))

    def __sub__(self, other: Jet) -> Jet:
        return Jet(*(f - g for f, g in zip(self.terms, other.terms, strict=True)))

    def __mul__(self, other: Jet) -> Jet:
        f, g = self.terms, other.terms
        if len(f) != len(g):
            raise ValueError("jets of different order do not mix")
        terms = [f[0] * g[0]]
        if len(f) > 1:
            terms.append(f[0] * g[1] + f[1] * g[0])
        if len(f) > 2:
            terms.append(f[0] * g[2] + f[1] * g[1] + f[2] * g[0])
        return Jet(*terms)

    def __truediv__(self, other: Jet) -> Jet:
        return self * other.inverse()

    def times(self, k: int) -> Jet:
        """The jet of k·f for an integer k."""
        return Jet(*(term.times(k) for term in self.terms))

    def over(self, k: int) -> Jet:
        """The jet of f/k for an integer k ≥ 1."""
        return Jet(*(term.over(k) for term in self.terms))

    def scaled(self, factor: Interval) -> Jet:
        """The jet of factor·f for a constant factor."""
        return Jet(*(term * factor for term in self.terms))

    def plus(self, constant: Interval) -> Jet:
        """The jet of f + constant."""
        return Jet(self.terms[0] + constant, *self.terms[1:])

    def square(self) -> Jet:
        """The jet of f²."""
        f = self.terms
        terms = [f[0].square()]
        if len(f) > 1:
            terms.append((f[0] * f[1]).times(2))
        if len(f) > 2:
            terms.append((f[0] * f[2]).times(2) + f[1].square())
        return Jet(*terms)

    def inverse(self) -> Jet:
        """The jet of 1/f; `NoEnclosure` if f may vanish."""
        i = whole(1, self.bits) / self.value
        if self.order == 0:
            return Jet(i)
        i2 = i.square()
        return self.chain(i, -i2, i2 * i) if self.order == 2 else self.chain(i, -i2)

    def sqrt(self) -> Jet:
        """The jet of √f; `NoEnclosure` if f may be negative, or, when derivatives are asked for, zero."""
        r = self.value.sqrt()
        if self.order == 0:
            return Jet(r)
        slope = whole(1, self.bits) / r.times(2)
        return self.chain(r, slope, -(slope / self.value).over(4)) if self.order == 2 else self.chain(r, slope)

    def atan(self) -> Jet:
        """The jet of atan f for f ≥ 0: atan' = w, atan''/2 = −f w², with w = 1/(1 + f²)."""
        u = self.value
        if self.order == 0:
            return Jet(atan(u))
        w = bell(u)
        return self.chain(atan(u), w, -(u * w.square())) if self.order == 2 else self.chain(atan(u), w)

    def chain(self, *outer: Interval) -> Jet:
        """The jet of g(f) from the Taylor coefficients g, g', g''/2 at the values of f, as many as this jet has."""
        f = self.terms
        if len(outer) != len(f):
            raise ValueError("the chain rule needs one coefficient of g for each of f")
        terms = [outer[0]]
        if len(f) > 1:
            terms.append(outer[1] * f[1])
        if len(f) > 2:
            terms.append(outer[1] * f[2] + outer[2] * f[1].square())
        return Jet(*terms)


def bell(u: Interval) -> Interval:
    """The interval {1/(1 + u²)}."""
    one = whole(1, u.bits)
    return one / (one + u.square())


def variable(x: Interval, order: int) -> Jet:
    """The jet of the function x ↦ x on an interval."""
    return Jet(x, whole(1, x.bits), whole(0, x.bits)) if order == 2 else Jet(x, *[whole(1, x.bits)] * order)


def constant(x: Interval, order: int) -> Jet:
    """The jet of a constant function whose value lies in an interval."""
    return Jet(x, *[whole(0, x.bits)] * order)
