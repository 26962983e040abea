"""Holm's adjusted p-values against the procedure itself, and its familywise bound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from bnproofs.errors import InputError
from numerics.statistics.holm import holm

families = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def rejected(p_values, level):
    """The hypotheses that the step-down procedure rejects, one after another."""
    left, out = dict(enumerate(p_values)), set()
    while left:
        smallest = min(left, key=left.get)
        if len(left) * left.pop(smallest) > level:
            break
        out.add(smallest)
    return out


def test_a_family_worked_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02], rel=1e-14)
    assert holm([0.5, 0.9]).tolist() == [1, 1]
    assert holm([]).shape == (0,)


@given(p=families, level=st.floats(0.001, 0.999))
def test_what_is_rejected_is_what_stepping_down_rejects(p, level):
    assert set(np.flatnonzero(holm(p) <= level)) == rejected(p, level)


@given(p=families, data=st.data())
def test_it_is_equivariant_monotone_and_between_the_p_values_and_bonferroni(p, data):
    adjusted = holm(p)
    order = data.draw(st.permutations(range(len(p))))
    assert holm(np.array(p)[order]).tolist() == adjusted[order].tolist()
    assert np.all(adjusted >= p)
    assert np.all(adjusted <= np.minimum(1, len(p) * np.array(p)))
    assert np.all(np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0)
    larger = [data.draw(st.floats(value, 1)) for value in p]
    assert np.all(holm(larger) >= adjusted)


def test_false_alarms_are_as_rare_as_promised_and_power_is_above_bonferroni():
    """Six true hypotheses, dependent, beside four false ones. The bound fails by chance with probability 1e-4."""
    rng = np.random.default_rng(1)
    p = rng.uniform(size=(1000, 6))
    p[:, 3:] = 1 - p[:, :3]
    false = rng.uniform(size=(1000, 4)) * 0.02
    adjusted = np.array([holm(np.r_[row, other]) for row, other in zip(p, false, strict=True)])
    alarms = int(np.count_nonzero(adjusted[:, :6].min(axis=1) <= 0.05))
    assert 0 < alarms <= binom.ppf(1 - 1e-4, 1000, 0.05)
    assert np.count_nonzero(adjusted[:, 6:] <= 0.05) > 1.05 * np.count_nonzero(10 * false <= 0.05)


@pytest.mark.parametrize(
    "bad", [[np.nan, 0.5], [-0.1], [1.1], [np.inf], [[0.1, 0.2]], 0.1, ["a"], None, [[1], [1, 2]], [0.1 + 0j]]
)
def test_what_is_no_family_of_p_values_is_refused(bad):
    with pytest.raises(InputError, match="p-values"):
        holm(bad)
