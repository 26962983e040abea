"""The polynomial identities behind claims 1, 2, 6 and 7, proved exactly.

A polynomial of degree at most d_i in its i-th variable that vanishes on the grid {0, …, d_i} of integers is zero.
Source: docs/theorem-certificate.md, "Proofs for every real batch size".
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from .fields import Refusal

Polynomial = Callable[..., Fraction]
Identities = tuple[tuple[Polynomial, tuple[int, ...]], ...]


def vanishes(polynomial: Polynomial, *degrees: int) -> bool:
    """Whether a polynomial of at most these degrees is zero."""
    points = product(*(map(Fraction, range(degree + 1)) for degree in degrees))
    return all(polynomial(*point) == 0 for point in points)


def require_zero(polynomials: Identities) -> None:
    """Nothing; `Refusal` unless each of the polynomials, with bounds of its degrees, is zero."""
    if not all(vanishes(polynomial, *degrees) for polynomial, degrees in polynomials):
        raise Refusal("an identity does not hold")


TWO_CLUSTERS: Identities = (
    (lambda n, k: n**2 - (n - k) ** 2 - k**2 - 2 * k * (n - k), (2, 2)),
    (lambda n, k: (n - 1) ** 2 + 1 - (n - k) ** 2 - k**2 - 2 * (k - 1) * (n - k - 1), (2, 2)),
)
"""n² − w(n, k) = 2k(n − k) and w(n, 1) − w(n, k) = 2(k − 1)(n − k − 1), in (n, k)."""

AT_MOST_THREE: Identities = (
    (lambda z: -z * (2 - z) - (1 - z) * (2 - z) / 2 + 3 * (1 - z) * z / 2 - (-1 + z - z**2), (2,)),
    (lambda z: z * (-1 + z - z**2) + 3 * (1 - z) * z * (2 - z) - z * (5 - 8 * z + 2 * z**2), (3,)),
    (
        lambda z, mu, k: (
            (1 - mu * z) * (k + 1 - k * z / 2)
            + 3 * k * z * (2 - mu * z) / 2
            - (k + 1 + z * (5 * k / 2 - mu * (k + 1)) - mu * k * z**2)
        ),
        (2, 1, 1),
    ),
    (
        lambda mu, k: k + 1 + 5 * k / 2 - mu * (k + 1) - mu * k - ((k + 1) * (1 - mu) + k * (Fraction(5, 2) - mu)),
        (1, 1),
    ),
    (lambda z, mu: (2 - mu * z) - mu * (2 - z) - 2 * (1 - mu), (1, 1)),
)
"""The numerators of a''' and (za)''', Q as (1 − μz) L + …, Q(1), and (2 − μz) − μ(2 − z), in (z, μ, k), k = n² − 1."""

STANDARD_BLOCK: Identities = (
    (
        lambda q, d, a, b, s: (a * 2 - q / 2) * (d / 2 + b) + 2 * b * (s - a) - d * (a - q / 4) - b * (2 * s - q / 2),
        (1, 1, 2, 2, 1),
    ),
    (
        lambda m, sigma, x, q: (
            (m - 1)
            * (
                (2 - 2 * x + q * ((m + 1) ** 2 - m * (m + 2) * sigma) / 2 - m * (1 - sigma) * (1 - x))
                + (m - 2) * (1 - x)
                - (m + 1) * q
            )
            - (m - 2) * m * sigma * ((1 - x) - q)
            - (1 - x) * m * sigma
            - q * ((m**2 - 1) * (m - 1) - sigma * m * (m**2 - m + 2)) / 2
        ),
        (3, 1, 1, 1),
    ),
    (lambda m: (m**2 - 1) - (m**2 - m + 2) - (m - 3), (2,)),
    (lambda q, t: (1 - q) / 2 - (1 - t) / 2 - (t - q) / 2, (1, 1)),
)
"""The determinant of I − M; its second factor at F = 0; the comparison of σ; and g − k; see L3 for the letters."""

UNIFORM: Identities = (
    (
        lambda n, s, t: n - ((n - 1) * s + t) - 4 * ((1 - t) / 2 - (n - 2) * s / 4) - (n - 2) - (t - s),
        (1, 1, 1),
    ),
)
"""2ng (1 − λ) = (θ₀ − sin θ₀)/π, with n q = (n − 1) s + t, s = sin θ₀/π, t = θ₀/π."""
