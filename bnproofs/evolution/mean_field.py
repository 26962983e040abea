"""The mean-field map Φ and its derivative DΦ on full n×n Gram matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bnproofs.activations import Activation, activation_of
from bnproofs.evolution.entrywise import above_diagonal, mirrored, symmetric
from bnproofs.evolution.gram import Matrix, NotAGramError, as_gram, as_symmetric, require_positive_semidefinite
from bnproofs.evolution.majorants import majorant_of
from bnproofs.evolution.recentring import DoublesAtPairs, recentre
from bnproofs.evolution.rescaled_balls import rescaled_enclosure
from bnproofs.evolution.rescaled_circle import circle_map
from bnproofs.evolution.rescaled_circle_balls import circle_enclosure
from bnproofs.evolution.rescaled_circle_derivative import circle_derivative
from bnproofs.evolution.rescaled_derivative import rescaled_derivative
from bnproofs.evolution.rescaled_map import ALL_ZERO, rescaled_map
from bnproofs.evolution.rescaled_pieces import pieces_map
from bnproofs.layer import Layer
from bnproofs.numbers import Number
from bnproofs.numbers.kinds import kind_of
from bnproofs.piecewise import Piecewise


class UnsupportedLayerError(ValueError):
    """A layer for which a function has no formula; the message says which have one."""


def require_no_rescaling(layer: Layer) -> None:
    """No result; a check that the layer has no rescaling part.

    Raises:
        UnsupportedLayerError: it has one.
    """
    if layer.rescale:
        raise UnsupportedLayerError(f"{layer}: implemented for layers without rescaling, such as 'rc+relu'")


def mean_field_map(layer: Layer, gram: Any, *, validate: bool = True) -> Matrix:
    """The Gram matrix after one layer of infinite width, Φ(G)_ij = E φ(u_i)φ(u_j), u ~ N(0, K), K = CGC or G.

    With rescaling u = h/√(‖h‖²/n + ε), h ~ N(0, K). For φ positively homogeneous of degree 0, φ does not see the
    length: the map is that without rescaling, in every kind of number. Otherwise it is one integral, and `gram` is of
    doubles (the error is that of `rescaled_map` for φ of degree k ≥ 1, of `pieces_map` for other φ with breakpoints, of
    `circle_map` for all others), or of Fractions or balls (enclosures with a proved error at the working precision, see
    `rescaled_enclosure` and `circle_enclosure`).

    `gram` is n×n positive semidefinite, of doubles (then the result is a float64 array, each entry to full relative
    precision also for correlations of K within 1e-15 of ±1) or of mpmath numbers, balls or symbols (then an object
    array). Singular matrices are in the domain. A point that K puts at zero stays at zero.
    Doubles are taken as exact; only a correlation that their rounding alone pushes beyond ±1 is taken for ±1.
    For φ without a degree their entries are zero or between 2^(−400) and 2^400 in size; with rescaling the squared
    lengths of two points differ by a factor of at most about 1e15, beyond which the shorter one loses its digits.
    `validate=False` leaves out the eigenvalues, for iterations that start from a valid matrix.

    Raises:
        NotAGramError: not a Gram matrix; names the offending entry or eigenvalue. Or all of K is zero, and the layer
            rescales with ε = 0.
        UnsupportedLayerError: the layer rescales, φ is not of degree 0, and the numbers are of another kind; or φ has
            no enclosure.
        InputError: the layer rescales, and φ is not smooth or varies too fast.
    """
    if layer.rescale:
        activation, gram = activation_of(layer), _valid(gram, validate)
        if gram.dtype == object and kind_of(*gram.flat).name in ("exact", "ball"):
            enclosure = circle_enclosure if activation.degree is None else rescaled_enclosure
            if activation.degree is None and majorant_of(activation) is None:
                raise UnsupportedLayerError(
                    f"{layer}: with rescaling, enclosures are of activations that are homogeneous or have a known "
                    "power series (hermite, erf, gelu, sine, cosine, exponential); give doubles"
                )
            return enclosure(gram, activation, recentre=layer.recentre, epsilon=layer.epsilon)
        if activation.degree != 0:
            if gram.dtype != object:
                if activation.degree is None and isinstance(activation, Piecewise) and activation.breakpoints:
                    return pieces_map(gram, activation, recentre=layer.recentre, epsilon=float(layer.epsilon))
                of_doubles = circle_map if activation.degree is None else rescaled_map
                return of_doubles(gram, activation, recentre=layer.recentre, epsilon=float(layer.epsilon))
            raise UnsupportedLayerError(f"{layer}: a layer that rescales takes doubles, Fractions or balls (flint.arb)")
    activation, k = _pre_activations(layer, gram, validate)
    values = above_diagonal(lambda uu, uv, vv: (activation.dual_kernel(uu, uv, vv),), k)[0]
    if isinstance(k, DoublesAtPairs) and activation.degree is not None:
        values = k.unscale(values, activation.degree, activation.degree)
    return symmetric(values, _per_point(activation.second_moment, k))


def mean_field_derivative(layer: Layer, gram: Any, direction: Any, *, validate: bool = True) -> Matrix:
    """The derivative DΦ(G)[E] of the mean-field map along a symmetric n×n direction E.

    With V the dual kernel and H = CEC or E, entry ij is ∂V/∂K_ii H_ii + ∂V/∂K_ij H_ij + ∂V/∂K_jj H_jj. At parallel
    points (correlation ±1) it is the one-sided derivative. With rescaling it is that of the integral, of doubles.

    Raises:
        NotAGramError: not a Gram matrix, the direction not symmetric, finite or of the same size, or K has a zero on
            its diagonal, where Φ is not differentiable; nor is it, with rescaling, where H adds to a rank of 1 or 2.
        UnsupportedLayerError: the layer rescales, φ is not of degree 0, and the numbers are no doubles; or φ is not
            homogeneous and has breakpoints.
        InputError: the layer rescales, and φ is not smooth or varies too fast.
    """
    if layer.rescale and (activation := activation_of(layer)).degree != 0:
        gram = _valid(gram, validate)
        h = _of_size(direction, len(gram))
        if gram.dtype == object or h.dtype == object:
            raise UnsupportedLayerError(f"{layer}: the derivative of a layer that rescales takes doubles")
        if activation.degree is None and isinstance(activation, Piecewise) and activation.breakpoints:
            raise UnsupportedLayerError(f"{layer}: with rescaling and breakpoints, take differences of the map")
        of_doubles = circle_derivative if activation.degree is None else rescaled_derivative
        return of_doubles(gram, h, activation, recentre=layer.recentre, epsilon=float(layer.epsilon))
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
    h = _of_size(direction, len(norms))
    h = recentre(h) if layer.recentre else h
    own = np.diagonal(h)
    by_row = mirrored(first, last)
    above = by_row * own[:, None] + mixed * h + by_row.T * own[None, :]
    return symmetric(above, _per_point(activation.second_moment_slope, k) * own)


def _valid(gram: Any, validate: bool) -> Matrix:
    array = as_gram(gram)
    if validate:
        require_positive_semidefinite(array)
    return array


def _of_size(direction: Any, n: int) -> Matrix:
    h = as_symmetric(direction)
    if h.shape != (n, n):
        raise NotAGramError(f"the direction is of shape {h.shape}, the Gram matrix {n}×{n}")
    return h


def _squared_norms(k: Matrix | DoublesAtPairs) -> Any:
    return k.diagonal if isinstance(k, DoublesAtPairs) else np.diagonal(k)


def _per_point(function: Callable[[Number], Number], k: Matrix | DoublesAtPairs) -> Any:
    norms = _squared_norms(k)
    return function(norms) if isinstance(k, DoublesAtPairs) else np.array([function(x) for x in norms], dtype=object)


def _pre_activations(layer: Layer, gram: Any, validate: bool) -> tuple[Activation, Matrix | DoublesAtPairs]:
    gram = _valid(gram, validate)
    activation = activation_of(layer)
    k: Matrix | DoublesAtPairs
    if gram.dtype == object:
        k = recentre(gram) if layer.recentre else gram
    else:
        k = DoublesAtPairs(gram, recentre=layer.recentre, scale=activation.degree is not None)
    if layer.rescale and not layer.epsilon and all(norm == 0 for norm in _squared_norms(k)):
        raise NotAGramError(ALL_ZERO)
    return activation, k
