"""The exact facts about a batch at two places, n − k points at one and k at the other.

Source: docs/certificate.md, claims 1 and 2 of every certificate, claims 3 and 4 of a two-cluster one. All numbers are
rational; w = (n−k)² + k².
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class TwoClusters:
    """The two-cluster ray of a batch of n points, k of them in the second cluster, 1 ≤ k ≤ n − 1."""

    n: int
    k: int

    @property
    def weight(self) -> int:
        """w = (n − k)² + k²."""
        return (self.n - self.k) ** 2 + self.k**2

    @property
    def norm_ratio(self) -> Fraction:
        """The norm ratio (n − k)/k after the ReLU, second cluster over first."""
        return Fraction(self.n - self.k, self.k)

    @property
    def growth(self) -> Fraction:
        """The factor w/(2n²) by which one layer multiplies the Gram matrix."""
        return Fraction(self.weight, 2 * self.n**2)

    @property
    def transverse(self) -> Fraction:
        """The eigenvalue n²/w of the perturbations within a cluster."""
        return Fraction(self.n**2, self.weight)

    def components(self) -> list[tuple[str, int, Fraction]]:
        """The isotypic components that occur: name, multiplicity, eigenvalue of the projective Jacobian."""
        p, k, n, w = self.n - self.k, self.k, self.n, self.weight
        everything = [
            ("transverse(n-k)", p * (p - 1) // 2, self.transverse),
            ("transverse(k)", k * (k - 1) // 2, self.transverse),
            ("standard(n-k)", p - 1, Fraction(k * n, w)),
            ("standard(k)", k - 1, Fraction(p * n, w)),
            ("mixed", (p - 1) * (k - 1), Fraction(0)),
        ]
        return [component for component in everything if component[1] > 0]

    def invariant_statement(self) -> dict[str, Any]:
        """The statement of `two-cluster-invariant`."""
        return {"k": self.k, "norm_ratio": str(self.norm_ratio), "growth": str(self.growth)}

    def unstable_statement(self) -> dict[str, Any]:
        """The statement of `two-cluster-unstable`."""
        return {"k": self.k, "transverse_multiplier": str(self.transverse)}

    def enclosure_statement(self) -> dict[str, Any]:
        """The statement of `enclosure`: every number is exact."""
        zero, one = degenerate(Fraction(0)), degenerate(Fraction(1))
        ratio, growth = degenerate(self.norm_ratio), degenerate(self.growth)
        return {"theta": zero, "tau": zero, "cos_cluster": one, "cos_odd": zero, "norm_ratio": ratio, "growth": growth}

    def spectrum_statement(self) -> dict[str, Any]:
        """The statement of `spectrum`: every number is exact."""
        parts = self.components()
        return {
            "components": [
                {"component": name, "multiplicity": multiplicity, "eigenvalues": [degenerate(value)]}
                for name, multiplicity, value in parts
            ],
            "spectral_radius": degenerate(max(abs(value) for _, _, value in parts)),
        }


def degenerate(number: Fraction) -> list[str]:
    """The interval that holds one rational number, as it is spelled."""
    return [str(number), str(number)]
