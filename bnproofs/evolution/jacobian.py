"""The dense Jacobian of the mean-field map on symmetric matrices: the slow, plain check of the isotypic blocks."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.evolution.gram import Matrix, as_gram
from bnproofs.evolution.mean_field import mean_field_derivative
from bnproofs.layer import Layer
from bnproofs.numbers.kinds import lift


def dense_jacobian(layer: Layer, gram: Any) -> Matrix:
    """The n(n+1)/2-dimensional matrix of DΦ(G) in the coordinates (E_ij), i ≤ j, of a symmetric matrix.

    Column (i, j) is the image of the matrix with ones at (i, j) and (j, i). Errors as `mean_field_derivative`.
    """
    gram = as_gram(gram)
    n = len(gram)
    _, zero, one, _ = lift(0, 1, gram[0, 0])
    upper = np.triu_indices(n)
    columns = []
    for i, j in zip(*upper, strict=True):
        direction = np.full((n, n), zero, dtype=gram.dtype)
        direction[i, j] = direction[j, i] = one
        columns.append(mean_field_derivative(layer, gram, direction, validate=False)[upper])
    return np.array(columns).T
