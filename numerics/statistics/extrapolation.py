"""Averages at finite widths, carried to infinite width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.checks import finite
from numerics.statistics.least_squares import solver


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """The value at infinite width, with its standard error, and the fit Σ cᵢ/dⁱ, i ≤ `order`, that gave it.

    `p_fit` is the χ² p-value of lack of fit; None if there are as many coefficients as widths.
    """

    value: float
    standard_error: float
    order: int
    coefficients: tuple[float, ...]
    p_fit: float | None

    @property
    def trend(self) -> float | None:
        """The number k in value · (1 + k/d + …); None for the value 0."""
        if self.order == 0:
            return 0.0
        return self.coefficients[1] / self.value if self.value else None


def extrapolate(widths: Any, means: Any, standard_errors: Any, order: int = 1) -> Extrapolation:
    """The fit of a polynomial in 1/d to independent means (W) with known standard errors, by weighted least squares.

    The order is chosen beforehand: one chosen by looking at the same data makes the standard error too small. A fit
    that passes does not show that the terms left out are small beyond the widths seen.

    Raises:
        InputError: wrong shapes, a number that is not finite, widths or errors that are not positive, a negative
            order, or no more than `order` different widths.
    """
    d, y, error = (
        finite(a, b, dimensions=1) for a, b in [(widths, "widths"), (means, "means"), (standard_errors, "errors")]
    )
    if not len(d) == len(y) == len(error):
        raise InputError("give one mean and one standard error for each width")
    if np.any(d <= 0) or np.any(error <= 0) or order < 0:
        raise InputError("widths and standard errors are positive, and the order is not negative")
    design = d[:, None] ** -np.arange(order + 1.0)
    matrix = solver(design, error)
    coefficients = matrix @ y
    free = len(d) - order - 1
    p = float(stats.chi2.sf(np.sum(((y - design @ coefficients) / error) ** 2), free)) if free else None
    values = tuple(float(c) for c in coefficients)
    return Extrapolation(values[0], float(np.linalg.norm(matrix[0] * error)), order, values, p)
