"""The rays of homogeneous activations whose growth and eigenvalues are rational.

A homogeneous φ of degree α is A x^α for x > 0 and B (−x)^α for x < 0. Source: docs/layer-certificate.md, "Other
activations".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial
from typing import Any

from ..fields import Refusal
from ..layer import LayerName

MOST_ORDER = 12


@dataclass(frozen=True)
class Homogeneous:
    """A homogeneous activation: its degree, φ(1) and φ(−1)."""

    degree: int
    right: int
    left: int


@dataclass(frozen=True)
class Ray:
    """A fixed ray: growth at variance 1, cosine, and (component, multiplicity, eigenvalue) relative to the growth."""

    degree: int
    growth: Fraction
    cosine: Fraction
    components: tuple[tuple[str, int, Fraction], ...]
    differentiable: bool = True

    def fixed_point(self) -> dict[str, Any]:
        """The statement of `fixed-point`."""
        return {
            "degree": self.degree,
            "variance": ["1", "1"],
            "growth": [str(self.growth)] * 2,
            "cosine": [str(self.cosine)] * 2,
        }

    def radius(self) -> Fraction:
        """The spectral radius."""
        return max(abs(value) for _, _, value in self.components)

    def spectrum(self) -> dict[str, Any]:
        """The statement of `spectrum`."""
        return {
            "components": [
                {"component": name, "multiplicity": count, "eigenvalues": [[str(value)] * 2]}
                for name, count, value in self.components
            ],
            "spectral_radius": [str(self.radius())] * 2,
        }

    def verdict(self) -> str:
        """What follows from the spectrum."""
        if not self.differentiable:
            return "not-differentiable"
        radius = self.radius()
        return "marginal" if radius == 1 else "stable" if radius < 1 else "unstable"


def homogeneous(layer: LayerName) -> Homogeneous | None:
    """The degree and the two values of an activation that is known to be homogeneous, or None."""
    plain = {"step": (0, 1, 0), "sign": (0, 1, -1)}
    if layer.activation in plain:
        if layer.parameters:
            raise Refusal("the activation takes no parameter")
        return Homogeneous(*plain[layer.activation])
    if layer.activation not in ("relu_power", "monomial"):
        return None
    if len(layer.parameters) != 1 or layer.parameters[0] not in range(2, MOST_ORDER + 1):
        raise Refusal("the order of the activation is no integer from 2 to 12")
    order = int(layer.parameters[0])
    return Homogeneous(order, 1, 0 if layer.activation == "relu_power" else (-1) ** order)


def collapsed_ray(phi: Homogeneous, n: int, k: int) -> Ray:
    """The batch collapsed to two places, k y on p = n − k points and −p y on k; `Refusal` if its image is zero.

    With N = (A² + B²)/2, D = AB: w = N(k^2α + p^2α) − 2D(kp)^α; growth (2α−1)!! w/n²; eigenvalues, for α ≥ 1, within a
    cluster α²N k^(2α−2) n²/((2α−1)w), standard αn k^(α−1)(N k^α − D p^α)/w, across −α²D(kp)^(α−1) n²/((2α−1)w).
    """
    a, p = phi.degree, n - k
    square, product = Fraction(phi.right**2 + phi.left**2, 2), phi.right * phi.left
    w = square * (k ** (2 * a) + p ** (2 * a)) - 2 * product * (k * p) ** a
    if w == 0:
        raise Refusal("the next batch is zero")
    growth, cosine = pairings(a) * w / n**2, product / square
    if a == 0:
        return Ray(a, growth, cosine, (), differentiable=False)

    def within(k: int) -> Fraction:
        value: Fraction = a * a * square * k ** (2 * a - 2) * n**2 / ((2 * a - 1) * w)
        return value

    def standard(k: int, p: int) -> Fraction:
        value: Fraction = a * n * k ** (a - 1) * (square * k**a - product * p**a) / w
        return value

    everything = (
        ("transverse(n-k)", p * (p - 1) // 2, within(k)),
        ("transverse(k)", k * (k - 1) // 2, within(p)),
        ("standard(n-k)", p - 1, standard(k, p)),
        ("standard(k)", k - 1, standard(p, k)),
        ("mixed", (p - 1) * (k - 1), -a * a * product * (k * p) ** (a - 1) * n**2 / ((2 * a - 1) * w)),
    )
    return Ray(a, growth, cosine, tuple(part for part in everything if part[1]))


def exchangeable_ray(order: int, n: int) -> Ray:
    """The exchangeable batch under x^order: with v(ρ) = E x^k y^k at correlation ρ = −1/(n−1).

    v = Σ_m C(k,2m)² (k−2m)! ((2m−1)!!)² ρ^(k−2m); growth g = ((n−1)/n)(v(1) − v(ρ)); eigenvalues λ = v'(ρ)/g on
    (n−2,2) and (k(n−2) + λ)/(n−1) on the standard component. `Refusal` if g = 0.
    """
    rho, value, slope = Fraction(-1, n - 1), Fraction(0), Fraction(0)
    for m in range(order // 2 + 1):
        j = order - 2 * m
        weight = comb(order, 2 * m) ** 2 * factorial(j) * pairings(m) ** 2
        value += weight * rho**j
        slope += weight * j * rho ** (j - 1) if j else 0
    growth = Fraction(n - 1, n) * (pairings(order) - value)
    if growth == 0:
        raise Refusal("the next batch is zero")
    pairs = slope / growth
    everything = (
        ("standard", n - 1, (order * (n - 2) + pairs) / (n - 1)),
        ("(n-2,2)", n * (n - 3) // 2, pairs),
    )
    return Ray(order, growth, value / pairings(order), tuple(part for part in everything if part[1]))


def weights(order: int) -> list[int]:
    """The numbers (C(k, 2j) (2j − 1)!!)² (k − 2j)!, k the order, j = 0, …, ⌊k/2⌋."""
    return [(comb(order, 2 * j) * pairings(j)) ** 2 * factorial(order - 2 * j) for j in range(order // 2 + 1)]


def pairings(order: int) -> int:
    """The number (2·order − 1)!! = 1 · 3 · … of pairings of 2·order things."""
    value = 1
    for factor in range(1, 2 * order, 2):
        value *= factor
    return value
