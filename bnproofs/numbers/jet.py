"""Jets: a function of one real variable on a box, enclosed together with its first two derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
