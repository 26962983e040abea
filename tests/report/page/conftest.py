"""Accepted certificates of all layers, and the content of their reports."""

from __future__ import annotations

import json
from functools import cache
from types import SimpleNamespace

import pytest

from bnproofs.certificate import certify
from bnproofs.certificate.theorem import theorem_bytes
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.decomposition import Activations, layers
from bnproofs.every_batch.theorem import prove_every_batch
from bnproofs.layer import Layer
from bnproofs.report import gather
from bnproofs.theorems import configurations, has_theorems

N = 10
SLOW = ("rs+relu",)
EXTRA = ("rc+rs(eps=1/100000)+relu", "rc+leaky_relu(-1/3)")


def every():
    """(layer, n, configuration) of all that there are theorems on, but the slow ones, and of other batches."""
    listed = [str(layer) for layer in layers(Activations.ALL)]
    for name in dict.fromkeys([*listed, *EXTRA]):
        layer = Layer.parse(name)
        if has_theorems(layer) and name not in SLOW:
            yield from ((name, N, str(found)) for found in configurations(layer, N))
    yield from (("rc+relu", 5, name) for name in ("odd-point", "uniform", "two-cluster:2"))
    yield ("rc+rs+relu", 60, "odd-point")
    yield ("rs+relu", 4, "uniform")


@cache
def certificate(layer, n, configuration):
    """The bytes of a certificate, or None where something is undecided."""
    made = certify(Layer.parse(layer), n, Configuration.parse(configuration), 64)
    return made.to_bytes() if made.decided else None


@cache
def theorem():
    """The bytes of the certificate for every batch size."""
    return theorem_bytes(prove_every_batch(64))


@cache
def told(data):
    """The content of an accepted certificate's file: value, claims, report."""
    checked = check(data)
    assert checked.outcome is Outcome.ACCEPTED
    value = json.loads(data)
    claims = gather.claims(value, checked.believed)
    report = gather.report(value, claims, "some.json", gather.Material())
    says = {claim["id"]: claim["statement"] for claim in value["claims"]}
    return SimpleNamespace(data=data, value=value, claims=claims, report=report, says=says, believed=checked.believed)


@pytest.fixture(scope="session")
def contents():
    """The contents of the certificates of all layers and of the theorem."""
    found = [data for key in every() if (data := certificate(*key)) is not None]
    return [told(data) for data in [*found, theorem()]]


@pytest.fixture(scope="session")
def odd_point():
    """The content of the certificate of the odd point of ten points under recentring + ReLU."""
    return told(certificate("rc+relu", N, "odd-point"))
