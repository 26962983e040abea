"""A museum of malformed files: each is turned away with the right answer, in bounded time and memory."""

from __future__ import annotations

import json
import os
import time
import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.checker import Outcome, Report, check, check_file
from bnproofs.checker.fields import MAX_DIGITS, Refusal, rational
from bnproofs.checker.reader import MAX_BYTES, MAX_COMMAS

SECONDS = 5
MEBIBYTES = 64
HEAD = b'{\n "format": "bnproofs-certificate",\n "version": 1,\n "claims": '


def bounded(call: Callable[[], Report]) -> Report:
    tracemalloc.start()
    start = time.perf_counter()
    try:
        report = call()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - start < SECONDS
    assert peak < MEBIBYTES * 2**20
    assert report.accepted_claims == ()
    assert report.reason.isascii()
    assert len(report.reason) < 200
    return report


NOT_CERTIFICATES: dict[str, bytes] = {
    "empty": b"",
    "a space": b" ",
    "a zero byte": b"\0",
    "words": b"this is not JSON",
    "truncated": HEAD + b"[",
    "two values": b"{} {}",
    "a list": b"[]",
    "a string": b'"bnproofs-certificate"',
    "null": b"null",
    "an integer": b"1",
    "no format": b'{"version": 1}',
    "another format": b'{"format": "certificate", "version": 1}',
    "the format is a list": b'{"format": ["bnproofs-certificate"], "version": 1}',
    "no version": b'{"format": "bnproofs-certificate"}',
    "version 3": b'{"format": "bnproofs-certificate", "version": 3}',
    "version 2 of the theorem": b'{"format": "bnproofs-theorem", "version": 2}',
    "version true": b'{"format": "bnproofs-certificate", "version": true}',
    "version as text": b'{"format": "bnproofs-certificate", "version": "1"}',
    "version 1.0": b'{"format": "bnproofs-certificate", "version": 1.0}',
    "a float": HEAD + b"1.5}",
    "an exponent": HEAD + b"1e400}",
    "NaN": HEAD + b"NaN}",
    "Infinity": HEAD + b"Infinity}",
    "minus Infinity": HEAD + b"-Infinity}",
    "a duplicate key": b'{"format": "bnproofs-certificate", "format": "bnproofs-certificate", "version": 1}',
    "a duplicate key inside": HEAD + b'{"a": 1, "a": 1}}',
    "not UTF-8": HEAD + b'"\xff\xfe"}',
    "UTF-8 outside ASCII": HEAD + '"τ"}'.encode(),
    "a byte order mark": b"\xef\xbb\xbf" + HEAD + b"[]}",
    "UTF-16": (HEAD + b"[]}").decode().encode("utf-16"),
    "an escape": HEAD + b'"\\u0041"}',
    "a surrogate": HEAD + b'"\\ud800"}',
    "a control character": HEAD + b'"\x01"}',
    "nested 10^5 deep": b"[" * 10**5,
    "nested 10^5 deep and closed": b"[" * 10**5 + b"]" * 10**5,
    "objects nested 10^5 deep": b'{"a":' * 10**5 + b"1" + b"}" * 10**5,
    "nested behind brackets in strings": HEAD + b'["' + b"]" * 10**5 + b'",' + b"[" * 10**5,
    "an integer of 10^6 digits": HEAD + b"9" * 10**6 + b"}",
    "a negative integer of 10^6 digits": HEAD + b"-" + b"9" * 10**6 + b"}",
    "a million items": HEAD + b"[" + b"0," * 10**6 + b"0]}",
    "a million lists": HEAD + b"[" + b"[]," * 10**6 + b"0]}",
    "a trailing comma": HEAD + b"[1,]}",
    "single quotes": b"{'format': 'bnproofs-certificate', 'version': 1}",
    "a comment": HEAD + b"[] /* proved */}",
    "too long": b" " * (MAX_BYTES + 1),
    "100 megabytes": b"[" * 10**8,
    "Python source": b"__import__('os').system('true')",
    "a pickle": b"\x80\x04K\x01.",
}


@pytest.mark.parametrize("name", NOT_CERTIFICATES)
def test_what_is_not_a_certificate(name: str) -> None:
    report = bounded(lambda: check(NOT_CERTIFICATES[name]))
    assert report.outcome is Outcome.NOT_A_CERTIFICATE
    assert report.claim is None


REFUSED: dict[str, bytes] = {
    "nothing else": b'{\n "format": "bnproofs-certificate",\n "version": 1\n}\n',
    "few long strings": HEAD + b'["' + b"9" * (MAX_BYTES - 100) + b'"]}',
    "many items": HEAD + b"[" + b"[]," * (MAX_COMMAS - 10) + b"[]]}",
    "many strings": HEAD + b"[" + b'"' + b'","'.join([b"9" * 100] * (MAX_COMMAS - 10)) + b'"]}',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_says_to_be_a_certificate_but_is_none(name: str) -> None:
    report = bounded(lambda: check(REFUSED[name]))
    assert (report.outcome, report.claim) == (Outcome.REFUSED, None)


def put(value: dict[str, Any], key: str, item: object) -> dict[str, Any]:
    return {**value, key: item}


HEADERS: dict[str, tuple[str, object]] = {
    "another layer": ("layer", "rc+rs+relu"),
    "a layer that is no text": ("layer", ["rc+relu"]),
    "batch 2": ("batch", 2),
    "batch 0": ("batch", 0),
    "a negative batch": ("batch", -10),
    "batch above 10^9": ("batch", 10**9 + 1),
    "batch as text": ("batch", "10"),
    "batch true": ("batch", True),
    "bits 31": ("bits", 31),
    "bits 4097": ("bits", 4097),
    "bits null": ("bits", None),
    "configuration unknown": ("configuration", "orthogonal"),
    "configuration in capitals": ("configuration", "ODD-POINT"),
    "configuration of another type": ("configuration", {"odd-point": 1}),
    "two clusters without k": ("configuration", "two-cluster:"),
    "two clusters, k = 0": ("configuration", "two-cluster:0"),
    "two clusters, k = n": ("configuration", "two-cluster:10"),
    "two clusters, k with a leading zero": ("configuration", "two-cluster:01"),
    "two clusters, k signed": ("configuration", "two-cluster:+1"),
    "two clusters, k huge": ("configuration", "two-cluster:" + "9" * 10**6),
    "two clusters, k with a newline": ("configuration", "two-cluster:1\n"),
    "no claims": ("claims", []),
    "claims in an object": ("claims", {}),
    "claims null": ("claims", None),
    "a claim that is no object": ("claims", ["two-cluster-invariant"]),
    "a claim without witness": ("claims", [{"id": "two-cluster-invariant", "statement": {}}]),
    "a thousand claims": ("claims", [{"id": "a", "statement": {}, "witness": {}}] * 1000),
    "provenance missing an object": ("provenance", []),
    "provenance with too many entries": ("provenance", {f"a{i}": "b" for i in range(17)}),
    "provenance with a bad name": ("provenance", {"A": "b"}),
    "provenance with a bad value": ("provenance", {"a": "<b>"}),
    "provenance with an empty value": ("provenance", {"a": ""}),
    "provenance with a number": ("provenance", {"a": 1}),
    "provenance with a long value": ("provenance", {"a": "b" * 65}),
    "an extra key": ("comment", "trust me"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers_that_are_not_allowed(name: str, sample: Any, sealed: Any) -> None:
    key, item = HEADERS[name]
    data = sealed(put(sample("odd-point-10"), key, item))
    if b"\\" in data:
        assert bounded(lambda: check(data)).outcome is Outcome.NOT_A_CERTIFICATE
    else:
        report = bounded(lambda: check(data))
        assert (report.outcome, report.claim) == (Outcome.REFUSED, None)


@pytest.mark.parametrize("key", ["layer", "batch", "configuration", "bits", "provenance", "claims", "digest"])
def test_missing_keys(key: str, sample: Any, sealed: Any) -> None:
    value = json.loads(sealed(sample("odd-point-10")))
    del value[key]
    report = bounded(lambda: check((json.dumps(value, sort_keys=True, indent=1) + "\n").encode()))
    assert (report.outcome, report.claim) == (Outcome.REFUSED, None)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "no final newline": lambda text: text[:-1],
    "two final newlines": lambda text: text + "\n",
    "a leading space": lambda text: " " + text,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "tabs": lambda text: text.replace("\n ", "\n\t"),
    "compact": lambda text: json.dumps(json.loads(text), sort_keys=True, separators=(",", ":")),
    "two spaces": lambda text: json.dumps(json.loads(text), sort_keys=True, indent=2) + "\n",
    "keys in another order": lambda text: json.dumps(dict(reversed(json.loads(text).items())), indent=1) + "\n",
    "a minus zero": lambda text: text.replace('"version": 1', '"version": 1', 1).replace('"k": 1', '"k": -0', 1),
    "an upper-case digest": lambda text: text.replace(
        json.loads(text)["digest"][7:], json.loads(text)["digest"][7:].upper()
    ),
    "a wrong digest": lambda text: text.replace(json.loads(text)["digest"][7:], "0" * 64),
    "no algorithm": lambda text: text.replace("sha256:", ""),
    "a changed number": lambda text: text.replace('"batch": 10', '"batch": 11'),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_other_spellings_of_a_good_certificate(name: str, sample: Any, sealed: Any) -> None:
    good = sealed(sample("odd-point-10")).decode()
    other = SPELLINGS[name](good)
    assert other != good
    report = bounded(lambda: check(other.encode()))
    assert (report.outcome, report.claim) == (Outcome.REFUSED, None)


@given(st.data())
def test_no_changed_byte_is_accepted(data: st.DataObject) -> None:
    good = (Path(__file__).parents[1] / "certificates" / "accept" / "two-cluster-2-of-6.json").read_bytes()
    place = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != good[place]))
    assert check(good[:place] + bytes([byte]) + good[place + 1 :]).outcome is not Outcome.ACCEPTED
    assert check(good[:place]).outcome is not Outcome.ACCEPTED


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    assert check(data).outcome is Outcome.NOT_A_CERTIFICATE


NUMBERS_REFUSED = (
    "", "-", "+1", "01", "-0", "1.0", "1e3", "1/1", "2/4", "0/5", "-0/5", "1/0", "1/-2", "1/02", "1//2", "1/2/3", " 1",
    "1 ", "1\n", "1_000", "0x10", "NaN", "inf", "١", "9" * (MAX_DIGITS + 1), "1/" + "9" * (MAX_DIGITS + 1), "9" * 10**6,
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS_REFUSED, ids=lambda text: ascii(text)[:12])
def test_spellings_of_numbers_that_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        rational(text)


@pytest.mark.parametrize("value", [1, 1.5, None, True, ["1"], {"1": "1"}], ids=str)
def test_numbers_are_strings(value: object) -> None:
    with pytest.raises(Refusal):
        rational(value)


@given(st.fractions())
def test_every_rational_is_read_back(number: Fraction) -> None:
    assert rational(str(number)) == number


def test_long_numbers_are_read_up_to_the_limit() -> None:
    assert rational("9" * MAX_DIGITS) == 10**MAX_DIGITS - 1


def test_paths_that_are_no_regular_files(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    paths = [tmp_path, fifo, Path("/dev/zero"), Path("/dev/null"), tmp_path / "missing", tmp_path / ("x" * 5000)]
    for path in paths:
        assert bounded(lambda path=path: check_file(path)).outcome is Outcome.NOT_A_CERTIFICATE
    assert bounded(lambda: check_file("zero\0byte")).outcome is Outcome.NOT_A_CERTIFICATE


def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.json"
    path.write_bytes(b"{}")
    path.chmod(0)
    assert bounded(lambda: check_file(path)).outcome is Outcome.NOT_A_CERTIFICATE


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(10**11)
    assert bounded(lambda: check_file(path)).outcome is Outcome.NOT_A_CERTIFICATE
