"""A batch collapsed to two places under recentring and φ(x) = A x^α for x > 0, B (−x)^α for x < 0, in rationals.

Every positively homogeneous φ is of this form. Growth and eigenvalues, relative to the growth, are rational in A, B, n
and k for an integer α ≥ 1. Source: derivations/homogeneous_two_places.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class HomogeneousTwoPlaces:
    """The two-cluster ray of n points, k apart, under φ of an integer degree ≥ 0, φ(1) = `right`, φ(−1) = `left`."""

    degree: int
    right: Number
    left: Number
    n: Number
    k: Number

    @property
    def _parts(self) -> tuple[Number, Number, Number, Number, Number]:
        """The numbers n, k, p = n − k, N = (A² + B²)/2 and D = AB."""
        _, n, k, a, b = lift(self.n, self.k, self.right, self.left)
        return n, k, n - k, (a * a + b * b) / 2, a * b

    @property
    def weight(self) -> Number:
        """The number w = N (k^2α + p^2α) − 2 D (kp)^α."""
        _, k, p, square, product = self._parts
        x, y = _power(k, self.degree), _power(p, self.degree)
        return square * (x * x + y * y) - 2 * product * x * y

    @property
    def growth(self) -> Number:
        """The growth (2α − 1)!! w/n² of the variance, at variance 1."""
        n = self._parts[0]
        return odd_factorial(self.degree) * self.weight / (n * n)

    @property
    def cosine(self) -> Number:
        """The cosine D/N between the two places after the activation."""
        _, _, _, square, product = self._parts
        return product / square

    @property
    def transverse(self) -> Number:
        """The eigenvalue α² N k^(2α−2) n²/((2α − 1) w) within the cluster of n − k points, for α ≥ 1."""
        n, k, _, square, _ = self._parts
        alpha = self.degree
        return alpha * alpha * square * _power(k, 2 * alpha - 2) * n * n / ((2 * alpha - 1) * self.weight)

    @property
    def standard(self) -> Number:
        """The eigenvalue α n k^(α−1) (N k^α − D p^α)/w on the standard component of the n − k points, for α ≥ 1."""
        n, k, p, square, product = self._parts
        alpha = self.degree
        own = square * _power(k, alpha) - product * _power(p, alpha)
        return alpha * n * _power(k, alpha - 1) * own / self.weight

    @property
    def mixed(self) -> Number:
        """The eigenvalue −α² D (kp)^(α−1) n²/((2α − 1) w) on matrices across the clusters, for α ≥ 1."""
        n, k, p, _, product = self._parts
        alpha = self.degree
        return -alpha * alpha * product * _power(k * p, alpha - 1) * n * n / ((2 * alpha - 1) * self.weight)

    @property
    def other(self) -> HomogeneousTwoPlaces:
        """The same ray seen from the cluster of k points."""
        return HomogeneousTwoPlaces(self.degree, self.right, self.left, self.n, self.n - self.k)


def odd_factorial(degree: int) -> int:
    """The number (2α − 1)!! = E x^2α, x standard normal."""
    value = 1
    for factor in range(1, 2 * degree, 2):
        value *= factor
    return value


def _power(x: Number, exponent: int) -> Number:
    return x**exponent if exponent else x / x
