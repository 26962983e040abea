"""Block Gram matrices: embedded in full ones and projected back."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
import sympy
from flint import arb, fmpz
from mpmath import mpf

from bnproofs.evolution import NotAGramError
from bnproofs.symmetry import BlockGram


@pytest.mark.parametrize("make", [float, mpf, arb, Fraction, sympy.Integer])
def test_projecting_an_embedded_matrix_gives_it_back(sizes, make, blocks):
    gram = blocks.mapped(blocks.random(sizes), make)
    again = BlockGram.project(gram.embed(), sizes)
    assert again.sizes == gram.sizes
    assert [x == y for x, y in zip(again.diagonal, gram.diagonal, strict=True)] == [True] * len(sizes)
    for a, row in enumerate(gram.products):
        for b, x in enumerate(row):
            assert again.products[a][b] == x or (a == b and sizes[a] == 1)


def test_the_embedded_matrix_has_the_blocks_in_order(sizes, blocks):
    gram = blocks.random(sizes)
    full = gram.embed()
    group = [a for a, size in enumerate(sizes) for _ in range(size)]
    assert full.shape == (sum(sizes), sum(sizes))
    assert gram.batch == sum(sizes)
    for i, a in enumerate(group):
        for j, b in enumerate(group):
            assert full[i, j] == (gram.diagonal[a] if i == j else gram.products[a][b])
    assert blocks.mapped(gram, float).embed().dtype == float


def test_projecting_is_the_mean_over_all_permutations_of_the_groups(blocks):
    sizes = (3, 2, 1)
    x = np.random.default_rng(0).integers(-9, 9, (6, 6))
    full = np.array([[Fraction(int(v)) for v in row] for row in x @ x.T], dtype=object)
    total, count = full * 0, 0
    for first in permutations(range(3)):
        for second in permutations((3, 4)):
            order = [*first, *second, 5]
            total, count = total + full[np.ix_(order, order)], count + 1
    assert count == 12
    assert np.array_equal(BlockGram.project(full, sizes).embed(), total / count)


def test_it_is_the_nearest_block_matrix_in_the_sum_of_squares(blocks):
    sizes, rng = (4, 2, 1), np.random.default_rng(1)
    x = rng.standard_normal((7, 7))
    full = x @ x.T
    best = BlockGram.project(full, sizes)
    distance, count = np.sum((best.embed() - full) ** 2), 0
    for _ in range(50):
        products = np.array(best.products) + 0.1 * rng.standard_normal((3, 3))
        products = (products + products.T) / 2
        other = BlockGram(
            sizes, tuple(np.array(best.diagonal) + 0.1 * rng.standard_normal(3)), tuple(map(tuple, products))
        )
        assert np.sum((other.embed() - full) ** 2) >= distance
        count += 1
    assert count == 50


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ((2, 2), "groups of 2\\+2 points do not make a batch of 3"),
        ((3, 0), "positive integers"),
        ((-1, 4), "positive integers"),
        ((1.5, 1.5), "positive integers"),
        ((), "do not make a batch"),
    ],
)
def test_groups_that_do_not_fit_the_batch_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        BlockGram.project(np.eye(3), wrong)


def test_no_matrix_is_refused_when_projected():
    with pytest.raises(NotAGramError, match="differs from its transpose"):
        BlockGram.project([[1.0, 0.0], [1.0, 1.0]], (2,))


def test_symbols_as_sizes_cannot_be_embedded_and_say_so():
    m = sympy.Symbol("m")
    gram = BlockGram((m, 1), (1, 2), ((0, 0), (0, 0)))
    assert gram.batch == m + 1
    with pytest.raises(ValueError, match="put numbers for symbols first"):
        gram.embed()


@pytest.mark.parametrize(
    ("groups", "diagonal", "products"),
    [((), (), ()), ((2,), (1, 1), ((0,),)), ((2, 1), (1, 1), ((0, 0),)), ((2, 1), (1, 1), ((0, 0), (0,)))],
)
def test_numbers_that_do_not_match_the_groups_are_refused(groups, diagonal, products):
    with pytest.raises(ValueError, match="groups need"):
        BlockGram(groups, diagonal, products)


@pytest.mark.parametrize("integer", [np.int64, np.uint8, sympy.Integer, fmpz])
def test_integers_of_other_libraries_are_sizes(integer):
    gram = BlockGram((integer(3), integer(1)), (1.0, 2.0), ((0.5, 0.25), (0.25, 0.0)))
    assert [type(size) for size in gram.sizes] == [int, int]
    assert gram == BlockGram((3, 1), gram.diagonal, gram.products)
    assert gram.embed().shape == (4, 4)
    assert BlockGram.project(gram.embed(), (integer(3), integer(1))) == gram


@pytest.mark.parametrize("size", [0, -1, np.int64(0), sympy.Integer(-2)])
def test_sizes_below_one_are_refused(size):
    with pytest.raises(ValueError, match="block sizes are positive integers or symbols"):
        BlockGram((2, size), (1, 1), ((0, 0), (0, 0)))


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (1, Fraction(1, 2)),
        (0.5, 0.25),
        (mpf(1), mpf(2)),
        (arb(1), arb(2)),
        (sympy.Integer(1), sympy.Rational(1, 2)),
        (np.array([1.0, 2.0]), np.array([1.0, 3.0])),
    ],
)
def test_products_that_differ_from_their_transposes_are_refused(x, y):
    for first, second in ((x, y), (y, x)):
        with pytest.raises(ValueError, match=r"products\[1\]\[0\] differs from products\[0\]\[1\]"):
            BlockGram((2, 2), (1, 1), ((0, first), (second, 0)))


def test_products_that_may_be_equal_are_accepted():
    a, b = sympy.symbols("a b")
    for x, y in [
        (arb(1, 0.5), arb(2, 0.75)),
        (arb("nan"), arb(1)),
        (a, b),
        (1, 1.0),
        (sympy.sqrt(2), sympy.Integer(1)),
    ]:
        assert BlockGram((2, 2), (1, 1), ((0, x), (y, 0))).products[0][1] is x


def test_projections_of_doubles_are_symmetric_to_the_bit():
    x = np.random.default_rng(3).standard_normal((9, 9))
    full = x @ x.T
    products = BlockGram.project((full + full.T) / 2, (4, 3, 2)).products
    assert np.array_equal(np.array(products), np.array(products).T)
