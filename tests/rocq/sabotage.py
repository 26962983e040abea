"""Sabotaged certificates for Rocq: what the exporter would write of a lie, were there no check in balls before it.

The claims of a certificate are forged field by field, with the checker and the check in balls out of the way, and signs
are flipped in the generated text: nothing but the kernel is left to notice.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any
from unittest import mock

from bnproofs.checker.reader import Certificate, Claim
from bnproofs.numbers.precision import current_bits
from bnproofs.rocq import goals
from bnproofs.rocq.export import Export, export

Path = tuple[Any, ...]
"""The place of a value in a list of claims: the number of the claim, "statement" or "witness", keys and indices."""

_RATIONAL = re.compile(r"-?\d+(/\d+)?")
_BITS = re.compile(r"enclose (\d+)%positive")
_LESS = re.compile(r"(Lemma \w+ : (?:forall [^>]*-> )?)(?:0 < (\(.*\))|(\(.*\)) < 0)\.$", re.MULTILINE)
_VERDICTS = {"stable": "unstable", "unstable": "stable"}


@dataclass(frozen=True, slots=True)
class Sabotage:
    """Files with one lie in them: of what kind, where, and the files that have to fail over it."""

    kind: str
    place: str
    export: Export
    suspects: tuple[str, ...]


def sabotaged(honest: Certificate, finer: Certificate, others: tuple[Certificate, ...] = ()) -> Iterator[Sabotage]:
    """All sabotaged variants of a certificate.

    `finer` is the certificate with more bits, which says where the true values are; `others` are certificates of other
    batches, whose exact values go with forged batches.
    """
    true = export(honest)
    yield from _signs(true)
    least = max([int(bits) for file in true.files for bits in _BITS.findall(file.text)], default=0)
    for kind, place, forged in _forged(honest, finer, others):
        lie = unchecked(forged, least)
        if lie.files != true.files:
            yield Sabotage(kind, place, lie, _suspects(true, lie))


def unread(honest: Certificate, finer: Certificate) -> set[str]:
    """The fields of the statements that may say anything without a change in the exported files."""
    true = export(honest)
    least = max([int(bits) for file in true.files for bits in _BITS.findall(file.text)], default=0)
    places = {}
    for _, place, forged in _forged(honest, finer, ()):
        field = re.sub(r"\d+", "#", place.partition(":")[2].removesuffix(" lower").removesuffix(" upper"))
        field = f"{place.partition(':')[0]}:{field}"
        places[field] = places.get(field, True) and unchecked(forged, least).files == true.files
    return {field for field, same in places.items() if same}


def unchecked(certificate: Certificate, least: int) -> Export:
    """The export of a certificate whose goals are taken for true in balls, with at least these bits each."""

    def believed(*_: object) -> bool:
        return current_bits() >= least

    kinds = (goals.Sign, goals.Inside, goals.Above)
    patches = [mock.patch.object(kind, "holds", believed) for kind in kinds]
    for patch in patches:
        patch.start()
    try:
        return export(certificate)
    finally:
        for patch in patches:
            patch.stop()


def _signs(true: Export) -> Iterator[Sabotage]:
    """Every sign of a lemma flipped, and the one of a theorem without lemmas."""

    def flipped(match: re.Match[str]) -> str:
        start, positive, negative = match.groups()
        return f"{start}{positive} < 0." if positive else f"{start}0 < {negative}."

    for at, file in enumerate(true.files):
        changes: list[tuple[int, int, str]] = [(*m.span(), flipped(m)) for m in _LESS.finditer(file.text)]
        changes += [(*m.span(), "transverse < 1.") for m in re.finditer(r"1 < transverse\.", file.text)]
        for start, end, text in changes:
            lie = replace(file, text=file.text[:start] + text + file.text[end:])
            files = (*true.files[:at], lie, *true.files[at + 1 :])
            line = text.split(":")[0].removeprefix("Lemma ").strip()
            yield Sabotage("sign flipped", f"{file.claim}:{line}", replace(true, files=files), (file.name,))


def _forged(
    honest: Certificate, finer: Certificate, others: tuple[Certificate, ...]
) -> Iterator[tuple[str, str, Certificate]]:
    """(kind, place, certificate) of all forged certificates."""
    places = list(_places(honest))
    intervals = [path for path in places if _is_interval(_at(honest, path)) and not _is_exact(_at(honest, path))]
    for path in intervals:
        for end, interval in _tightened(_at(honest, path), _at(finer, path), honest.bits):
            yield "bound past the truth", f"{_spelled(honest, path)} {end}", _with(honest, {path: interval})
    for first, second in pairwise(intervals):
        a, b = _at(honest, first), _at(honest, second)
        if a != b and first[1] == second[1]:
            place = f"{_spelled(honest, first)} with {_spelled(honest, second)}"
            yield "intervals exchanged", place, _with(honest, {first: b, second: a})
    for path in places:
        value, place = _at(honest, path), _spelled(honest, path)
        if isinstance(value, str) and _RATIONAL.fullmatch(value):
            yield "exact value", place, _with(honest, {path: _next(value)})
        elif _is_exact(value):
            yield "exact value", place, _with(honest, {path: [_next(value[0])] * 2})
        elif path[-1] == "verdict":
            yield "verdict flipped", place, _with(honest, {path: _VERDICTS[value]})
        elif type(value) is int:
            yield "count", f"{place} +1", _with(honest, {path: value + 1})
            yield "count", f"{place} -1", _with(honest, {path: value - 1})
        elif isinstance(value, str):
            yield "name", place, _with(honest, {path: "another"})
    counts = [path for path in places if path[-1] == "multiplicity"]
    for first, second in pairwise(counts):
        traded = {first: _at(honest, first) + 1, second: _at(honest, second) - 1}
        yield "multiplicities traded", f"{_spelled(honest, first)} and next", _with(honest, traded)
    for batch in (honest.batch - 1, honest.batch + 1):
        if batch > max(2, honest.k):
            yield "batch", f"{batch} points", replace(honest, batch=batch)
    for other in others:
        claims = (*other.claims[:2], *honest.claims[2:])
        forged = replace(honest, batch=other.batch, claims=claims)
        counted = [path for path in counts if _has(other, path)]
        forged = _with(forged, {path: _at(other, path) for path in counted})
        yield "batch, with its exact values", f"{other.batch} points", forged


def _tightened(interval: list[str], true: list[str], bits: int) -> Iterator[tuple[str, list[str]]]:
    """The interval without the true value: its lower end moved above it, or its upper end below it."""
    (low, high), (least, most) = map(Fraction, interval), map(Fraction, true)
    tiny = max(abs(low), abs(high)) / 2**bits
    above, below = max(high - most, Fraction(0)) or tiny, max(least - low, Fraction(0)) or tiny
    yield "lower", [str(most + above / 2), str(max(high, most + above))]
    yield "upper", [str(min(low, least - below)), str(least - below / 2)]


def _suspects(true: Export, lie: Export) -> tuple[str, ...]:
    """The claims' files that changed, or that mention a definition that changed."""
    before = {file.name: file.text for file in true.files}
    changed = set()
    for old, new in zip(before["Data"].splitlines(), lie.files[0].text.splitlines(), strict=True):
        if old != new:
            changed.add(new.split()[1])
    return tuple(
        file.name
        for file in lie.files
        if file.claim and (file.text != before[file.name] or changed & set(re.findall(r"\w+", file.text)))
    )


def _places(certificate: Certificate) -> Iterator[Path]:
    """The places of all values that a statement or the roots of a witness hold."""
    for number, claim in enumerate(certificate.claims):
        yield from _under(claim.statement, (number, "statement"))
        yield from _under(claim.witness.get("roots", []), (number, "witness", "roots"))


def _under(value: Any, path: Path) -> Iterator[Path]:
    if not isinstance(value, dict | list) or _is_interval(value):
        yield path
    else:
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _under(item, (*path, key))


def _is_interval(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(end, str) for end in value)


def _is_exact(value: Any) -> bool:
    return _is_interval(value) and value[0] == value[1]


def _next(value: str) -> str:
    number = Fraction(value)
    return str(number + Fraction(1, number.denominator))


def _at(certificate: Certificate, path: Path) -> Any:
    value: Any = getattr(certificate.claims[path[0]], path[1])
    for key in path[2:]:
        value = value[key]
    return value


def _has(certificate: Certificate, path: Path) -> bool:
    try:
        _at(certificate, path)
    except (LookupError, TypeError):
        return False
    return True


def _with(certificate: Certificate, values: dict[Path, Any]) -> Certificate:
    """The certificate with other values at some places."""
    claims = [Claim(claim.id, copy.deepcopy(claim.statement), copy.deepcopy(claim.witness)) for claim in certificate.claims]
    for (number, part, *keys), value in values.items():
        inner = getattr(claims[number], part)
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value
    return replace(certificate, claims=tuple(claims))


def _spelled(certificate: Certificate, path: Path) -> str:
    inner = [str(key) for key in path[2:]]
    return f"{certificate.claims[path[0]].id}:{'.'.join(inner)}"
