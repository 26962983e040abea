"""What a linear layer without rescaling does at finite width, where its mean-field map is the identity."""

from __future__ import annotations

from bnproofs.numbers import Number, lift


def exponent_gap(width: Number, i: Number) -> Number:
    """The difference γ_i − γ_(i+2) = 1/(d − i − 1) of Lyapunov exponents at width d, 1 ≤ i ≤ d − 2.

    The i-th largest eigenvalue of the Gram matrix of independent points after ℓ layers with Gaussian weights of
    variance 1/d is e^(2γ_i ℓ + o(ℓ)), γ_i = (ψ((d − i + 1)/2) + ln(2/d))/2. Source: derivations/linear_chain.py.
    """
    _, width, i = lift(width, i)
    return 1 / (width - i - 1)
