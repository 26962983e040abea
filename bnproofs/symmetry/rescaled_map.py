"""The mean-field map of layers that rescale on block Gram matrices: one integral for each block, doubles or balls."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.activations import activation_of
from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.mean_field import UnsupportedLayerError
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.evolution.rescaled_nodes import nodes_and_weights
from bnproofs.layer import Layer
from bnproofs.numbers import Number
from bnproofs.symmetry.block_gram import BlockGram, positive_sizes
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.rescaling_sum import VALUE, RescalingSum
from bnproofs.symmetry.tilted_blocks import Tilt, tilt_doubles

Kernel = Callable[[BlockGram], BlockGram]
"""The block Gram matrix E φ(u)φ(u)ᵀ from that of u."""


def slope_bound(layer: Layer) -> Fraction:
    """The larger size L of the slopes of a φ that is homogeneous of degree 1, so that |φ(x)| ≤ L |x|.

    Raises:
        UnsupportedLayerError: φ is not homogeneous of degree 1.
    """
    activation = activation_of(layer)
    if activation.degree != 1:
        raise UnsupportedLayerError(
            f"{layer}: with rescaling, implemented for activations that are homogeneous of degree 1 (identity, relu, "
            "leaky_relu), such as 'rc+rs+relu'"
        )
    return max(abs(Fraction(activation.phi(Fraction(x)))) for x in (1, -1))


def rescaled_doubles(layer: Layer, sigma: BlockGram, kernel: Kernel) -> BlockGram:
    """The matrix n ∫₀^∞ e^(−snε) det(I + 2sΣ)^(−1/2) V(Σ(I + 2sΣ)⁻¹) ds of a Σ of doubles, by the trapezoidal rule.

    Raises:
        NotAGramError: Σ = 0 and ε = 0.
    """
    operator = BlockOperator.of(sigma)
    _, weights, tilt = nodes_of(operator, float(layer.epsilon))
    return _each(kernel(tilt.k.gram()), lambda x: float(np.sum(weights * x)))


def nodes_of(operator: BlockOperator, epsilon: float) -> tuple[Any, Any, Tilt]:
    """The nodes s, their weights with the factor n e^(−snε) det(I + 2sΣ)^(−1/2), and the tilt there.

    Raises:
        NotAGramError: Σ = 0 and ε = 0.
    """
    n = sum(operator.sizes)
    trace = float(operator.trace())
    if trace <= 0 and epsilon == 0:
        raise NotAGramError(ALL_ZERO)
    scale = trace or n * epsilon
    values = [x for x in (*_eigenvalues(operator),) if x > 2**-46 * scale]
    decay = n * epsilon
    first, second = 1 / (2 * trace + decay), 1 / (min(values, default=trace) + decay)

    def fading(s: Any) -> Any:
        return tilt_doubles(operator, s).log_determinant + 2 * decay * s

    s, weights = nodes_and_weights(fading, first, second)
    tilt = tilt_doubles(operator, s)
    return s, n * weights * np.exp(-tilt.log_determinant / 2 - decay * s), tilt


def _eigenvalues(operator: BlockOperator) -> list[float]:
    quotient = np.linalg.eigvals(np.array(operator.quotient, float)).real
    return [*(float(x) for m, x in zip(operator.sizes, operator.standard, strict=True) if m > 1), *map(float, quotient)]


def rescaled_balls(layer: Layer, sigma: BlockGram, kernel: Kernel) -> BlockGram:
    """The enclosure of the same matrix, of a Σ of balls, with the proved error of `RescalingSum`.

    Raises:
        NotAGramError: ε = 0, and the trace of Σ is not proved positive.
        ValueError: the balls are too wide for the tail of the integral to be bounded.
    """
    total = RescalingSum(BlockOperator.of(sigma), slope_bound(layer), layer.epsilon, layer.recentre)
    places = [(a, b) for a in range(len(sigma.sizes)) for b in range(a, len(sigma.sizes))]

    def terms(s: Any, tilt: Tilt) -> list[Any]:
        value = kernel(tilt.k.gram())
        return [*value.diagonal, *(value.products[a][b] for a, b in places)]

    values = total.integrals(terms, VALUE)
    diagonal, products = values[: len(sigma.sizes)], dict(zip(places, values[len(sigma.sizes) :], strict=True))
    alone = {(a, a) for a, m in enumerate(positive_sizes(sigma.sizes)) if m == 1}
    zero = diagonal[0] * 0
    return BlockGram(
        sigma.sizes,
        tuple(diagonal),
        tuple(
            tuple(zero if (a, b) in alone else products[min(a, b), max(a, b)] for b in range(len(sigma.sizes)))
            for a in range(len(sigma.sizes))
        ),
    )


def _each(gram: BlockGram, function: Callable[[Number], Number]) -> BlockGram:
    return BlockGram(
        gram.sizes,
        tuple(function(x) for x in gram.diagonal),
        tuple(tuple(function(x) for x in row) for row in gram.products),
    )
