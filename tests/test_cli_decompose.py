"""The command `bnproofs decompose`: every layer has its rows, and they say what the certificates say."""

from __future__ import annotations

import json
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from bnproofs.certificate import certify
from bnproofs.cli import main
from bnproofs.configurations import Configuration
from bnproofs.decomposition import Activations, Basis, layers, row
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability
from bnproofs.theorems import theory


@pytest.fixture
def small(monkeypatch):
    """The table with the theory of recentring + ReLU only."""
    monkeypatch.setattr(theory, "THEORIES", ("rc_relu",))


def answer(capsys, *arguments):
    status = main(["decompose", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_table_has_all_layers_and_the_rows_of_those_with_theorems(small, capsys):
    status, data = answer(capsys, "--batch", "10", "--batch", "5", "--batch", "10")
    assert status == 0
    assert [(x["batch"], x["layer"]) for x in data] == [(n, str(y)) for n in (10, 5) for y in layers(Activations.RELU)]
    assert len({(x["recentre"], x["rescale"], x["activation"]) for x in data}) == 8
    ten, five = (next(x for x in data if x["layer"] == "rc+relu" and x["batch"] == n) for n in (10, 5))
    assert ten["fixed"] == ["two-cluster:1", "odd-point", "separating", "uniform"]
    assert ten["attracts"] == ["odd-point", "uniform"]
    assert five["fixed"] == ["two-cluster:1", "uniform"]
    assert five["attracts"] == ["uniform"]
    assert all(not x["configurations"] for x in data if x["layer"] != "rc+relu")


def test_the_factors_are_those_of_the_certificates(small, capsys):
    _, data = answer(capsys, "--batch", "10")
    rows = next(x for x in data if x["layer"] == "rc+relu")["configurations"]
    assert len(rows) == 4
    for found in rows:
        certificate = certify(Layer.parse("rc+relu"), 10, Configuration.parse(found["configuration"]), 64)
        low, high = map(Fraction, found["leading"]["factor"])
        radius = certificate.statement("spectrum")["spectral_radius"]
        assert low <= radius[0] <= radius[1] <= high
        assert high - low < Fraction(1, 10**6)
        sizes = {
            part["component"]: max(abs(end) for value in part["eigenvalues"] for end in value)
            for part in certificate.statement("spectrum")["components"]
        }
        assert found["leading"]["component"] == max(sizes, key=sizes.__getitem__)
        assert found["stability"] == certificate.stability.value
        assert (found["basis"], found["on_faith"]) == ("checked", [])


def test_the_page_names_every_layer_and_what_is_not_proved(small, capsys):
    assert main(["decompose", "--batch", "7"]) == 0
    page = capsys.readouterr().out
    for layer in layers(Activations.RELU):
        assert str(layer) in page
    for words in ("attracts", "repels", "nothing is proved here", "Batches of 7 points", "factor"):
        assert words in page


def test_what_is_undecided_is_said_to_be(small, capsys, monkeypatch):
    from bnproofs.theorems import rc_relu
    from bnproofs.theorems.theorem import undecided

    monkeypatch.setattr(rc_relu, "prove", lambda *_: (undecided("spectrum", "raise the precision"),))
    status = main(["decompose", "--batch", "7", "--json"])
    out = capsys.readouterr()
    assert status == 3
    assert "4 undecided, the first: rc+relu, two-cluster:1" in out.err
    rows = next(x for x in json.loads(out.out) if x["layer"] == "rc+relu")
    assert rows["fixed"] == rows["attracts"] == []
    assert {x["stability"] for x in rows["configurations"]} == {"undecided"}


def test_a_certificate_that_the_checker_refuses_decides_nothing(small, monkeypatch):
    layer, odd = Layer.parse("rc+relu"), Configuration.parse("odd-point")
    assert row(layer, 10, odd, 64).basis is Basis.CHECKED
    monkeypatch.setattr(import_module("bnproofs.checker.verify"), "verify_batch", lambda *_: 1 / 0)
    found = row(layer, 10, odd, 64)
    assert (found.basis, found.stability, found.leading) == (Basis.UNDECIDED, Stability.UNDECIDED, None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing option '--batch'"),
        (["--batch", "2"], "between 3 and 1000000000 points"),
        (["--batch", "10", "--bits", "8"], "between 32 and 4096 bits"),
        (["--batch", "ten"], "'ten' is not a valid integer"),
        (["--batch", "10", "--activations", "some"], "'some' is not one of 'relu', 'all'"),
    ],
)
def test_bad_input_is_one_line(arguments, message, capsys):
    assert main(["decompose", *arguments]) == 2
    out = capsys.readouterr()
    assert message in out.err
    assert out.err.count("\n") == 1
    assert not out.out


def test_all_activations_are_more_rows():
    every = layers(Activations.ALL)
    assert set(layers(Activations.RELU)) < set(every)
    assert len(set(every)) == len(every)
    assert {layer.activation for layer in every} >= {"erf", "gelu", "abs", "sign", "hermite"}


def test_the_page_of_the_documentation_is_what_the_command_prints(capsys):
    assert main(["decompose", "--batch", "10", "--batch", "60", "--markdown", "--quiet"]) == 0
    page = Path(__file__).parents[1] / "docs" / "decomposition.md"
    assert capsys.readouterr().out == page.read_text(encoding="utf-8")


def test_two_forms_at_once_are_refused(capsys):
    assert main(["decompose", "--batch", "10", "--markdown", "--json"]) == 2
    assert "choose one" in capsys.readouterr().err
