"""The tilted covariance K(s) = Σ(I + 2sΣ)⁻¹ of doubles, all values of s at once, with no digits lost in its factors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.recentring import DoublesAtPairs, recentred_pairs
from bnproofs.numbers.double_double import DoubleDouble

_RESOLUTION = 2.0**-86
"""The part of a squared norm below which what a projection leaves of it is rounding."""

_NULL = 2.0**-50
"""The part of the largest eigenvalue of S, times n, below which an eigenvalue is rounding."""

_ROUNDING = 2.0**-49
"""The part of the trace, times n, by which rounding may make an eigenvalue negative."""

_TRUSTED = 2.0**-40
"""The part of the largest entry above which a squared norm cannot be rounding."""


@dataclass(frozen=True, slots=True)
class TiltedCovariance:
    """The split Σ = S + k kᵀ with k the column of a pivot p over √Σ_pp, and the eigenvectors of S = W diag(σ) Wᵀ.

    S is the covariance conditioned on point p, computed from pairs of doubles, so that points which are parallel or
    opposite to p but for a small distance keep that distance. With A = (I + 2sS)⁻¹, t = 1 + 2s kᵀAk and g = A k/√t,

        K(s) = S A + g gᵀ,    det(I + 2sΣ) = t det(I + 2sS)

    (Sherman–Morrison; derivations/rescaled_integral.py): sums of squares, nothing cancels.
    """

    vectors: Any
    values: Any
    loading: Any
    """The coordinates Wᵀk."""

    @staticmethod
    def of(sigma: DoubleDouble) -> TiltedCovariance:
        """The split of a positive semidefinite matrix Σ of pairs of doubles, not zero, at its longest point.

        Raises:
            NotAGramError: an eigenvalue is negative beyond rounding.
        """
        norms = np.diagonal(sigma.hi)
        pivot = int(np.argmax(norms))
        column, norm = sigma[:, pivot], sigma[pivot, pivot]
        rest = (sigma * norm - column[:, None] * column).hi / norm.hi
        gone = np.diagonal(rest) <= _RESOLUTION * norms
        rest[gone] = rest[:, gone] = 0.0
        rest[pivot] = rest[:, pivot] = 0.0
        values, vectors = np.linalg.eigh(rest)
        if values[0] < -_ROUNDING * len(norms) * (norms.sum() + values[-1]):
            raise NotAGramError(
                f"not positive semidefinite: given point {pivot}, the longest one (recentred, if the layer recentres), "
                f"the covariance of the others has an eigenvalue {values[0] / norm.hi:.3g} times its squared norm"
            )
        return TiltedCovariance(vectors, np.maximum(values, 0.0), vectors.T @ (column.hi / np.sqrt(norm.hi)))

    def resolved(self) -> TiltedCovariance:
        """The same split without the eigenvalues of S that are rounding.

        The integrand of a φ of degree k is small where a point has a small part of all directions, as the k-th power of
        that part; a false direction, late as it comes, would be seen.
        """
        rounding = self.values <= _NULL * len(self.values) * self.values[-1]
        return TiltedCovariance(self.vectors, np.where(rounding, 0.0, self.values), self.loading)

    def scales(self) -> tuple[float, float]:
        """The numbers 1/(tr Σ + λ), λ ≥ λ_max(Σ), and 1/σ, σ the least eigenvalue of S that is no rounding, if any."""
        norm, largest = float(self.loading @ self.loading), float(self.values[-1])
        first = 1 / (float(self.values.sum()) + 2 * norm + largest)
        present = self.values[self.values > _RESOLUTION * norm]
        return first, 1 / float(present[0]) if len(present) else first

    def damping(self, s: Any) -> tuple[Any, Any]:
        """The eigenvalues (n × nodes) of A and the numbers t at nodes s."""
        damping = 1 / (1 + 2 * np.multiply.outer(self.values, s))
        return damping, 1 + 2 * s * ((self.loading**2) @ damping)

    def log_determinant(self, s: Any) -> Any:
        """The values log det(I + 2sΣ) at nodes s."""
        damping, t = self.damping(s)
        return np.log(t) - np.log(damping).sum(axis=0)

    def at(self, s: Any) -> tuple[Any, Any]:
        """The eigenvalues of S A and the vectors g (n × nodes) at nodes s."""
        damping, t = self.damping(s)
        return self.values[:, None] * damping, (self.vectors @ (damping * self.loading[:, None])) / np.sqrt(t)


def covariance_of(gram: Any, *, recentre: bool) -> tuple[DoubleDouble, Any]:
    """The matrix Σ (CGC or G) of the points that it does not put at zero, as pairs of doubles, and their mask."""
    sigma = recentred_pairs(gram) if recentre else DoubleDouble.of(gram)
    norms = np.diagonal(sigma.hi)
    if norms.min() > _TRUSTED * np.max(np.abs(gram)):
        return sigma, np.ones(len(gram), dtype=bool)
    pairs = DoublesAtPairs(gram, recentre=recentre, scale=False)
    alive = pairs.diagonal > 0
    return sigma[np.ix_(alive, alive)], alive
