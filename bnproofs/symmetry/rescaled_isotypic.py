"""The derivative of the map of layers that rescale on isotypic components: small blocks, each entry an integral."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from bnproofs.activations import Activation, activation_of
from bnproofs.errors import InputError
from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.mean_field import UnsupportedLayerError
from bnproofs.evolution.rescaled_circle import SETTLED, UNSETTLED
from bnproofs.layer import Layer
from bnproofs.numbers import Number, lift
from bnproofs.numbers.kinds import kind_of
from bnproofs.numbers.predicates import surely_positive
from bnproofs.piecewise import Piecewise
from bnproofs.symmetry.block_gram import BlockGram
from bnproofs.symmetry.block_operator import BlockOperator, Table, product
from bnproofs.symmetry.isotypic import IsotypicBlock, activation_blocks, isotypic_blocks
from bnproofs.symmetry.reduced_map import apply_activation, recentre_blocks, without_rescaling
from bnproofs.symmetry.rescaled_circle import circle_kernel, circle_rules
from bnproofs.symmetry.rescaled_map import degree_of, in_units, powers_of, size_bound
from bnproofs.symmetry.rescaling_sum import RescalingSum, slope_errors
from bnproofs.symmetry.tilted_blocks import Tilt, least_eigenvalue

_RECENTRED = 4
"""How much larger recentring may make an error that all entries share."""


def rescaled_isotypic_blocks(layer: Layer, sigma: BlockGram) -> tuple[IsotypicBlock, ...]:
    """The blocks of the derivative at Σ of K ↦ C F(K) C (or F), F(K) = E φ(u)φ(u)ᵀ, u = h/√(‖h‖²/n + ε), h ~ N(0, K).

    Components, coordinates, structural zeros as in `isotypic_blocks`; sizes are integers. With H recentred if the layer
    recentres, B = (I + 2sΣ)⁻¹ and V the kernel of φ at K(s) = ΣB,

        n^k/Γ(k) ∫₀^∞ s^(k−1) e^(−snε) det(B)^(1/2) (DV[BHB] − s tr(BH) V) ds

    for φ of degree k ≥ 1; for k = 0 it is DV[H] at Σ. For φ that is not homogeneous it is as in `circle_derivative`.
    Σ is recentred if the layer recentres, of doubles, or of balls: then enclosures with the proved `slope_errors`,
    ‖M‖ ≤ ‖H‖/λ, λ the least eigenvalue of Σ that recentring does not make zero, ‖H‖ ≤ 2n for every H that stands for a
    coordinate (v has the entries 1, −1 and zeros). Source: derivations/rescaled_blocks.py.

    Raises:
        NotAGramError: balls, and λ is not proved positive; or Σ = 0.
        UnsupportedLayerError: balls, and φ is not homogeneous; or it is not and has breakpoints.
        InputError: φ is not homogeneous, and not smooth or varies too fast.
    """
    operator, activation = BlockOperator.of(sigma), activation_of(layer)
    doubles = kind_of(*sigma.diagonal).name == "float"
    if activation.degree is None and isinstance(activation, Piecewise) and activation.breakpoints:
        raise UnsupportedLayerError(f"{layer}: with rescaling and breakpoints, take differences of the map")
    if activation.degree is None and doubles:
        return _of_circles(layer, operator)
    bound, degree = size_bound(layer), degree_of(layer)
    if degree == 0:
        return isotypic_blocks(without_rescaling(layer), sigma)
    if doubles:
        s, units, weights, tilt = powers_of(operator, float(layer.epsilon), degree)
        blocks, tables = _at(activation, layer.recentre, tilt, s, units)
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
        shape[:] = _at(activation, layer.recentre, tilt, s, None)
        return _flat(shape[1])

    total = RescalingSum(operator, bound, layer.epsilon, layer.recentre)
    values = total.integrals(
        terms, slope_errors(degree), _RECENTRED * 2 * n / least, spare=(2 + degree) * n.bit_length()
    )
    return _filled(shape[0], shape[1], values)


def _of_circles(layer: Layer, operator: BlockOperator) -> tuple[IsotypicBlock, ...]:
    """The blocks for a φ that is not homogeneous, in doubles: the step is halved until they settle."""
    n, before = sum(operator.sizes), None
    for s, weights, tilt in circle_rules(layer, operator):
        blocks, tables = _at(circle_kernel(layer), layer.recentre, tilt, s, n * s)
        entries = _flat(tables)
        values = [float(np.sum(weights * x)) for x in entries]
        size = max(float(np.sum(weights * np.abs(x))) for x in entries)
        if before is not None and np.max(np.abs(np.subtract(values, before))) <= SETTLED * size:
            return _filled(blocks, tables, values)
        before = values
    raise InputError(UNSETTLED)


def _at(
    activation: Activation, recentre: bool, tilt: Tilt, s: Any, units: Any
) -> tuple[tuple[IsotypicBlock, ...], list[Table]]:
    """The blocks without rescaling at K = tK(s), t the units if there are some, times t, and what is to be integrated.

    DV is a form of degree k − 1: times t it is t^k DV(K(s)), as V(K) is t^k V(K(s)).
    """
    k = tilt.k.gram()
    if units is None:
        blocks = activation_blocks(activation, k, recentre=recentre)
    else:
        k = in_units(k, units)
        blocks = tuple(
            replace(block, matrix=tuple(tuple(units * x for x in row) for row in block.matrix))
            for block in activation_blocks(activation, k, recentre=recentre)
        )
    tables = []
    for block in blocks:
        if block.component == "trivial":
            tables.append(_trivial(activation, recentre, block, k, tilt, s))
        elif block.component == "standard":
            tables.append(product(block.matrix, _standard(recentre, block.groups[0], tilt)))
        else:
            damping = [tilt.damping.standard[a] for a in block.groups]
            tables.append(((block.matrix[0][0] * damping[0] * damping[-1],),))
    return blocks, tables


def _trivial(activation: Activation, recentre: bool, block: IsotypicBlock, k: BlockGram, tilt: Tilt, s: Any) -> Table:
    """The matrix of H ↦ DV[BHB] − s tr(BH) V in the coordinates d_a, o_aa (groups of two or more), o_ab."""
    p, sizes = len(k.sizes), tilt.damping.sizes
    places = [(a, a) for a in range(p) if sizes[a] > 1] + [(a, b) for a in range(p) for b in range(a + 1, p)]
    zero = k.diagonal[0] * 0
    image = apply_activation(activation, k)
    value = _coordinates(recentre_blocks(image) if recentre else image, places)
    columns, losses = [], []
    for at in range(p + len(places)):
        d = [zero + int(a == at) for a in range(p)]
        o = [[zero] * p for _ in range(p)]
        if at >= p:
            a, b = places[at - p]
            o[a][b] = o[b][a] = zero + 1
        h = BlockGram(sizes, tuple(d), tuple(map(tuple, o)))
        direction = BlockOperator.of(recentre_blocks(h) if recentre else h)
        turned = tilt.damping @ direction
        columns.append(_coordinates((turned @ tilt.damping).gram(), places))
        losses.append(turned.trace() * s)
    along = product(block.matrix, tuple(zip(*columns, strict=True)))
    return tuple(
        tuple(x - loss * y for x, loss in zip(row, losses, strict=True)) for row, y in zip(along, value, strict=True)
    )


def _coordinates(gram: BlockGram, places: list[tuple[int, int]]) -> list[Number]:
    return [*gram.diagonal, *(gram.products[a][b] for a, b in places)]


def _standard(recentre: bool, a: int, tilt: Tilt) -> Table:
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
        if recentre:
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
