"""With rescaling, the map on block Gram matrices and its isotypic blocks are those of the full matrices."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from bnproofs import Layer
from bnproofs.activations import activation_of
from bnproofs.errors import InputError
from bnproofs.evolution import NotAGramError, UnsupportedLayerError, dense_jacobian, mean_field_map
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry import BlockGram, reduced_map
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.reduced_map import rescaled_covariance
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks

LAYERS = [
    Layer.parse(name)
    for name in (
        "rc+rs+relu",
        "rs+relu",
        "rc+rs(eps=1/10)+leaky_relu(1/10)",
        "rs+identity",
        "rc+rs+leaky_relu(-2)",
        "rc+rs+relu_power(2)",
        "rs+monomial(3)",
        "rc+rs(eps=1/10)+relu_power(5)",
        "rc+rs+monomial(2)",
        "rs+sign",
    )
]
HOMOGENEOUS = [layer for layer in LAYERS if activation_of(layer).degree is not None]
GROUPS = [(5,), (4, 1), (1, 4), (3, 2), (2, 2), (3, 2, 1)]


def entries(blocks):
    return [x for block in blocks for row in block.matrix for x in row]


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@pytest.mark.parametrize("groups", GROUPS, ids=str)
def test_the_reduced_map_is_the_full_map(groups, layer, blocks):
    gram = blocks.mapped(blocks.random(groups), float)
    full = mean_field_map(layer, gram.embed())
    image = reduced_map(layer, gram)
    assert image.sizes == gram.sizes
    assert np.max(np.abs(image.embed() - full)) < 1e-14 * np.max(full) * 10


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@pytest.mark.parametrize("groups", GROUPS, ids=str)
@pytest.mark.parametrize("bits", [40, 90])
def test_the_enclosures_of_the_reduced_map_meet_those_of_the_full_map_and_are_narrow(groups, layer, bits, blocks):
    gram = blocks.mapped(blocks.random(groups), Fraction)
    with working_precision(bits):
        full, image = mean_field_map(layer, gram.embed()), reduced_map(layer, gram).embed()
        for x, y in zip(image.flat, full.flat, strict=True):
            assert x.overlaps(y)
            assert x.rad() < arb(2) ** (8 - bits) * sum(groups) ** max(0, (activation_of(layer).degree or 0) - 1)


def test_two_precisions_agree_where_the_batch_is_large(blocks):
    layer = Layer.parse("rc+rs+relu")
    for size in (1000, 10**6):
        gram = BlockGram(
            (size - 1, 1), (Fraction(1), Fraction(7)), ((Fraction(1, 3), Fraction(1, 5)), (Fraction(1, 5), Fraction(0)))
        )
        with working_precision(40):
            coarse = reduced_map(layer, gram)
        with working_precision(100):
            fine = reduced_map(layer, gram)
        doubles = reduced_map(layer, blocks.mapped(gram, float))
        for x, y, z in zip(coarse.diagonal, fine.diagonal, doubles.diagonal, strict=True):
            assert x.overlaps(y)
            assert x.rad() < arb(2) ** -25
            assert y.rad() < arb(2) ** -85
            assert abs(float(y.mid()) - z) < 1e-11 * z
        total = sum((d * m for d, m in zip(fine.diagonal, fine.sizes, strict=True)), arb(0))
        assert total.overlaps(arb(size) / 2), "half of the squared length n is left by the ReLU"


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@pytest.mark.parametrize("groups", GROUPS, ids=str)
def test_isotypic_blocks_have_the_spectrum_of_the_dense_jacobian(groups, layer, blocks):
    gram = blocks.mapped(blocks.random(groups), float)
    found = rescaled_isotypic_blocks(layer, rescaled_covariance(layer, gram))
    values = [
        value
        for block in found
        for value in np.linalg.eigvals(np.array(block.matrix, float))
        for _ in range(int(block.multiplicity))
    ]
    n = sum(groups)
    dense = np.linalg.eigvals(dense_jacobian(layer, gram.embed()))
    assert len(values) == len(dense) == n * (n + 1) // 2
    rest, scale = list(dense), np.max(np.abs(dense))
    for value in sorted(values, key=lambda x: (-abs(x), x.real, x.imag)):
        nearest = min(range(len(rest)), key=lambda at: abs(rest[at] - value))
        assert abs(rest.pop(nearest) - value) < 1e-8 * scale


@pytest.mark.parametrize("layer", HOMOGENEOUS, ids=str)
@pytest.mark.parametrize("groups", GROUPS, ids=str)
def test_enclosed_isotypic_blocks_contain_those_of_doubles_and_are_narrow(groups, layer, blocks):
    gram = blocks.random(groups)
    doubles = rescaled_isotypic_blocks(layer, rescaled_covariance(layer, blocks.mapped(gram, float)))
    balls = rescaled_isotypic_blocks(layer, rescaled_covariance(layer, blocks.mapped(gram, Fraction)))
    assert [(x.component, x.groups, x.multiplicity) for x in balls] == [
        (x.component, x.groups, x.multiplicity) for x in doubles
    ]
    for ball, double in zip(entries(balls), entries(doubles), strict=True):
        assert ball.rad() < 1e-13 * sum(groups) ** max(0, (activation_of(layer).degree or 0) - 1)
        assert abs(ball - double).lower() < 1e-12


def test_a_batch_of_two_groups_that_rescaling_cannot_differentiate_is_refused():
    together = BlockGram((3, 1), (Fraction(1), Fraction(1)), ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(0))))
    layer = Layer.parse("rc+rs+relu")
    with pytest.raises(NotAGramError, match="not proved to have full rank"):
        rescaled_isotypic_blocks(layer, rescaled_covariance(layer, together))
    zero = BlockGram((3,), (Fraction(1),), ((Fraction(1),),))
    with pytest.raises(NotAGramError, match="all points are zero"):
        reduced_map(layer, zero)
    with pytest.raises(NotAGramError, match="all points are zero"):
        reduced_map(layer, BlockGram((3,), (1.0,), ((1.0,),)))


def test_enclosed_derivatives_of_other_activations_are_refused():
    gram = BlockGram((3,), (Fraction(2),), ((Fraction(1),),))
    layer = Layer.parse("rs+erf")
    with pytest.raises(UnsupportedLayerError, match=r"homogeneous.*give doubles"):
        rescaled_isotypic_blocks(layer, rescaled_covariance(layer, gram))


@pytest.mark.parametrize("name", ["relu_power(2)", "monomial(3)", "relu_power(12)", "erf", "gelu", "cosine(1)"])
def test_large_batches_of_other_activations(name, blocks):
    """Exchangeable points of a large batch have squared norms near 1: what is left is the layer without rescaling."""
    size = 10**6
    layer, plain = Layer.parse("rc+rs+" + name), Layer.parse("rc+" + name)
    gram = BlockGram((size,), (1.0,), ((0.25,),))
    image, alone = reduced_map(layer, gram), reduced_map(plain, BlockGram((size,), (1.0,), ((0.0,),)))
    assert image.diagonal[0] == pytest.approx(alone.diagonal[0], rel=1e-3)
    assert image.products[0][0] == pytest.approx(alone.products[0][0], rel=1e-3, abs=1e-4)
    assert image.diagonal[0] != pytest.approx(1.01 * alone.diagonal[0], rel=5e-3)
    if activation_of(layer).degree is None:
        return
    exact = reduced_map(layer, BlockGram((size,), (Fraction(1),), ((Fraction(1, 4),),)))
    assert exact.diagonal[0].rel_accuracy_bits() > 40
    assert float(exact.diagonal[0].mid()) == pytest.approx(image.diagonal[0], rel=1e-12)


def test_enclosed_blocks_of_other_activations_are_for_some_hundreds_of_points():
    layer = Layer.parse("rc+rs+erf")
    with pytest.raises(InputError, match="too large on the circle"):
        reduced_map(layer, BlockGram((10**6,), (Fraction(1),), ((Fraction(1, 4),),)))


def test_block_operators_multiply_like_matrices(sizes, blocks):
    first, second = (blocks.mapped(blocks.random(sizes, seed), Fraction) for seed in (1, 2))
    a, b = (BlockOperator.of(x) for x in (first, second))
    assert a.gram() == first
    full = first.embed().dot(second.embed()).dot(first.embed())
    assert np.array_equal((a @ b @ a).gram().embed(), full)
    assert (a @ b).trace() == np.trace(first.embed().dot(second.embed()))


@pytest.mark.parametrize("groups", GROUPS, ids=str)
def test_recentring_leaves_nothing_of_what_it_annihilates(groups, blocks):
    """In the standard component of v the matrix v1ᵀ + 1vᵀ, with α = 2 and β = γ = 1; in the trivial one 1wᵀ + w1ᵀ."""
    layer, count = Layer.parse("rc+rs+leaky_relu(1/10)"), 0
    gram = blocks.mapped(blocks.random(groups), float)
    for block in rescaled_isotypic_blocks(layer, rescaled_covariance(layer, gram)):
        matrix = np.array(block.matrix, float)
        if block.component == "standard":
            assert np.max(np.abs(matrix @ np.array([2.0] + [1.0] * (len(matrix) - 1)))) < 1e-12
            count += 1
        if block.component == "trivial":
            p = len(groups)
            places = [(a, a) for a in range(p) if groups[a] > 1] + [(a, b) for a in range(p) for b in range(a + 1, p)]
            for c in range(p):
                w = np.eye(p)[c]
                direction = [*(2 * w), *(w[a] + w[b] for a, b in places)]
                assert np.max(np.abs(matrix @ direction)) < 1e-12
            count += 1
    assert count == 1 + sum(size > 1 for size in groups)
