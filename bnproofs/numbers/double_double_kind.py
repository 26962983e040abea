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


def _double(x: Any) -> Any:
    return x.hi if isinstance(x, DoubleDouble) else x
