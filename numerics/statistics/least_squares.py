"""Linear least squares with known weights."""

from __future__ import annotations

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats


def solver(design: Floats, errors: Floats) -> Floats:
    """The matrix K (p × W) with coefficients K y, the weighted least-squares solution of design (W × p) · c ≈ y.

    The weights are 1/errors². Columns are scaled before the pseudo-inverse, so that units do not matter.

    Raises:
        InputError: too few different rows for the p coefficients.
    """
    rows = design / errors[:, None]
    scale = np.linalg.norm(rows, axis=0)
    if np.linalg.matrix_rank(rows / scale, tol=1e-9) < design.shape[1]:
        raise InputError(f"too few different widths for {design.shape[1]} coefficients; give more of them")
    inverse: Floats = np.linalg.pinv(rows / scale) / scale[:, None]
    return inverse / errors
