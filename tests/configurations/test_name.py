"""Names of configurations, as they are read and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.configurations import FAMILY_KINDS, Configuration, ConfigurationError


@pytest.mark.parametrize("text", [*FAMILY_KINDS, "two-cluster:1", "two-cluster:123456789"])
def test_a_printed_configuration_is_read_back(text):
    assert str(Configuration.parse(text)) == text


@given(k=st.integers(1, 10**18 - 1))
def test_every_k_is_read_back(k):
    assert Configuration.parse(f"two-cluster:{k}") == Configuration("two-cluster", k)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("odd", "odd-point"),
        ("oddpoint", "odd-point"),
        ("Odd-Point", "odd-point"),
        ("odd_point", "odd-point"),
        ("separate", "separating"),
        ("unifrom", "uniform"),
        ("two-cluster", "two-cluster:1"),
        ("two-cluster:", "two-cluster:1"),
        ("two-cluster:0", "two-cluster:1"),
        ("two-cluster:-1", "two-cluster:1"),
        ("two-cluster:01", "two-cluster:1"),
        ("two-cluster:1.5", "two-cluster:1"),
        ("two-cluster:x", "two-cluster:1"),
        ("two-cluster:٣", "two-cluster:1"),
        ("two-cluster: 3", "two-cluster:1"),
        ("two-cluster:" + "9" * 19, "two-cluster:1"),
        ("", "uniform"),
        ("x" * 10**6, "odd-point"),
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_a_refusal_names_a_configuration_there_is(text, nearest):
    with pytest.raises(ConfigurationError) as refusal:
        Configuration.parse(text)
    message = str(refusal.value)
    assert len(message) < 250
    assert all(kind in message for kind in FAMILY_KINDS)
    if text:
        assert f"the nearest is {nearest!r}" in message or text[0] == "x"


@pytest.mark.parametrize(("k", "n"), [(3, 3), (4, 3), (10**9, 10)])
def test_a_cluster_as_large_as_the_batch_is_refused_with_the_range(k, n):
    with pytest.raises(ConfigurationError, match=f"1 ≤ K ≤ {n - 1}"):
        Configuration("two-cluster", k).require_batch(n)


def test_configurations_that_fit_pass():
    Configuration("two-cluster", 2).require_batch(3)
    for kind in FAMILY_KINDS:
        Configuration.parse(kind).require_batch(3)


@pytest.mark.parametrize(
    ("kind", "k"),
    [("nonsense", None), ("two-cluster", None), ("odd-point", 2), ("two-cluster", 0), ("two-cluster", -3)],
)
def test_no_configuration_can_be_made_that_has_no_name(kind, k):
    with pytest.raises(ConfigurationError, match="odd-point"):
        Configuration(kind, k)
