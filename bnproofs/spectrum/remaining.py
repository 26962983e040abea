"""The eigenvalues of a small matrix besides known ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bnproofs.numbers import lift
from bnproofs.numbers.predicates import surely_positive
from bnproofs.spectrum.eigenvalues import SpectrumUndecidedError


def remaining_eigenvalues(matrix: Sequence[Sequence[Any]], known: Sequence[Any], zeros: int) -> tuple[Any, ...]:
    """The one or two roots of the characteristic polynomial besides the known ones and `zeros` zeros, larger first.

    Raises:
        SpectrumUndecidedError: more than two remain, or they are not proved real and distinct.
    """
    size = range(len(matrix))
    count = len(matrix) - len(known) - zeros
    total = sum(matrix[i][i] for i in size) - sum(known)
    if count == 1:
        return (total,)
    if count != 2:
        raise SpectrumUndecidedError(f"{count} eigenvalues remain in a block; only one or two are enclosed")
    minors = sum(matrix[i][i] * matrix[j][j] - matrix[i][j] * matrix[j][i] for i in size for j in size if i < j)
    pairs = sum(known[i] * known[j] for i in range(len(known)) for j in range(i))
    product = minors - pairs - sum(known) * total
    discriminant = total * total - 4 * product
    if not surely_positive(discriminant):
        raise SpectrumUndecidedError("two eigenvalues of a block are not proved real and distinct: raise the precision")
    larger = (total + lift(discriminant)[0].sqrt(discriminant)) / 2
    return larger, total - larger
