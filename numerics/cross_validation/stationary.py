"""Stationary averages of finite networks, carried to infinite width, against the certified enclosures."""

from __future__ import annotations

import math

import numpy as np

from numerics.arrays import Floats
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.stationary_values import NAMES, stationary_values
from numerics.cross_validation.theory import Chain, Theory, plain_chain
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.extrapolation import extrapolate
from numerics.statistics.series import mean_and_error
from numerics.statistics.z_scores import z_test
from numerics.streams import Purpose, derived_seed

NAME = "stationary averages"
_REPLICAS = 16
_NEURON = 2e-8


def widths(n: int) -> tuple[int, ...]:
    """The widths at which averages are taken: wide enough for the deviations to be small and of order 1/width.

    What is left of the start in the averages, less than a tenth of that, is of the same order and goes with it.
    """
    return tuple(factor * max(1000, 10 * n) for factor in (1, 2, 4, 8))


def forgetting(rate: float) -> int:
    """The number of layers in which a deviation that decays at this rate falls to a tenth."""
    return math.ceil(math.log(0.1) / math.log(rate))


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the enclosures, from networks started at the attractor and left to forget it."""
    if theory.attractor is None:
        return lambda theory: not_compared(NAME, f"no certified attractor of {theory.layer} with {theory.batch} points")
    n, start = theory.batch, theory.attractor.reference.gram(theory.batch)
    cost = sum(widths(n)) * _REPLICAS * n * _NEURON * (1 + n / 100)
    forget = forgetting(max(float(high) for _, _, high in theory.attractor.eigenvalues))
    layers = plan.share(0.35, cost, forget + max(n // 2, 8), forget + 4000) - forget
    averages = []
    for at, width in enumerate(widths(n)):
        chain = plain_chain(theory.layer)(width, derived_seed(seed, Purpose.EXPERIMENT, at))
        averages.append(_series(chain, start, layers, forget=forget))
    return lambda theory: _judge(averages, theory)


def _series(chain: Chain, start: Floats, layers: int, *, forget: int) -> Floats:
    """The values (observables × replicas × layers) after `forget` layers."""
    grams = np.repeat(start[None] * (len(start) / np.trace(start)), _REPLICAS, axis=0)
    values = []
    for depth in range(1, forget + layers + 1):
        ahead = chain.advance(grams, tuple(range(_REPLICAS)), depth)
        if depth > forget:
            values.append(stationary_values(grams, ahead))
        grams = ahead * (len(start) / np.einsum("rii->r", ahead))[:, None, None]
    return np.array(values).T.copy()


def _judge(averages: list[Floats], theory: Theory) -> tuple[Comparison, ...]:
    if theory.attractor is None:
        return not_compared(NAME, f"no attractor of {theory.layer} yet")
    rows = []
    sizes = widths(theory.batch)
    for at, name in enumerate(NAMES):
        means = [mean_and_error(series[at]) for series in averages]
        fit = extrapolate(sizes, [x.mean for x in means], [x.standard_error for x in means], order=2)
        if name not in theory.attractor.enclosures:
            rows.append(Comparison(NAME, name.replace("_", " "), remark="the theory has no value here"))
            continue
        low, high = theory.attractor.enclosures[name]
        test = z_test(fit.value, fit.standard_error, low, high, degrees=_REPLICAS - 1)
        trend = "" if fit.trend is None else f"value·(1 {'+' if fit.trend >= 0 else '−'} {abs(fit.trend):.3g}/d)"
        rows.append(
            Comparison(
                NAME,
                f"{theory.attractor.reference.name}: {name.replace('_', ' ')}, at width → ∞",
                low,
                high,
                estimate=fit.value,
                standard_error=fit.standard_error,
                z=test.z,
                p_value=test.p_value,
                remark=f"{trend}; at width {sizes[0]}: {means[0].mean:.6g} ± {means[0].standard_error:.1g}",
            )
        )
    return tuple(rows)


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING), run)
