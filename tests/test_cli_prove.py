"""`bnproofs prove`."""

import json

import pytest

from bnproofs.certificate.theorem import theorem_bytes
from bnproofs.cli import main
from bnproofs.every_batch import theorem
from bnproofs.every_batch.levels import LEVELS, Level
from bnproofs.every_batch.theorem import EveryBatch, prove_every_batch
from bnproofs.theorems import Verdict


@pytest.fixture(scope="module")
def proved():
    return prove_every_batch()


def test_the_sentences_are_printed_as_proved_with_their_levels(capsys, proved):
    assert main(["prove", "odd-point"]) == 0
    said = capsys.readouterr().out
    for claim in proved.claims:
        basis, boxes = LEVELS[claim.id], f"; {claim.boxes} boxes" if claim.boxes else ""
        shown = f"[{claim.id}: {basis.level.value} ({basis.sentence}{boxes})]"
        assert f"proved  {proved.sentences[claim.id]}\n        {shown}\n" in said
    assert f"\n{proved.boxes} boxes in " in said
    assert all(f"\n{level.value}: {level.meaning}\n" in said for level in Level)


def test_the_last_line_is_how_to_ask_the_kernel_about_the_file(capsys, tmp_path):
    path = tmp_path / "t.json"
    for options, file in (([], "theorem.json"), (["--out", str(path)], path)):
        assert main(["prove", "odd-point", *options]) == 0
        last = capsys.readouterr().out.splitlines()[-1]
        assert f": bnproofs check {file} --kernel rocq. " in last
        assert "no four zeros are different, and if there are three they are simple" in last


def test_the_object_has_the_same(capsys, proved):
    assert main(["prove", "odd-point", "--json", "--bits", "64"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["verdict"], value["bits"], value["boxes"]) == ("proved", 64, proved.boxes)
    assert [claim["id"] for claim in value["claims"]] == list(LEVELS)
    for claim in value["claims"]:
        basis = LEVELS[claim["id"]]
        assert (claim["level"], claim["step"]) == (basis.level.value, basis.step)
        assert claim["uses"] == list(basis.uses)
    assert value["levels"] == {level.value: level.meaning for level in Level}
    assert "bnproofs check theorem.json --kernel rocq" in value["kernel"]
    assert value["claims"][3]["sentence"] == proved.sentences["odd-point"]
    assert sum(claim["boxes"] for claim in value["claims"]) == value["boxes"]
    assert 0 < value["seconds"] < 10


def test_the_certificate_is_written(capsys, proved, tmp_path):
    path = tmp_path / "theorem.json"
    assert main(["prove", "odd-point", "--out", str(path)]) == 0
    assert path.read_bytes() == theorem_bytes(proved)
    assert [file.name for file in tmp_path.iterdir()] == ["theorem.json"]


def test_a_place_that_cannot_be_written_is_refused_before_any_work(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(theorem, "prove_every_batch", lambda bits: pytest.fail("work was done"))
    assert main(["prove", "odd-point", "--out", str(tmp_path)]) == 2
    assert "choose another file" in capsys.readouterr().err


def test_what_is_undecided_states_nothing_writes_nothing_and_is_exit_three(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(
        theorem, "prove_every_batch", lambda bits: EveryBatch(Verdict.UNDECIDED, bits, advice="try again")
    )
    path = tmp_path / "theorem.json"
    path.write_bytes(b"old")
    assert main(["prove", "odd-point", "--out", str(path)]) == 3
    done = capsys.readouterr()
    assert done.out == "undecided: try again\n"
    assert done.err == f"bnproofs: something is undecided; {path} is not written\n"
    assert path.read_bytes() == b"old"
    assert main(["prove", "odd-point", "--json"]) == 3
    value = json.loads(capsys.readouterr().out)
    assert (value["claims"], value["kernel"]) == ([], "")


def test_another_theorem_is_refused_in_one_line(capsys):
    assert main(["prove", "separating"]) == 2
    assert capsys.readouterr().err == ("bnproofs: 'separating' is no theorem for every batch size: write odd-point\n")


@pytest.mark.parametrize("bits", ["31", "4097", "many"])
def test_a_precision_out_of_range_is_refused_in_one_line(bits, capsys):
    assert main(["prove", "odd-point", "--bits", bits]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
