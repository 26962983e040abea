"""The derivative of one layer with rescaling on the odd-point family, in the two eigenvalues of K."""

from __future__ import annotations

from typing import Any

from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.layer import Layer
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks

Pair = tuple[Any, Any]


def moments_jacobian(layer: Layer, n: int, direction: Pair) -> tuple[Pair, Pair]:
    """The derivative of (λ', μ') by (λ, μ), λ = s², μ = n(n−2)c², of doubles or balls."""
    sigma = family.operator(n, *direction).gram()
    block = rescaled_isotypic_blocks(layer, sigma)[0]
    m, one = n - 1, sigma.diagonal[0] * 0 + 1
    along = (
        (one * (m - 1) / m, one * 0, -one / m, one * 0),
        (one / (m * n), one * m / n, one / (m * n), -one / n),
    )
    images = [[sum(x * y for x, y in zip(row, unit, strict=True)) for row in block.matrix] for unit in along]
    columns = [(image[0] - image[2], -n * image[3]) for image in images]
    return (columns[0][0], columns[1][0]), (columns[0][1], columns[1][1])
