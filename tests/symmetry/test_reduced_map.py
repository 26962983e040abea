"""The map on block Gram matrices commutes with the full map."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.evolution import UnsupportedLayerError, mean_field_map
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry import BlockGram, apply_kernel, recentre_blocks, reduced_map

LAYERS = [Layer.parse(x) for x in ("relu", "rc+relu", "rc+leaky_relu(1/10)", "rc+identity", "leaky_relu(-1/2)")]


def test_recentred_blocks_are_c_g_c_of_the_embedded_matrix_exactly(sizes, blocks, reference):
    gram = blocks.mapped(blocks.random(sizes), Fraction)
    wanted = reference.centred(gram.embed().tolist())
    assert recentre_blocks(gram).embed().tolist() == wanted
    assert all(sum(row) == 0 for row in wanted)


def test_recentring_a_direction_is_linear(sizes, blocks):
    first, second = (blocks.mapped(blocks.random(sizes, seed), Fraction) for seed in (1, 2))
    mixed = BlockGram.project(3 * first.embed() + 5 * second.embed(), sizes)
    parts = [recentre_blocks(x).embed() for x in (first, second, mixed)]
    assert np.array_equal(parts[2], 3 * parts[0] + 5 * parts[1])


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_reduced_map_is_the_full_map_on_the_family(sizes, layer, blocks, number):
    gram = blocks.random(sizes)
    doubles, count = blocks.mapped(gram, float), 0
    image = mean_field_map(layer, doubles.embed())
    reduced = reduced_map(layer, doubles).embed()
    size = np.max(np.abs(image), initial=1e-300)
    assert np.max(np.abs(reduced - image)) <= 1e-13 * size if size > 1e-12 else np.max(np.abs(reduced)) < 1e-12
    with mp.workdps(40):
        many = blocks.mapped(gram, mpf)
        wanted = mean_field_map(layer, many.embed())
        got = reduced_map(layer, many).embed()
        # two opposite points: the rounding of K is halved in digits by a root
        room = mpf(10) ** (-16 if layer.recentre and min(sum(sizes), 3) < 3 else -35)
        assert all(abs(x - y) <= room * 100 for x, y in zip(wanted.flat, got.flat, strict=True))
    with working_precision(130):
        balls = reduced_map(layer, blocks.mapped(gram, arb)).embed()
    for ball, value in zip(balls.flat, wanted.flat, strict=True):
        low, high = number.ends(ball)
        assert low - Fraction(1, 10**15) <= number.exactly(value) <= high + Fraction(1, 10**15)
        count += 1
    assert count == sum(sizes) ** 2


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_order_of_the_groups_does_not_matter(layer, blocks):
    sizes, count = (4, 2, 1), 0
    gram = blocks.mapped(blocks.random(sizes), float)
    image = reduced_map(layer, gram)
    for order in permutations(range(3)):
        shuffled = BlockGram(
            tuple(gram.sizes[a] for a in order),
            tuple(gram.diagonal[a] for a in order),
            tuple(tuple(gram.products[a][b] for b in order) for a in order),
        )
        got = reduced_map(layer, shuffled)
        assert got.diagonal == pytest.approx([image.diagonal[a] for a in order], rel=1e-13)
        for a, row in zip(order, got.products, strict=True):
            assert row == pytest.approx([image.products[a][b] for b in order], rel=1e-13, abs=1e-13)
        count += 1
    assert count == 6


@pytest.mark.parametrize("name", ["rc+relu", "rc+leaky_relu(1/10)"])
def test_a_symbolic_batch_size_agrees_with_integers_put_in(name, blocks):
    layer, m = Layer.parse(name), sympy.Symbol("m", positive=True)
    numbers = blocks.random((4, 1))
    symbolic = BlockGram(
        (m, 1),
        tuple(map(sympy.Integer, numbers.diagonal)),
        tuple(tuple(map(sympy.Integer, row)) for row in numbers.products),
    )
    image, count = reduced_map(layer, symbolic), 0
    for size in (3, 4, 7, 40):
        wanted = reduced_map(layer, blocks.mapped(BlockGram((size, 1), numbers.diagonal, numbers.products), float))
        for expression, value in zip(
            [*image.diagonal, image.products[0][0], image.products[0][1]],
            [*wanted.diagonal, wanted.products[0][0], wanted.products[0][1]],
            strict=True,
        ):
            assert float(expression.subs(m, size).evalf(30)) == pytest.approx(float(value), rel=1e-12)
            count += 1
    assert count == 16


def test_the_kernel_alone_is_the_layer_without_recentring(blocks):
    gram = blocks.mapped(blocks.random((3, 2)), float)
    for name in ("relu", "leaky_relu(1/10)", "identity"):
        assert apply_kernel(Layer.parse("rc+" + name), gram) == reduced_map(Layer.parse(name), gram)


def test_a_layer_that_rescales_has_limits(blocks):
    with pytest.raises(UnsupportedLayerError, match=r"rc\+rs\+erf.*doubles, Fractions or balls"):
        reduced_map(Layer.parse("rc+rs+erf"), blocks.mapped(blocks.random((3, 1)), mpf))
    with pytest.raises(UnsupportedLayerError, match=r"rc\+rs\+relu.*doubles, Fractions or balls"):
        reduced_map(Layer.parse("rc+rs+relu"), blocks.mapped(blocks.random((3, 1)), mpf))


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_images_of_doubles_are_symmetric_to_the_bit(layer, blocks):
    count = 0
    for seed in range(20):
        image = blocks.mapped(blocks.random((4, 2, 3), seed), lambda x: x / 7)
        for _ in range(3):
            image = reduced_map(layer, image)
            assert np.array_equal(np.array(image.products), np.array(image.products).T)
            count += 1
    assert count == 60
