"""Honest certificates are accepted, attacks refused by the rules they were made for, malformed files never pass."""

import importlib.util
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check, check_file
from bnproofs.configurations.name import Configuration
from bnproofs.layer import Layer

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ACCEPT = sorted((HERE / "accept").glob("*.json"))
REFUSED_BY = json.loads((HERE / "refused_by.json").read_text(encoding="utf-8"))
MALFORMED_BECAUSE = json.loads((HERE / "malformed_because.json").read_text(encoding="utf-8"))
TOO_WIDE_AT_32_BITS = {"odd-point-10", "separating-7", "uniform-3", "uniform-10"}

_spec = importlib.util.spec_from_file_location("make_museum", HERE / "make_museum.py")
museum = importlib.util.module_from_spec(_spec)
sys.modules["make_museum"] = museum
_spec.loader.exec_module(museum)


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_honest_certificate_is_accepted_and_fits_the_schema(path):
    assert check_file(path).outcome is Outcome.ACCEPTED
    schema = json.loads((ROOT / "bnproofs/certificate/schema-v1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(path.read_bytes()))


def test_museum_is_complete():
    assert len(ACCEPT) >= 9
    assert len(REFUSED_BY) >= 25
    for folder, rules, made in (
        ("refuse", REFUSED_BY, museum.refused()),
        ("malformed", MALFORMED_BECAUSE, museum.malformed()),
    ):
        stored = {path.name: path.read_bytes() for path in (HERE / folder).glob("*.json")}
        assert stored == made, f"run tests/certificates/make_museum.py: {folder} is not what it makes"
        assert set(rules) == set(stored)


@pytest.mark.parametrize("name", sorted(REFUSED_BY))
def test_attack_is_refused_by_its_rule(name):
    report = check_file(HERE / "refuse" / name)
    rule = REFUSED_BY[name]
    assert report.outcome is Outcome.REFUSED
    assert (report.claim, report.reason) == (rule["claim"], rule["rule"])


@pytest.mark.parametrize("name", sorted(MALFORMED_BECAUSE))
def test_malformed_file_is_no_certificate(name):
    report = check_file(HERE / "malformed" / name)
    assert report.outcome is Outcome.NOT_A_CERTIFICATE
    assert report.reason == MALFORMED_BECAUSE[name]["rule"]


def test_hundred_megabytes_are_refused_in_bounded_time_and_memory(tmp_path):
    path = tmp_path / "large.json"
    honest = (HERE / "accept" / "odd-point-10.json").read_bytes()
    with path.open("wb") as file:
        file.write(honest[:-1])
        for _ in range(100):
            file.write(b" " * 2**20)
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28));"
        "from bnproofs.checker import check_file; sys.exit(check_file(sys.argv[1]).outcome.value)"
    )
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", limited, str(path)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == Outcome.NOT_A_CERTIFICATE.value, done.stderr
    assert time.monotonic() - start < 30


def test_every_byte_matters_to_the_digest():
    """One byte changed anywhere, without a new digest: never accepted."""
    honest = (HERE / "accept" / "two-cluster-2-of-6.json").read_bytes()
    tried = 0
    for at in range(len(honest)):
        damaged = honest[:at] + bytes([honest[at] ^ 1]) + honest[at + 1 :]
        assert check(damaged).outcome is not Outcome.ACCEPTED
        tried += 1
    assert tried == len(honest) > 1000


def places_that_count(honest: bytes) -> list[int]:
    """The positions of letters and digits outside the digest and the provenance, which guards and proves nothing."""
    digest = re.search(rb'"digest": "[^"]*"', honest)
    provenance = re.search(rb'"provenance": {[^}]*}', honest)
    outside = {*range(*digest.span()), *range(*provenance.span())}
    return [at for at, byte in enumerate(honest) if chr(byte).isalnum() and at not in outside]


def test_every_letter_and_digit_matters_under_a_new_digest():
    """One letter or digit changed and the digest made right: never accepted, but for another true number of bits.

    The claims of a two-cluster certificate are exact, so it may promise any allowed number of bits.
    """
    honest = (HERE / "accept" / "two-cluster-2-of-6.json").read_bytes()
    value = json.loads(honest)
    sealed_anew = relabelled = no_json = 0
    for at in places_that_count(honest):
        for other in set(b"0123456789aZ") - {honest[at]}:
            damaged = honest[:at] + bytes([other]) + honest[at + 1 :]
            try:
                changed = json.loads(damaged)
            except ValueError:
                no_json += 1
                assert check(damaged).outcome is Outcome.NOT_A_CERTIFICATE
                continue
            assert isinstance(changed, dict)
            outcome = check(museum.sealed(changed)).outcome
            if {**changed, "bits": 128} == {**value, "bits": 128} and "bits" in changed:
                relabelled += 1
                assert (outcome is Outcome.ACCEPTED) is (32 <= changed["bits"] <= 4096), changed["bits"]
            else:
                sealed_anew += 1
                assert outcome is not Outcome.ACCEPTED, (at, chr(other))
    assert (sealed_anew, relabelled, no_json) == (7214, 26, 25)


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_fewer_bits_may_be_promised(path):
    """The checker works at the precision of the label: with far fewer bits its own enclosures become too wide."""
    value = json.loads(path.read_bytes())
    outcomes = {bits: check(museum.sealed({**value, "bits": bits})).outcome for bits in (32, 64, 96, 127)}
    assert outcomes.pop(32) is (Outcome.REFUSED if path.stem in TOO_WIDE_AT_32_BITS else Outcome.ACCEPTED)
    assert set(outcomes.values()) == {Outcome.ACCEPTED}


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_honest_certificate_is_what_certify_writes_today(path):
    stored = json.loads(path.read_bytes())
    name = re.fullmatch(r"(odd-point|separating|uniform)-(\d+)|(two-cluster)-(\d+)-of-(\d+)", path.stem)
    configuration = name[1] or f"{name[3]}:{name[4]}"
    fresh = certify(Layer.parse("rc+relu"), int(name[2] or name[5]), Configuration.parse(configuration))
    written = json.loads(fresh.to_bytes())
    for value in (stored, written):
        del value["provenance"], value["digest"]
    assert written == stored, "run bnproofs certify and then tests/certificates/make_museum.py"
