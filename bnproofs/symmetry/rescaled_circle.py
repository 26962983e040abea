"""The mean-field map of layers that rescale on block Gram matrices, for φ that need not be homogeneous."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import numpy as np

from bnproofs.activations import Activation, activation_of
from bnproofs.errors import InputError
from bnproofs.evolution.broken_circle import BrokenCircle, pair_integral
from bnproofs.evolution.circle_series import early_scale
from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.mean_field import UnsupportedLayerError
from bnproofs.evolution.rescaled_circle import HALVINGS, SETTLED, UNSETTLED
from bnproofs.evolution.rescaled_circle_balls import block_enclosures
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.evolution.rescaled_nodes import nodes_and_weights
from bnproofs.evolution.rescaled_pieces import ends_of
from bnproofs.layer import Layer
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.piecewise import Piecewise
from bnproofs.symmetry.block_gram import BlockGram, symmetric_table
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.circle_kernel import CircleKernel
from bnproofs.symmetry.rescaled_map import in_units, resolved
from bnproofs.symmetry.tilted_blocks import Tilt, tilt_balls, tilt_doubles

Nodes = tuple[Any, Any, Tilt]


def circle_doubles(layer: Layer, sigma: BlockGram, kernel: Callable[[BlockGram], BlockGram]) -> BlockGram:
    """The matrix of `circle_map` of a Σ of doubles; `kernel` is W on block Gram matrices.

    Raises:
        NotAGramError: Σ = 0 and ε = 0.
        InputError: φ is not smooth, or the integral does not settle.
    """
    start, n = float(activation_of(layer).phi(float(0))) ** 2, sum(int(m) for m in sigma.sizes)
    operator, before = BlockOperator.of(sigma), None
    if float(operator.trace()) <= 0:
        if not layer.epsilon:
            raise NotAGramError(ALL_ZERO)
        return _shifted(sigma, [0] * len(sigma.sizes), lambda a, b: 0, start)
    activation = activation_of(layer)
    if isinstance(activation, Piecewise) and activation.breakpoints:
        return _of_pieces(activation, sigma, operator, float(layer.epsilon), start)
    for s, weights, tilt in circle_rules(layer, operator):
        value = kernel(in_units(tilt.k.gram(), n * s))
        diagonal = [float(weights @ x) for x in value.diagonal]
        table = [[float(np.sum(weights * x)) for x in row] for row in value.products]
        result = _shifted(sigma, diagonal, lambda a, b, table=table: table[a][b], start)  # type: ignore[misc]
        flat = np.array([*result.diagonal, *(x for row in result.products for x in row)])
        if before is not None and np.all(np.abs(flat - before) <= SETTLED * _sizes(result)):
            return result
        before = flat
    raise InputError(UNSETTLED)


def _of_pieces(
    activation: Piecewise, sigma: BlockGram, operator: BlockOperator, epsilon: float, start: float
) -> BlockGram:
    """The same for a φ with breakpoints, block by block."""
    operator, circle = resolved(operator), BrokenCircle(activation)
    n, trace = sum(operator.sizes), float(operator.trace())
    decay = n * epsilon

    def fading(s: Any) -> Any:
        return tilt_doubles(operator, s).log_determinant / 2 + decay * s

    def entry(a: int, b: int, *, same: bool = False) -> float:
        def moments(s: Any) -> tuple[Any, Any, Any]:
            k = in_units(tilt_doubles(operator, s).k.gram(), n * s)
            return k.diagonal[a], k.diagonal[a] if same else k.products[a][b], k.diagonal[b]

        return pair_integral(circle, moments, fading, ends_of(fading, 1 / (2 * trace + decay)), same=same)

    groups = range(len(sigma.sizes))
    return _shifted(sigma, [entry(a, a, same=True) for a in groups], entry, start)


def circle_rules(layer: Layer, operator: BlockOperator) -> Iterator[Nodes]:
    """The nodes s, weights with e^(−snε) det(I + 2sΣ)^(−1/2)/s and tilts, each time with half the step."""
    operator = resolved(operator)
    n, trace = sum(operator.sizes), float(operator.trace())
    decay, longest = n * float(layer.epsilon), max(float(x) for x in operator.gram().diagonal)
    least = min((x for x in (*operator.standard, *_quotient_values(operator)) if x > 2**-46 * trace), default=trace)
    first = early_scale(activation_of(layer).phi, n * longest, 1 / (8 * (2 * trace + decay)))
    second = 1 / (least + decay)

    def fading(s: Any) -> Any:
        return tilt_doubles(operator, s).log_determinant + 2 * decay * s

    for halvings in range(HALVINGS + 1):
        s, weights = nodes_and_weights(fading, first, second, halvings)
        tilt = tilt_doubles(operator, s)
        yield s, weights * np.exp(-tilt.log_determinant / 2 - decay * s) / s, tilt


def circle_kernel(layer: Layer) -> Activation:
    """The W of the layer's φ."""
    return cast(Activation, CircleKernel(activation_of(layer)))


def circle_balls(layer: Layer, sigma: BlockGram) -> BlockGram:
    """The enclosure of the same matrix, of a Σ of balls, with the proved error of `circle_enclosure`.

    Raises:
        NotAGramError: ε = 0, and the trace of Σ is not proved positive.
        UnsupportedLayerError: φ has no known power series.
        InputError: the bounds are too large: n is, or φ grows too fast.
        ValueError: the balls are too wide.
    """
    p = len(sigma.sizes)
    with working_precision(2 * current_bits() + 64):
        operator = BlockOperator.of(sigma)
        trace = operator.trace()

    def at(s: Any) -> tuple[Any, dict[tuple[int, int], Any], list[Any]] | None:
        tilt = tilt_balls(operator, s, centred=layer.recentre)
        if tilt is None:
            return None
        k = tilt.k.gram()
        return (
            tilt.log_determinant.exp(),
            {(a, b): k.products[a][b] for a in range(p) for b in range(a, p)},
            list(k.diagonal),
        )

    found = block_enclosures(activation_of(layer), sum(operator.sizes), p, layer.epsilon, trace, at)
    if found is None:
        raise UnsupportedLayerError(
            f"{layer}: with rescaling, enclosures are of activations that are homogeneous or have a known power series "
            "(hermite, erf, gelu, sine, cosine, exponential); give doubles"
        )
    values, diagonal = found
    return _shifted(sigma, diagonal, lambda a, b: values[min(a, b), max(a, b)], 0)


def _shifted(sigma: BlockGram, diagonal: list[Any], entry: Callable[[int, int], Any], start: Any) -> BlockGram:
    alone = [a for a, m in enumerate(sigma.sizes) if m == 1]
    zero = diagonal[0] * 0
    return BlockGram(
        sigma.sizes,
        tuple(x + start for x in diagonal),
        symmetric_table(len(diagonal), lambda a, b: zero if a == b and a in alone else entry(a, b) + start),
    )


def _sizes(gram: BlockGram) -> Any:
    root = np.sqrt(np.maximum(np.array(gram.diagonal, float), 0))
    return np.concatenate([root * root, np.multiply.outer(root, root).ravel()]) + np.finfo(float).tiny


def _quotient_values(operator: BlockOperator) -> list[float]:
    return [float(x) for x in np.linalg.eigvals(np.array(operator.quotient, float)).real]
