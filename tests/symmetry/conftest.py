"""What the tests of symmetry share: block Gram matrices of random batches, and bases of isotypic components."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pytest

from bnproofs.symmetry import BlockGram

SUBGROUPS = [
    (1,),
    (2,),
    (5,),
    (1, 1),
    (4, 1),
    (1, 4),
    (2, 2),
    (3, 2),
    (5, 4),
    (1, 1, 1),
    (4, 2, 1),
    (3, 3, 3),
    (2, 4, 5),
]


def random_blocks(sizes, seed=0):
    """An integer block Gram matrix that is positive definite on the full batch: group vectors plus private norms."""
    rng = np.random.default_rng([seed, *sizes])
    p = len(sizes)
    v = rng.integers(-5, 6, (p, 3)).astype(object)
    private = rng.integers(4, 12, p).astype(object)
    gram = v @ v.T
    return BlockGram(
        tuple(sizes),
        tuple(int(gram[a, a] + private[a]) for a in range(p)),
        tuple(tuple(0 if a == b and sizes[a] == 1 else int(gram[a, b]) for b in range(p)) for a in range(p)),
    )


def mapped(gram, function):
    """The block Gram matrix with a function on each of its numbers, sizes untouched."""
    return BlockGram(
        gram.sizes,
        tuple(function(x) for x in gram.diagonal),
        tuple(tuple(function(x) for x in row) for row in gram.products),
    )


def mean_free(m):
    """A basis of the integer vectors of length m with sum zero."""
    return [[(i == 0) - (i == j) for i in range(m)] for j in range(1, m)]


def pair_basis(m):
    """A basis of the symmetric integer matrices with zero diagonal and zero row sums: dimension m(m−3)/2."""
    places = list(combinations(range(m), 2))
    rows = np.array([[int(i in pair) for pair in places] for i in range(m)])
    import sympy

    basis = []
    for vector in sympy.Matrix(rows.tolist()).nullspace():
        matrix = np.zeros((m, m), dtype=object)
        for (i, j), x in zip(places, vector, strict=True):
            matrix[i, j] = matrix[j, i] = int(x)
        basis.append(matrix)
    return basis


@pytest.fixture(scope="session")
def blocks():
    """Makers of block Gram matrices and of bases."""
    return SimpleNamespace(
        subgroups=SUBGROUPS, random=random_blocks, mapped=mapped, mean_free=mean_free, pair_basis=pair_basis
    )


def pytest_generate_tests(metafunc):
    if "sizes" in metafunc.fixturenames:
        metafunc.parametrize("sizes", SUBGROUPS, ids=str)
