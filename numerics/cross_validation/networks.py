"""Networks with weights, in NumPy and in PyTorch, against the Gram chain: two samples of one law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.cross_validation.comparison import Comparison
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw
from numerics.dense import DenseNetwork, gram_of
from numerics.neurons import bounded
from numerics.observables import SCALARS, observe
from numerics.pytorch import TorchNetwork, torch_version
from numerics.statistics.two_sample import TwoSample, two_sample
from numerics.streams import Purpose, derived_seed, stream

NAME = "networks"
OBSERVABLES = ("log_scale", "cos_cluster", "cos_odd", "norm_ratio", "effective_rank")
_LAYERS = 3
_EXTINCT = -1e3
_SECONDS = {"NumPy": 5e-4, "PyTorch": 2e-3}
"""What a small network takes."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """The observables (replicas × observables) of networks of one kind and width, or why there are none."""

    kind: str
    width: int
    start: Floats
    values: Floats
    missing: str = ""


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the Gram chain, from networks narrower and wider than the batch."""
    n = theory.batch
    points = stream(seed, Purpose.EXPERIMENT).standard_normal((n + 3, n)) + 0.5
    samples = []
    for kind, network in (("NumPy", DenseNetwork), ("PyTorch", TorchNetwork)):
        replicas = plan.share(0.15, 2 * _SECONDS[kind] * (1 + (n / 20) ** 2), 60, 4000)
        for at, width in enumerate((max(2, (2 * n) // 3), 8 * n)):
            try:
                if kind == "PyTorch":
                    torch_version()
            except InputError as missing:
                samples.append(_Sample(kind, width, gram_of(points), np.empty((0, 0)), str(missing)))
                continue
            advance = network(theory.layer, width, derived_seed(seed, Purpose.EXPERIMENT, at)).advance
            values = _through(advance, points, replicas, scaled=not bounded(theory.layer))
            samples.append(_Sample(kind, width, gram_of(points), values))
    chain_seed = derived_seed(seed, Purpose.EXPERIMENT, len(samples))
    return lambda theory: tuple(_judge(sample, theory, chain_seed) for sample in samples)


def _through(advance: Callable[[Floats, int, int], Floats], points: Floats, replicas: int, *, scaled: bool) -> Floats:
    """The observables after the layers of each replica of a network with weights.

    `scaled` says that every layer gets its batch at trace n; a batch of zeros stays.
    """
    grams = []
    for replica in range(replicas):
        state = points
        for depth in range(1, _LAYERS + 1):
            if scaled:
                state = state * np.sqrt(_to_trace_n(gram_of(state)[None]))[0]
            state = advance(state, replica, depth)
        grams.append(gram_of(state))
    return _observed(np.stack(grams))


def _to_trace_n(grams: Floats) -> Floats:
    """The factors (replicas × 1 × 1) that bring Gram matrices to trace n; 1 for a matrix of zeros."""
    traces = np.trace(grams, axis1=1, axis2=2)
    factors: Floats = np.divide(grams.shape[-1], traces, out=np.ones_like(traces), where=traces > 0)
    return factors[:, None, None]


def _observed(grams: Floats) -> Floats:
    """The observables (replicas × `OBSERVABLES`); those of a network that went silent count as far below all others."""
    columns = [list(SCALARS).index(name) for name in OBSERVABLES]
    values = observe(grams, (), np.zeros(len(grams)), None)[:, columns]
    return np.nan_to_num(values, nan=_EXTINCT, neginf=_EXTINCT, posinf=-_EXTINCT)


def _judge(sample: _Sample, theory: Theory, seed: int) -> Comparison:
    what = f"{sample.kind} against the chain, width {sample.width}"
    if sample.missing:
        return Comparison(NAME, what, remark=sample.missing)
    replicas = len(sample.values)
    chain = theory.chain(sample.width, seed)
    state = np.repeat(sample.start[None], replicas, axis=0)
    for depth in range(1, _LAYERS + 1):
        if not bounded(theory.layer):
            state = state * _to_trace_n(state)
        state = chain.advance(state, tuple(range(replicas)), depth)
    values = _observed(state)
    tests = [two_sample(x, y) for x, y in zip(sample.values.T, values.T, strict=True)]
    at = int(np.argmin([test.p_value for test in tests]))
    worst: TwoSample = tests[at]
    mean = float(values[:, at].mean())
    return Comparison(
        NAME,
        f"{what}: {OBSERVABLES[at].replace('_', ' ')}, the worst of {len(tests)} observables",
        mean,
        mean,
        estimate=float(sample.values[:, at].mean()),
        standard_error=worst.standard_error,
        z=worst.z,
        p_value=min(1.0, len(tests) * worst.p_value),
        remark=f"{replicas} networks of {_LAYERS} layers; KS distance {worst.statistic:.3f}",
    )


EXPERIMENT = Experiment(NAME, (Flaw.RECENTRING, Flaw.UNBIASED, Flaw.WEIGHTS), run)
