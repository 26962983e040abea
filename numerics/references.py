"""Configurations that simulated Gram matrices are compared with: n − 1 exchangeable points and one odd point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from numerics.arrays import Floats, Integers


@dataclass(frozen=True, slots=True)
class Reference:
    """A ray of Gram matrices, as the theory has it, at any scale.

    Points of the cluster have the squared norm `cluster_norm` and the products `cluster_product`; the odd point has
    `odd_norm`, and `cross_product` with each of the others. One layer multiplies the ray by `growth`. `attracts` says
    whether the mean-field map does; None where that is not known.
    """

    name: str
    cluster_norm: float
    cluster_product: float
    cross_product: float
    odd_norm: float
    growth: float
    attracts: bool | None = None

    @property
    def cos_cluster(self) -> float:
        """The cosine of two points of the cluster."""
        return self.cluster_product / self.cluster_norm

    @property
    def cos_odd(self) -> float:
        """The cosine of the odd point and one of the cluster."""
        return self.cross_product / float(np.sqrt(self.cluster_norm * self.odd_norm))

    @property
    def norm_ratio(self) -> float:
        """The norm of the odd point over that of one of the cluster."""
        return float(np.sqrt(self.odd_norm / self.cluster_norm))

    def gram(self, n: int, odd: int = -1) -> Floats:
        """The n×n Gram matrix with the odd point at index `odd`, of Frobenius norm 1."""
        full = np.full((n, n), self.cluster_product)
        full[odd, :] = full[:, odd] = self.cross_product
        np.fill_diagonal(full, self.cluster_norm)
        full[odd, odd] = self.odd_norm
        ray: Floats = full / np.linalg.norm(full)
        return ray

    def as_data(self) -> dict[str, Any]:
        """The plain object that `from_data` reads."""
        return asdict(self)

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Reference:
        """The reference that a plain object denotes."""
        return Reference(**data)


def distances(grams: Floats, reference: Reference) -> Floats:
    """The distance of each Gram matrix (R, n, n) from a configuration, whichever of the points is the odd one.

    The Frobenius distance of the two rays' points of norm 1, least over the n places of the odd point. NaN for a zero
    matrix.
    """
    n = grams.shape[-1]
    own = np.einsum("rii->ri", grams)
    others = grams.sum(axis=-1) - own
    # ⟨G, R⟩ for the odd point at i, but for a term that does not depend on i.
    overlap = (reference.odd_norm - reference.cluster_norm) * own + 2 * (
        reference.cross_product - reference.cluster_product
    ) * others
    best: Integers = np.argmax(overlap, axis=-1)
    norms = np.linalg.norm(grams, axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        rays = grams / norms[:, None, None]
    return np.array([np.linalg.norm(ray - reference.gram(n, int(at))) for ray, at in zip(rays, best, strict=True)])
