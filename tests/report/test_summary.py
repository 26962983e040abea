"""The object that `certify --json` prints, and the page for a terminal."""

from __future__ import annotations

import io
import json
from fractions import Fraction

import pytest
from rich.console import Console

from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.report.summary import QUANTITIES, summary
from bnproofs.report.terminal import page


def told(n, configuration, bits=96):
    certificate = certify(Layer.parse("rc+relu"), n, Configuration.parse(configuration), bits)
    header = {"layer": "rc+relu", "batch": n, "configuration": configuration, "bits": bits}
    statements = {theorem.id: theorem.statement for theorem in certificate.theorems}
    verdicts = {theorem.id: theorem.verdict.value for theorem in certificate.theorems}
    sentences = [(theorem.id, theorem.verdict.value, theorem.sentence) for theorem in certificate.theorems]
    return header, statements, verdicts, sentences


CASES = [(8, "odd-point"), (8, "separating"), (3, "uniform"), (5, "odd-point"), (9, "two-cluster:4")]


@pytest.mark.parametrize(("n", "configuration"), CASES)
def test_numbers_are_outward_decimals_of_what_is_stated(n, configuration):
    header, statements, verdicts, _ = told(n, configuration)
    result = summary(header, statements, verdicts)
    assert json.loads(json.dumps(result)) == result
    values = {**statements.get("enclosure", {}), **statements.get("spectrum", {})}
    count = 0
    for name in QUANTITIES:
        quantity = result["quantities"][name]
        assert (quantity is None) == (name not in values)
        if quantity is not None:
            down, up = map(Fraction, quantity)
            low, high = map(Fraction, values[name])
            assert down <= low <= high <= up
            assert up - down <= (high - low) + Fraction(1, 10**27) * max(abs(low), abs(high))
            count += 1
    assert count == (0 if "non-existence" in statements else 7)
    assert list(result["quantities"]) == list(QUANTITIES)
    assert [row["id"] for row in result["statements"]] == list(statements)


def test_the_same_is_read_from_strings_as_from_fractions():
    header, statements, verdicts, _ = told(8, "odd-point")
    from bnproofs.certificate.canonical import plain

    assert summary(header, plain(statements), verdicts) == summary(header, statements, verdicts)


def test_what_is_undecided_is_null_and_says_so():
    header, statements, verdicts, _ = told(8, "odd-point")
    for id in ("spectrum", "stability"):
        verdicts[id] = "undecided"
        del statements[id]
    result = summary(header, statements, verdicts)
    assert result["stability"] == "undecided"
    assert result["spectrum"] == []
    assert result["quantities"]["spectral_radius"] is None
    assert result["quantities"]["theta"] is not None


@pytest.mark.parametrize(("n", "configuration"), CASES)
@pytest.mark.parametrize("width", [40, 100])
def test_the_page_shows_every_claim_and_every_eigenvalue(n, configuration, width):
    header, statements, _, sentences = told(n, configuration)
    text = io.StringIO()
    Console(file=text, width=width).print(page(header, sentences, statements))
    shown = text.getvalue()
    assert f"{n} points: {configuration}"[:20] in shown.replace("\n", " ") or width == 40
    if width == 100:
        assert all(id in shown for id in statements)
        for part in statements.get("spectrum", {}).get("components", []):
            assert part["component"] in shown
            assert str(part["multiplicity"]) in shown
