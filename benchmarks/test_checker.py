"""Checking a certificate, and making it."""

from __future__ import annotations

from typing import Any

import pytest

from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer

LAYER, ODD_POINT = Layer.parse("rc+relu"), Configuration.parse("odd-point")


@pytest.mark.parametrize("n", [6, 10, 10**6])
@pytest.mark.benchmark(group="prove and check")
def test_check(benchmark: Any, n: int) -> None:
    data = certify(LAYER, n, ODD_POINT).to_bytes()
    assert benchmark(lambda: check(data)).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("n", [6, 10, 10**6])
@pytest.mark.benchmark(group="prove and check")
def test_prove(benchmark: Any, n: int) -> None:
    assert benchmark(lambda: certify(LAYER, n, ODD_POINT).to_bytes())
