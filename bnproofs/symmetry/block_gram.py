"""Gram matrices that a Young subgroup S_{m1}×…×S_{mp} fixes: a few numbers, with block sizes that may be symbols."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bnproofs.evolution.gram import Matrix, as_gram
from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class BlockGram:
    """The Gram matrix of p groups of exchangeable points.

    `sizes[a]` points in group a, each of squared norm `diagonal[a]`; the product of two points of the groups a and b is
    `products[a][b]`. In a group of one point `products[a][a]` belongs to no pair; it is zero by convention.
    """

    sizes: tuple[Number, ...]
    diagonal: tuple[Number, ...]
    products: tuple[tuple[Number, ...], ...]

    def __post_init__(self) -> None:
        p = len(self.sizes)
        if p < 1 or len(self.diagonal) != p or len(self.products) != p or any(len(row) != p for row in self.products):
            raise ValueError(
                f"{p} groups need {p} diagonal entries and {p}×{p} products, not {len(self.diagonal)} and "
                f"{'×'.join(map(str, (len(self.products), *{len(row) for row in self.products})))}"
            )

    @property
    def batch(self) -> Number:
        """The number n of points."""
        return sum(self.sizes[1:], self.sizes[0])

    def embed(self) -> Matrix:
        """The full n×n matrix, group after group; sizes are positive integers.

        Raises:
            ValueError: a size is not a positive integer.
        """
        sizes = positive_sizes(self.sizes)
        group = np.repeat(np.arange(len(sizes)), sizes)
        doubles = all(isinstance(x, float) for x in self.diagonal)
        full = np.array([[self.products[a][b] for b in group] for a in group], dtype=float if doubles else object)
        np.fill_diagonal(full, [self.diagonal[a] for a in group])
        return full

    @staticmethod
    def project(gram: Any, sizes: tuple[int, ...]) -> BlockGram:
        """The nearest block Gram matrix to an n×n matrix, entrywise: the mean over the subgroup S_{m1}×…×S_{mp}.

        The left inverse of `embed`.

        Raises:
            ValueError: the sizes are not positive integers that add up to n, or `NotAGramError` from the matrix.
        """
        full = as_gram(gram)
        sizes = positive_sizes(sizes)
        if sum(sizes) != len(full):
            raise ValueError(f"groups of {'+'.join(map(str, sizes))} points do not make a batch of {len(full)}")
        ends = np.cumsum((0, *sizes))
        blocks = [slice(a, b) for a, b in pairwise(ends)]
        diagonal, products = [], []
        for a, rows in enumerate(blocks):
            trace = np.trace(full[rows, rows])
            _, m, trace = lift(sizes[a], trace)
            diagonal.append(trace / m)
            row = []
            for b, columns in enumerate(blocks):
                total = full[rows, columns].sum()
                if a != b:
                    row.append(total / lift(sizes[a] * sizes[b], total)[1])
                elif sizes[a] == 1:
                    row.append(trace * 0)
                else:
                    row.append((total - trace) / (m * (m - 1)))
            products.append(tuple(row))
        return BlockGram(sizes, tuple(diagonal), tuple(products))


def positive_sizes(sizes: tuple[Number, ...]) -> tuple[int, ...]:
    """The block sizes as integers.

    Raises:
        ValueError: a size is not a positive integer.
    """
    if not all(isinstance(size, int) and size >= 1 for size in sizes):
        raise ValueError(f"block sizes are positive integers here, not {sizes}; put numbers for symbols first")
    return tuple(int(size) for size in sizes)
