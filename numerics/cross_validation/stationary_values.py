"""The observables of a configuration whose odd point is known to be the last one.

Nothing is chosen by looking at the data: a minimum over points would be biased by more than 1/d.
"""

from __future__ import annotations

import numpy as np

from numerics.arrays import Floats

NAMES = ("cos_cluster", "cos_odd", "norm_ratio", "log_growth")


def stationary_values(grams: Floats, ahead: Floats) -> Floats:
    """The values (R, 4) of `NAMES` at Gram matrices `ahead` (R, n, n), one layer after `grams`."""
    n = grams.shape[-1]
    squares = np.einsum("rii->ri", ahead)
    lengths = np.sqrt(squares)
    cosines = ahead / (lengths[:, :, None] * lengths[:, None, :])
    odd = cosines[:, -1, :-1].mean(axis=1)
    cluster = (cosines[:, :-1, :-1].sum(axis=(1, 2)) - (n - 1)) / ((n - 1) * (n - 2))
    ratio = np.sqrt(squares[:, -1] / squares[:, :-1].mean(axis=1))
    growth = np.log(squares.sum(axis=1) / np.einsum("rii->r", grams))
    return np.stack([cluster, odd, ratio, growth], axis=1)


def at_fixed_ray(gram: Floats, ahead: Floats) -> dict[str, float]:
    """The observables by name at one Gram matrix, one layer after another."""
    return {
        name: float(value) for name, value in zip(NAMES, stationary_values(gram[None], ahead[None])[0], strict=True)
    }
