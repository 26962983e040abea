"""Holm's step-down procedure: many p-values, one bound on any false alarm."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite


def holm(p_values: Any) -> Floats:
    """The adjusted p-values, in the order given: max over j ≤ i of min(1, (m + 1 − j) p₍ⱼ₎) for the i-th smallest.

    Rejecting where the adjusted value is at most α rejects any true hypothesis with probability at most α, whatever
    the dependence between the m p-values and whichever hypotheses are true (familywise, in the strong sense). None
    is above Bonferroni's m p. An empty family stays empty.

    Raises:
        InputError: a NaN, a value outside [0, 1], or not one dimension.
    """
    p = finite(p_values, "p-values", dimensions=1, least=0)
    if np.any((p < 0) | (p > 1)):
        raise InputError("p-values: one lies outside [0, 1]; give probabilities")
    order = np.argsort(p, kind="stable")
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(np.arange(len(p), 0, -1) * p[order]), 1)
    return adjusted
