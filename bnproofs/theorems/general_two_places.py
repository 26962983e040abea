"""Theorems on a batch collapsed to two places, under recentring and an activation that is no leaky ReLU."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.activations import Activation
from bnproofs.activations.base import Collinear
from bnproofs.configurations import two_places
from bnproofs.configurations.homogeneous_two_places import HomogeneousTwoPlaces
from bnproofs.errors import NotDifferentiableError
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems.general_spectrum import Part, enclosed, prove_spectrum
from bnproofs.theorems.general_variance import fixed_variance, no_variance
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.theorem import Theorem, degenerate, proved, undecided


def prove_homogeneous_collapse(activation: Activation, n: int, k: int, faith: str = "") -> tuple[Theorem, ...]:
    """The exact theorems on the two-cluster ray of n points, k apart, of a φ homogeneous of an integer degree.

    PROVED asserts: the recentred batch k y on n − k points, −(n − k) y on the others, with y of variance 1, goes to
    such a batch of variance `growth`, for every weight matrix in distribution; the eigenvalues are those of the
    derivative over the growth, without the scale mode, whose eigenvalue is the degree. For degree 0 the map is not
    differentiable there.
    """
    degree = activation.degree or 0
    ray = HomogeneousTwoPlaces(degree, activation.phi(Fraction(1)), activation.phi(Fraction(-1)), n, k)
    if not ray.growth:
        return (undecided("fixed-point", "the next batch is zero: take another number of points apart"),)
    exact = {"variance": degenerate(1), "growth": degenerate(ray.growth), "cosine": degenerate(ray.cosine)}
    fixed = proved("fixed-point", {"degree": degree, **exact}, faith=faith)
    if degree == 0:
        return fixed, proved("stability", {"verdict": "not-differentiable"}, faith=faith)
    parts = _parts(n, k, (ray.transverse, ray.other.transverse, ray.standard, ray.other.standard, ray.mixed))
    return fixed, *prove_spectrum(parts, n * (n - 1) // 2 - 1, 0, faith)


def prove_collapse(activation: Activation, n: int, k: int, precision: Precision, faith: str) -> tuple[Theorem, ...]:
    """The theorems on a two-cluster batch of n points, k apart, of a φ that is not homogeneous.

    PROVED asserts: with y ~ N(0, s) for one s in the interval `variance`, the recentred batch k y on n − k points,
    −(n − k) y on the others goes to itself; these are all eigenvalues of the derivative, the scale among them.
    """
    size = float(max(k, n - k)) ** -2
    with working_precision(precision.points):
        s = fixed_variance(
            lambda s: two_places.next_variance(activation, n, k, s),
            lambda s: two_places.scale_eigenvalue(activation, n, k, s),
            size,
            precision.roots,
            doubles=isinstance(activation, Collinear),
        )
        if s is None:
            return no_variance(f"two-cluster:{k}", activation, lambda s: two_places.next_variance(activation, n, k, s))
        try:
            first, product, last = two_places.moments_after(activation, n, k, s)
            fixed = proved(
                "fixed-point",
                {
                    "degree": "none",
                    "variance": enclosed(s, precision.promised),
                    "growth": degenerate(1),
                    "cosine": _cosine(product / Balls().sqrt(first * last), precision.promised),
                },
                faith=faith,
            )
            eigenvalues = (
                two_places.transverse_eigenvalue(activation, k, s),
                two_places.transverse_eigenvalue(activation, n - k, s),
                two_places.standard_eigenvalue(activation, n, k, s),
                two_places.standard_eigenvalue(activation, n, n - k, s),
                two_places.mixed_eigenvalue(activation, n, k, s),
            )
        except NotDifferentiableError:
            return fixed, proved("stability", {"verdict": "not-differentiable"}, faith=faith)
        except (ValueError, ArithmeticError) as failure:
            return (undecided("fixed-point", str(failure)),)
        scale = Part("scale", 1, (two_places.scale_eigenvalue(activation, n, k, s),))
        parts = (scale, *_parts(n, k, eigenvalues))
        return fixed, *prove_spectrum(parts, n * (n - 1) // 2, precision.promised, faith)


def _cosine(ball: Any, bits: int) -> list[Any]:
    """The pair around a cosine, cut at ±1."""
    low, high = enclosed(ball, bits)
    return [max(low, Fraction(-1)), min(high, Fraction(1))]


def _parts(n: int, k: int, eigenvalues: tuple[Any, ...]) -> tuple[Part, ...]:
    p = n - k
    names = ("transverse(n-k)", "transverse(k)", "standard(n-k)", "standard(k)", "mixed")
    counts = (p * (p - 1) // 2, k * (k - 1) // 2, p - 1, k - 1, (p - 1) * (k - 1))
    return tuple(Part(name, count, (value,)) for name, count, value in zip(names, counts, eigenvalues, strict=True))
