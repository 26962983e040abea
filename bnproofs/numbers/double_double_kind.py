"""The kind of pairs of doubles."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.numbers.double_double import RESOLUTION, DoubleDouble, parallelogram_area
from bnproofs.numbers.floats import Floats

_FLOATS = Floats()


class DoubleDoubles:
    """The kind of `DoubleDouble`: what leaves the cancelling part (a root, an excess) is an array of doubles again."""

    name = "double-double"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> float:
        """The nearest double."""
        return float(value)

    def pi(self) -> float:
        """The nearest double to π."""
        return _FLOATS.pi()

    def sqrt(self, x: Any) -> Any:
        """The root √x, in doubles."""
        return np.sqrt(_double(x))

    def square(self, x: Any) -> Any:
        """The square x²."""
        return x * x

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The area √(K_uu K_vv − K_uv²), in doubles; the square is resolved to 2⁻⁹⁶ K_uu K_vv."""
        return parallelogram_area(kuu, kuv, kvv, beyond=RESOLUTION)

    def angle(self, s: Any, c: Any) -> Any:
        """The angle of the vector (c, s), in doubles."""
        return _FLOATS.angle(_double(s), _double(c))

    def excess(self, s: Any, c: Any) -> Any:
        """The excess s − c·angle(s, c), in doubles."""
        return _FLOATS.excess(_double(s), _double(c))

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The quotient excess(s, c)/s², in doubles."""
        return _FLOATS.reduced_excess(_double(s), _double(c))

    def angular_moment(self, order: int, s: Any, c: Any) -> Any:
        """The integral of (r cos t − c)^order, in doubles."""
        return _FLOATS.angular_moment(order, _double(s), _double(c))

    def inclination(self, y: Any, x: Any) -> Any:
        """The angle of the vector (x, y), x ≥ 0, in doubles."""
        return _FLOATS.inclination(_double(y), _double(x))

    def sign(self, x: Any) -> Any:
        """The sign of x, in doubles."""
        return _FLOATS.sign(_double(x))

    def exp(self, x: Any) -> Any:
        """The exponential eˣ, in doubles."""
        return _FLOATS.exp(_double(x))

    def expm1(self, x: Any) -> Any:
        """The difference eˣ − 1, in doubles."""
        return _FLOATS.expm1(_double(x))

    def sin(self, x: Any) -> Any:
        """The sine of x, in doubles."""
        return _FLOATS.sin(_double(x))

    def cos(self, x: Any) -> Any:
        """The cosine of x, in doubles."""
        return _FLOATS.cos(_double(x))

    def erf(self, x: Any) -> Any:
        """The error function of x, in doubles."""
        return _FLOATS.erf(_double(x))

    def erfc(self, x: Any) -> Any:
        """The complement 1 − erf x, in doubles."""
        return _FLOATS.erfc(_double(x))

    def square_distance(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The squared distance K_uu − 2 K_uv + K_vv, summed in pairs and rounded to doubles."""
        return _double(kuu - kuv * 2.0 + kvv)

    def damped_sinh(self, z: Any, far: Any, near: Any) -> Any:
        """The product e^(−(far + near)/2) sinh z, in doubles."""
        return _FLOATS.damped_sinh(_double(z), _double(far), _double(near))

    def either(self, first: Any, second: Any, measure: Any) -> Any:
        """The first number where the measure is not negative, else the second, in doubles."""
        return _FLOATS.either(_double(first), _double(second), _double(measure))


def _double(x: Any) -> Any:
    return x.hi if isinstance(x, DoubleDouble) else x
