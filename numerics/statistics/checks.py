"""Checks of what goes into a statistic."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats


def finite(values: Any, name: str, *, dimensions: int | None = None, least: int = 1) -> Floats:
    """The values as an array of finite doubles with this many dimensions, each at least `least` long.

    Raises:
        InputError: NaN, an infinity, a wrong shape, or what is no array of real numbers.
    """
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "biuf":
            raise TypeError
    except (TypeError, ValueError):
        raise InputError(f"{name}: no array of real numbers; give one of doubles") from None
    if dimensions is not None and array.ndim != dimensions:
        raise InputError(f"{name}: an array of {array.ndim} dimensions, where {dimensions} are needed")
    if min(array.shape, default=least) < least:
        raise InputError(f"{name}: shape {array.shape} is too small; give at least {least} along each axis")
    result = array.astype(np.float64)
    if not np.all(np.isfinite(result)):
        raise InputError(f"{name}: NaN or an infinity; find out where it came from, no test may pass over it")
    return result


def share(value: float, name: str) -> float:
    """The value, which is a probability strictly between 0 and 1.

    Raises:
        InputError: it is not.
    """
    if not 0 < value < 1:
        raise InputError(f"{name}: {value} does not lie strictly between 0 and 1; 0.95 is usual")
    return float(value)
