"""Certifying the odd point: batch sizes side by side, and against the same numbers by other means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mpmath import mp

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration, odd_family
from bnproofs.evolution import dense_jacobian
from bnproofs.fixed_points.candidate import propose
from bnproofs.layer import Layer

LAYER, ODD_POINT = Layer.parse("rc+relu"), Configuration.parse("odd-point")


@pytest.mark.benchmark(group="certify at 128 bits")
@pytest.mark.parametrize("n", [10, 1000, 10**6])
def test_certificate(benchmark: Any, n: int) -> None:
    assert benchmark(lambda: certify(LAYER, n, ODD_POINT).to_bytes())


@pytest.mark.benchmark(group="certify n = 10 by precision")
@pytest.mark.parametrize("bits", [128, 400, 1600])
def test_precision(benchmark: Any, bits: int) -> None:
    assert benchmark(lambda: certify(LAYER, 10, ODD_POINT, bits).decided)


@pytest.mark.benchmark(group="sweep n = 7…1000")
def test_sweep(benchmark: Any) -> None:
    def sweep() -> int:
        return sum(certify(LAYER, n, ODD_POINT).decided for n in range(7, 1001))

    assert benchmark.pedantic(sweep, rounds=1, iterations=1) == 994


@pytest.mark.benchmark(group="odd point and spectrum at n = 30, 38 digits")
def test_certified(benchmark: Any) -> None:
    assert benchmark(lambda: certify(LAYER, 30, ODD_POINT).decided)


@pytest.mark.benchmark(group="odd point and spectrum at n = 30, 38 digits")
def test_mpmath_without_proof(benchmark: Any) -> None:
    """One root by secants from a good start, and the eigenvalues there: nothing complete, nothing enclosed."""

    def work() -> Any:
        with mp.workdps(38):
            t = mp.findroot(lambda t: odd_family.fixed_point_form(30, t, mp.one), (mp.mpf("0.2"), mp.mpf("0.22")))
            return mp.eig(mp.matrix(odd_family.standard_block(30, t, mp.one)))[0], odd_family.pair_eigenvalue(30, t, 1)

    assert benchmark(work)


@pytest.mark.benchmark(group="odd point and spectrum at n = 30, 38 digits")
def test_mpmath_with_a_scan(benchmark: Any) -> None:
    """All the fixed points that 400 values of the form show, polished in mpmath: likely complete, nothing enclosed."""

    def form(t: Any) -> Any:
        return odd_family.fixed_point_form(30, t, mp.one)

    def work() -> Any:
        with mp.workdps(38):
            grid = [mp.mpf(10) ** (mp.mpf(k) / 100 - 2) for k in range(400)]
            values = [form(t) for t in grid]
            starts = [(grid[k], grid[k + 1]) for k in range(399) if values[k] * values[k + 1] < 0]
            roots = [mp.findroot(form, start, solver="secant") for start in starts]
            return [mp.eig(mp.matrix(odd_family.standard_block(30, t, mp.one)))[0] for t in roots]

    assert len(benchmark.pedantic(work, rounds=3, iterations=1)) == 3


@pytest.mark.benchmark(group="odd point and spectrum at n = 30, 38 digits")
def test_dense_jacobian_in_doubles(benchmark: Any) -> None:
    """The eigenvalues of the 465-dimensional Jacobian on Sym(30): sixteen digits at best, nothing enclosed."""
    tangent = float(propose(30, 64)[0].tangent)
    gram = odd_family.recentred_gram(30, tangent, 1.0).embed()

    def work() -> Any:
        return np.linalg.eigvals(dense_jacobian(LAYER, gram))

    assert len(benchmark.pedantic(work, rounds=3, iterations=1)) == 465
