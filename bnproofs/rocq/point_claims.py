"""The claims enclosure, spectrum and stability of an odd-point or separating certificate, for Rocq."""

from __future__ import annotations

from collections.abc import Iterable

from bnproofs.checker.reader import Claim
from bnproofs.rocq.expressions import Batch, Call, Variable
from bnproofs.rocq.family_data import GEOMETRY, GEOMETRY_INTERVALS, ODD_EIGENVALUES, multiplicities
from bnproofs.rocq.goals import Above, Goal, Inside, precision
from bnproofs.rocq.layout import Count, Data, ProvedClaim, conjunction_of
from bnproofs.rocq.vocabulary import Function

VERDICTS = {"stable": "odd_stable", "unstable": "odd_unstable"}
"""What the theory calls a verdict on an odd or a separating point."""


def decided(data: Data, least: int, goals: Iterable[Goal]) -> list[tuple[Goal, int]]:
    """Goals with the precision at which each was found true; `UndecidedGoalError` if one is not."""
    return [(goal, precision(goal, data.batch, data.intervals, least)) for goal in goals]


def inner_claims(claims: dict[str, Claim], data: Data, least: int, root: str) -> list[ProvedClaim]:
    """The three claims, for every s of the interval `root`."""
    verdict = VERDICTS[claims["stability"].statement["verdict"]]
    return [_enclosure(data, least, root), _spectrum(claims["spectrum"], data, least, root), _stability(verdict, root)]


def _enclosed(name: str, function: Function, root: str) -> Inside:
    return Inside(f"{name.removeprefix('claimed_')}_enclosed", Call(function, (Batch(), Variable())), name, root)


def _claim(claim: str, goals: list[tuple[Goal, int]], root: str, says: str, proof: str) -> ProvedClaim:
    """A claim on all s of the root's interval; `says` holds {s}."""
    theorem = f"forall s : R, inside s {root} ->\n    {says.replace('{s}', 's')}"
    return ProvedClaim(claim, goals, theorem, f"intros s s_in. {proof}", says)


def _enclosure(data: Data, least: int, root: str) -> ProvedClaim:
    goals = [_enclosed(name, function, root) for name, (_, function) in GEOMETRY.items()]
    angle, *others = (f"({goal.name} s s_in)" for goal in goals)
    return _claim(
        "enclosure",
        decided(data, least, goals),
        root,
        f"geometry batch {{s}} {GEOMETRY_INTERVALS}",
        f"refine {conjunction_of([angle, '_', *others])}.\n"
        f"  apply (square_inside s {root} claimed_tau s_in); data; lra.",
    )


def _spectrum(spectrum: Claim, data: Data, least: int, root: str) -> ProvedClaim:
    real = Above("real_eigenvalues", Call(Function.STANDARD_DISCRIMINANT, (Batch(), Variable())), root)
    eigenvalues = [_enclosed(name, function, root) for name, function in ODD_EIGENVALUES.items()]
    facts = "\n  ".join(f"pose proof ({goal.name} s s_in) as {goal.name}_in." for goal in eigenvalues)
    trivial, *others = (f"{goal.name}_in" for goal in eigenvalues)
    proved = _claim(
        "spectrum",
        decided(data, least, [real, *eigenvalues]),
        root,
        f"odd_spectrum batch {{s}} {' '.join(ODD_EIGENVALUES)} claimed_radius",
        f"{facts}\n  refine {conjunction_of([trivial, '(real_eigenvalues s s_in)', *others, '_'])}. data. largest.",
    )
    return proved.with_count(Count("odd_multiplicities", data.batch, tuple(multiplicities(spectrum))))


def _stability(verdict: str, root: str) -> ProvedClaim:
    decide = "repeat split; lra" if verdict == "odd_stable" else "unfold odd_unstable, size_above_one; lra"
    proof = (
        f"destruct (claim_6 s s_in) as (trivial_in & real & larger_in & smaller_in & pairs_in & most). data. {decide}."
    )
    return _claim("stability", [], root, f"{verdict} batch {{s}}", proof)
