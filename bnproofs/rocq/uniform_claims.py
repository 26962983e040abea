"""The claims enclosure, spectrum and stability of a uniform certificate, for Rocq."""

from __future__ import annotations

from bnproofs.checker.reader import Claim
from bnproofs.rocq.expressions import Batch, Call
from bnproofs.rocq.family_data import GEOMETRY, GEOMETRY_INTERVALS, UNIFORM_EIGENVALUES, multiplicities
from bnproofs.rocq.goals import Inside
from bnproofs.rocq.layout import Count, Data, ProvedClaim
from bnproofs.rocq.point_claims import decided
from bnproofs.rocq.vocabulary import Function

POINT = Call(Function.UNIFORM_POINT, (Batch(),))
"""The point s = √(n² − 2n)."""


def uniform_claims(claims: dict[str, Claim], data: Data, least: int) -> list[ProvedClaim]:
    """The three claims at the uniform point; a batch of three points has one eigenvalue only."""
    only = "claimed_uniform_pairs" not in data.intervals
    stable = "uniform_stable_of_three" if only else "uniform_stable"
    denied = {"stable": "", "unstable": "~ "}[claims["stability"].statement["verdict"]]
    parts = "(standard_in & most)" if only else "(standard_in & pairs_in & most)"
    return [
        _enclosure(data, least),
        _spectrum(claims["spectrum"], data, least, only),
        ProvedClaim(
            "stability",
            [],
            f"{denied}({stable} batch (uniform_point batch))",
            f"destruct claim_6 as {parts}. data. repeat split; lra.",
        ),
    ]


def _enclosed(name: str, function: Function) -> Inside:
    return Inside(f"{name.removeprefix('claimed_')}_enclosed", Call(function, (Batch(), POINT)), name)


def _enclosure(data: Data, least: int) -> ProvedClaim:
    """Angle, cosines and growth by enclosure; τ and the norm ratio exactly."""
    goals = [_enclosed(name, function) for name, (_, function) in GEOMETRY.items() if name != "claimed_ratio"]
    return ProvedClaim(
        "enclosure",
        decided(data, least, goals),
        f"geometry batch (uniform_point batch) {GEOMETRY_INTERVALS}",
        "assert (large : 3 <= batch) by (data; lra).\n"
        "  refine (conj angle_enclosed (conj _ (conj cosine_enclosed (conj cosine_odd_enclosed\n"
        "    (conj _ growth_enclosed))))).\n"
        "  - rewrite (tau_of_uniform batch large). data. lra.\n"
        "  - rewrite (norm_ratio_of_uniform batch large). data. lra.",
    )


def _spectrum(spectrum: Claim, data: Data, least: int, only: bool) -> ProvedClaim:
    names = ["claimed_standard"] if only else list(UNIFORM_EIGENVALUES)
    predicate = "uniform_spectrum_of_three" if only else "uniform_spectrum"
    facts = "\n  ".join(f"pose proof {name.removeprefix('claimed_')}_enclosed as {name}_in." for name in names)
    proof = "(conj claimed_standard_in _)" if only else "(conj claimed_standard_in (conj claimed_uniform_pairs_in _))"
    stated = [*multiplicities(spectrum), 0] if only else multiplicities(spectrum)
    return ProvedClaim(
        "spectrum",
        decided(data, least, [_enclosed(name, UNIFORM_EIGENVALUES[name]) for name in names]),
        f"{predicate} batch (uniform_point batch) {' '.join(names)} claimed_radius",
        f"{facts}\n  refine {proof}. data. largest.",
        count=Count("uniform_multiplicities", data.batch, tuple(stated)),
    )
