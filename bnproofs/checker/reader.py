"""From bytes to a validated `Certificate`: size, spelling, depth, header, digest. The claims are left to `claims`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from .fields import Refusal, canonical, count, items, members, quoted
from .layer import RC_RELU, LayerName, layer_name

MAX_BYTES = 4 * 2**20
MAX_DEPTH = 12
MAX_COMMAS = 2**15
MAX_COUNT_DIGITS = 20
BATCH, EVERY_BATCH = "bnproofs-certificate", "bnproofs-theorem"
"""The two formats: a certificate of one batch size, and the theorem for every batch size."""
_BATCH_KEYS = ("format", "version", "layer", "batch", "configuration", "bits", "provenance", "claims", "digest")
KEYS = {
    (BATCH, 1): _BATCH_KEYS,
    (BATCH, 2): (*_BATCH_KEYS, "faith"),
    (EVERY_BATCH, 1): ("format", "version", "layer", "theorem", "bits", "provenance", "claims", "digest"),
}
"""The keys of a file by format and version; version 2 is for layers other than recentring + ReLU."""
FAITHS = ("ball-arithmetic", "ball-quadrature")
"""What a claim may rest on that the checker does not repeat."""
NAME = re.compile(r"[a-z0-9_-]{1,32}")
NOTE = re.compile(r"[A-Za-z0-9 .+_-]{1,64}")
TWO_CLUSTER = re.compile(r"two-cluster:([1-9][0-9]{0,9})")
PROJECTOR = re.compile(r"projector:([1-9][0-9]{0,9})")
FAMILY = ("odd-point", "separating", "uniform")


class NotACertificate(Exception):
    """The bytes are not a certificate of this format and version; the message is one sentence."""


@dataclass(frozen=True)
class Claim:
    """One entry of the list of claims, its statement and witness not yet examined."""

    id: Any
    statement: Any
    witness: Any


@dataclass(frozen=True)
class Certificate:
    """The header of a certificate, validated, and its claims, not yet examined.

    `k` is that of a two-cluster configuration or projector, else 1. `faith` says of claims that the checker does not
    prove itself what they rest on.
    """

    batch: int
    configuration: str
    k: int
    bits: int
    claims: tuple[Claim, ...]
    layer: LayerName = RC_RELU
    faith: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The configuration without its parameter."""
        return self.configuration.partition(":")[0]

    @property
    def subject(self) -> str:
        """What the certificate is about, in one phrase."""
        return f"{self.layer}, batch {self.batch}, {self.configuration}, {self.bits} bits"


@dataclass(frozen=True)
class Theorem:
    """The header of a certificate of the theorem for every batch size, validated, and its claims, not yet examined."""

    bits: int
    claims: tuple[Claim, ...]

    @property
    def subject(self) -> str:
        """What the certificate is about, in one phrase."""
        return f"rc+relu, every batch, odd-point, {self.bits} bits"


def parse(data: bytes) -> dict[str, Any]:
    """The object spelled by the bytes, of a known format and version. `NotACertificate` otherwise.

    Size, number of commas, nesting and length of integers are bounded before anything is built from them.
    """
    if len(data) > MAX_BYTES:
        raise NotACertificate(f"the file is longer than {MAX_BYTES} bytes")
    if not data.isascii() or b"\\" in data:
        raise NotACertificate("the file holds a character outside ASCII, or a backslash")
    if data.count(b",") > MAX_COMMAS:
        raise NotACertificate("the file holds more items than a certificate can have")
    text = data.decode("ascii")
    refuse_deep(text)
    try:
        value = json.loads(
            text, parse_int=short_integer, parse_float=no_float, parse_constant=no_float, object_pairs_hook=distinct
        )
    except ValueError:
        raise NotACertificate("the file is not JSON") from None
    if not isinstance(value, dict) or value.get("format") not in (BATCH, EVERY_BATCH):
        raise NotACertificate("the file does not say that it is a bnproofs certificate")
    if type(value.get("version")) is not int or (value["format"], value["version"]) not in KEYS:
        raise NotACertificate(f"the version is not {1 if value['format'] == EVERY_BATCH else '1 or 2'}")
    return value


def refuse_deep(text: str) -> None:
    """Nothing; `NotACertificate` if brackets nest too deeply. In a text without backslashes, quotes alternate."""
    depth = 0
    for outside in text.split('"')[::2]:
        for bracket in re.finditer(r"[][{}]", outside):
            depth += 1 if bracket[0] in "[{" else -1
            if depth > MAX_DEPTH:
                raise NotACertificate("the file is nested too deeply")


def short_integer(digits: str) -> int:
    """The integer of a JSON number; `NotACertificate` if it is too long for any count."""
    if len(digits) > MAX_COUNT_DIGITS:
        raise NotACertificate("the file holds an integer that is too long")
    return int(digits)


def no_float(_: str) -> NoReturn:
    """Never returns: floats, NaN and Infinity are not exact numbers."""
    raise NotACertificate("the file holds a floating-point number")


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; `NotACertificate` if a key occurs twice."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotACertificate("the file holds an object with a key that occurs twice")
    return value


def validated(value: dict[str, Any], data: bytes) -> Certificate | Theorem:
    """The certificate of a parsed file; `Refusal` if its spelling, its digest or its header is not allowed."""
    members(value, *KEYS[value["format"], value["version"]])
    if canonical(value).encode("ascii") != data:
        raise Refusal("the file is not in canonical spelling")
    rest = canonical({key: item for key, item in value.items() if key != "digest"})
    if value["digest"] != "sha256:" + hashlib.sha256(rest.encode("ascii")).hexdigest():
        raise Refusal("the digest does not belong to the file")
    layer = layer_name(value["layer"])
    if (layer == RC_RELU) != (value["version"] == 1):
        raise Refusal(f"the layer {quoted(value['layer'])} is unknown to version {value['version']}")
    return theorem(value) if value["format"] == EVERY_BATCH else certificate(value, layer)


def certificate(value: dict[str, Any], layer: LayerName = RC_RELU) -> Certificate:
    """The certificate of one batch size whose spelling, digest and layer are right; `Refusal` otherwise."""
    n, configuration = count(value["batch"], 3, 10**9), value["configuration"]
    require_provenance(value["provenance"])
    bits, claims = count(value["bits"], 32, 4096), listed(value["claims"])
    if value["version"] == 1:
        return Certificate(n, configuration, smaller_cluster(configuration, n), bits, claims)
    faith = value["faith"]
    if not isinstance(faith, dict) or any(reason not in FAITHS for reason in faith.values()):
        raise Refusal("what is taken on faith rests on something unknown")
    return Certificate(n, configuration, parameter(configuration, n), bits, claims, layer, faith)


def theorem(value: dict[str, Any]) -> Theorem:
    """The certificate of the theorem whose spelling, digest and layer are right; `Refusal` otherwise."""
    if value["theorem"] != "odd-point":
        raise Refusal(f"the theorem {quoted(value['theorem'])} is unknown")
    require_provenance(value["provenance"])
    return Theorem(count(value["bits"], 32, 4096), listed(value["claims"]))


def listed(claims: Any) -> tuple[Claim, ...]:
    """The entries of the list of claims, 1 to 16 of them; `Refusal` otherwise."""
    return tuple(Claim(*members(claim, "id", "statement", "witness")) for claim in items(claims, 1, 16))


def smaller_cluster(configuration: Any, n: int) -> int:
    """The k of a configuration "two-cluster:k", 1 ≤ k ≤ n − 1, or 1 for the others; `Refusal` if it is none of them."""
    if configuration in FAMILY:
        return 1
    spelling = TWO_CLUSTER.fullmatch(configuration) if isinstance(configuration, str) else None
    if spelling is None:
        raise Refusal(f"the configuration {quoted(configuration)} is unknown")
    return count(int(spelling[1]), 1, n - 1)


def parameter(configuration: Any, n: int) -> int:
    """The K of a configuration of version 2, or 1 if it has none; `Refusal` if it is unknown."""
    if configuration == "collapsed":
        return 1
    spelling = PROJECTOR.fullmatch(configuration) if isinstance(configuration, str) else None
    return smaller_cluster(configuration, n) if spelling is None else count(int(spelling[1]), 1, n)


def require_provenance(value: Any) -> None:
    """Nothing; `Refusal` unless the provenance maps at most 16 short names to short strings."""
    if not isinstance(value, dict) or len(value) > 16:
        raise Refusal("the provenance is not an object with at most 16 entries")
    for name, note in value.items():
        if not (NAME.fullmatch(name) and isinstance(note, str) and NOTE.fullmatch(note)):
            raise Refusal("the provenance holds an entry that is not allowed")
