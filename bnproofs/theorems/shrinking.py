"""Activations under which every recentred batch shrinks, or every one grows: nothing is fixed but zero.

Source: derivations/shrinking.py, derivations/hermite_growth.py.
"""

from __future__ import annotations

from fractions import Fraction

from bnproofs.activations import GELU, Activation, Cosine, Exponential, Hermite, Sine
from bnproofs.theorems.theorem import Theorem, degenerate, proved

GELU_RATE = Fraction(19, 25)
"""A bound of 1/4 + (erf(1)/2 + 1/(e√π))², which is near 0.646; the bounds erf(1) < 1 and e√π > 24/5 suffice."""

HERMITE_RATE = Fraction(2)
"""A bound of E (φ(u) − φ(v))² over E (u − v)² under Hermite polynomials of every odd order from 3 to 11."""


def prove_no_variance(activation: Activation) -> Theorem | None:
    """The claim `shrinking` or `growing` on the recentred batches of an activation, or None.

    PROVED asserts, for every Gram matrix G with CGC ≠ 0, of `shrinking`: tr CΦ(G)C ≤ rate · tr CGC, and < for rate 1;
    of `growing`: tr CΦ(G)C > rate · tr CGC.
    """
    if isinstance(activation, Sine | Cosine):
        square = Fraction(activation.frequency) ** 2
        return proved("shrinking", {"rate": degenerate(square)}) if square <= 1 else None
    if isinstance(activation, GELU):
        return proved("shrinking", {"rate": degenerate(GELU_RATE)})
    if isinstance(activation, Exponential):
        square = Fraction(activation.rate) ** 2
        if square == 0:  # φ is constant
            return proved("shrinking", {"rate": degenerate(square)})
        return proved("growing", {"rate": degenerate(square)}) if square >= 1 else None
    if isinstance(activation, Hermite) and activation.order % 2:
        return proved("growing", {"rate": degenerate(HERMITE_RATE)})
    return None
