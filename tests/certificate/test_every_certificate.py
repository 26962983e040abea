"""Every batch size from 3 to 200, and some large ones: certified, and the certificate accepted."""

from __future__ import annotations

import pytest

from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.spectrum import Stability

LAYER, ODD_POINT = Layer.parse("rc+relu"), Configuration.parse("odd-point")


@pytest.mark.parametrize("sizes", [range(3, 101), range(101, 201), (10**3, 10**4, 10**6, 10**9)], ids=str)
def test_certificates_are_complete_and_accepted(sizes):
    count = 0
    for n in sizes:
        certificate = certify(LAYER, n, ODD_POINT)
        assert certificate.stability is (Stability.STABLE if n >= 7 else Stability.DOES_NOT_EXIST)
        report = check(certificate.to_bytes())
        assert report.outcome is Outcome.ACCEPTED, (n, report)
        count += 1
    assert count == len(sizes)


@pytest.mark.parametrize("configuration", ["odd-point", "separating", "uniform", "two-cluster:1", "two-cluster:2"])
@pytest.mark.parametrize("bits", [32, 64, 400, 1000, 4096])
def test_every_configuration_at_every_precision(configuration, bits):
    for n in (3, 6, 7, 10, 10**6):
        data = certify(LAYER, n, Configuration.parse(configuration), bits).to_bytes()
        assert check(data).outcome is Outcome.ACCEPTED, (n, configuration, bits)
