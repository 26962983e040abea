"""Honest certificates are accepted, attacks refused by the rules they were made for, malformed files never pass."""

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from bnproofs.checker import Outcome, check, check_file

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ACCEPT = sorted((HERE / "accept").glob("*.json"))
REFUSED_BY = json.loads((HERE / "refused_by.json").read_text(encoding="utf-8"))
MALFORMED_BECAUSE = json.loads((HERE / "malformed_because.json").read_text(encoding="utf-8"))

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


def test_every_byte_matters():
    """One byte changed anywhere, without a new digest: never accepted."""
    honest = (HERE / "accept" / "two-cluster-2-of-6.json").read_bytes()
    tried = 0
    for at in range(len(honest)):
        damaged = honest[:at] + bytes([honest[at] ^ 1]) + honest[at + 1 :]
        assert check(damaged).outcome is not Outcome.ACCEPTED
        tried += 1
    assert tried == len(honest) > 1000
