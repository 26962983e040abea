"""The derivative of the map of layers that rescale on isotypic components: small blocks, each entry an integral."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from bnproofs.evolution.gram import NotAGramError
from bnproofs.layer import Layer
from bnproofs.numbers import Number, lift
from bnproofs.numbers.kinds import kind_of
from bnproofs.numbers.predicates import surely_positive
from bnproofs.symmetry.block_gram import BlockGram
from bnproofs.symmetry.block_operator import BlockOperator, Table, product
from bnproofs.symmetry.isotypic import IsotypicBlock, isotypic_blocks
from bnproofs.symmetry.reduced_map import apply_kernel, recentre_blocks, without_rescaling
from bnproofs.symmetry.rescaled_map import nodes_of, slope_bound
from bnproofs.symmetry.rescaling_sum import SLOPE, RescalingSum
from bnproofs.symmetry.tilted_blocks import Tilt, least_eigenvalue

_RECENTRED = 4
"""How much larger recentring may make an error that all entries share."""


def rescaled_isotypic_blocks(layer: Layer, sigma: BlockGram) -> tuple[IsotypicBlock, ...]:
    """The blocks of the derivative at Σ of K ↦ C F(K) C (or F), F(K) = E φ(u)φ(u)ᵀ, u = h/√(‖h‖²/n + ε), h ~ N(0, K).

    Components, coordinates, structural zeros as in `isotypic_blocks`; sizes are integers. With H recentred if the layer
    recentres, B = (I + 2sΣ)⁻¹ and V the kernel of φ at K(s) = ΣB,

        n ∫₀^∞ e^(−snε) det(B)^(1/2) (DV[BHB] − s tr(BH) V) ds.

    Σ is recentred if the layer recentres, of doubles, or of balls: then enclosures with the proved error `SLOPE`,
    ‖M‖ ≤ ‖H‖/λ, λ the least eigenvalue of Σ that recentring does not make zero, ‖H‖ ≤ 2n for every H that stands for a
    coordinate (v has the entries 1, −1 and zeros). Source: derivations/rescaled_blocks.py.

    Raises:
        NotAGramError: balls, and λ is not proved positive; or Σ = 0.
        UnsupportedLayerError: φ is not homogeneous of degree 1.
    """
    bound = slope_bound(layer)
    plain, operator = without_rescaling(layer), BlockOperator.of(sigma)
    if kind_of(*sigma.diagonal).name == "float":
        s, weights, tilt = nodes_of(operator, float(layer.epsilon))
        blocks, tables = _at(plain, tilt, s)
        values = [float(np.sum(weights * x)) for x in _flat(tables)]
        return _filled(blocks, tables, values)
    least = least_eigenvalue(operator, centred=layer.recentre)
    if not surely_positive(least):
        raise NotAGramError(
            "the matrix is not proved to have full rank (but for recentring): the derivative of a layer that rescales "
            "is enclosed at such matrices only; give another one, or narrower balls"
        )
    n = sum(operator.sizes)
    shape: list[Any] = []

    def terms(s: Any, tilt: Tilt) -> list[Any]:
        shape[:] = _at(plain, tilt, s)
        return _flat(shape[1])

    total = RescalingSum(operator, bound, layer.epsilon, layer.recentre)
    values = total.integrals(terms, SLOPE, _RECENTRED * 2 * n / least, spare=3 * n.bit_length())
    return _filled(shape[0], shape[1], values)


def _at(plain: Layer, tilt: Tilt, s: Any) -> tuple[tuple[IsotypicBlock, ...], list[Table]]:
    """The blocks without rescaling at K(s), and the integrands of those with rescaling."""
    k = tilt.k.gram()
    blocks = isotypic_blocks(plain, k)
    tables = []
    for block in blocks:
        if block.component == "trivial":
            tables.append(_trivial(plain, block, k, tilt, s))
        elif block.component == "standard":
            tables.append(product(block.matrix, _standard(plain, block.groups[0], tilt)))
        else:
            damping = [tilt.damping.standard[a] for a in block.groups]
            tables.append(((block.matrix[0][0] * damping[0] * damping[-1],),))
    return blocks, tables


def _trivial(plain: Layer, block: IsotypicBlock, k: BlockGram, tilt: Tilt, s: Any) -> Table:
    """The matrix of H ↦ DV[BHB] − s tr(BH) V in the coordinates d_a, o_aa (groups of two or more), o_ab."""
    p, sizes = len(k.sizes), tilt.damping.sizes
    places = [(a, a) for a in range(p) if sizes[a] > 1] + [(a, b) for a in range(p) for b in range(a + 1, p)]
    zero = k.diagonal[0] * 0
    image = apply_kernel(plain, k)
    value = _coordinates(recentre_blocks(image) if plain.recentre else image, places)
    columns, losses = [], []
    for at in range(p + len(places)):
        d = [zero + int(a == at) for a in range(p)]
        o = [[zero] * p for _ in range(p)]
        if at >= p:
            a, b = places[at - p]
            o[a][b] = o[b][a] = zero + 1
        h = BlockGram(sizes, tuple(d), tuple(map(tuple, o)))
        direction = BlockOperator.of(recentre_blocks(h) if plain.recentre else h)
        turned = tilt.damping @ direction
        columns.append(_coordinates((turned @ tilt.damping).gram(), places))
        losses.append(turned.trace() * s)
    along = product(block.matrix, tuple(zip(*columns, strict=True)))
    return tuple(
        tuple(x - loss * y for x, loss in zip(row, losses, strict=True)) for row, y in zip(along, value, strict=True)
    )


def _coordinates(gram: BlockGram, places: list[tuple[int, int]]) -> list[Number]:
    return [*gram.diagonal, *(gram.products[a][b] for a, b in places)]


def _standard(plain: Layer, a: int, tilt: Tilt) -> Table:
    """The matrix of H ↦ BHB (H recentred first, if the layer recentres) in the coordinates α, β, γ_b of group a.

    H = κ diag(v) + v wᵀ + w vᵀ, Σv = 0, w constant on groups: κ = α − 2β, w_a = β, w_b = γ_b. Recentring takes
    κ/n and the mean of w from w; with B = b on v and the column c_a on constants, κ goes to b²κ and w to b (κ c + B w).
    """
    sizes, damping = tilt.damping.sizes, tilt.damping
    p, wide = len(sizes), sizes[a] > 2
    b, zero = damping.standard[a], damping.standard[a] * 0
    _, n, m, *weights = lift(sum(sizes), sizes[a], *sizes, zero)
    others = [c for c in range(p) if c != a]
    entries = [(damping.quotient[c][a] - (b if c == a else zero)) / m for c in range(p)]
    columns = []
    for at in range(1 + wide + len(others)):
        unit = [zero + int(place == at) for place in range(1 + wide + len(others))]
        alpha, beta = unit[0], unit[1] if wide else zero
        w = [zero] * p
        w[a] = beta
        for c, x in zip(others, unit[1 + wide :], strict=True):
            w[c] = x
        kappa = alpha - 2 * beta
        if plain.recentre:
            mean = (kappa + sum((x * y for x, y in zip(weights[:p], w, strict=True)), zero)) / n
            w = [x - mean for x in w]
        turned = [
            b * (kappa * entries[c] + sum((x * y for x, y in zip(damping.quotient[c], w, strict=True)), zero))
            for c in range(p)
        ]
        kappa = b * b * kappa
        columns.append([kappa + 2 * turned[a], *([turned[a]] if wide else []), *(turned[c] for c in others)])
    return tuple(zip(*columns, strict=True))


def _flat(tables: list[Table]) -> list[Any]:
    return [x for table in tables for row in table for x in row]


def _filled(blocks: tuple[IsotypicBlock, ...], tables: list[Table], values: list[Any]) -> tuple[IsotypicBlock, ...]:
    """The blocks with other entries."""
    rest, result = iter(values), []
    for block, table in zip(blocks, tables, strict=True):
        result.append(replace(block, matrix=tuple(tuple(next(rest) for _ in row) for row in table)))
    return tuple(result)
