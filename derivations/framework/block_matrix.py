"""Matrices of a multiple of the identity and a constant block for each pair of groups; sizes may be symbols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy

Expression = Any


@dataclass(frozen=True, slots=True)
class BlockMatrix:
    """The matrix with blocks (a, b) equal to δ_ab scalars[a] I + constants[a][b] J; I the identity, J all ones."""

    sizes: tuple[Expression, ...]
    scalars: tuple[Expression, ...]
    constants: tuple[tuple[Expression, ...], ...]

    @staticmethod
    def gram(
        sizes: Sequence[Expression], diagonal: Sequence[Expression], products: Sequence[Sequence[Expression]]
    ) -> BlockMatrix:
        """The matrix with these entries: diagonal[a] on the diagonal, products[a][b] off it."""
        scalars = tuple(d - products[a][a] for a, d in enumerate(diagonal))
        return BlockMatrix(tuple(sizes), scalars, tuple(tuple(row) for row in products))

    @staticmethod
    def centring(sizes: Sequence[Expression]) -> BlockMatrix:
        """The matrix C = I − 11ᵀ/n."""
        n = sum(sizes, sympy.Integer(0))
        return BlockMatrix(tuple(sizes), (sympy.Integer(1),) * len(sizes), ((-1 / n,) * len(sizes),) * len(sizes))

    def __matmul__(self, other: BlockMatrix) -> BlockMatrix:
        """The product, by I I = I, I J = J I = J and J_ab J_bc = (size of b) J_ac."""
        groups = range(len(self.sizes))
        constants = tuple(
            tuple(
                self.scalars[a] * other.constants[a][b]
                + self.constants[a][b] * other.scalars[b]
                + sum(self.constants[a][c] * self.sizes[c] * other.constants[c][b] for c in groups)
                for b in groups
            )
            for a in groups
        )
        scalars = tuple(x * y for x, y in zip(self.scalars, other.scalars, strict=True))
        return BlockMatrix(self.sizes, scalars, constants)

    def diagonal(self, a: int) -> Expression:
        """The diagonal entries in group a."""
        return self.scalars[a] + self.constants[a][a]

    def explicit(self) -> Any:
        """The full matrix; sizes are integers."""
        group = [a for a, size in enumerate(self.sizes) for _ in range(size)]

        def entry(i: int, j: int) -> Expression:
            return self.constants[group[i]][group[j]] + (self.scalars[group[i]] if i == j else 0)

        return sympy.Matrix(len(group), len(group), entry)
