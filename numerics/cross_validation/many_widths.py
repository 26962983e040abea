"""Many layers at many widths: the distance from the mean-field orbit falls like 1/√width.

Where φ can explode or vanish, every layer starts from one batch, scaled to trace n, and is compared by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.arrays import Floats
from numerics.cross_validation.all_at_once import all_at_once
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.one_layer import starts
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.tails import neurons_needed
from numerics.cross_validation.theory import Theory, plain_chain
from numerics.cross_validation.wrong import Flaw
from numerics.neurons import bounded
from numerics.statistics.moments import Moments
from numerics.statistics.slope import fitted_exponent
from numerics.streams import Purpose, derived_seed

NAME = "many layers"
WIDTHS = (100, 316, 1000, 3162, 10000, 31623, 100000)
_LAYERS = 4
_LEAST_WIDTHS = 3
_NEURON = 2e-8


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some layers that start from one Gram matrix; `grams` are those (replicas × n × n) after them, of each width."""

    start: Floats
    layers: int
    grams: tuple[Floats, ...]


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the fitted exponent, from the Gram matrices after a few layers of replicas of each width."""
    if theory.mean_field_map is None:
        return lambda theory: not_compared(NAME, f"no mean-field map of {theory.layer} yet")
    n = theory.batch
    start = next(iter(starts(n, seed).values()))
    replicas = plan.share(0.15, sum(WIDTHS) * _LAYERS * n * _NEURON * (1 + n / 100), 12, 400)
    if bounded(theory.layer):
        after = tuple(_after(theory, width, start, replicas, 1, _LAYERS, seed) for width in WIDTHS)
        return lambda theory: _judge(WIDTHS, [_Stretch(start, _LAYERS, after)], theory)
    before, widest, needed = [], [], 0.0
    for depth in range(1, _LAYERS + 1):
        before.append(start * (n / np.trace(start)))
        needed = max(needed, neurons_needed(theory.layer, before[-1]))
        if needed > WIDTHS[-_LEAST_WIDTHS]:
            return lambda theory: not_compared(
                NAME, f"means over fewer than {needed:.2g} neurons are far from Gaussian"
            )
        widest.append(_after(theory, WIDTHS[-1], before[-1], replicas, depth, 1, seed))
        start = widest[-1].mean(axis=0)
    widths = tuple(width for width in WIDTHS if width >= needed)
    stretches = []
    for depth, (gram, last) in enumerate(zip(before, widest, strict=True), start=1):
        after = tuple(_after(theory, width, gram, replicas, depth, 1, seed) for width in widths[:-1])
        stretches.append(_Stretch(gram, 1, (*after, last)))
    return lambda theory: _judge(widths, stretches, theory)


def _after(theory: Theory, width: int, start: Floats, replicas: int, depth: int, layers: int, seed: int) -> Floats:
    """The Gram matrices of the replicas after so many layers, the first of them number `depth`."""
    chain = plain_chain(theory.layer)(width, derived_seed(seed, Purpose.EXPERIMENT, WIDTHS.index(width)))
    state = np.repeat(start[None], replicas, axis=0)
    for at in range(depth, depth + layers):
        state = chain.advance(state, tuple(range(replicas)), at)
    return state


def _judge(widths: tuple[int, ...], stretches: list[_Stretch], theory: Theory) -> tuple[Comparison, ...]:
    assert theory.mean_field_map is not None
    parts, expected = [], stretches[0].start
    for stretch in stretches:
        expected = stretch.start
        for _ in range(stretch.layers):
            expected = theory.mean_field_map(expected)
        scale = float(np.sum(expected**2))
        parts.append([((state - expected) ** 2).sum(axis=(1, 2)) / scale for state in stretch.grams])
    squares = np.array(parts).mean(axis=0)
    fit = fitted_exponent(widths, squares)
    distances = np.sqrt(squares.mean(axis=1))
    what = f"after {_LAYERS} layers" if len(stretches) == 1 else f"after one layer, of {len(stretches)}"
    exponent = Comparison(
        NAME,
        f"exponent of the width in the distance {what}",
        -0.5,
        -0.5,
        estimate=fit.slope,
        standard_error=fit.standard_error,
        z=(fit.slope + 0.5) / fit.standard_error,
        p_value=fit.p_value,
        remark=f"95 % [{fit.lower:.4f}, {fit.upper:.4f}]; distance {distances[0]:.3g} at width {widths[0]}, "
        f"{distances[-1]:.2g} at {widths[-1]}",
    )
    plateau = Comparison(
        NAME,
        "no plateau of the distance at large width",
        p_value=fit.p_plateau,
        remark=f"{squares.shape[1]} replicas of each of {len(widths)} widths",
    )
    upper = np.triu_indices(len(expected))
    widest = Moments.of(stretches[-1].grams[-1][:, upper[0], upper[1]])
    limit = all_at_once(NAME, f"mean of the replicas of width {widths[-1]}", widest, expected[upper], len(expected))
    return exponent, plateau, limit


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING), run)
