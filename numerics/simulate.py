"""The simulation of a run: its replicas in groups, a layer at a time, from wherever it was left."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.batch import Batch
from numerics.neurons import scale_degree
from numerics.observables import observe
from numerics.parallel import one_blas_thread
from numerics.run import Pending, Run
from numerics.simulators import Simulator, simulator_of
from numerics.specification import RunError, Specification

_LARGEST_EXPONENT = 2**48
"""The exponents of four that are kept: a layer of degree k ≤ 12 makes them k times as large, and they stay integers."""

_STATES = 2**24
"""About how many numbers the states of a group may have."""


def default_group(specification: Specification) -> int:
    """The number of replicas that move forward together, unless told: as many as fit into 128 MB, at most 64."""
    size = specification.batch * (specification.batch if specification.method == "chain" else specification.width)
    return int(min(max(_STATES // size, 1), 64, specification.replicas))


def simulate(
    run: Run,
    batch: Batch,
    *,
    group: int = 0,
    chunk: int = 0,
    on_layer: Callable[[int], None] = lambda count: None,
    stop: Callable[[], bool] = lambda: False,
    checkpoint: Callable[[Run], None] = lambda run: None,
    every: float = 20.0,
) -> Run:
    """The same run, further: to its end, or to the layer at which `stop` says so.

    `group` replicas move forward together, each with `chunk` rows in memory; neither changes the numbers. `on_layer`
    is told how many layers, over all replicas, were done; `checkpoint` is called about every `every` seconds.

    Raises:
        RunError: the numbers leave the range of doubles.
    """
    specification = run.specification
    simulator = simulator_of(specification, chunk=chunk)
    degree = scale_degree(Layer.parse(specification.layer))
    group, saved = group or default_group(specification), time.monotonic()
    with one_blas_thread(), np.errstate(over="ignore", invalid="ignore"):
        while not run.complete:
            if run.pending is None:
                waiting = np.flatnonzero(run.layers_done < 0)[:group]
                replicas = tuple(int(at) for at in waiting)
                states = simulator.start(batch, len(replicas))
                inputs = np.repeat(batch.gram[None], len(replicas), axis=0)
                _record(run, simulator, Pending(replicas, states, np.zeros(len(replicas), np.int64)), inputs, 0, degree)
            pending = run.pending
            assert pending is not None
            depth = int(run.layers_done[pending.replicas[0]])
            while depth < specification.depth:
                if stop():
                    return run
                depth += 1
                states = simulator.advance(pending.state, pending.replicas, depth)
                ahead = Pending(pending.replicas, states, (degree or 1) * pending.exponents)
                pending = _record(run, simulator, ahead, simulator.grams(states), depth, degree)
                on_layer(len(pending.replicas))
                if time.monotonic() - saved > every:
                    checkpoint(run)
                    saved = time.monotonic()
            run.pending = None
    return run


def _record(run: Run, simulator: Simulator, new: Pending, grams: Floats, depth: int, degree: int | None) -> Pending:
    """The states to go on from; what is seen in their Gram matrices goes into the run.

    Powers of four come out of the Gram matrices where that changes nothing but the scale: deep networks without
    rescaling would underflow. A layer of `degree` k raises them to the power k.
    """
    specification, at = run.specification, list(new.replicas)
    states, exponents = new.state, new.exponents
    traces = np.trace(simulator.grams(states), axis1=1, axis2=2)
    usual = (traces == 0) | ((traces > 2.0**-960) & np.isfinite(grams).all(axis=(1, 2)))
    usual &= np.abs(exponents) < _LARGEST_EXPONENT
    if not usual.all():
        raise RunError(
            f"layer {depth} of replica {at[int(np.argmin(usual))]} leaves the range of "
            "doubles: take fewer layers, or a layer that keeps its scale better"
        )
    if degree:
        shift = np.where(traces > 0, -(np.frexp(traces)[1] // 2), 0).astype(np.int64)
        states, exponents = simulator.scaled(states, shift), exponents - shift
        grams = np.ldexp(grams, (2 * shift)[:, None, None])
    before = run.observables[at, depth - 1, 0] if depth else None
    run.observables[at, depth] = observe(grams, specification.references, exponents * np.log(4.0), before)
    if depth in specification.snapshots and 0 in at:
        gram = grams[at.index(0)]
        trace = np.trace(gram)
        run.grams[specification.snapshots.index(depth)] = gram * (len(gram) / trace) if trace > 0 else gram
    run.pending = Pending(new.replicas, states, exponents)
    run.layers_done[at] = depth
    return run.pending
