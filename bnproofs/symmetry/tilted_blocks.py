"""The tilted covariance Σ(I + 2sΣ)⁻¹ of exchangeable groups, and the determinant that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb, arb_mat

from bnproofs.numbers import Number
from bnproofs.numbers.predicates import surely_positive
from bnproofs.symmetry.block_operator import BlockOperator, Table, product

_NULL = 2**-46
"""The part of the largest eigenvalue, times the number of groups, below which one of doubles is rounding."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """The matrices K(s) = Σ(I + 2sΣ)⁻¹ and B(s) = (I + 2sΣ)⁻¹ with log det(I + 2sΣ), at one s or many at once."""

    k: BlockOperator
    damping: BlockOperator
    log_determinant: Number


def tilt_doubles(sigma: BlockOperator, s: Any) -> Tilt:
    """The tilt of a positive semidefinite Σ of doubles at an array of values of s.

    The quotient is similar to the symmetric matrix √(m_a/m_b) quotient_ab; eigenvalues that are rounding become zero.
    """
    root = np.sqrt(np.array(sigma.sizes, float))
    symmetric = np.array(sigma.quotient, float) * root[:, None] / root[None, :]
    values, vectors = np.linalg.eigh((symmetric + symmetric.T) / 2)
    values[values <= _NULL * len(values) * values[-1]] = 0
    one = [1 + 2 * s * x for x in sigma.standard]
    damping = 1 / (1 + 2 * np.multiply.outer(values, s))
    left, right = vectors / root[:, None], vectors.T * root[None, :]
    inverse = _by_node(left, damping, right)
    tilted = _by_node(left, values[:, None] * damping, right)
    weights = [(m - 1) * np.log1p(2 * s * x) for m, x in zip(sigma.sizes, sigma.standard, strict=True)]
    return Tilt(
        BlockOperator(sigma.sizes, tuple(x / y for x, y in zip(sigma.standard, one, strict=True)), tilted),
        BlockOperator(sigma.sizes, tuple(1 / y for y in one), inverse),
        sum(weights) + np.log1p(2 * np.multiply.outer(values, s)).sum(axis=0),
    )


def _by_node(left: Any, values: Any, right: Any) -> Table:
    table = np.einsum("ak,kn,kb->abn", left, values, right)
    return tuple(tuple(row) for row in table)


def tilt_balls(sigma: BlockOperator, s: Any, *, centred: bool) -> Tilt | None:
    """The tilt of a Σ of balls at one value of s, or None where the balls do not show det(I + 2sΣ) > 0.

    A `centred` Σ maps the constant vector to zero, exactly, and the others to vectors with sum zero: then w = w̄ 1 + u
    with Σ m_a u_a = 0, the last entry of u is given by the others, and B w = w̄ 1 + B u, with nothing to cancel.
    """
    p, sizes = len(sigma.sizes), sigma.sizes
    rank = p - centred
    one = [1 + 2 * s * x for x in sigma.standard]
    matrix = arb_mat(
        [[int(a == b) + 2 * s * sigma.on_differences(a, b, centred=centred) for b in range(rank)] for a in range(rank)]
    )
    determinant = matrix.det() if rank else arb(1)
    if not (surely_positive(determinant) and all(map(surely_positive, one))):
        return None
    try:
        inner = matrix.inv() if rank else matrix
    except ZeroDivisionError:
        return None
    table = [[inner[a, b] for b in range(rank)] for a in range(rank)]
    inverse = _with_constants(table, sizes) if centred else tuple(map(tuple, table))
    logarithms = [(m - 1) * x.log() for m, x in zip(sizes, one, strict=True)]
    return Tilt(
        BlockOperator(
            sizes,
            tuple(x / y for x, y in zip(sigma.standard, one, strict=True)),
            product(sigma.quotient, inverse),
        ),
        BlockOperator(sizes, tuple(1 / y for y in one), inverse),
        sum(logarithms, determinant.log()),
    )


def _with_constants(table: list[list[Any]], sizes: tuple[int, ...]) -> Table:
    """The quotient of an operator that is the identity on constants, and this table on all groups but the last."""
    p, n = len(sizes), arb(sum(sizes))
    means = [m / n for m in sizes]
    rows = [
        [sum((table[a][c] * (int(c == b) - means[b]) for c in range(p - 1)), arb(0)) for b in range(p)]
        for a in range(p - 1)
    ]
    last = [-sum((sizes[a] * rows[a][b] for a in range(p - 1)), arb(0)) / sizes[-1] for b in range(p)]
    return tuple(tuple(x + mean for x, mean in zip(row, means, strict=True)) for row in (*rows, last))


def least_eigenvalue(sigma: BlockOperator, *, centred: bool) -> Any:
    """A lower bound on the least eigenvalue of Σ, a ball, but for that of constant vectors if Σ is `centred`.

    The other eigenvalues of the quotient are non-negative; each is at most their sum t, so the least of r is at least
    their product over t^(r−1).
    """
    rank = len(sigma.sizes) - centred
    bounds = [x for m, x in zip(sigma.sizes, sigma.standard, strict=True) if m > 1]
    if rank:
        rows = [[sigma.on_differences(a, b, centred=centred) for b in range(rank)] for a in range(rank)]
        total = sum((rows[a][a] for a in range(rank)), arb(0))
        bounds.append(arb_mat(rows).det() / total ** (rank - 1))
    least = bounds[0]
    for bound in bounds[1:]:
        least = least.min(bound)
    return least
