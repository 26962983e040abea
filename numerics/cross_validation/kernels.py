"""The dual kernel's closed form against quadrature of its definition, at high precision."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import mp

from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw
from numerics.quadrature import GUARD, dual_kernel
from numerics.streams import Purpose, stream

NAME = "kernels"
DIGITS = 30
_RANDOM = 12


def moments(seed: int) -> list[tuple[Any, Any, Any]]:
    """The second moments (K_uu, K_uv, K_vv) that the kernel is tried at: several variances, correlations up to ±1."""
    rng = stream(seed, Purpose.EXPERIMENT)
    correlations = [Fraction(float(x)) for x in rng.uniform(-1, 1, _RANDOM)]
    correlations += [sign * (1 - Fraction(1, 10**k)) for sign in (1, -1) for k in (2, 6, 12, 16)]
    spreads = [Fraction(float(x)) for x in rng.lognormal(0, 2, 2 * len(correlations))]
    pairs = zip(correlations, spreads[::2], spreads[1::2], strict=True)
    return [(a * a, rho * a * b, b * b) for rho, a, b in pairs]


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the kernel at `moments`."""
    if theory.layer.rescale:
        return lambda theory: not_compared(NAME, "rescaling makes the map no integral over pairs of points")
    cases = moments(seed)
    values = [dual_kernel(theory.layer, *case, digits=DIGITS) for case in cases]
    return lambda theory: _judge(cases, values, theory)


def _judge(cases: list[tuple[Any, Any, Any]], values: list[Any], theory: Theory) -> tuple[Comparison, ...]:
    kernel = theory.dual_kernel
    if kernel is None:
        return not_compared(NAME, f"no dual kernel of {theory.layer} yet")
    with mp.workdps(2 * DIGITS + GUARD):  # next to −1 the kernel is known to half the digits of its arguments
        errors = []
        for case, value in zip(cases, values, strict=True):
            said = kernel(*(mp.mpf(x.numerator) / x.denominator for x in case))
            errors.append(abs(said - value) / abs(value))
        deviation = float(max(errors, key=lambda error: (mp.isnan(error), error)))
    return (
        Comparison(
            NAME,
            f"relative error of the closed form, the largest of {len(cases)} pairs",
            deviation=deviation,
            bound=10.0 ** (3 - DIGITS),
            remark=f"quadrature at {DIGITS} digits, correlations within 1e-16 of ±1",
        ),
    )


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL,), run)
