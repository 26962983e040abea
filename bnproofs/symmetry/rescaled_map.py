"""The mean-field map of layers that rescale on block Gram matrices: one integral for each block, doubles or balls."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.activations import activation_of
from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.mean_field import UnsupportedLayerError
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.evolution.rescaled_nodes import nodes_and_weights, nodes_units_weights
from bnproofs.evolution.rescaled_powers import within
from bnproofs.layer import Layer
from bnproofs.numbers import Number
from bnproofs.symmetry.block_gram import BlockGram, positive_sizes, symmetric_table
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.rescaling_sum import RescalingSum, value_errors
from bnproofs.symmetry.tilted_blocks import Tilt, tilt_doubles

Kernel = Callable[[BlockGram], BlockGram]
"""The block Gram matrix E φ(u)φ(u)ᵀ from that of u."""


_NULL = 2**-46
"""The part of the largest eigenvalue below which an eigenvalue of doubles is rounding."""


def degree_of(layer: Layer) -> int:
    """The degree of a φ that is homogeneous.

    Raises:
        UnsupportedLayerError: φ is not homogeneous.
    """
    degree = activation_of(layer).degree
    if degree is None:
        raise UnsupportedLayerError(
            f"{layer}: with rescaling, this is known for activations that are homogeneous (identity, relu, leaky_relu, "
            "abs, step, sign, relu_power, monomial), such as 'rc+rs+relu'; give doubles for others"
        )
    return degree


def size_bound(layer: Layer) -> Fraction:
    """The larger size L of φ(1) and φ(−1), so that a φ of degree k is at most L times the k-th power of its argument.

    Raises:
        UnsupportedLayerError: φ is not homogeneous.
    """
    degree_of(layer)
    return max(abs(Fraction(activation_of(layer).phi(Fraction(x)))) for x in (1, -1))


def rescaled_doubles(layer: Layer, sigma: BlockGram, kernel: Kernel) -> BlockGram:
    """The matrix n^k/Γ(k) ∫₀^∞ s^(k−1) e^(−snε) det(I + 2sΣ)^(−1/2) V(K(s)) ds of a Σ of doubles, k ≥ 1 the degree.

    K(s) = Σ(I + 2sΣ)⁻¹; by the trapezoidal rule.

    Raises:
        NotAGramError: Σ = 0 and ε = 0.
    """
    _, units, weights, tilt = powers_of(BlockOperator.of(sigma), float(layer.epsilon), degree_of(layer))
    return _each(kernel(in_units(tilt.k.gram(), units)), lambda x: float(np.sum(weights * x)))


def in_units(k: BlockGram, units: Any) -> BlockGram:
    """The matrix tK of doubles, with what rounding alone pushed beyond a correlation of ±1 put back."""
    diagonal = tuple(np.maximum(units * x, 0) for x in k.diagonal)
    return BlockGram(
        k.sizes,
        diagonal,
        symmetric_table(len(diagonal), lambda a, b: within(diagonal[a], units * k.products[a][b], diagonal[b])),
    )


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


def powers_of(operator: BlockOperator, epsilon: float, degree: int) -> tuple[Any, Any, Any, Tilt]:
    """The nodes s, units t and weights with n^k e^(−snε) det(I + 2sΣ)^(−1/2)/Γ(k), k the degree, and the tilt there.

    The sum of the weights times V(tK(s)) is the integral, as in `powers_quadrature`.

    Raises:
        NotAGramError: Σ = 0 and ε = 0.
    """
    if degree == 1:
        s, weights, tilt = nodes_of(operator, epsilon)
        return s, np.ones_like(s), weights, tilt
    n, trace = sum(operator.sizes), float(operator.trace())
    if trace <= 0 and epsilon == 0:
        raise NotAGramError(ALL_ZERO)
    decay = n * epsilon
    operator = resolved(operator)

    def logarithms(s: Any) -> Any:
        tilt = tilt_doubles(operator, s)
        own = np.array(tilt.k.gram().diagonal)
        seen = own[own[:, 0] > _NULL * np.max(own[:, 0])]
        return degree * np.log(s * np.maximum(seen, np.finfo(float).tiny)) - tilt.log_determinant / 2 - decay * s

    s, units, weights = nodes_units_weights(degree, logarithms, 1 / (2 * trace + decay))
    tilt = tilt_doubles(operator, s)
    factor = float(n) ** degree / math.gamma(degree)
    return s, units, factor * weights * np.exp(-tilt.log_determinant / 2 - decay * s), tilt


def resolved(operator: BlockOperator) -> BlockOperator:
    """The operator without those numbers on vectors with sum zero that are rounding."""
    largest = max(_eigenvalues(operator), default=0)
    return replace(operator, standard=tuple(x if x > _NULL * largest else 0 for x in operator.standard))


def _eigenvalues(operator: BlockOperator) -> list[float]:
    quotient = np.linalg.eigvals(np.array(operator.quotient, float)).real
    return [*(float(x) for m, x in zip(operator.sizes, operator.standard, strict=True) if m > 1), *map(float, quotient)]


def rescaled_balls(layer: Layer, sigma: BlockGram, kernel: Kernel) -> BlockGram:
    """The enclosure of the same matrix, of a Σ of balls, with the proved error of `RescalingSum`.

    Raises:
        NotAGramError: ε = 0, and the trace of Σ is not proved positive.
        ValueError: the balls are too wide for the tail of the integral to be bounded.
    """
    total = RescalingSum(BlockOperator.of(sigma), size_bound(layer), layer.epsilon, layer.recentre)
    places = [(a, b) for a in range(len(sigma.sizes)) for b in range(a, len(sigma.sizes))]

    def terms(s: Any, tilt: Tilt) -> list[Any]:
        value = kernel(tilt.k.gram())
        return [*value.diagonal, *(value.products[a][b] for a, b in places)]

    degree, n = degree_of(layer), sum(positive_sizes(sigma.sizes))
    values = total.integrals(terms, value_errors(degree), spare=(degree - 1) * n.bit_length())
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
