"""Gram matrices that a Young subgroup S_{m1}×…×S_{mp} fixes: a few numbers, with block sizes that may be symbols."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bnproofs.display import Displayed, Sheet, Table, number
from bnproofs.evolution.gram import Matrix, as_gram
from bnproofs.numbers import Number, lift
from bnproofs.numbers.kinds import kind_of


@dataclass(frozen=True, slots=True)
class BlockGram(Displayed):
    """The Gram matrix of p groups of exchangeable points.

    `sizes[a]` points in group a, each of squared norm `diagonal[a]`; the product of two points of the groups a and b is
    `products[a][b]`. In a group of one point `products[a][a]` belongs to no pair; it is zero by convention.
    Sizes that are integers of any library become Python integers; all others stand for symbols.

    Raises:
        ValueError: numbers that do not match the groups, an integer size below one, or products that surely differ from
            their transposes.
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
        object.__setattr__(self, "sizes", tuple(_python_integer(size) for size in self.sizes))
        if any(isinstance(size, int) and size < 1 for size in self.sizes):
            raise ValueError(f"block sizes are positive integers or symbols, not {self.sizes}")
        for a in range(p):
            for b in range(a):
                if _surely_differ(self.products[a][b], self.products[b][a]):
                    raise ValueError(
                        f"products[{a}][{b}] differs from products[{b}][{a}]: the product of two points has no order"
                    )

    @property
    def batch(self) -> Number:
        """The number n of points."""
        return sum(self.sizes[1:], self.sizes[0])

    def sheet(self) -> Sheet:
        """What a notebook shows: a row for each group, with its size, squared norm and products."""
        groups = range(1, len(self.sizes) + 1)
        rows = tuple(
            (str(a), number(self.sizes[a - 1]), number(self.diagonal[a - 1]), *map(number, self.products[a - 1]))
            for a in groups
        )
        columns = ("group", "points", "squared norm", *(f"product with {b}" for b in groups))
        count = f"{len(self.sizes)} group{'s' if len(self.sizes) > 1 else ''}"
        return Sheet(f"Gram matrix of {number(self.batch)} points in {count}", (Table(columns, rows),))

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
        lifted = [lift(size, np.trace(full[rows, rows]))[1:] for size, rows in zip(sizes, blocks, strict=True)]

        def product(a: int, b: int) -> Number:
            total = full[blocks[a], blocks[b]].sum()
            if a != b:
                return total / lift(sizes[a] * sizes[b], total)[1]
            m, trace = lifted[a]
            return trace * 0 if sizes[a] == 1 else (total - trace) / (m * (m - 1))

        return BlockGram(sizes, tuple(trace / m for m, trace in lifted), symmetric_table(len(sizes), product))


def symmetric_table(p: int, entry: Callable[[int, int], Number]) -> tuple[tuple[Number, ...], ...]:
    """The symmetric p×p table of the entries at a ≤ b, so that rounding cannot make it asymmetric."""
    upper = {(a, b): entry(a, b) for a in range(p) for b in range(a, p)}
    return tuple(tuple(upper[min(a, b), max(a, b)] for b in range(p)) for a in range(p))


def positive_sizes(sizes: tuple[Number, ...]) -> tuple[int, ...]:
    """The block sizes as integers.

    Raises:
        ValueError: a size is not a positive integer.
    """
    integers = tuple(_python_integer(size) for size in sizes)
    if not all(isinstance(size, int) and size >= 1 for size in integers):
        raise ValueError(f"block sizes are positive integers here, not {sizes}; put numbers for symbols first")
    return integers


def _python_integer(size: Number) -> Number:
    """The Python integer that a NumPy, SymPy or FLINT integer is; anything else as it is."""
    try:
        return int(operator.index(size))
    except TypeError:
        return size


def _surely_differ(x: Number, y: Number) -> bool:
    """Whether two numbers of one kind are surely different; false where the kind has no order."""
    kind = kind_of(x)
    if x is y or kind is not kind_of(y):
        return False
    if kind.name == "symbol":
        return bool(x.is_Rational and y.is_Rational and x != y)
    return kind.name in ("exact", "float", "mpf", "ball") and bool(np.any(x < y) or np.any(x > y))
