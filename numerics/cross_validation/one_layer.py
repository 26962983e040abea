"""One layer: the entries of the mean of φφᵀ over neurons, against the mean-field map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.arrays import Floats
from numerics.cross_validation.all_at_once import all_at_once
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.tails import neurons_needed
from numerics.cross_validation.theory import Theory, plain_chain
from numerics.cross_validation.wrong import Flaw
from numerics.neurons import bounded
from numerics.statistics.moments import Moments
from numerics.statistics.z_scores import family
from numerics.streams import Purpose, derived_seed, stream

NAME = "one layer"
_BATCHES = 200
_NEURON = 2e-8


@dataclass(frozen=True, slots=True)
class _Sample:
    """Independent means of φφᵀ over many neurons each, the entries on and above the diagonal, from one Gram matrix.

    `needed` is the number of neurons whose mean is near a Gaussian; without so many there are no moments.
    """

    name: str
    gram: Floats
    moments: Moments | None
    neurons: int
    needed: float


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
    """The judge of the entries of Φ at each of `starts`, scaled to trace n where φ can explode or vanish."""
    if theory.mean_field_map is None:
        return lambda theory: not_compared(NAME, f"no mean-field map of {theory.layer} yet")
    n = theory.batch
    neurons = plan.share(0.08, _BATCHES * n * _NEURON * (1 + n / 100), 64, 10**6)
    upper = np.triu_indices(n)
    samples = []
    for at, (name, gram) in enumerate(starts(n, seed).items()):
        if not bounded(theory.layer):
            gram = gram * (n / np.trace(gram))
        needed = neurons_needed(theory.layer, gram)
        if needed > neurons:
            samples.append(_Sample(name, gram, None, neurons, needed))
            continue
        chain = plain_chain(theory.layer)(neurons, derived_seed(seed, Purpose.EXPERIMENT, at))
        moments = Moments.of(
            np.concatenate([chain.advance(gram[None], (batch,), 1)[:, upper[0], upper[1]] for batch in range(_BATCHES)])
        )
        samples.append(_Sample(name, gram, moments, neurons, needed))
    return lambda theory: tuple(row for sample in samples for row in _judge(sample, theory))


def _judge(sample: _Sample, theory: Theory) -> tuple[Comparison, ...]:
    assert theory.mean_field_map is not None
    if sample.moments is None:
        return not_compared(
            NAME,
            f"Φ at {sample.name}: a few of {sample.neurons:.2g} neurons make most of a mean, which takes "
            f"{sample.needed:.2g} to be near a Gaussian; give a larger budget",
        )
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


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING, Flaw.UNBIASED), run)
