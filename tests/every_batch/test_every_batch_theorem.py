"""The theorem as a whole: its sentences, its verdict and its certificate."""

import hashlib
import json
import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

import bnproofs.certificate as package
from bnproofs.certificate import UndecidedError
from bnproofs.certificate.theorem import theorem_bytes
from bnproofs.checker import Outcome, check
from bnproofs.checker.two_clusters import TwoClusters
from bnproofs.every_batch import theorem as module
from bnproofs.every_batch import two_clusters
from bnproofs.every_batch.boxes import BoxesFailedError
from bnproofs.every_batch.claim import NotProvedError
from bnproofs.every_batch.levels import LEVELS, Level
from bnproofs.every_batch.sentences import digits, sentence
from bnproofs.every_batch.small_batches import prove_small_batches
from bnproofs.every_batch.theorem import EveryBatch, prove_every_batch
from bnproofs.theorems import LimitError, Verdict

SCHEMA = json.loads((Path(package.__path__[0]) / "theorem-v1.json").read_text("ascii"))


def test_every_claim_is_proved_and_has_a_level(theorem):
    assert theorem.verdict is Verdict.PROVED
    assert list(LEVELS) == [claim.id for claim in theorem.claims] == list(theorem.sentences)
    assert 500 < theorem.boxes < 2000


def test_a_level_is_the_weakest_thing_that_a_claim_rests_on(theorem):
    """Boxes of its own, or of a claim before it that it uses, make a claim one of balls; nothing else does."""
    assert {basis.level for basis in LEVELS.values()} == set(Level)
    for at, claim in enumerate(theorem.claims):
        basis = LEVELS[claim.id]
        assert set(basis.uses) < {other.id for other in theorem.claims[:at]} or not basis.uses
        boxes = claim.boxes or any(LEVELS[other].level is Level.BALLS for other in basis.uses)
        assert (basis.level is Level.BALLS) == bool(boxes)
        assert all(name in basis.sentence for name in (basis.step, *basis.uses))


def test_the_sentences_say_what_is_stated(theorem, claims):
    said = theorem.sentences
    assert "3π/2 − 5/n + 40/n² < n tan(θ/2) < 3π/2 + 30/n²" in said["odd-point"]
    assert "3π − 10/n < nθ < 3π" in said["angle"]
    assert "0 < r < 2/n²" in said["uniform-point"]
    found = re.search(r"n_c = (\d\.(\d+))…", said["saddle-node"])
    low, high = claims["saddle-node"].statement["batch"]
    assert len(found[2]) == 29
    assert Fraction(found[1]) <= low < high <= Fraction(found[1]) + Fraction(1, 10**29)
    for name in set(said) - {"small-batches", "two-clusters"}:
        assert "real" in said[name]


def test_sentences_of_a_file_are_the_same(theorem):
    for claim in json.loads(theorem_bytes(theorem))["claims"]:
        assert sentence(claim["id"], claim["statement"]) == theorem.sentences[claim["id"]]


@pytest.mark.parametrize(
    ("low", "high", "most", "wanted"),
    [
        ("31415926/10000000", "31415927/10000000", 30, "3.141592…"),
        ("31415926/10000000", "31415927/10000000", 3, "3.14…"),
        ("1001/100", "1002/100", 30, "10.0…"),
        ("5/2", "7/2", 30, "2…"),
    ],
)
def test_digits_are_those_that_all_points_share(low, high, most, wanted):
    assert digits((low, high), most) == wanted


def test_another_multiplier_is_refused(monkeypatch):
    assert two_clusters.prove_two_clusters().statement == {"least_batch": 3, "least_at": 1}
    monkeypatch.setattr(two_clusters, "weight", lambda n, k: Fraction((n - k) ** 2 + k**3))
    with pytest.raises(NotProvedError):
        two_clusters.prove_two_clusters()


def test_the_multiplier_is_an_eigenvalue_from_the_least_batch_on(claims):
    """Two points at two places have no perturbation within a cluster, so that nothing is claimed for them."""
    least = claims["two-clusters"].statement["least_batch"]
    for n in range(2, 9):
        found = [[name for name, *_ in TwoClusters(n, k).components()] for k in range(1, n)]
        assert all(any(name.startswith("transverse") for name in names) for names in found) == (n >= least)


def test_seven_points_are_no_small_batch(monkeypatch):
    assert [cover["points"][-1] for cover in prove_small_batches().witness["covers"]] == [1, 1, 1, 1]
    monkeypatch.setattr("bnproofs.every_batch.small_batches.FIRST", 8)
    with pytest.raises(NotProvedError, match=r"7 points.*odd-point"):
        prove_small_batches()


@pytest.mark.parametrize("error", [BoxesFailedError, NotProvedError])
def test_a_step_that_fails_makes_the_whole_undecided(error, monkeypatch):
    def fail():
        raise error("no sign")

    monkeypatch.setattr(module, "prove_angle", fail)
    result = prove_every_batch()
    assert (result.verdict, result.advice, result.claims) == (Verdict.UNDECIDED, "no sign", ())
    assert (result.sentences, result.boxes) == ({}, 0)
    with pytest.raises(UndecidedError, match="not proved: no sign"):
        theorem_bytes(result)


@pytest.mark.parametrize("bits", [31, 4097, 0, -5, 128.0, "128", 10**50])
def test_a_precision_out_of_range_is_refused(bits):
    with pytest.raises(LimitError, match="the precision is"):
        prove_every_batch(bits)


@pytest.mark.parametrize("bits", [32, 128, 4096])
def test_the_certificate_is_canonical_fits_the_schema_and_is_accepted(bits):
    data = theorem_bytes(prove_every_batch(bits))
    value = json.loads(data, parse_float=pytest.fail, parse_constant=pytest.fail)
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": ")) + "\n"
    assert data == text.encode("ascii")
    rest = {key: item for key, item in value.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": ")) + "\n"
    assert value["digest"] == "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
    for number in re.findall(r'"(-?\d+(?:/\d+)?)"', text):
        assert str(Fraction(number)) == number
        assert all(len(part) <= 4000 for part in number.split("/"))
    jsonschema.validate(value, SCHEMA)
    assert check(data).outcome is Outcome.ACCEPTED
    assert value["bits"] == bits
    assert len(data) < 2**22
    assert text.count(",") < 2**15


def test_the_certificate_holds_what_was_proved(theorem):
    value = json.loads(theorem_bytes(theorem))
    read = {claim["id"]: claim for claim in value["claims"]}
    for claim in theorem.claims:
        assert exact(read[claim.id]["statement"]) == exact(claim.statement)
        assert exact(read[claim.id]["witness"]) == exact(claim.witness)
    cuts = read["odd-point"]["witness"]
    for part in cuts.values():
        chain = [*part["slope"], *part["value"][1:]]
        assert part["slope"][-1] == part["value"][0]
        assert (Fraction(chain[0]), Fraction(chain[-1])) == (0, Fraction(1, 7))
        assert all(Fraction(a) < Fraction(b) for a, b in pairwise(chain))


def exact(value):
    """The same value with fractions for all that spell one, and lists for tuples."""
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    return Fraction(value) if isinstance(value, str) and re.fullmatch(r"-?\d+(/\d+)?", value) else value


def test_two_runs_give_the_same_bytes(theorem):
    assert theorem_bytes(prove_every_batch(128)) == theorem_bytes(theorem)


@pytest.mark.parametrize(
    "damage",
    [
        lambda value: value["claims"].pop(),
        lambda value: value["claims"].reverse(),
        lambda value: value["claims"][3]["statement"].update(bend="41"),
        lambda value: value["claims"][7]["witness"].update(convex=[]),
        lambda value: value.update(theorem="separating"),
        lambda value: value.pop("digest"),
    ],
)
def test_the_schema_refuses_another_form(damage, theorem):
    value = json.loads(theorem_bytes(theorem))
    damage(value)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)


def test_an_undecided_theorem_says_nothing():
    assert EveryBatch(Verdict.UNDECIDED, 128, advice="try again").sentences == {}
