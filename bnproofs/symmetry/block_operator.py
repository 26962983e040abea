"""Matrices that a Young subgroup fixes, as operators: on vectors constant on groups, and on those with sum zero in one.

They are closed under products, so that functions of a block Gram matrix are functions of a few numbers.
Source: derivations/rescaled_blocks.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bnproofs.numbers import Number, lift
from bnproofs.symmetry.block_gram import BlockGram

Table = tuple[tuple[Number, ...], ...]


@dataclass(frozen=True, slots=True)
class BlockOperator:
    """The operator X of an n×n matrix with entries that depend on the groups only.

    On a vector that lives in group a and has sum zero X is `standard[a]`; on the vector with the entries w_b in group b
    it is (Xw)_a = Σ_b `quotient[a][b]` w_b. A group of one point has no vector with sum zero: its number is zero.
    """

    sizes: tuple[int, ...]
    standard: tuple[Number, ...]
    quotient: Table

    @staticmethod
    def of(gram: BlockGram) -> BlockOperator:
        """The operator of a block Gram matrix: standard d_a − o_aa, quotient m_b o_ab, and d_a + (m_a − 1) o_aa."""
        sizes, groups = tuple(int(m) for m in gram.sizes), range(len(gram.sizes))
        _, *m = lift(*sizes, gram.diagonal[0])
        return BlockOperator(
            sizes,
            tuple(gram.diagonal[a] - gram.products[a][a] if sizes[a] > 1 else gram.diagonal[a] * 0 for a in groups),
            tuple(
                tuple(
                    gram.products[a][b] * m[b] if a != b else gram.diagonal[a] + gram.products[a][a] * (m[a] - 1)
                    for b in groups
                )
                for a in groups
            ),
        )

    def gram(self) -> BlockGram:
        """The symmetric matrix of the operator as a block Gram matrix."""
        groups, zero = range(len(self.sizes)), self.quotient[0][0] * 0
        _, *m = lift(*self.sizes, zero)
        inside = [(self.quotient[a][a] - self.standard[a]) / m[a] if self.sizes[a] > 1 else zero for a in groups]
        upper = {(a, b): self.quotient[a][b] / m[b] if a != b else inside[a] for a in groups for b in groups if a <= b}
        return BlockGram(
            self.sizes,
            tuple(self.standard[a] + inside[a] if self.sizes[a] > 1 else self.quotient[a][a] for a in groups),
            tuple(tuple(upper[min(a, b), max(a, b)] for b in groups) for a in groups),
        )

    def __matmul__(self, other: BlockOperator) -> BlockOperator:
        return BlockOperator(
            self.sizes,
            tuple(x * y for x, y in zip(self.standard, other.standard, strict=True)),
            product(self.quotient, other.quotient),
        )

    def on_differences(self, a: int, b: int, *, centred: bool) -> Number:
        """The entry of the quotient; if `centred`, on vectors u with Σ m_a u_a = 0, whose last entry is left out."""
        last = len(self.sizes) - 1
        entry = self.quotient[a][b]
        return entry - self.quotient[a][last] * self.sizes[b] / self.sizes[last] if centred else entry

    def trace(self) -> Number:
        """The trace Σ (m_a − 1) standard_a + Σ quotient_aa of the n×n matrix."""
        return sum(
            (x * (m - 1) for m, x in zip(self.sizes, self.standard, strict=True)),
            sum((row[a] for a, row in enumerate(self.quotient)), self.quotient[0][0] * 0),
        )


def product(left: Table, right: Sequence[Sequence[Number]]) -> Table:
    """The product of two small matrices."""
    return tuple(
        tuple(_sum([x * row[j] for x, row in zip(rows, right, strict=True)]) for j in range(len(right[0])))
        for rows in left
    )


def _sum(terms: list[Number]) -> Number:
    return sum(terms[1:], terms[0])
