"""The entries of a mean Gram matrix against those expected, all directions at once."""

from __future__ import annotations

import numpy as np

from numerics.arrays import Floats
from numerics.cross_validation.comparison import Comparison
from numerics.statistics.hotelling import hotelling
from numerics.statistics.moments import Moments


def all_at_once(experiment: str, what: str, moments: Moments, expected: Floats, n: int) -> Comparison:
    """Hotelling's comparison of the mean of independent n×n Gram matrices, entries on and above the diagonal.

    A small error that many entries share shows here, where no single entry is far off.
    """
    project = directions(n, moments.count)
    covariance = project @ moments.covariance_of_mean @ project.T
    together = hotelling(project @ moments.mean, covariance, project @ expected, moments.count)
    part = "all entries" if len(project) == n * (n + 1) // 2 else f"{len(project)} sums of entries"
    return Comparison(
        experiment,
        f"{what}: {part} at once",
        p_value=together.p_value,
        remark=f"T² = {together.statistic:.1f} in {together.degrees[0]} directions",
    )


def directions(n: int, samples: int) -> Floats:
    """Linear functions of the entries that so many samples can judge: all entries, or sums where these are too many.

    The points are split into groups; there is a sum of the products of each group with all others, and one of its
    squared norms.
    """
    rows, columns = np.triu_indices(n)
    if len(rows) <= samples // 3:
        return np.eye(len(rows))
    groups = max(1, min(n, samples // 6))
    group = np.arange(n) * groups // n
    off = rows != columns
    matrix = np.zeros((2 * groups, len(rows)))
    for index in (rows, columns):
        np.add.at(matrix, (group[index[off]], np.flatnonzero(off)), 1.0)
    matrix[groups + group[rows[~off]], np.flatnonzero(~off)] = 1.0
    return matrix
