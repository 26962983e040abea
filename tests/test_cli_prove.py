"""`bnproofs prove`."""

import json

from bnproofs.cli import main
from bnproofs.every_batch import theorem
from bnproofs.every_batch.theorem import SENTENCES, EveryBatch
from bnproofs.theorems import Verdict


def test_the_sentences_are_printed_as_proved(capsys):
    assert main(["prove", "odd-point"]) == 0
    said = capsys.readouterr().out
    assert all(f"proved  {sentence}" in said for sentence in SENTENCES)
    assert "one by one; n ≥ 80 by balls over boxes" in said


def test_the_object_has_the_same(capsys):
    assert main(["prove", "odd-point", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["verdict"] == "proved"
    assert value["statements"] == list(SENTENCES)
    assert value["one_by_one"] == [3, 79]
    assert len(value["facts"]) == 17


def test_what_is_undecided_states_nothing_and_is_exit_three(monkeypatch, capsys):
    monkeypatch.setattr(theorem, "prove_every_batch", lambda: EveryBatch(Verdict.UNDECIDED, advice="try again"))
    assert main(["prove", "odd-point"]) == 3
    assert capsys.readouterr().out == "undecided: try again\n"
    assert main(["prove", "odd-point", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["statements"] == []


def test_another_theorem_is_refused_in_one_line(capsys):
    assert main(["prove", "separating"]) == 2
    assert capsys.readouterr().err == ("bnproofs: 'separating' is no theorem for every batch size: write odd-point\n")
