"""Theorems proved once for all tests of this folder."""

from __future__ import annotations

from functools import cache

import pytest

from bnproofs import Layer
from bnproofs.configurations import Configuration
from bnproofs.theorems import prove


@pytest.fixture(scope="session")
def theorems():
    """The theorems by id, for a batch size, the name of a configuration, and bits."""

    @cache
    def proved(n, configuration, bits=128):
        found = prove(Layer.parse("rc+relu"), n, Configuration.parse(configuration), bits)
        assert len({theorem.id for theorem in found}) == len(found)
        return {theorem.id: theorem for theorem in found}

    return proved
