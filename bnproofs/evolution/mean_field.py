"""The mean-field map Φ and its derivative DΦ on full n×n Gram matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bnproofs.activations import Activation, activation_of
from bnproofs.evolution.entrywise import above_diagonal, mirrored, symmetric
from bnproofs.evolution.gram import Matrix, NotAGramError, as_gram, as_symmetric, require_positive_semidefinite
from bnproofs.evolution.recentring import DoublesAtPairs, recentre
from bnproofs.layer import Layer
from bnproofs.numbers import Number


class UnsupportedLayerError(ValueError):
    """A layer for which a function has no formula; the message says which have one."""


def require_no_rescaling(layer: Layer) -> None:
    """No result; a check that the layer has no rescaling part.

    Raises:
        UnsupportedLayerError: it has one.
    """
    if layer.rescale:
        raise UnsupportedLayerError(
            f"{layer}: the mean-field map is implemented for layers without rescaling, such as 'rc+relu'"
        )


def mean_field_map(layer: Layer, gram: Any, *, validate: bool = True) -> Matrix:
    """The Gram matrix after one layer of infinite width, Φ(G)_ij = E φ(u_i)φ(u_j), u ~ N(0, K), K = CGC or G.

    `gram` is n×n positive semidefinite, of doubles (then the result is a float64 array, each entry to full relative
    precision also for correlations of K within 1e-15 of ±1) or of mpmath numbers, balls or symbols (then an object
    array). Singular matrices are in the domain. A point that K puts at zero stays at zero.
    Doubles are taken as exact; only a correlation that their rounding alone pushes beyond ±1 is taken for ±1.
    `validate=False` leaves out the eigenvalues, for iterations that start from a valid matrix.

    Raises:
        NotAGramError: not a Gram matrix; names the offending entry or eigenvalue.
        UnsupportedLayerError: the layer rescales.
    """
    activation, k = _pre_activations(layer, gram, validate)
    values = above_diagonal(lambda uu, uv, vv: (activation.dual_kernel(uu, uv, vv),), k)[0]
    if isinstance(k, DoublesAtPairs) and activation.degree is not None:
        values = k.unscale(values, activation.degree, activation.degree)
    return symmetric(values, _per_point(activation.second_moment, k))


def mean_field_derivative(layer: Layer, gram: Any, direction: Any, *, validate: bool = True) -> Matrix:
    """The derivative DΦ(G)[E] of the mean-field map along a symmetric n×n direction E.

    With V the dual kernel and H = CEC or E, entry ij is ∂V/∂K_ii H_ii + ∂V/∂K_ij H_ij + ∂V/∂K_jj H_jj. At parallel
    points (correlation ±1) it is the one-sided derivative.

    Raises:
        NotAGramError: not a Gram matrix, the direction not symmetric, finite or of the same size, or K has a zero on
            its diagonal, where Φ is not differentiable.
        UnsupportedLayerError: the layer rescales.
    """
    activation, k = _pre_activations(layer, gram, validate)
    norms = _squared_norms(k)
    at_zero = [i for i, norm in enumerate(norms) if norm == 0]
    if at_zero:
        raise NotAGramError(
            f"point {at_zero[0]} is zero (after recentring, if the layer recentres), where the map is not "
            "differentiable; move the batch off that point"
        )
    first, mixed, last = above_diagonal(activation.dual_kernel_gradient, k)
    if isinstance(k, DoublesAtPairs) and (degree := activation.degree) is not None:
        first = k.unscale(first, degree - 2, degree)
        mixed = k.unscale(mixed, degree - 1, degree - 1)
        last = k.unscale(last, degree, degree - 2)
    h = as_symmetric(direction)
    if h.shape != (len(norms), len(norms)):
        raise NotAGramError(f"the direction is of shape {h.shape}, the Gram matrix {len(norms)}×{len(norms)}")
    h = recentre(h) if layer.recentre else h
    own = np.diagonal(h)
    by_row = mirrored(first, last)
    above = by_row * own[:, None] + mixed * h + by_row.T * own[None, :]
    return symmetric(above, _per_point(activation.second_moment_slope, k) * own)


def _squared_norms(k: Matrix | DoublesAtPairs) -> Any:
    return k.diagonal if isinstance(k, DoublesAtPairs) else np.diagonal(k)


def _per_point(function: Callable[[Number], Number], k: Matrix | DoublesAtPairs) -> Any:
    norms = _squared_norms(k)
    return function(norms) if isinstance(k, DoublesAtPairs) else np.array([function(x) for x in norms], dtype=object)


def _pre_activations(layer: Layer, gram: Any, validate: bool) -> tuple[Activation, Matrix | DoublesAtPairs]:
    require_no_rescaling(layer)
    gram = as_gram(gram)
    if validate:
        require_positive_semidefinite(gram)
    activation = activation_of(layer)
    if gram.dtype == object:
        return activation, recentre(gram) if layer.recentre else gram
    return activation, DoublesAtPairs(gram, recentre=layer.recentre, scale=activation.degree is not None)
