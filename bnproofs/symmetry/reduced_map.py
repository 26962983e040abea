"""The mean-field map on block Gram matrices: invariant families, of a dimension that does not grow with n.

Whether a block Gram matrix is positive semidefinite is not checked here; for sizes that are integers
`require_positive_semidefinite(gram.embed())` does it.
"""

from __future__ import annotations

from collections.abc import Callable

from bnproofs.activations import activation_of
from bnproofs.evolution.mean_field import require_no_rescaling
from bnproofs.layer import Layer
from bnproofs.numbers import Number, lift
from bnproofs.symmetry.block_gram import BlockGram, symmetric_table


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

    Raises:
        UnsupportedLayerError: the layer rescales.
    """
    require_no_rescaling(layer)
    return apply_kernel(layer, recentre_blocks(gram) if layer.recentre else gram)


def apply_kernel(layer: Layer, k: BlockGram) -> BlockGram:
    """The block Gram matrix E φ(u)φ(u)ᵀ, u ~ N(0, K): the part of the layer after recentring."""
    activation = activation_of(layer)
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
