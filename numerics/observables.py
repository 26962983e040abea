"""What is looked at after each layer: numbers that a Gram matrix determines."""

from __future__ import annotations

import numpy as np

from numerics.arrays import Floats
from numerics.references import Reference, distances

SCALARS = {
    "log_scale": "logarithm of the mean squared norm of a point",
    "log_growth": "logarithm of the factor by which the layer multiplied that",
    "odd_point": "index of the point that is least like the others (lowest mean cosine)",
    "cos_cluster": "mean cosine within the cluster, that is of all points but the odd one",
    "cos_cluster_least": "least cosine within the cluster",
    "cos_odd": "mean cosine of the odd point and the cluster",
    "cos_odd_largest": "largest cosine, in absolute value, of the odd point and the cluster",
    "norm_ratio": "norm of the odd point over the root mean squared norm of the cluster",
    "numerical_rank": "number of eigenvalues above n times the rounding unit times the largest",
    "effective_rank": "exponential of the entropy of the eigenvalues, divided by their sum (Roy & Vetterli 2007)",
}
"""The observables of every run, in order; then come the distances from configurations."""


def names(references: tuple[Reference, ...]) -> tuple[str, ...]:
    """The names of all observables of a run with these references."""
    return (*SCALARS, *(f"distance_{reference.name}" for reference in references))


def observe(grams: Floats, references: tuple[Reference, ...], log_scales: Floats, before: Floats | None) -> Floats:
    """The observables (R, number of them) of Gram matrices (R, n, n), in the order of `names`.

    `log_scales` (R) are the logarithms of factors taken out of the matrices, `before` the `log_scale` of the layer
    before, None at the input. A point at zero counts as orthogonal to all others; a zero matrix has the scale −∞, the
    rank 0 and NaN where nothing can be said.
    """
    n = grams.shape[-1]
    squares = np.einsum("rii->ri", grams)
    lengths = np.sqrt(np.maximum(squares, 0))
    inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    cosines = grams * inverse[:, :, None] * inverse[:, None, :]
    at = np.arange(n)
    cosines[:, at, at] = 0.0
    totals = cosines.sum(axis=-1)
    odd = np.argmin(totals, axis=-1)
    rows = np.arange(len(grams))
    of_odd = cosines[rows, odd]
    pairs = (n - 1) * (n - 2)
    within = cosines.copy()
    within[rows, odd, :] = within[rows, :, odd] = np.inf
    within[:, at, at] = np.inf
    with np.errstate(invalid="ignore", divide="ignore"):
        cluster_squares = (squares.sum(axis=-1) - squares[rows, odd]) / (n - 1)
        log_scale = np.log(squares.mean(axis=-1)) + log_scales
        ratio = np.sqrt(squares[rows, odd] / cluster_squares)
        growth = log_scale - before if before is not None else np.full(len(grams), np.nan)
        cos_cluster = (totals.sum(axis=-1) - 2 * totals[rows, odd]) / pairs if pairs else np.full(len(grams), np.nan)
    least = within.min(axis=(-2, -1)) if pairs else np.full(len(grams), np.nan)
    numerical, effective = _ranks(grams)
    scalars = [
        log_scale,
        growth,
        odd.astype(np.float64),
        cos_cluster,
        least,
        totals[rows, odd] / (n - 1),
        np.abs(of_odd).max(axis=-1),
        ratio,
        numerical,
        effective,
    ]
    return np.stack([*scalars, *(distances(grams, reference) for reference in references)], axis=-1)


def _ranks(grams: Floats) -> tuple[Floats, Floats]:
    """The numerical and the effective rank of each Gram matrix."""
    n = grams.shape[-1]
    values = np.maximum(np.linalg.eigvalsh(grams), 0)
    largest, total = values[:, -1:], values.sum(axis=-1, keepdims=True)
    numerical = (values > n * np.finfo(np.float64).eps * largest).sum(axis=-1).astype(np.float64)
    shares = np.divide(values, total, out=np.zeros_like(values), where=total > 0)
    logarithms = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    effective = np.where(total[:, 0] > 0, np.exp(-(shares * logarithms).sum(axis=-1)), 0.0)
    return numerical, effective
