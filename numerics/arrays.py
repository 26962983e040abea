"""The arrays that simulations are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""An array of doubles."""

Integers = NDArray[np.int64]
"""An array of 64-bit integers."""

Rows = NDArray[Any]
"""An array of doubles or of single-precision floats, one neuron a row, one point of the batch a column."""
