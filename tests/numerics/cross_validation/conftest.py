"""Small experiments, each run once: on ten points, whose attractor is the odd point, and on five, the uniform point."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from bnproofs.commands.theory import theory_of
from bnproofs.layer import Layer
from numerics.cross_validation import decay, kernels, many_widths, networks, one_layer, orbits, stationary
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.wrong import flawed

SEED = 20240
SECONDS = {kernels: 5.0, orbits: 5.0, decay: 5.0, one_layer: 1.0, many_widths: 1.0, networks: 1.0, stationary: 25.0}
"""Budgets at which each experiment takes a second or a few, and sees all its flaws but a wrong variance of weights."""


@cache
def _theory(n, layer):
    return theory_of(Layer.parse(layer), n)


def theory(n, layer="rc+relu"):
    return _theory(n, layer)


def uncentred(n, layer="rc+relu"):
    return theory(n, str(replace(Layer.parse(layer), recentre=False)))


@cache
def _judge(module, n, layer):
    return module.EXPERIMENT.run(theory(n, layer), Plan(n, SECONDS[module]), SEED)


def judge(module, n, layer="rc+relu"):
    return _judge(module, n, layer)


def wrong(n, flaw, layer="rc+relu"):
    return flawed(theory(n, layer), flaw, uncentred(n, layer))


def least(rows):
    """The least p-value of some comparisons, Bonferroni's over them; 0 if numbers without noise are apart."""
    if any(row.bound is not None and not row.deviation <= row.bound for row in rows):
        return 0.0
    return min(1.0, min((len(rows) * row.p_value for row in rows if row.p_value is not None), default=1.0))


@pytest.fixture(scope="session")
def laboratory():
    """Theories, judges of experiments that were run, and wrong theories."""
    return SimpleNamespace(theory=theory, uncentred=uncentred, judge=judge, wrong=wrong, least=least, seed=SEED)


@pytest.fixture
def rng():
    return np.random.default_rng(SEED)
