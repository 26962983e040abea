"""One layer: the entries of the mean of φφᵀ over neurons, against the mean-field map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.arrays import Floats
from numerics.cross_validation.all_at_once import all_at_once
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory, plain_chain
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.moments import Moments
from numerics.statistics.z_scores import family
from numerics.streams import Purpose, derived_seed, stream

NAME = "one layer"
_BATCHES = 200
_NEURON = 2e-8


@dataclass(frozen=True, slots=True)
class _Sample:
    """Independent means of φφᵀ over many neurons each, the entries on and above the diagonal, from one Gram matrix."""

    name: str
    gram: Floats
    moments: Moments
    neurons: int


def starts(n: int, seed: int) -> dict[str, Floats]:
    """The Gram matrices that one layer is tried at, by name; their points have different norms."""
    rng = stream(seed, Purpose.GRAMS)
    features = rng.standard_normal((n + 2, n)) * np.exp(rng.normal(0, 0.7, n))
    plane = rng.standard_normal((2, n))
    cluster = 0.9 + 0.1 * np.eye(n)
    cluster[-1, :] = cluster[:, -1] = 0.05 * n
    cluster[-1, -1] = float(n) ** 2
    return {
        "a random batch": features.T @ features / len(features),
        "a cluster and an odd point": cluster,
        "a batch in the plane": plane.T @ plane / 2,
    }


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the entries of Φ at each of `starts`."""
    if theory.mean_field_map is None:
        return lambda theory: not_compared(NAME, f"no mean-field map of {theory.layer} yet")
    n = theory.batch
    neurons = plan.share(0.08, _BATCHES * n * _NEURON * (1 + n / 100), 64, 10**6)
    upper = np.triu_indices(n)
    samples = []
    for at, (name, gram) in enumerate(starts(n, seed).items()):
        chain = plain_chain(theory.layer)(neurons, derived_seed(seed, Purpose.EXPERIMENT, at))
        moments = Moments.of(
            np.concatenate([chain.advance(gram[None], (batch,), 1)[:, upper[0], upper[1]] for batch in range(_BATCHES)])
        )
        samples.append(_Sample(name, gram, moments, neurons))
    return lambda theory: tuple(row for sample in samples for row in _judge(sample, theory))


def _judge(sample: _Sample, theory: Theory) -> tuple[Comparison, ...]:
    assert theory.mean_field_map is not None
    n = len(sample.gram)
    rows, columns = np.triu_indices(n)
    expected = theory.mean_field_map(sample.gram)[rows, columns]
    moments, degrees = sample.moments, _BATCHES - 1
    all_entries = family(moments.mean, moments.standard_error, expected, degrees=degrees)
    worst, at = all_entries.largest, all_entries.where[0]
    entry = Comparison(
        NAME,
        f"Φ at {sample.name}: entry ({rows[at] + 1}, {columns[at] + 1}), the worst of {all_entries.count}",
        *worst.expected,
        estimate=worst.estimate,
        standard_error=worst.standard_error,
        z=worst.z,
        p_value=all_entries.p_value,
        remark=f"{_BATCHES * sample.neurons:.2g} neurons",
    )
    return entry, all_at_once(NAME, f"Φ at {sample.name}", moments, expected, n)


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING), run)
