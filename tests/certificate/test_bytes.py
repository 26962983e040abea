"""The bytes of a certificate: reproducible, canonical, silent about machine and time, accepted by the checker."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import jsonschema
import numpy as np
import pytest

import bnproofs.certificate as package
from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.certificate.canonical import digest, plain, spelled
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.theorems import LimitError

KEYS = {"format", "version", "layer", "batch", "configuration", "bits", "provenance", "claims", "digest"}
CASES = [
    (3, "odd-point", 128),
    (3, "uniform", 64),
    (6, "separating", 128),
    (7, "odd-point", 128),
    (7, "separating", 400),
    (40, "uniform", 128),
    (1000, "odd-point", 32),
    (10**6, "separating", 128),
    (10**9, "odd-point", 128),
    (4, "two-cluster:1", 32),
    (10**9, "two-cluster:7", 4096),
]


def bytes_of(n, configuration, bits):
    return certify(Layer.parse("rc+relu"), n, Configuration.parse(configuration), bits).to_bytes()


@pytest.mark.parametrize(("n", "configuration", "bits"), CASES)
def test_the_checker_accepts_and_the_schema_fits(n, configuration, bits):
    data = bytes_of(n, configuration, bits)
    report = check(data)
    assert report.outcome is Outcome.ACCEPTED, report
    schema = json.loads((Path(package.__path__[0]) / "schema-v1.json").read_text("ascii"))
    jsonschema.validate(json.loads(data), schema)


@pytest.mark.parametrize(("n", "configuration", "bits"), CASES)
def test_the_spelling_is_canonical_and_holds_no_float(n, configuration, bits):
    data = bytes_of(n, configuration, bits)
    value = json.loads(data, parse_float=pytest.fail, parse_constant=pytest.fail)
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": ")) + "\n"
    assert data == text.encode("ascii")
    rest = {key: item for key, item in value.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": ")) + "\n"
    assert value["digest"] == "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
    for number in re.findall(r'"(-?\d+(?:/\d+)?)"', text):
        p, _, q = number.partition("/")
        assert str(Fraction(number)) == number
        assert not q or int(q) >= 2
        assert str(int(p)) == p


def test_a_second_run_and_a_second_process_give_the_same_bytes():
    first = [bytes_of(*case) for case in CASES[:6]]
    assert first == [bytes_of(*case) for case in reversed(CASES[:6])][::-1]
    code = (
        "import sys; from bnproofs import Layer; from bnproofs.certificate import certify\n"
        "from bnproofs.configurations import Configuration\n"
        f"for n, name, bits in {CASES[:6]!r}:\n"
        "    made = certify(Layer.parse('rc+relu'), n, Configuration.parse(name), bits)\n"
        "    sys.stdout.buffer.write(made.to_bytes())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "123", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert done.stdout == b"".join(first)


def test_the_working_precision_before_does_not_matter():
    import flint
    from mpmath import mp

    first = bytes_of(9, "odd-point", 128)
    flint.ctx.prec, mp.prec = 17, 400
    try:
        second = bytes_of(9, "odd-point", 128)
        assert (flint.ctx.prec, mp.prec) == (17, 400)
    finally:
        flint.ctx.prec = mp.prec = 53
    assert first == second


def test_nothing_of_the_machine_or_the_moment_is_in_it():
    text = bytes_of(9, "odd-point", 128).decode("ascii")
    assert os.getcwd() not in text
    assert sys.prefix not in text
    words = {platform.node(), getpass.getuser() if os.environ.get("USER") else "", time.strftime("%Y-%m-%d")}
    for word in words - {"", "root"}:
        assert not re.search(rf"\b{re.escape(word)}\b", text)
    value = json.loads(text)
    assert set(value) == KEYS
    assert set(value["provenance"]) == {"bnproofs", "python-flint", "flint", "numpy", "ball-bits"}


def test_intervals_are_as_narrow_as_the_page_of_formulas_asks():
    count = 0
    for n, configuration, bits in CASES:
        for claim in json.loads(bytes_of(n, configuration, bits))["claims"]:
            statement = claim["statement"]
            pairs = [x for x in statement.values() if claim["id"] == "enclosure"]
            pairs += [value for part in statement.get("components", []) for value in part["eigenvalues"]]
            for low, high in pairs:
                low, high = Fraction(low), Fraction(high)
                assert high - low <= Fraction(2) ** (16 - bits) * max(abs(low), abs(high))
                count += 1
    assert count > 80


def test_more_bits_give_nested_enclosures():
    coarse, fine = (json.loads(bytes_of(9, "odd-point", bits))["claims"][4]["statement"] for bits in (64, 300))
    for name in coarse:
        (a, b), (c, d) = (map(Fraction, values[name]) for values in (coarse, fine))
        assert a <= c <= d <= b


@pytest.mark.parametrize("value", [0.5, True, None, 1j, {"a": [1.0]}, b"x", {1, 2}])
def test_what_is_not_exact_cannot_be_written(value):
    with pytest.raises(TypeError, match="a certificate holds no"):
        plain(value)


def test_plain_values_are_spelled_one_way():
    value = {"b": [Fraction(1, 2), Fraction(4, 2)], "a": {"x": 3, "y": "t"}}
    assert plain(value) == {"b": ["1/2", "2"], "a": {"x": 3, "y": "t"}}
    assert spelled(plain(value)) == spelled(plain(dict(reversed(value.items()))))
    assert digest({"a": 1, "digest": "x"}) == digest({"digest": "y", "a": 1})


def test_integers_of_other_libraries_give_the_same_bytes():
    configuration = Configuration.parse("odd-point")
    found = certify(Layer.parse("rc+relu"), np.int64(7), configuration, np.int32(128))
    assert found.to_bytes() == bytes_of(7, "odd-point", 128)
    assert (type(found.batch), type(found.bits)) == (int, int)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rc+relu", 7, Configuration.parse("odd-point")), "write Layer.parse"),
        ((Layer.parse("rc+relu"), 7, "odd-point"), "write Configuration.parse"),
        ((Layer.parse("rc+relu"), 7.0, Configuration.parse("odd-point")), "the batch is an integer, not 7.0"),
        ((Layer.parse("rc+relu"), 7, Configuration.parse("odd-point"), "128"), "the precision is an integer"),
    ],
)
def test_arguments_of_another_type_are_refused(arguments, message):
    with pytest.raises(LimitError, match=re.escape(message)):
        certify(*arguments)
