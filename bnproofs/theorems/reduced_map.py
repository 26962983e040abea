"""Theorems on the reduced map τ ↦ τ' of the odd-point family of recentring + ReLU."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.configurations import odd_family
from bnproofs.fixed_points.candidate import propose
from bnproofs.fixed_points.cover import Cover, CoverFailedError, isolate
from bnproofs.fixed_points.enclosure import Enclosure, EnclosureFailedError, enclose
from bnproofs.fixed_points.flow import prove_flow
from bnproofs.fixed_points.segment import tangent
from bnproofs.numbers.interval import outward
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.theorem import Theorem, Verdict, degenerate, pair, proved, undecided

INNER_KINDS = ("odd-point", "separating")
"""The kinds of fixed points between the ideal and the uniform one."""


@dataclass(frozen=True, slots=True)
class FixedPoints:
    """The theorem on the fixed points of the reduced map, with the enclosures that later theorems need."""

    theorem: Theorem
    enclosures: tuple[Enclosure, ...]

    def of(self, kind: str) -> Enclosure | None:
        """The enclosure of the fixed point of a kind, if there is one."""
        return next((enclosure for enclosure in self.enclosures if enclosure.kind == kind), None)


def prove_fixed_points(n: int, precision: Precision) -> FixedPoints:
    """The complete list of fixed points of the reduced map on τ ∈ [0, ∞], for a batch of n ≥ 3.

    PROVED asserts: these and no others, each enclosed, in increasing order; the uniform point is exact, τ = n² − 2n.
    The witness is a cover of [0, 1] by boxes whose shapes fix the number of zeros.
    """
    name = "fixed-points"
    form = odd_family.fixed_point_form_of(n)
    guesses = propose(n, precision.roots)
    steering = (*(float(guess.tangent) for guess in guesses), math.sqrt(n * (n - 2)))
    try:
        with working_precision(precision.boxes):
            cover = isolate(form, steering)
        homes = cover.zero_boxes
        if len(homes) != len(guesses) + 1 or not holds_uniform(n, homes[-1].low, homes[-1].high):
            return FixedPoints(
                undecided(name, f"{len(homes)} zeros were proved and {len(guesses) + 1} guessed: raise the precision"),
                (),
            )
        with working_precision(precision.points):
            enclosures = tuple(
                enclose(form, guess, home, precision.roots) for guess, home in zip(guesses, homes, strict=False)
            )
            inner = [{"kind": e.kind, "tau": tau_of(e, precision.promised)} for e in enclosures]
    except (CoverFailedError, EnclosureFailedError, ValueError) as failure:
        return FixedPoints(undecided(name, str(failure)), ())
    points = [
        {"kind": "ideal", "tau": degenerate(0)},
        *inner,
        {"kind": "uniform", "tau": degenerate(n * n - 2 * n)},
    ]
    roots = [[e.low, e.high] for e in enclosures]
    return FixedPoints(proved(name, {"points": points}, {"cover": cover_witness(cover), "roots": roots}), enclosures)


def prove_reduced_dynamics(n: int, points: FixedPoints, precision: Precision) -> Theorem:
    """The limit of every orbit of the reduced map, for a batch of n ≥ 3 with the proved list of its fixed points.

    PROVED asserts: each open interval between neighbouring fixed points, and (τ_u, ∞], is mapped into itself, and every
    orbit in it tends to the stated end.
    """
    name = "reduced-dynamics"
    if not points.theorem.statement:
        return undecided(name, "the fixed points are undecided, so the intervals between them are")
    try:
        with working_precision(precision.boxes):
            flow = prove_flow(n)
    except CoverFailedError as failure:
        return undecided(name, str(failure))
    kinds = [point["kind"] for point in points.theorem.statement["points"]]
    flows = [{"from": a, "to": b, "limit": _limit(a, b)} for a, b in zip(kinds, [*kinds[1:], "infinity"], strict=True)]
    return proved(name, {"flows": flows}, {"increasing": list(flow.increasing), "beyond": list(flow.beyond)})


def prove_non_existence(kind: str, points: FixedPoints) -> Theorem:
    """The theorem that there is no odd or no separating point, from the complete list of fixed points.

    PROVED asserts: the reduced map has no fixed point with 0 < τ < n² − 2n. REFUTED: the list has one of that kind.
    """
    name = "non-existence"
    if not points.theorem.statement:
        return undecided(name, "the fixed points are undecided")
    if points.enclosures or kind not in INNER_KINDS:
        return Theorem(
            name, Verdict.REFUTED, advice=f"the complete list of fixed points has a {kind}: prove its enclosure"
        )
    return proved(name, {"configuration": kind})


def _limit(start: str, end: str) -> str:
    """The end of an interval that attracts: the ideal and the separating point repel, and so does infinity."""
    return start if end in ("separating", "infinity") else end


def holds_uniform(n: int, low: Fraction, high: Fraction) -> bool:
    """Whether low < x_u < high, x_u = T/(1 + T) with T² = n² − 2n, in exact arithmetic."""
    return tangent(low) ** 2 < n * (n - 2) and (high == 1 or n * (n - 2) < tangent(high) ** 2)


def tau_of(enclosure: Enclosure, bits: int) -> list[Any]:
    """The interval of τ over an enclosure of x."""
    return pair(outward(odd_family.tau(0, *enclosure.direction()), bits))


def cover_witness(cover: Cover) -> dict[str, Any]:
    """The witness that holds a cover: its points and the shapes between them."""
    return {
        "points": [Fraction(0), *(box.high for box in cover.boxes)],
        "shapes": [box.shape.value for box in cover.boxes],
    }
