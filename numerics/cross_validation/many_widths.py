"""Many layers at many widths: the distance from the mean-field orbit falls like 1/√width."""

from __future__ import annotations

import numpy as np

from numerics.arrays import Floats
from numerics.cross_validation.all_at_once import all_at_once
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.one_layer import starts
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory, plain_chain
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.moments import Moments
from numerics.statistics.slope import fitted_exponent
from numerics.streams import Purpose, derived_seed

NAME = "many layers"
WIDTHS = (100, 316, 1000, 3162, 10000, 31623, 100000)
_LAYERS = 4
_NEURON = 2e-8


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the fitted exponent, from the Gram matrices after a few layers of replicas of each width."""
    if theory.mean_field_map is None:
        return lambda theory: not_compared(NAME, f"no mean-field map of {theory.layer} yet")
    n = theory.batch
    start = next(iter(starts(n, seed).values()))
    replicas = plan.share(0.15, sum(WIDTHS) * _LAYERS * n * _NEURON * (1 + n / 100), 12, 400)
    grams = []
    for at, width in enumerate(WIDTHS):
        chain = plain_chain(theory.layer)(width, derived_seed(seed, Purpose.EXPERIMENT, at))
        state = np.repeat(start[None], replicas, axis=0)
        for depth in range(1, _LAYERS + 1):
            state = chain.advance(state, tuple(range(replicas)), depth)
        grams.append(state)
    return lambda theory: _judge(start, grams, theory)


def _judge(start: Floats, grams: list[Floats], theory: Theory) -> tuple[Comparison, ...]:
    assert theory.mean_field_map is not None
    expected = start
    for _ in range(_LAYERS):
        expected = theory.mean_field_map(expected)
    scale = float(np.sum(expected**2))
    squares = np.array([((state - expected) ** 2).sum(axis=(1, 2)) / scale for state in grams])
    fit = fitted_exponent(WIDTHS, squares)
    distances = np.sqrt(squares.mean(axis=1))
    exponent = Comparison(
        NAME,
        f"exponent of the width in the distance after {_LAYERS} layers",
        -0.5,
        -0.5,
        estimate=fit.slope,
        standard_error=fit.standard_error,
        z=(fit.slope + 0.5) / fit.standard_error,
        p_value=fit.p_value,
        remark=f"95 % [{fit.lower:.4f}, {fit.upper:.4f}]; distance {distances[0]:.3g} at width {WIDTHS[0]}, "
        f"{distances[-1]:.2g} at {WIDTHS[-1]}",
    )
    plateau = Comparison(
        NAME,
        "no plateau of the distance at large width",
        p_value=fit.p_plateau,
        remark=f"{squares.shape[1]} replicas of each of {len(WIDTHS)} widths",
    )
    upper = np.triu_indices(len(start))
    widest = Moments.of(grams[-1][:, upper[0], upper[1]])
    limit = all_at_once(NAME, f"mean of the replicas of width {WIDTHS[-1]}", widest, expected[upper], len(start))
    return exponent, plateau, limit


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING), run)
