"""Linear maps on the symmetric matrices whose rows add up to zero, written out in full for a small batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy
from sympy.polys.matrices import DomainMatrix

Expression = Any
Matrix = list[list[Expression]]


def centre(matrix: Matrix) -> Matrix:
    """The matrix C E C with exact rational entries, C = I − 11ᵀ/n."""
    n = len(matrix)
    rows = [sympy.Rational(1, n) * sum(row) for row in matrix]
    mean = sympy.Rational(1, n) * sum(rows)
    return [[matrix[i][j] - rows[i] - rows[j] + mean for j in range(n)] for i in range(n)]


def characteristic_polynomial(act: Callable[[Matrix], Matrix], n: int) -> list[Expression]:
    """The coefficients, leading one first, of the characteristic polynomial of a map of those matrices into themselves.

    Coordinates are the entries i ≤ j < n − 1, which determine such a matrix. The map has rational values.
    """
    places = [(i, j) for i in range(n - 1) for j in range(i, n - 1)]
    columns = []
    for a, b in places:
        corner = sympy.zeros(n - 1, n - 1)
        corner[a, b] = corner[b, a] = 1
        image = act(_completed(corner))
        columns.append([image[i][j] for i, j in places])
    return list(DomainMatrix.from_list_sympy(len(places), len(places), columns).convert_to(sympy.QQ).charpoly())


def polynomial_with_roots(factors: Sequence[tuple[Sequence[Expression], int]]) -> list[Expression]:
    """The coefficients, leading one first, of a product of powers of polynomials given in the same way."""
    x = sympy.Symbol("x")
    product = sympy.Poly(1, x, domain=sympy.QQ)
    for coefficients, power in factors:
        product *= (
            sympy.Poly([sympy.Rational(coefficient) for coefficient in coefficients], x, domain=sympy.QQ) ** power
        )
    return [sympy.QQ.from_sympy(coefficient) for coefficient in product.all_coeffs()]


def _completed(corner: Any) -> Matrix:
    size = corner.shape[0]
    rows = [[corner[i, j] for j in range(size)] + [-sum(corner.row(i))] for i in range(size)]
    last = [-sum(row[j] for row in rows) for j in range(size + 1)]
    return [*rows, last]
