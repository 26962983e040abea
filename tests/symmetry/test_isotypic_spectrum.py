"""Isotypic blocks have the eigenvalues of the dense Jacobian, with multiplicities; they are counted and complete."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from bnproofs import Layer
from bnproofs.configurations import odd_family, uniform
from bnproofs.evolution import UnsupportedLayerError, dense_jacobian
from bnproofs.symmetry import BlockGram, isotypic_blocks, recentre_blocks

NAMES = ("relu", "rc+relu", "rc+leaky_relu(1/10)", "rc+identity", "leaky_relu(-1/2)")
LAYERS = [Layer.parse(name) for name in NAMES]


def spectrum_of(blocks):
    """All eigenvalues of the blocks, repeated by multiplicity."""
    values = []
    for block in blocks:
        eigenvalues = np.linalg.eigvals(np.array(block.matrix, dtype=float))
        values += list(np.repeat(eigenvalues, int(block.multiplicity)))
    return np.array(values)


def same_multiset(first, second, tolerance):
    """Whether two lists of complex numbers can be matched one to one; sorting would stumble over near ties."""
    left = list(second)
    assert len(first) == len(second)
    for x in first:
        at = int(np.argmin([abs(x - y) for y in left]))
        if abs(x - left.pop(at)) > tolerance:
            return False
    return True


def large_enough(sizes, layer):
    """Two recentred points are opposite and one is zero: the ends of the domain of the map."""
    return sum(sizes) > 2 or not layer.recentre


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_eigenvalues_with_multiplicities_are_those_of_the_dense_jacobian(sizes, layer, blocks):
    gram = blocks.mapped(blocks.random(sizes), float)
    if not large_enough(sizes, layer):
        gram = BlockGram(sizes, gram.diagonal, gram.products)
        layer = Layer.parse(str(layer).removeprefix("rc+"))
    k = recentre_blocks(gram) if layer.recentre else gram
    got = spectrum_of(isotypic_blocks(layer, k))
    n = sum(sizes)
    assert len(got) == n * (n + 1) // 2
    wanted = np.linalg.eigvals(dense_jacobian(layer, gram.embed()))
    # a defective zero of the recentred Jacobian is only found to half the digits by a dense solver
    assert same_multiset(got, wanted, 1e-6 * max(abs(wanted)))


@pytest.mark.parametrize("layer", LAYERS[1:3], ids=str)
@pytest.mark.parametrize("n", [3, 4, 5, 8, 12])
def test_also_at_points_of_the_odd_family_and_at_the_uniform_point(layer, n):
    grams = [
        odd_family.recentred_gram(n, 0.37, 1.0),
        odd_family.recentred_gram(n, 2.0, 0.5),
        uniform.recentred_gram(n, 1.0),
    ]
    for gram in grams:
        blocks = isotypic_blocks(layer, gram)
        got = spectrum_of(blocks)
        wanted = np.linalg.eigvals(dense_jacobian(layer, gram.embed()))
        assert len(got) == n * (n + 1) // 2
        assert same_multiset(got, wanted, 1e-6)
        for block in blocks:  # zeros promised by recentring are there
            values = np.linalg.eigvals(np.array(block.matrix, dtype=float))
            assert sum(abs(values) < 1e-7) >= block.structural_zeros


@pytest.mark.parametrize("layer", LAYERS[:3], ids=str)
def test_dimensions_add_up_and_small_groups_lose_components(sizes, layer, blocks):
    found = isotypic_blocks(layer, blocks.mapped(blocks.random(sizes), float))
    n = sum(sizes)
    assert sum(block.multiplicity * len(block.matrix) for block in found) == n * (n + 1) // 2
    names = [(block.component, block.groups) for block in found]
    assert len(set(names)) == len(names)
    assert names.count(("trivial", tuple(range(len(sizes))))) == 1
    for a, m in enumerate(sizes):
        assert (("standard", (a,)) in names) == (m >= 2)
        assert (("pairs", (a,)) in names) == (m >= 4)
        for b in range(a + 1, len(sizes)):
            assert (("mixed", (a, b)) in names) == (m >= 2 and sizes[b] >= 2)
    for block in found:
        assert all(len(row) == len(block.matrix) for row in block.matrix)
        assert isinstance(block.multiplicity, int)
        assert block.structural_zeros == (
            {"trivial": len(sizes), "standard": 1}.get(block.component, 0) if layer.recentre else 0
        )


@pytest.mark.parametrize("layer", LAYERS[1:3], ids=str)
def test_a_symbolic_batch_size_agrees_with_integers_put_in(layer, blocks):
    m, count = sympy.Symbol("m", positive=True), 0
    gram = blocks.random((4, 3))
    symbolic = isotypic_blocks(layer, blocks.mapped(BlockGram((m, 3), gram.diagonal, gram.products), sympy.Integer))
    assert [block.component for block in symbolic] == ["trivial", "standard", "standard", "pairs", "mixed"]
    for size in (4, 5, 9):
        numbers = isotypic_blocks(layer, blocks.mapped(BlockGram((size, 3), gram.diagonal, gram.products), float))
        for formula, block in zip(symbolic, numbers, strict=True):
            assert sympy.sympify(formula.multiplicity).subs(m, size) == block.multiplicity
            for x, y in zip(sum(formula.matrix, ()), sum(block.matrix, ()), strict=True):
                assert float(sympy.sympify(x).subs(m, size).evalf(30)) == pytest.approx(float(y), rel=1e-12, abs=1e-12)
                count += 1
    assert count == 3 * (25 + 9 + 9 + 1 + 1)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_order_of_the_groups_only_renames_the_blocks(layer, blocks):
    sizes, order = (4, 2, 1), (2, 0, 1)
    gram = blocks.mapped(blocks.random(sizes), float)
    shuffled = BlockGram(
        tuple(gram.sizes[a] for a in order),
        tuple(gram.diagonal[a] for a in order),
        tuple(tuple(gram.products[a][b] for b in order) for a in order),
    )
    first, second = (spectrum_of(isotypic_blocks(layer, x)) for x in (gram, shuffled))
    assert same_multiset(first, second, 1e-7 * max(abs(first)))


def test_a_layer_that_rescales_is_refused(blocks):
    with pytest.raises(UnsupportedLayerError):
        isotypic_blocks(Layer.parse("rs+relu"), blocks.mapped(blocks.random((3, 1)), float))


@pytest.mark.parametrize("integer", [np.int64, sympy.Integer])
@pytest.mark.parametrize("groups", [(3, 1), (1, 1), (2, 5)])
def test_integers_of_other_libraries_give_the_same_components(integer, groups, blocks):
    layer, gram = Layer.parse("rc+relu"), blocks.mapped(blocks.random(groups), float)
    other = BlockGram(tuple(map(integer, groups)), gram.diagonal, gram.products)
    assert isotypic_blocks(layer, other) == isotypic_blocks(layer, gram)
    assert all(type(block.multiplicity) is int and block.multiplicity > 0 for block in isotypic_blocks(layer, other))
