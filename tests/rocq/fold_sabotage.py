"""Sabotaged certificates of the theorem for every batch size: the saddle-node in other intervals than its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from unittest import mock

from sabotage import Sabotage, most_bits, signs_flipped, suspects, unchecked

from bnproofs.checker.fields import Bounds, rational
from bnproofs.checker.reader import Claim, Theorem
from bnproofs.rocq import every_batch
from bnproofs.rocq.every_batch import FOLD, export_theorem

Ends = tuple[Fraction, Fraction]


def ends(theorem: Theorem, key: str) -> Ends:
    """The interval of "batch" or "tau" that a certificate states."""
    statement = next(claim for claim in theorem.claims if claim.id == FOLD).statement
    low, high = map(Fraction, statement[key])
    return low, high


def placed(theorem: Theorem, **intervals: Ends) -> Theorem:
    """The certificate with other intervals of the saddle-node."""

    def forged(claim: Claim) -> Claim:
        stated = {key: [str(end) for end in interval] for key, interval in intervals.items()}
        return replace(claim, statement={**claim.statement, **stated}) if claim.id == FOLD else claim

    return replace(theorem, claims=tuple(map(forged, theorem.claims)))


def misplaced(theorem: Theorem) -> Iterator[tuple[str, Theorem]]:
    """What is wrong, and the certificate with it: intervals shifted, without width, inside out, exchanged."""
    for key in ("batch", "tau"):
        low, high = ends(theorem, key)
        width = high - low
        yield f"{key} shifted up", placed(theorem, **{key: (low + width, high + width)})
        yield f"{key} shifted down", placed(theorem, **{key: (low - width, high - width)})
        yield f"{key} at its lower end", placed(theorem, **{key: (low, low + width / 2**20)})
        yield f"{key} at its upper end", placed(theorem, **{key: (high - width / 2**20, high)})
        yield f"{key} with its ends swapped", placed(theorem, **{key: (high, low)})
    yield "batch and tau exchanged", placed(theorem, batch=ends(theorem, "tau"), tau=ends(theorem, "batch"))


def fold_sabotaged(theorem: Theorem) -> Iterator[Sabotage]:
    """All sabotaged variants, with the checker and the check in balls out of the way."""
    true = export_theorem(theorem)
    yield from signs_flipped(true)
    low, high = ends(theorem, "tau")
    left, right = every_batch.tangents((low, high), theorem.bits)
    others = {"above the root": (right, 2 * right - left), "below the root": (2 * left - right, left)}
    with mock.patch.object(every_batch, "bounds", lambda value: Bounds(*map(rational, value))):
        for what, lie in misplaced(theorem):
            made = unchecked(lie, most_bits(true))
            assert made is not None
            yield Sabotage("fold misplaced", what, made, suspects(true, made))
        for what, tangent in others.items():
            with mock.patch.object(every_batch, "tangents", return_value=tangent):
                made = unchecked(theorem, most_bits(true))
            assert made is not None
            yield Sabotage("fold misplaced", f"tangent {what}", made, suspects(true, made))
