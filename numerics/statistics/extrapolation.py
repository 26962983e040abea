"""Averages at finite widths, carried to infinite width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite
from numerics.statistics.least_squares import solver

_LACK_OF_FIT = 0.05
_HIGHEST = 2


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """The value at infinite width, and the fit Σ cᵢ/dⁱ, i ≤ `order`, that gave it.

    `p_fit` is the χ² p-value of lack of fit (None if there are as many coefficients as widths); `inflation` ≥ 1 is the
    Birge ratio by which `standard_error` was multiplied because no order fitted.
    """

    value: float
    standard_error: float
    order: int
    coefficients: tuple[float, ...]
    p_fit: float | None
    inflation: float

    @property
    def trend(self) -> float | None:
        """The number k in value · (1 + k/d + …); None for the value 0."""
        if self.order == 0:
            return 0.0
        return self.coefficients[1] / self.value if self.value else None


def extrapolate(widths: Any, means: Any, standard_errors: Any, order: int | None = 1) -> Extrapolation:
    """The fit of a polynomial in 1/d to independent means (W) with known standard errors, by weighted least squares.

    `order=None` takes the smaller of the orders 1 and 2 that leaves a p-value of lack of fit of at least 0.05; if none
    does, the highest that could be tested, with √(χ²/(W − order − 1)) times the error. A choice made by the same data
    is not in the standard error, which is then somewhat too small; and a fit that passes does not show that terms
    left out are small beyond the widths seen.

    Raises:
        InputError: wrong shapes, a number that is not finite, widths or errors that are not positive, a negative
            order, or too few different widths: order + 1, and 3 for `order=None`.
    """
    d, y, error = (
        finite(a, b, dimensions=1) for a, b in [(widths, "widths"), (means, "means"), (standard_errors, "errors")]
    )
    if not len(d) == len(y) == len(error):
        raise InputError("give one mean and one standard error for each width")
    if np.any(d <= 0) or np.any(error <= 0) or (order is not None and order < 0):
        raise InputError("widths and standard errors are positive, and the order is not negative")
    if order is not None:
        return _fit(d, y, error, order)
    fits = [_fit(d, y, error, at) for at in range(1, min(_HIGHEST, len(d) - 2) + 1)]
    if not fits:
        raise InputError(f"{len(d)} widths cannot show a lack of fit; give at least 3, or an order")
    return next((fit for fit in fits if _fits(fit)), None) or _fit(d, y, error, fits[-1].order, inflate=True)


def _fits(fit: Extrapolation) -> bool:
    return fit.p_fit is not None and fit.p_fit >= _LACK_OF_FIT


def _fit(d: Floats, y: Floats, error: Floats, order: int, *, inflate: bool = False) -> Extrapolation:
    design = d[:, None] ** -np.arange(order + 1.0)
    matrix = solver(design, error)
    coefficients = matrix @ y
    free = len(d) - order - 1
    chi2 = float(np.sum(((y - design @ coefficients) / error) ** 2))
    p = float(stats.chi2.sf(chi2, free)) if free else None
    inflation = max(1.0, float(np.sqrt(chi2 / free))) if inflate else 1.0
    deviation = inflation * float(np.linalg.norm(matrix[0] * error))
    values = tuple(float(c) for c in coefficients)
    return Extrapolation(values[0], deviation, order, values, p, inflation)
