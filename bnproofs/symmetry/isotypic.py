"""The derivative of the mean-field map on isotypic components: small blocks whose size does not grow with n."""

from __future__ import annotations

from dataclasses import dataclass

from bnproofs.activations import Activation, activation_of
from bnproofs.evolution.mean_field import require_no_rescaling
from bnproofs.layer import Layer
from bnproofs.numbers import Number, lift
from bnproofs.symmetry.block_gram import BlockGram, symmetric_table
from bnproofs.symmetry.reduced_map import recentre_blocks


@dataclass(frozen=True, slots=True)
class IsotypicBlock:
    """The matrix of the derivative on one isotypic component of Sym²(ℝⁿ) under S_{m1}×…×S_{mp}.

    Each eigenvalue of `matrix` has the multiplicity `multiplicity`. `component` is `trivial`, `standard`, `pairs` (the
    representation (m−2, 2) of S_m) or `mixed` (standard ⊗ standard), `groups` the groups of points it belongs to.
    `structural_zeros` of the eigenvalues are zero because recentring annihilates the matrices 1wᵀ + w1ᵀ.
    """

    component: str
    groups: tuple[int, ...]
    multiplicity: Number
    matrix: tuple[tuple[Number, ...], ...]
    structural_zeros: int


def isotypic_blocks(layer: Layer, k: BlockGram) -> tuple[IsotypicBlock, ...]:
    """The blocks of the derivative at K of K ↦ C V(K) C (or V), V the dual kernel, on all of Sym(n).

    The same non-zero eigenvalues as DΦ at a G that the layer recentres to K. Sizes may be symbols, which stand for
    large integers; components absent from a small batch (`pairs` for m ≤ 3, `standard` for m = 1) are left out.
    Multiplicities times sizes add up to n(n+1)/2. Source: derivations/isotypic_blocks.py. Of a layer that rescales:
    `rescaled_isotypic_blocks`.

    Raises:
        UnsupportedLayerError: the layer rescales.
    """
    require_no_rescaling(layer)
    return activation_blocks(activation_of(layer), k, recentre=layer.recentre)


def activation_blocks(activation: Activation, k: BlockGram, *, recentre: bool) -> tuple[IsotypicBlock, ...]:
    """The same for an activation, followed by recentring or not."""
    slopes = _Slopes.at(activation, k)
    groups = range(len(k.sizes))
    present = [a for a in groups if not _below(k.sizes[a], 2)]
    blocks = [_trivial(recentre, k, slopes)]
    blocks += [_standard(recentre, k, slopes, a) for a in present]
    blocks += [
        IsotypicBlock("pairs", (a,), _dimension_of_pairs(k.sizes[a]), ((slopes.pair[a][a],),), 0)
        for a in present
        if not _below(k.sizes[a], 4)
    ]
    blocks += [
        IsotypicBlock("mixed", (a, b), (k.sizes[a] - 1) * (k.sizes[b] - 1), ((slopes.pair[a][b],),), 0)
        for a in present
        for b in present
        if a < b
    ]
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Slopes:
    """∂V_ab/∂K_ab (`pair`), ∂V_ab/∂K_aa (`own[a][b]`) and the slope of the second moment (`norm`)."""

    pair: tuple[tuple[Number, ...], ...]
    own: tuple[tuple[Number, ...], ...]
    norm: tuple[Number, ...]

    @staticmethod
    def at(activation: Activation, k: BlockGram) -> _Slopes:
        groups = range(len(k.sizes))
        zero = k.diagonal[0] * 0
        gradients = [
            [
                (zero, zero, zero)
                if a == b and k.sizes[a] == 1
                else activation.dual_kernel_gradient(k.diagonal[a], k.products[a][b], k.diagonal[b])
                for b in groups
            ]
            for a in groups
        ]
        return _Slopes(
            tuple(tuple(g[1] for g in row) for row in gradients),
            tuple(tuple(g[0] for g in row) for row in gradients),
            tuple(lift(activation.second_moment_slope(x), zero)[1] for x in k.diagonal),
        )

    def image(self, direction: BlockGram) -> BlockGram:
        """The derivative of V along a symmetric direction that the subgroup fixes."""
        d, o = direction.diagonal, direction.products
        return BlockGram(
            direction.sizes,
            tuple(slope * x for slope, x in zip(self.norm, d, strict=True)),
            symmetric_table(
                len(d), lambda a, b: self.own[a][b] * d[a] + self.pair[a][b] * o[a][b] + self.own[b][a] * d[b]
            ),
        )


def _trivial(recentre: bool, k: BlockGram, slopes: _Slopes) -> IsotypicBlock:
    """The block on invariant matrices: coordinates d_a, then o_aa (groups of two or more), then o_ab, a < b."""
    p = len(k.sizes)
    zero, one = lift(0, 1, k.diagonal[0])[1:3]
    places = [(a, a) for a in range(p) if not _below(k.sizes[a], 2)] + [
        (a, b) for a in range(p) for b in range(a + 1, p)
    ]
    columns = []
    for at in range(p + len(places)):
        d = [one if a == at else zero for a in range(p)]
        o = [[zero] * p for _ in range(p)]
        if at >= p:
            a, b = places[at - p]
            o[a][b] = o[b][a] = one
        image = slopes.image(BlockGram(k.sizes, tuple(d), tuple(map(tuple, o))))
        image = recentre_blocks(image) if recentre else image
        columns.append([*image.diagonal, *(image.products[a][b] for a, b in places)])
    return IsotypicBlock("trivial", tuple(range(p)), 1, _transpose(columns), p if recentre else 0)


def _standard(recentre: bool, k: BlockGram, slopes: _Slopes, a: int) -> IsotypicBlock:
    """The block on E_ii = αv_i, E_ij = β(v_i + v_j) in group a, E_ij = γ_b v_i for j in group b; Σv = 0.

    β is left out in a group of two points, where v_1 + v_2 = 0.
    """
    others = [b for b in range(len(k.sizes)) if b != a]
    wide = not _below(k.sizes[a], 3)
    zero = k.diagonal[0] * 0
    one = zero + 1
    n, m, *rest = lift(k.batch, k.sizes[a], *(k.sizes[b] for b in others), zero)[1:-1]
    columns = []
    for at in range(1 + wide + len(others)):
        unit = [one if place == at else zero for place in range(1 + wide + len(others))]
        alpha, beta, gammas = unit[0], unit[1] if wide else zero, unit[1 + wide :]
        new_alpha = slopes.norm[a] * alpha
        new_beta = slopes.own[a][a] * alpha + slopes.pair[a][a] * beta if wide else zero
        new_gammas = [slopes.own[a][b] * alpha + slopes.pair[a][b] * g for b, g in zip(others, gammas, strict=True)]
        if recentre:
            in_group = (m - 2) * new_beta if wide else zero
            mean = (new_alpha + in_group + sum((x * g for x, g in zip(rest, new_gammas, strict=True)), zero)) / n
            new_alpha, new_beta, new_gammas = new_alpha - 2 * mean, new_beta - mean, [g - mean for g in new_gammas]
        columns.append([new_alpha, *([new_beta] if wide else []), *new_gammas])
    return IsotypicBlock("standard", (a,), k.sizes[a] - 1, _transpose(columns), 1 if recentre else 0)


def _dimension_of_pairs(m: Number) -> Number:
    """The dimension m(m − 3)/2 of the representation (m−2, 2) of S_m."""
    return m * (m - 3) // 2 if isinstance(m, int) else m * (m - 3) / 2


def _below(size: Number, bound: int) -> bool:
    """Whether a block size is an integer below the bound; a symbol stands for a large integer."""
    return isinstance(size, int) and size < bound


def _transpose(columns: list[list[Number]]) -> tuple[tuple[Number, ...], ...]:
    return tuple(zip(*columns, strict=True))
