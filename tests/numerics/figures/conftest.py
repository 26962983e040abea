"""Runs to draw: a real one, small, and made-up ones whose numbers are known."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.commands.references import references_of
from bnproofs.layer import Layer
from numerics.inputs import gaussian
from numerics.references import Reference
from numerics.run import Run
from numerics.simulate import simulate
from numerics.specification import Specification

ATTRACTORS = (
    Reference("odd-point", 1.0, 0.7, 0.05, 50.0, 0.4, True),
    Reference("uniform", 1.0, 0.25, 0.25, 1.0, 0.3, True),
    Reference("ideal", 1.0, 1.0, 0.0, 81.0, 0.4, False),
    Reference("guess", 1.0, 0.5, 0.1, 4.0, 0.4, None),
)


def specification(**changes):
    fields = {
        "layer": "rc+relu",
        "batch": 10,
        "width": 100,
        "depth": 40,
        "replicas": 6,
        "seed": 3,
        "method": "chain",
        "precision": "double",
        "input": "gaussian",
        "digest": "",
        "references": ATTRACTORS,
        "snapshots": (0, 5, 40),
        "versions": {},
    }
    return Specification(**{**fields, **changes})


@pytest.fixture(scope="session")
def blank_run():
    """A run of which nothing is known, with changes to its specification."""
    return lambda **changes: Run.empty(specification(**changes))


@pytest.fixture(scope="session")
def simulated():
    """A finished run, or with `layers` one that was stopped."""

    def make(layers=None, **changes):
        if "references" not in changes:
            changes["references"] = references_of(Layer.parse("rc+relu"), 10)
        run = Run.empty(specification(**changes))
        count = iter(range(10**9))
        return simulate(run, gaussian(run.specification.batch, 10, 1), stop=lambda: next(count) == layers, group=4)

    return make


@pytest.fixture(scope="session")
def finished(simulated):
    return simulated()


@pytest.fixture(scope="session")
def escaping(blank_run):
    """A run whose replicas reach the odd point at the layers that are given, −1 for never."""

    def make(layers, depth=40):
        run = blank_run(replicas=len(layers), depth=depth, snapshots=(0,))
        run.layers_done[:] = depth
        run.observables[..., :-4] = 1.0
        run.distances()[...] = [0.9, 0.1, 0.5, 0.6]
        for replica, at in enumerate(layers):
            if at >= 0:
                run.distances()[replica, at:, :2] = [0.2, 0.8]
        return run

    return make


def rows_of(drawing, panel, series):
    """The x and y of a series in the data of a drawing."""
    found = [(x, y) for p, s, x, y in drawing.rows if (p, s) == (panel, series)]
    return np.array([x for x, _ in found]), np.array([y for _, y in found])


@pytest.fixture(scope="session")
def rows():
    return rows_of
