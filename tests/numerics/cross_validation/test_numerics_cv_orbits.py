"""The experiment on orbits: the n×n map by quadrature against the reduced map."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from mpmath import mp

from numerics.cross_validation import orbits
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement


@pytest.mark.parametrize(("n", "layer"), [(3, "rc+relu"), (5, "rc+relu"), (10, "rc+relu"), (4, "leaky_relu(1/10)")])
def test_the_library_agrees(n, layer, laboratory):
    (row,) = laboratory.judge(orbits, n, layer)(laboratory.theory(n, layer))
    assert row.agreement(0.01) is Agreement.AGREES
    assert row.bound <= 1e-24


@pytest.mark.parametrize("n", [5, 10])
@pytest.mark.parametrize("flaw", orbits.EXPERIMENT.flaws)
def test_wrong_theories_are_rejected(flaw, n, laboratory):
    (row,) = laboratory.judge(orbits, n)(laboratory.wrong(n, flaw))
    assert row.agreement(0.01) is Agreement.DISAGREES
    assert row.deviation > 1e-3


def test_it_looks_for_a_wrong_kernel_and_for_a_mean_not_subtracted():
    assert set(orbits.EXPERIMENT.flaws) == {Flaw.KERNEL, Flaw.RECENTRING}


@pytest.mark.parametrize("layer", [1, 10, 20])
def test_one_product_off_in_the_twentieth_digit_at_one_layer_is_seen(layer, laboratory):
    right = laboratory.theory(5)

    def off(gram, layers, digits):
        orbit = list(right.reduced_orbit(gram, layers, digits))
        with mp.workdps(digits):
            orbit[layer] = orbit[layer].copy()
            orbit[layer][0, 1] *= 1 + mp.mpf(10) ** -20
            orbit[layer][1, 0] = orbit[layer][0, 1]
        return orbit

    (row,) = laboratory.judge(orbits, 5)(replace(right, reduced_orbit=off))
    assert row.agreement(0.01) is Agreement.DISAGREES


def test_the_start_is_a_gram_matrix_of_exchangeable_points_and_an_odd_one():
    for n in (3, 10, 100):
        gram = np.array(orbits.start(n), dtype=float)
        assert np.linalg.eigvalsh(gram).min() > 0
        assert len(set(gram[:-1, :-1][~np.eye(n - 1, dtype=bool)].tolist())) == 1
        assert len(set(gram[-1, :-1].tolist())) == 1
        assert gram[-1, -1] != gram[0, 0]


def test_without_a_reduced_map_nothing_is_compared(laboratory):
    for layer, theory in [
        ("rc+rs+relu", laboratory.theory(5, "rc+rs+relu")),
        ("rc+relu", replace(laboratory.theory(5), reduced_orbit=None)),
    ]:
        (row,) = laboratory.judge(orbits, 5, layer)(theory)
        assert row.agreement(0.01) is Agreement.NOT_COMPARED
        assert row.remark
