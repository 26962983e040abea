"""The dual kernel's closed form, or the map of a layer that rescales, against quadrature of its definition."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import mp

from bnproofs.errors import InputError
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw
from numerics.plane import Point, plane_gram, plane_map
from numerics.quadrature import GUARD, dual_kernel
from numerics.smooth_kernel import is_entire, smooth_kernel
from numerics.streams import Purpose, stream

NAME = "kernels"
DIGITS = 30
SMOOTH_DIGITS = 12
"""The digits where φ is entire: its integrals are done in doubles."""

PLANE_DIGITS = 20
_RANDOM = 12
_SPREAD, _SMALL_SPREAD = 2.0, 0.3
_MOST_POINTS = 6


def moments(seed: int, spread: float = _SPREAD) -> list[tuple[Any, Any, Any]]:
    """The second moments (K_uu, K_uv, K_vv) that the kernel is tried at: several variances, correlations up to ±1.

    `spread` is the standard deviation of the logarithm of √K_uu.
    """
    rng = stream(seed, Purpose.EXPERIMENT)
    correlations = [Fraction(float(x)) for x in rng.uniform(-1, 1, _RANDOM)]
    correlations += [sign * (1 - Fraction(1, 10**k)) for sign in (1, -1) for k in (2, 6, 12, 16)]
    spreads = [Fraction(float(x)) for x in rng.lognormal(0, spread, 2 * len(correlations))]
    pairs = zip(correlations, spreads[::2], spreads[1::2], strict=True)
    return [(a * a, rho * a * b, b * b) for rho, a, b in pairs]


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the kernel at `moments`, or of the map of a layer that rescales at a batch in the plane."""
    if theory.layer.rescale:
        return _of_the_plane(theory, seed)
    if is_entire(theory.layer):
        try:
            return _of_smooth_kernels(theory, seed)
        except InputError as error:
            reason = str(error)
            return lambda theory: not_compared(NAME, reason)
    cases = moments(seed)
    values = [dual_kernel(theory.layer, *case, digits=DIGITS) for case in cases]
    return lambda theory: _judge(cases, values, theory)


def _judge(cases: list[tuple[Any, Any, Any]], values: list[Any], theory: Theory) -> tuple[Comparison, ...]:
    kernel = theory.dual_kernel
    if kernel is None:
        return not_compared(NAME, f"no dual kernel of {theory.layer} yet")
    with mp.workdps(2 * DIGITS + GUARD):  # next to −1 the kernel is known to half the digits of its arguments
        errors = [abs(_said(kernel, case) - value) / abs(value) for case, value in zip(cases, values, strict=True)]
        deviation = float(_worst(errors))
    return (
        Comparison(
            NAME,
            f"relative error of the closed form, the largest of {len(cases)} pairs",
            deviation=deviation,
            bound=10.0 ** (3 - DIGITS),
            remark=f"quadrature at {DIGITS} digits, correlations within 1e-16 of ±1",
        ),
    )


def _of_smooth_kernels(theory: Theory, seed: int) -> Judge:
    """The judge of the kernel of an entire φ, relative to √(E φ(u)² E φ(v)²): it may be tiny, and is not zero."""
    cases = moments(seed, _SMALL_SPREAD)
    found = [(smooth_kernel(theory.layer, *case), _size(theory, case[0]) * _size(theory, case[2])) for case in cases]

    def judge(theory: Theory) -> tuple[Comparison, ...]:
        kernel = theory.dual_kernel
        if kernel is None:
            return not_compared(NAME, f"no dual kernel of {theory.layer} yet")
        with mp.workdps(2 * SMOOTH_DIGITS + GUARD):
            errors = [abs(_said(kernel, case) - value) / size for case, (value, size) in zip(cases, found, strict=True)]
            deviation = float(_worst(errors))
        return (
            Comparison(
                NAME,
                f"error of the closed form over √(E φ(u)² E φ(v)²), the largest of {len(cases)} pairs",
                deviation=deviation,
                bound=10.0**-SMOOTH_DIGITS,
                remark="quadrature in doubles, correlations within 1e-16 of ±1",
            ),
        )

    return judge


def _said(kernel: Any, case: tuple[Any, Any, Any]) -> Any:
    """The kernel at rational second moments, at the precision mpmath is set to."""
    return kernel(*(mp.mpf(x.numerator) / x.denominator for x in case))


def _worst(errors: Any) -> Any:
    """The largest error; not a number if one is not."""
    return max(errors, key=lambda error: (mp.isnan(error), error))


def _size(theory: Theory, variance: Any) -> Any:
    return mp.sqrt(smooth_kernel(theory.layer, variance, variance, variance))


def plane_points(n: int, seed: int) -> list[Point]:
    """Points in the plane, of at most two decimals, for the map of a layer that rescales."""
    rng = stream(seed, Purpose.EXPERIMENT)
    entries = (100 * rng.standard_normal((min(n, _MOST_POINTS), 2))).round()
    return [(Fraction(int(a), 100), Fraction(int(b), 100)) for a, b in entries]


def _of_the_plane(theory: Theory, seed: int) -> Judge:
    if theory.exact_map is None:
        return lambda theory: not_compared(NAME, f"no mean-field map of {theory.layer} yet")
    points = plane_points(theory.batch, seed)
    wanted = plane_map(theory.layer, points, digits=PLANE_DIGITS)

    def judge(theory: Theory) -> tuple[Comparison, ...]:
        if theory.exact_map is None:
            return not_compared(NAME, f"no mean-field map of {theory.layer} yet")
        with mp.workdps(PLANE_DIGITS + GUARD):
            errors = abs(theory.exact_map(plane_gram(points), PLANE_DIGITS) - wanted).ravel()
            deviation = float(_worst(errors) / abs(wanted).max())
        return (
            Comparison(
                NAME,
                f"error of the map at {len(points)} points in the plane, relative to the largest entry",
                deviation=deviation,
                bound=10.0 ** (3 - PLANE_DIGITS),
                remark=f"an integral over the directions of the plane at {PLANE_DIGITS} digits",
            ),
        )

    return judge


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.UNBIASED), run)
