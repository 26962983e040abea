"""Enclosures of the eigenvalues of the projective Jacobian, from its small isotypic blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any

from bnproofs.display import Displayed, Sheet, Table, number
from bnproofs.numbers import lift
from bnproofs.numbers.predicates import surely_positive
from bnproofs.symmetry import IsotypicBlock


class SpectrumUndecidedError(ArithmeticError):
    """A block whose eigenvalues could not be enclosed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Eigenvalues(Displayed):
    """The eigenvalues on one isotypic component, largest first, each of the same multiplicity."""

    component: str
    multiplicity: int
    values: tuple[Any, ...]

    def sheet(self) -> Sheet:
        """What a notebook shows: the eigenvalues of the component, one a row."""
        rows = tuple((self.component, str(self.multiplicity), number(value)) for value in self.values)
        return Sheet("Eigenvalues", (Table(("component", "multiplicity", "eigenvalue"), rows),))


def projective_eigenvalues(blocks: tuple[IsotypicBlock, ...], growth: Any) -> tuple[Eigenvalues, ...]:
    """The eigenvalues of the derivative on rays: those of the blocks divided by the growth, but two kinds.

    Left out are the scale mode (eigenvalue 1, in the trivial component) and the zeros that recentring forces.
    Components without any eigenvalue left are left out.

    Raises:
        SpectrumUndecidedError: more than two eigenvalues remain in a block, or they are not proved real and distinct.
    """
    result = []
    for block in blocks:
        scale = 1 if block.component == "trivial" else 0
        remaining = len(block.matrix) - block.structural_zeros - scale
        if remaining:
            values = _remaining(block, growth, scale, remaining)
            result.append(Eigenvalues(block.component, int(block.multiplicity), values))
    return tuple(result)


def rescaled_eigenvalues(
    blocks: tuple[IsotypicBlock, ...], factor: Any, *, scale_mode: bool
) -> tuple[Eigenvalues, ...]:
    """The eigenvalues of the derivative of a layer that rescales: those of the blocks divided by the factor.

    Left out are the zeros that recentring forces and, if there is a `scale_mode`, its eigenvalue 0 in the trivial
    component: the map with ε = 0 does not see the scale.

    Raises:
        SpectrumUndecidedError: more than two eigenvalues remain in a block, or they are not proved real and distinct.
    """
    result = []
    for block in blocks:
        known = block.structural_zeros + int(scale_mode and block.component == "trivial")
        if remaining := len(block.matrix) - known:
            values = _remaining(block, factor, 0, remaining)
            result.append(Eigenvalues(block.component, int(block.multiplicity), values))
    return tuple(result)


def spectral_radius(spectrum: tuple[Eigenvalues, ...]) -> Any:
    """The largest absolute value of an eigenvalue: a ball around it, or the number; not a number if one is not.

    Raises:
        ValueError: there is no eigenvalue.
    """
    sizes = [abs(value) for part in spectrum for value in part.values]
    if not sizes:
        raise ValueError("a spectrum without eigenvalues has no radius")
    kind, *sizes = lift(*sizes)
    if kind.name == "ball":
        return reduce(lambda radius, size: radius.max(size), sizes)
    return next((size for size in sizes if size != size), max(sizes))


def _remaining(block: IsotypicBlock, growth: Any, scale: int, remaining: int) -> tuple[Any, ...]:
    """The roots that are left of the characteristic polynomial, from its first two coefficients."""
    m = [[entry / growth for entry in row] for row in block.matrix]
    size = range(len(m))
    total = sum(m[i][i] for i in size) - scale
    if remaining == 1:
        return (total,)
    if remaining > 2:
        raise SpectrumUndecidedError(
            f"the {block.component} block has {remaining} eigenvalues besides the known ones; only two are enclosed"
        )
    minors = sum(m[i][i] * m[j][j] - m[i][j] * m[j][i] for i in size for j in size if i < j)
    product = minors - scale * total
    discriminant = total * total - 4 * product
    if not surely_positive(discriminant):
        raise SpectrumUndecidedError(
            f"the two eigenvalues of the {block.component} block are not proved real and distinct: raise the precision"
        )
    larger = (total + lift(discriminant)[0].sqrt(discriminant)) / 2
    return larger, total - larger
