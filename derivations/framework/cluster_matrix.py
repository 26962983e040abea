"""Symmetric matrices on m exchangeable points and an odd one, with entries linear in numbers v_1 … v_m, Σv = 0.

The number m is a symbol. Sums over the cluster are exact because Σ 1 = m and Σ v = 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

Expression = Any

m = sympy.Symbol("m", positive=True)
n = m + 1
v_i, v_j = sympy.symbols("v_i v_j", real=True)


@dataclass(frozen=True, slots=True)
class Slopes:
    """The derivatives of the kernel: in the cluster by K_ij and K_ii, across by K_io, K_ii and K_oo."""

    pair: Expression
    lean: Expression
    across: Expression
    across_lean: Expression
    odd_lean: Expression

    def entries(self) -> tuple[Expression, ...]:
        """The five derivatives."""
        return self.pair, self.lean, self.across, self.across_lean, self.odd_lean


SYMBOLS = Slopes(*sympy.symbols("P L Q M N", real=True))


@dataclass(frozen=True, slots=True)
class ClusterMatrix:
    """A symmetric matrix by its entries E_ii and E_io, in v_i, E_ij, in v_i and v_j, and E_oo."""

    diagonal: Expression
    pair: Expression
    across: Expression
    odd: Expression

    @staticmethod
    def standard(alpha: Expression, beta: Expression) -> ClusterMatrix:
        """The matrix E_ii = αv_i, E_ij = β(v_i + v_j), E_io = −(α + (m−2)β)v_i, whose rows add up to zero."""
        return ClusterMatrix(alpha * v_i, beta * (v_i + v_j), -(alpha + (m - 2) * beta) * v_i, sympy.Integer(0))

    @staticmethod
    def trivial(alpha: Expression, beta: Expression) -> ClusterMatrix:
        """The matrix E_ii = α, E_ij = β, whose rows add up to zero."""
        across = -(alpha + (m - 1) * beta)
        return ClusterMatrix(sympy.sympify(alpha), sympy.sympify(beta), across, -m * across)

    def kernel_derivative(self, slopes: Slopes) -> ClusterMatrix:
        """The matrix DV[E]; the slope of the diagonal is 1/2."""
        other = self.diagonal.subs(v_i, v_j)
        return ClusterMatrix(
            self.diagonal / 2,
            slopes.pair * self.pair + slopes.lean * (self.diagonal + other),
            slopes.across * self.across + slopes.across_lean * self.diagonal + slopes.odd_lean * self.odd,
            self.odd / 2,
        )

    def row_sums(self) -> tuple[Expression, Expression]:
        """The sums of row i and of the row of the odd point."""
        others = (m - 1) * self.pair.subs(v_j, 0) - v_i * sympy.diff(self.pair, v_j)
        return self.diagonal + others + self.across, m * self.across.subs(v_i, 0) + self.odd

    def recentred(self) -> ClusterMatrix:
        """The matrix C E C."""
        row, last = (total / n for total in self.row_sums())
        mean = (m * row.subs(v_i, 0) + last) / n
        return ClusterMatrix(
            self.diagonal - 2 * row + mean,
            self.pair - row - row.subs(v_i, v_j) + mean,
            self.across - row - last + mean,
            self.odd - 2 * last + mean,
        )


def standard_block(slopes: Slopes) -> Any:
    """The 2×2 matrix of E ↦ C DV[E] C on standard matrices, in (α, β)."""
    columns = []
    for unit in ((1, 0), (0, 1)):
        image = ClusterMatrix.standard(*unit).kernel_derivative(slopes).recentred()
        columns.append([sympy.diff(image.diagonal, v_i), sympy.diff(image.pair, v_i)])
    return sympy.Matrix(columns).T


def trivial_block(slopes: Slopes) -> Any:
    """The 2×2 matrix of E ↦ C DV[E] C on trivial matrices, in (α, β)."""
    columns = []
    for unit in ((1, 0), (0, 1)):
        image = ClusterMatrix.trivial(*unit).kernel_derivative(slopes).recentred()
        columns.append([image.diagonal, image.pair])
    return sympy.Matrix(columns).T
