"""The mean-field map on block Gram matrices: invariant families, of a dimension that does not grow with n.

Whether a block Gram matrix is positive semidefinite is not checked here; for sizes that are integers
`require_positive_semidefinite(gram.embed())` does it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bnproofs.activations import Activation, activation_of
from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.mean_field import UnsupportedLayerError
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.layer import Layer
from bnproofs.numbers import Number, lift
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.kinds import kind_of
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.numbers.predicates import surely_positive
from bnproofs.symmetry.block_gram import BlockGram, positive_sizes, symmetric_table
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.rescaled_circle import circle_balls, circle_doubles, circle_kernel
from bnproofs.symmetry.rescaled_map import rescaled_balls, rescaled_doubles


def recentre_blocks(gram: BlockGram) -> BlockGram:
    """The recentred block Gram matrix C G C; also of a symmetric direction, for it is linear.

    With e_a = (d_a + (m_a − 1) o_aa + Σ_{b≠a} m_b o_ab)/n, the mean of a row of group a, and ē = Σ m_a e_a/n: every
    entry of the groups a, b loses e_a + e_b − ē. Source: derivations/recentring.py.
    """
    _, n, *sizes = lift(gram.batch, *gram.sizes, *gram.diagonal)
    sizes = sizes[: len(gram.sizes)]
    groups = range(len(sizes))
    means = [
        (
            gram.diagonal[a]
            + (sizes[a] - 1) * gram.products[a][a]
            + sum(sizes[b] * gram.products[a][b] for b in groups if b != a)
        )
        / n
        for a in groups
    ]
    overall = sum(sizes[a] * means[a] for a in groups) / n
    return BlockGram(
        gram.sizes,
        tuple(gram.diagonal[a] - means[a] - means[a] + overall for a in groups),
        _entries(gram, lambda a, b: gram.products[a][b] - means[a] - means[b] + overall),
    )


def reduced_map(layer: Layer, gram: BlockGram) -> BlockGram:
    """The block Gram matrix after one layer of infinite width: Φ on the family of the Young subgroup.

    With rescaling: one integral for each block, in doubles (to about 1e-12 of the squared norms), or in Fractions or
    balls (enclosures with a proved error at the working precision); sizes are integers then. A φ of degree 0 does not
    see the length. A φ that is not homogeneous is entire or smooth, as in `circle_map` and, enclosed, in
    `circle_enclosure`: balls are for batches of up to some hundreds of points then.

    Raises:
        UnsupportedLayerError: the layer rescales, and the numbers are of another kind, or φ has no enclosure.
        InputError: the layer rescales, and φ is not smooth, varies too fast, or is too large to be enclosed.
        NotAGramError: the layer rescales with ε = 0, and all points are zero (recentred, if the layer recentres).
    """
    if layer.rescale:
        return apply_rescaled_kernel(layer, rescaled_covariance(layer, gram))
    return apply_kernel(layer, recentre_blocks(gram) if layer.recentre else gram)


def rescaled_covariance(layer: Layer, gram: BlockGram) -> BlockGram:
    """The matrix Σ that a layer that rescales makes of G: CGC or G, of doubles, or of balls with bits to spare.

    Raises:
        UnsupportedLayerError: the numbers are of another kind.
    """
    numbers = [*gram.diagonal, *(x for row in gram.products for x in row)]
    kind = kind_of(*numbers).name
    if kind not in ("float", "exact", "ball"):
        raise UnsupportedLayerError(f"{layer}: a layer that rescales takes doubles, Fractions or balls (flint.arb)")
    with working_precision(2 * current_bits() + 64):
        _, *lifted = lift(*numbers, *([] if kind == "float" else [Balls().number(0)]))
        p = len(gram.sizes)
        rows = tuple(tuple(lifted[p * (1 + a) : p * (2 + a)]) for a in range(p))
        sigma = BlockGram(positive_sizes(gram.sizes), tuple(lifted[:p]), rows)
        return recentre_blocks(sigma) if layer.recentre else sigma


def apply_rescaled_kernel(layer: Layer, sigma: BlockGram) -> BlockGram:
    """The block Gram matrix E φ(u)φ(u)ᵀ, u = h/√(‖h‖²/n + ε), h ~ N(0, Σ), of doubles or balls.

    Raises:
        NotAGramError: Σ = 0 and ε = 0.
    """
    kernel, degree = partial(apply_kernel, without_rescaling(layer)), activation_of(layer).degree
    if degree is None:
        if kind_of(*sigma.diagonal).name != "float":
            return circle_balls(layer, sigma)
        return circle_doubles(layer, sigma, partial(apply_activation, circle_kernel(layer)))
    if degree == 0:
        if not layer.epsilon and not surely_positive(BlockOperator.of(sigma).trace()):
            raise NotAGramError(ALL_ZERO)
        return kernel(sigma)
    doubles = kind_of(*sigma.diagonal).name == "float"
    return rescaled_doubles(layer, sigma, kernel) if doubles else rescaled_balls(layer, sigma, kernel)


def without_rescaling(layer: Layer) -> Layer:
    """The layer without its rescaling."""
    return Layer(layer.recentre, False, layer.activation, layer.parameters)


def apply_kernel(layer: Layer, k: BlockGram) -> BlockGram:
    """The block Gram matrix E φ(u)φ(u)ᵀ, u ~ N(0, K): the part of the layer after recentring."""
    return apply_activation(activation_of(layer), k)


def apply_activation(activation: Activation, k: BlockGram) -> BlockGram:
    """The same for an activation."""
    return BlockGram(
        k.sizes,
        tuple(activation.second_moment(x) for x in k.diagonal),
        _entries(k, lambda a, b: activation.dual_kernel(k.diagonal[a], k.products[a][b], k.diagonal[b])),
    )


def _entries(gram: BlockGram, entry: Callable[[int, int], Number]) -> tuple[tuple[Number, ...], ...]:
    return symmetric_table(
        len(gram.sizes),
        lambda a, b: gram.products[a][a] * 0 if a == b and gram.sizes[a] == 1 else entry(a, b),
    )
