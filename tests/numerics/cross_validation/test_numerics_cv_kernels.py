"""The experiment on kernels: exact, at second moments that are hard, and it sees an error in the 25th digit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mpmath import mp

from numerics.cross_validation import kernels
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement

OTHERS = ["abs", "step", "rc+sign", "relu_power(2)", "relu_power(12)", "monomial(5)", "hermite(2)", "rc+hermite(7)"]


@pytest.mark.parametrize("layer", ["rc+relu", "identity", "leaky_relu(1/10)", "rc+leaky_relu(-2)", *OTHERS])
def test_the_library_agrees(layer, laboratory):
    (row,) = laboratory.judge(kernels, 5, layer)(laboratory.theory(5, layer))
    assert row.agreement(0.01) is Agreement.AGREES
    assert row.bound <= 1e-26


@pytest.mark.parametrize("layer", ["rc+relu", "identity", "leaky_relu(1/10)", *OTHERS])
def test_a_kernel_off_by_one_per_cent_is_seen(layer, laboratory):
    (row,) = laboratory.judge(kernels, 5, layer)(laboratory.wrong(5, Flaw.KERNEL, layer))
    assert row.agreement(0.01) is Agreement.DISAGREES
    assert row.deviation == pytest.approx(0.01)


@pytest.mark.parametrize(("error", "agrees"), [(1e-25, False), (1e-29, True)])
def test_the_bound_is_tight(error, agrees, laboratory):
    right = laboratory.theory(5)
    off = replace(right, dual_kernel=lambda *moments: right.dual_kernel(*moments) * (1 + mp.mpf(error)))
    (row,) = laboratory.judge(kernels, 5)(off)
    assert (row.agreement(0.01) is Agreement.AGREES) == agrees


@pytest.mark.parametrize("sign", [1, -1])
def test_an_error_near_correlation_one_alone_is_seen(sign, laboratory):
    """(1 ∓ ρ)^{3/2} is what closed forms lose there: at 1 − |ρ| = 10⁻⁶ it is a billionth."""
    right = laboratory.theory(5)

    def near(uu, uv, vv):
        rho = sign * uv / mp.sqrt(uu * vv)
        return right.dual_kernel(uu, uv, vv) * (1 + mp.mpf(10) ** -12 * (rho > mp.mpf("0.99999")))

    (row,) = laboratory.judge(kernels, 5)(replace(right, dual_kernel=near))
    assert row.agreement(0.01) is Agreement.DISAGREES


@pytest.mark.parametrize("at", [0, 7, 19])
def test_a_kernel_that_is_no_number_at_one_pair_is_seen(at, laboratory):
    right, calls = laboratory.theory(5), []

    def broken(*moments):
        calls.append(moments)
        return mp.nan if len(calls) == at + 1 else right.dual_kernel(*moments)

    (row,) = laboratory.judge(kernels, 5)(replace(right, dual_kernel=broken))
    assert len(calls) == 20
    assert row.agreement(0.01) is Agreement.DISAGREES


def test_the_second_moments_are_those_of_pairs_of_several_variances():
    cases = kernels.moments(1)
    assert len(cases) == len(set(cases)) == 20
    assert all(uu > 0 and vv > 0 and uv * uv < uu * vv for uu, uv, vv in cases)
    spread = [float(uu / vv) for uu, _, vv in cases]
    assert max(spread) > 100
    assert min(spread) < 0.01
    assert kernels.moments(2) != cases


def test_without_a_kernel_nothing_is_compared(laboratory):
    for layer, theory in [
        ("rc+rs+erf", laboratory.theory(5, "rc+rs+erf")),
        ("rc+rs+relu", replace(laboratory.theory(5, "rc+rs+relu"), exact_map=None)),
        ("rc+erf", replace(laboratory.theory(5, "rc+erf"), dual_kernel=None)),
        ("rc+relu", replace(laboratory.theory(5), dual_kernel=None)),
    ]:
        (row,) = laboratory.judge(kernels, 5, layer)(theory)
        assert row.agreement(0.01) is Agreement.NOT_COMPARED
        assert row.remark
