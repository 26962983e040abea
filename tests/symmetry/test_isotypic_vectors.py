"""In balls, for batches of at most six points: each isotypic block is what the full derivative does to its vectors."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from flint import arb

from bnproofs import Layer
from bnproofs.evolution import mean_field_derivative
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry import isotypic_blocks, recentre_blocks

SMALL = [
    (3,),
    (4,),
    (6,),
    (2, 1),
    (1, 2),
    (3, 1),
    (1, 1, 1),
    (2, 2),
    (4, 1),
    (5, 1),
    (3, 2),
    (4, 2),
    (3, 3),
    (2, 2, 2),
    (3, 2, 1),
]
BITS = 140


def places_of(sizes):
    ends = np.cumsum([0, *sizes])
    return [list(range(a, b)) for a, b in pairwise(ends)]


def trivial_vectors(sizes):
    """Invariant matrices, in the order of the block's coordinates; one copy."""
    where, n = places_of(sizes), sum(sizes)
    vectors = []
    for group in where:
        e = np.zeros((n, n), dtype=object)
        for i in group:
            e[i, i] = 1
        vectors.append(e)
    pairs = [(a, a) for a in range(len(sizes)) if sizes[a] > 1]
    pairs += [(a, b) for a in range(len(sizes)) for b in range(a + 1, len(sizes))]
    for a, b in pairs:
        e = np.zeros((n, n), dtype=object)
        for i in where[a]:
            for j in where[b]:
                if i != j:
                    e[i, j] = e[j, i] = 1
        vectors.append(e)
    return [vectors]


def standard_vectors(sizes, a, mean_free):
    """For each v with sum zero: v on the diagonal, v_i + v_j inside the group, v towards each other group."""
    where, n = places_of(sizes), sum(sizes)
    copies = []
    for v in mean_free(sizes[a]):
        weights = dict(zip(where[a], v, strict=True))
        diagonal, inside = np.zeros((n, n), dtype=object), np.zeros((n, n), dtype=object)
        for i in where[a]:
            diagonal[i, i] = weights[i]
            for j in where[a]:
                if i != j:
                    inside[i, j] = weights[i] + weights[j]
        vectors = [diagonal, inside] if sizes[a] > 2 else [diagonal]
        for b, others in enumerate(where):
            if b != a:
                e = np.zeros((n, n), dtype=object)
                for i in where[a]:
                    for j in others:
                        e[i, j] = e[j, i] = weights[i]
                vectors.append(e)
        copies.append(vectors)
    return copies


def pair_vectors(sizes, a, pair_basis):
    where, n = places_of(sizes), sum(sizes)
    copies = []
    for matrix in pair_basis(sizes[a]):
        e = np.zeros((n, n), dtype=object)
        e[np.ix_(where[a], where[a])] = matrix
        copies.append([e])
    return copies


def mixed_vectors(sizes, a, b, mean_free):
    where, n = places_of(sizes), sum(sizes)
    copies = []
    for v in mean_free(sizes[a]):
        for w in mean_free(sizes[b]):
            e = np.zeros((n, n), dtype=object)
            e[np.ix_(where[a], where[b])] = np.outer(v, w)
            copies.append([e + e.T])
    return copies


def vectors_of(block, sizes, blocks):
    if block.component == "trivial":
        return trivial_vectors(sizes)
    if block.component == "standard":
        return standard_vectors(sizes, *block.groups, blocks.mean_free)
    if block.component == "pairs":
        return pair_vectors(sizes, *block.groups, blocks.pair_basis)
    return mixed_vectors(sizes, *block.groups, blocks.mean_free)


def as_balls(e):
    return np.array([[arb(int(x)) for x in row] for row in e], dtype=object)


def pushed(layer, gram, k, e):
    """DΦ at the batch in the order of the blocks, kernel first and then recentring: C (V' · E) C."""
    derivative = mean_field_derivative(Layer.parse(str(layer).removeprefix("rc+")), k, as_balls(e), validate=False)
    if not layer.recentre:
        return derivative
    n = len(k)
    c = np.array([[arb(int(i == j)) - arb(1) / n for j in range(n)] for i in range(n)], dtype=object)
    return c.dot(derivative).dot(c)


@pytest.mark.parametrize("layer", [Layer.parse(x) for x in ("rc+relu", "rc+leaky_relu(1/10)", "relu")], ids=str)
@pytest.mark.parametrize("small", SMALL, ids=str)
def test_the_derivative_maps_each_component_by_its_block(small, layer, blocks, number):
    n, dimension, independent = sum(small), 0, []
    with working_precision(BITS):
        gram = blocks.mapped(blocks.random(small), arb)
        k = recentre_blocks(gram) if layer.recentre else gram
        full = k.embed()
        for block in isotypic_blocks(layer, k):
            copies = vectors_of(block, small, blocks)
            assert len(copies) == block.multiplicity
            for vectors in copies:
                assert len(vectors) == len(block.matrix)
                for column, e in enumerate(vectors):
                    image = pushed(layer, gram, full, e)
                    wanted = sum(block.matrix[row][column] * as_balls(f) for row, f in enumerate(vectors))
                    for x, y in zip(image.flat, wanted.flat, strict=True):
                        low, high = number.ends(x - y)
                        assert low <= 0 <= high
                        assert high - low < Fraction(1, 2**100)
                    independent.append([int(x) for x in e[np.triu_indices(n)]])
                dimension += len(vectors)
    assert dimension == n * (n + 1) // 2
    assert np.linalg.matrix_rank(np.array(independent, dtype=float)) == dimension  # the vectors span everything
