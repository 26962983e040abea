"""Theorems on the exchangeable batch, under recentring and an activation that is no leaky ReLU."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.activations import Activation, Monomial
from bnproofs.activations.base import Collinear
from bnproofs.configurations import exchangeable
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems.general_spectrum import Part, enclosed, prove_spectrum
from bnproofs.theorems.general_variance import fixed_variance, no_variance
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.theorem import Theorem, degenerate, proved, undecided


def prove_homogeneous_uniform(activation: Activation, n: int, precision: Precision, faith: str) -> tuple[Theorem, ...]:
    """The theorems on the exchangeable ray of n points of a φ homogeneous of an integer degree.

    PROVED asserts: K with K_ii = 1, K_ij = −1/(n−1) goes to `growth` times itself; the eigenvalues are those of the
    derivative over the growth, without the scale mode, whose eigenvalue is the degree. Exact for monomials.
    """
    degree = activation.degree or 0
    exact = isinstance(activation, Monomial)
    with working_precision(precision.points):
        one = Fraction(1) if exact else Balls().number(1)
        growth = exchangeable.next_variance(activation, n, one)
        if growth == 0:
            return (undecided("fixed-point", "the next batch is zero: take another configuration"),)
        pairs = exchangeable.pair_eigenvalue(activation, n, one) / growth
        standard = exchangeable.standard_eigenvalue(n, degree, pairs)
        try:
            fixed = _fixed(degree, degenerate(1), growth, exchangeable.cosine(activation, n, one), precision, faith)
        except (ValueError, ArithmeticError) as failure:
            return (undecided("fixed-point", str(failure)),)
        return fixed, *prove_spectrum(_parts(n, standard, pairs), n * (n - 1) // 2 - 1, precision.promised, faith)


def prove_uniform(activation: Activation, n: int, precision: Precision, faith: str) -> tuple[Theorem, ...]:
    """The theorems on the exchangeable batch of n points of a φ that is not homogeneous.

    PROVED asserts: for one s in the interval `variance`, K with K_ii = s, K_ij = −s/(n−1) goes to itself; these are all
    eigenvalues of the derivative, the scale among them.
    """
    with working_precision(precision.points):
        s = fixed_variance(
            lambda s: exchangeable.next_variance(activation, n, s),
            lambda s: exchangeable.scale_eigenvalue(activation, n, s),
            1.0,
            precision.roots,
            doubles=isinstance(activation, Collinear),
        )
        if s is None:
            return no_variance("uniform", activation, lambda s: exchangeable.next_variance(activation, n, s))
        try:
            variance = enclosed(s, precision.promised)
            one = Balls().number(1)
            fixed = _fixed("none", variance, one, exchangeable.cosine(activation, n, s), precision, faith)
        except (ValueError, ArithmeticError) as failure:
            return (undecided("fixed-point", str(failure)),)
        scale, pairs = (f(activation, n, s) for f in (exchangeable.scale_eigenvalue, exchangeable.pair_eigenvalue))
        standard = exchangeable.standard_eigenvalue(n, scale, pairs)
        parts = (Part("scale", 1, (scale,)), *_parts(n, standard, pairs))
        return fixed, *prove_spectrum(parts, n * (n - 1) // 2, precision.promised, faith)


def _parts(n: int, standard: Any, pairs: Any) -> tuple[Part, ...]:
    return Part("standard", n - 1, (standard,)), Part("(n-2,2)", n * (n - 3) // 2, (pairs,))


def _fixed(
    degree: int | str, variance: list[Any], growth: Any, cosine: Any, precision: Precision, faith: str
) -> Theorem:
    exact = degree == "none"
    statement = {
        "degree": degree,
        "variance": variance,
        "growth": degenerate(1) if exact else enclosed(growth, precision.promised),
        "cosine": enclosed(cosine, precision.promised),
    }
    return proved("fixed-point", statement, faith=faith)
