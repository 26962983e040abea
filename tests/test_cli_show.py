"""`bnproofs show` on the theorem for every batch size."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from rich.console import Console

from bnproofs.certificate.theorem import theorem_bytes
from bnproofs.cli import main
from bnproofs.every_batch.sentences import sentence
from bnproofs.every_batch.theorem import prove_every_batch

MUSEUM = Path(__file__).parent / "certificates" / "theorem"
HONEST = MUSEUM / "accept" / "every-batch.json"


def run_together(text):
    """The text with every run of white space as one space, whatever its lines are."""
    return " ".join(text.split())


@pytest.fixture
def wide(monkeypatch):
    """A terminal without a right margin."""
    from bnproofs.report import terminal

    monkeypatch.setattr(terminal, "Console", lambda **_: Console(width=3000))


def digits_of(shown, label):
    """The number of the last row of that label."""
    row = next(line for line in reversed(shown.splitlines()) if label in line)
    return row.split("│")[2].strip()


def test_every_sentence_and_the_digits_of_the_saddle_node_are_shown(capsys, wide):
    assert main(["show", str(HONEST)]) == 0
    done = capsys.readouterr()
    assert done.err == ""
    shown = run_together(done.out)
    value = json.loads(HONEST.read_bytes())
    assert shown.startswith("rc+relu, every batch size: odd-point (128 bits)")
    for claim in value["claims"]:
        assert run_together(f"proved {claim['id']} {sentence(claim['id'], claim['statement'])}") in shown
    assert "Eigenvalues" not in shown


@pytest.mark.parametrize("bits", [32, 128, 1024])
def test_the_digits_are_proven_and_as_many_as_promised(bits, capsys, wide, tmp_path):
    path = tmp_path / "theorem.json"
    path.write_bytes(theorem_bytes(prove_every_batch(bits)))
    assert main(["show", str(path)]) == 0
    shown = capsys.readouterr().out
    stated = json.loads(path.read_bytes())["claims"][-1]["statement"]
    for name, label in (("batch", "n_c of the saddle node"), ("tau", "τ = tan²ψ there")):
        low, high = map(Fraction, stated[name])
        number, ellipsis = digits_of(shown, label)[:-1], digits_of(shown, label)[-1]
        places = len(number.partition(".")[2])
        assert ellipsis == "…"
        assert Fraction(number) <= low <= high <= Fraction(number) + Fraction(1, 10**places)
        assert places > (bits - 16) * 0.30103 - 2


@pytest.mark.parametrize("name", ["at-most-two", "clusters-of-single-points", "saddle-node-moved-up"])
def test_a_theorem_that_is_refused_is_not_shown(name, capsys):
    assert main(["show", str(MUSEUM / "refuse" / f"{name}.json")]) == 1
    done = capsys.readouterr()
    assert done.out == ""
    assert done.err.startswith("bnproofs: REFUSED at ")
    assert len(done.err.splitlines()) == 1


def test_without_a_terminal_it_is_a_hundred_columns_wide(bnproofs):
    done = bnproofs("show", HONEST)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(len(line) <= 100 for line in done.stdout.splitlines())
    assert "every batch size" in done.stdout
