"""Activations under which one layer takes every batch of the odd-point family towards one of its ends.

Source: derivations/towards_uniform.py, derivations/hermite_ratio.py.
"""

from __future__ import annotations

from fractions import Fraction

from bnproofs.activations import Activation, Erf, Exponential, Hermite, Monomial, Signum, Sine, Step
from bnproofs.theorems.theorem import Theorem, degenerate, proved

FLOWS = (
    {"from": "ideal", "to": "uniform", "limit": "uniform"},
    {"from": "uniform", "to": "infinity", "limit": "uniform"},
)
"""The limits of all orbits, where the map of τ does not depend on the scale."""


def prove_no_odd_point(activation: Activation, n: int) -> tuple[Theorem, ...] | None:
    """The theorems that nothing is fixed between the ideal and the uniform point, for n ≥ 3; None if that is not known.

    PROVED asserts, of recentred K with the eigenvalue λ on the vectors of the cluster of sum 0, μ on (1, …, 1, 1 − n)
    and τ = (n² − 2n) λ/μ < ∞: `fixed-points`: at a fixed point, or ray, τ is one of these, and there are such;
    `reduced-dynamics`: every orbit of τ > 0 tends to the stated end; `non-existence`: no K with 0 < τ < n² − 2n is
    fixed. The first is stated of step, sign, erf and, for n > 3, sin(wx), w² > 1; the second of step and sign; the last
    also of the sine of 3 points, exp(wx), w² < 1, x² − 1, He_k for even k ≥ 4 and n other than 4, x², and x³ for n = 3.
    """
    none = proved("non-existence", {"configuration": "odd-point"})
    points = [{"kind": "ideal", "tau": degenerate(0)}, {"kind": "uniform", "tau": degenerate(n * n - 2 * n)}]
    everything = proved("fixed-points", {"points": points})
    if isinstance(activation, Step | Signum):
        return everything, proved("reduced-dynamics", {"flows": [dict(flow) for flow in FLOWS]}), none
    if isinstance(activation, Erf):
        return everything, none
    if isinstance(activation, Sine) and Fraction(activation.frequency) ** 2 > 1:
        return (everything, none) if n > 3 else (none,)
    return (none,) if _is_never_kept(activation, n) else None


def _is_never_kept(activation: Activation, n: int) -> bool:
    """Whether one layer is known to leave no λ < μ as it is, without that it is always towards the uniform batch."""
    if isinstance(activation, Exponential):
        return Fraction(activation.rate) ** 2 < 1
    if isinstance(activation, Hermite):
        return activation.order == 2 or (activation.order % 2 == 0 and n != 4)
    return isinstance(activation, Monomial) and (activation.order == 2 or (activation.order, n) == (3, 3))
