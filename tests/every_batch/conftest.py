"""What the tests of the theorem for every batch share."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flint import arb
from mpmath import mp

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.every_batch.theorem import prove_every_batch
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision

LAYER = Layer.parse("rc+relu")


@pytest.fixture(scope="session")
def theorem():
    """The proved theorem."""
    return prove_every_batch()


@pytest.fixture(scope="session")
def claims(theorem):
    """Its claims by id."""
    return {claim.id: claim for claim in theorem.claims}


@pytest.fixture
def balls():
    """Balls of 200 bits for the length of a test, and the ball of a rational number."""
    with working_precision(200):
        yield lambda x: arb(x.numerator) / x.denominator


@pytest.fixture(scope="session")
def statement():
    """A statement of the certificate of one batch."""
    return lambda n, id, name="odd-point": certify(LAYER, n, Configuration.parse(name)).statement(id)


def angles(n, t):
    """m, ψ, θ at T = t, written out from cos θ = 1 − μz."""
    m = n - 1
    psi = mp.atan(t)
    return m, psi, mp.acos(1 - m / (m - 1) * mp.sin(psi) ** 2)


def form(n, t):
    """The form F at (s, c) = (T, 1), from the angles themselves."""
    m, psi, theta = angles(n, t)
    q = (mp.sin(theta) - theta * mp.cos(theta)) / (mp.pi * (1 - mp.cos(theta)))
    return 2 * m + 2 * m / mp.pi * (t - psi) - q * (n**2 + t**2)


def odd_tangent(n):
    """T of the odd point for real n ≥ 7: the first zero of F, between 6/n and 9/n."""
    return mp.findroot(lambda t: form(n, t), (6 / n, 9 / n), solver="anderson")


@pytest.fixture
def written():
    """The form and its angles in mpmath at 40 digits, without the package."""
    with mp.workdps(40):
        yield SimpleNamespace(angles=angles, form=form, odd_tangent=odd_tangent)
