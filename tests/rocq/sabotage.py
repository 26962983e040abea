"""Sabotaged certificates for Rocq: what the exporter would write of a lie, were there no check in balls before it.

The claims of a certificate are forged field by field, with the checker and the check in balls out of the way, and signs
are flipped in the generated text: nothing but the kernel is left to notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from unittest import mock

from forgery import at, forged, is_exact, is_interval, is_rational, next_to, places, spelled

from bnproofs.checker.reader import Certificate, Theorem
from bnproofs.commands.kernel import exported
from bnproofs.rocq import point_claims
from bnproofs.rocq.export import Export, export

_BITS = re.compile(r"enclose(?:_over [ns])? (\d+)%positive")
_LEMMA = re.compile(r"^(Lemma \w+ : (?:forall [^>]*-> )?)(?:0 < (\(.*\))|(\(.*\)) < 0)\.$", re.MULTILINE)
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
    batches, of which a forged one takes the batch and the exact values.
    """
    true = export(honest)
    yield from signs_flipped(true)
    bits = most_bits(true)
    same = unchecked(honest, bits)
    assert same is not None
    for kind, place, certificate in forgeries(honest, finer, others):
        lie = unchecked(certificate, bits)
        if lie is not None and lie.files != same.files:  # otherwise it is in what the kernel is not asked about
            yield Sabotage(kind, place, lie, suspects(same, lie))


def unchecked(certificate: Certificate | Theorem, bits: int) -> Export | None:
    """The export of a certificate whose goals pass for decided, with these bits; None if it lacks what is needed."""
    with mock.patch.object(point_claims, "precision", return_value=bits):
        try:
            return exported(certificate)
        except KeyError:
            return None


def most_bits(true: Export) -> int:
    """The largest precision of a goal."""
    return max([int(bits) for file in true.files for bits in _BITS.findall(file.text)], default=0)


def forgeries(
    honest: Certificate, finer: Certificate, others: tuple[Certificate, ...] = ()
) -> Iterator[tuple[str, str, Certificate]]:
    """(kind, place, certificate) of all forged certificates."""
    fields = list(places(honest))
    intervals = [path for path in fields if is_interval(at(honest, path)) and not is_exact(at(honest, path))]
    for path in intervals:
        for end, interval in _tightened(at(honest, path), at(finer, path), honest.bits):
            yield "bound past the truth", f"{spelled(honest, path)} {end}", forged(honest, {path: interval})
    for first, second in pairwise(intervals):
        a, b = at(honest, first), at(honest, second)
        if a != b and first[1] == second[1]:
            place = f"{spelled(honest, first)} and {spelled(honest, second)}"
            yield "intervals exchanged", place, forged(honest, {first: b, second: a})
    for path in fields:
        value, place = at(honest, path), spelled(honest, path)
        if is_rational(value):
            yield "exact value", place, forged(honest, {path: next_to(value)})
        elif is_exact(value):
            yield "exact value", place, forged(honest, {path: [next_to(value[0])] * 2})
        elif path[-1] == "verdict":
            yield "verdict flipped", place, forged(honest, {path: _VERDICTS[value]})
        elif type(value) is int:
            yield "count", f"{place} +1", forged(honest, {path: value + 1})
            yield "count", f"{place} -1", forged(honest, {path: value - 1})
        elif isinstance(value, str):
            yield "name", place, forged(honest, {path: "another"})
    counts = [path for path in fields if path[-1] == "multiplicity"]
    for first, second in pairwise(counts):
        traded = {first: at(honest, first) + 1, second: at(honest, second) - 1}
        yield "multiplicities traded", f"{spelled(honest, first)} and the next", forged(honest, traded)
    for batch in (honest.batch - 1, honest.batch + 1):
        if batch > max(2, honest.k):
            yield "batch", f"{batch} points", replace(honest, batch=batch)
    for other in others:
        taken = replace(honest, batch=other.batch, claims=(*other.claims[:2], *honest.claims[2:]))
        yield "batch", f"{other.batch} points, its counts", forged(taken, {path: at(other, path) for path in counts})


def signs_flipped(true: Export) -> Iterator[Sabotage]:
    """Every sign of a lemma flipped, and that of a theorem without lemmas."""
    for number, file in enumerate(true.files):
        changes = [(*found.span(), _flipped(*found.groups())) for found in _LEMMA.finditer(file.text)]
        changes += [(*found.span(), "transverse < 1.") for found in re.finditer(r"1 < transverse\.", file.text)]
        for start, end, text in changes:
            lie = replace(file, text=file.text[:start] + text + file.text[end:])
            files = (*true.files[:number], lie, *true.files[number + 1 :])
            place = f"{file.claim}:{text.partition(' :')[0].removeprefix('Lemma ')}"
            yield Sabotage("sign flipped", place, replace(true, files=files), (file.name,))


def _flipped(start: str, positive: str | None, negative: str | None) -> str:
    return f"{start}{positive} < 0." if positive else f"{start}0 < {negative}."


def _tightened(interval: list[str], true: list[str], bits: int) -> Iterator[tuple[str, list[str]]]:
    """The interval without the true value: its lower end moved above it, or its upper end below it."""
    (low, high), (least, most) = map(Fraction, interval), map(Fraction, true)
    tiny = max(abs(low), abs(high)) / 2**bits
    above, below = max(high - most, Fraction(0)) or tiny, max(least - low, Fraction(0)) or tiny
    yield "lower", [str(most + above / 2), str(max(high, most + above))]
    yield "upper", [str(min(low, least - below)), str(least - below / 2)]


def suspects(true: Export, lie: Export) -> tuple[str, ...]:
    """The claims' files that changed, or that mention a definition that changed."""
    before = {file.name: file.text for file in true.files}
    lines = zip(before["Data"].splitlines(), lie.files[0].text.splitlines(), strict=True)
    changed = {new.split()[1] for old, new in lines if old != new}
    return tuple(
        file.name
        for file in lie.files
        if file.claim and (file.text != before[file.name] or changed & set(re.findall(r"\w+", file.text)))
    )
