"""The claims that rows name, against the certificates and the checker: each exists, and none is left out."""

from __future__ import annotations

import re

import pytest

from bnproofs.certificate import certify
from bnproofs.checker import theorem_claims
from bnproofs.checker.report import SAYS, SAYS_OF_EVERY_BATCH
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.statements import THEOREM, Level, statements
from bnproofs.theorems import LEAST_BATCH, MOST_BATCH

ROWS = statements()
OF_CERTIFICATES = [row for row in ROWS if any(not claim.part for claim in row.claims)]


def claimed(name):
    """The ids of the claims that rows name for a configuration."""
    return {claim.id for row in ROWS for claim in row.claims if name in claim.configurations}


@pytest.mark.parametrize("name", ["odd-point", "separating", "uniform", "two-cluster:2"])
def test_the_claims_of_a_configuration_are_those_of_its_certificates(name):
    found = set()
    for n in (5, 8):
        certificate = certify(Layer.parse("rc+relu"), n, Configuration.parse(name), 64)
        found |= {theorem.id for theorem in certificate.theorems}
    assert claimed(re.sub(r"\d+$", "k", name)) == found <= set(SAYS)


def test_every_claim_of_both_formats_is_named():
    one = {claim.id for row in ROWS for claim in row.claims if claim.configurations != (THEOREM,)}
    assert one == set(SAYS)
    assert claimed(THEOREM) == set(SAYS_OF_EVERY_BATCH)
    known = {"odd-point", "separating", "uniform", "two-cluster:k"}
    names = {name for row in ROWS for claim in row.claims for name in claim.configurations}
    assert {name for name in names if ": " not in name} == known | {THEOREM}
    for name in names - known - {THEOREM}:
        family, _, configuration = name.partition(": ")
        assert family.isidentifier()
        assert configuration in known | {"collapsed", "projector:k"}


@pytest.mark.parametrize("row", [row for row in ROWS if row.claims], ids=lambda row: row.id)
def test_claims_on_one_batch_are_not_taken_for_more(row):
    """A row names claims on one batch or on every batch, as its hypothesis says, and never both."""
    of_theorem = {claim.configurations == (THEOREM,) for claim in row.claims}
    assert of_theorem == {not row.hypothesis.startswith("one batch")}
    if row.hypothesis.startswith("one batch"):
        power = str(MOST_BATCH).count("0")
        assert str(MOST_BATCH) == "1" + "0" * power
        digits = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        assert f"{LEAST_BATCH} ≤ n ≤ 10{digits}" in row.hypothesis


@pytest.mark.parametrize("row", [row for row in OF_CERTIFICATES if row.level is Level.CERTIFICATE], ids=lambda x: x.id)
def test_the_bound_of_a_row_is_that_of_its_claims(row):
    if row.hypothesis.startswith("one batch"):
        return
    stated = re.search(r"n ≥ (\d+)", row.hypothesis)
    for claim in row.claims:
        assert re.search(r"n >= (\d+)", SAYS_OF_EVERY_BATCH[claim.id])[1] == stated[1]


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("odd-point", "3π/2 − {BELOW}/n + {BEND}/n² < n tan(θ/2) < 3π/2 + {ABOVE}/n²"),
        ("angle", "3π − {REACH}/n < nθ < 3π"),
        ("uniform-point", "0 < r < {REMAINDER}/n²"),
    ],
)
def test_the_numbers_of_a_claim_are_the_checkers(id, text):
    text = text.format(**vars(theorem_claims))
    naming = [row for row in ROWS if id in {claim.id for claim in row.claims if claim.configurations == (THEOREM,)}]
    assert any(text in row.sentence for row in naming)
