"""The last file of an export: one theorem that says all that the claims say, and what it assumes."""

from __future__ import annotations

from bnproofs.checker.reader import FAMILY
from bnproofs.rocq.layout import COUNT, Data, GeneratedFile, ProvedClaim, conjunction_of, opening

THEOREM = "certificate"
"""The name of the theorem."""

FILE = "Summary"
"""The name of the file, without its ending."""

POINTS = {"odd-point": "r", "separating": "t", "uniform": "(uniform_point batch)"}
"""What the theorem calls the point of a configuration."""


def summary(configuration: str, data: Data, claims: list[ProvedClaim], theory: str) -> GeneratedFile:
    """The file with the theorem, which imports those of all claims."""
    if configuration not in FAMILY:
        statement, proof = _of_two_clusters(claims)
    elif "odd_root" in data.intervals:
        statement, proof = _of_four(claims, POINTS[configuration])
    else:
        statement, proof = _of_two(claims)
    return summary_file(statement, proof, theory, ["Data", *(f"Claim{number + 1}" for number in range(len(claims)))])


def summary_file(statement: str, proof: str, theory: str, imports: list[str]) -> GeneratedFile:
    """The file with this theorem."""
    return GeneratedFile(
        FILE,
        "",
        f"{opening(theory, imports)}\nTheorem {THEOREM} :\n  {statement}.\nProof.\n  {proof}\nQed.\n\n"
        f"Print Assumptions {THEOREM}.\n",
    )


def conjunction(statements: list[str]) -> str:
    """The conjunction of statements, one on each line."""
    return "\n  /\\ ".join(f"({statement})" for statement in statements)


def _of_two_clusters(claims: list[ProvedClaim]) -> tuple[str, str]:
    proofs = [f"claim_{number + 1}" for number in range(len(claims))]
    statements = [claim.theorem for claim in claims] + _counts(claims)
    return conjunction(statements), f"exact {conjunction_of([*proofs, COUNT])}."


def _of_two(claims: list[ProvedClaim]) -> tuple[str, str]:
    """With the ideal and the uniform point only."""
    first, second, _, _, *others = claims
    points = "(two_fixed_points_from_signs batch ltac:(data; lra) claim_3)"
    proofs = ["claim_1", "claim_2", points, "(claim_4 claim_3)"]
    proofs += [f"claim_{number}" for number in range(5, 5 + len(others))] + [COUNT] * len(_counts(claims))
    said = [claim.theorem for claim in others] + _counts(claims)
    statements = [first.theorem, second.theorem, "two_fixed_points batch", "flows_of_two batch", *said]
    return conjunction(statements), f"exact {conjunction_of(proofs)}."


def _of_four(claims: list[ProvedClaim], at: str) -> tuple[str, str]:
    """With an odd point r² and a separating point t²."""
    first, second, _, _, *others = claims
    statements = [
        "four_fixed_points batch r t",
        "inside (r ^ 2) odd_tau",
        "inside (t ^ 2) separating_tau",
        "flows_of_four batch r t",
        *(claim.at(at) for claim in others),
        *_counts(claims),
    ]
    return (
        conjunction([first.theorem, second.theorem]) + "\n  /\\ exists r t : R,\n  " + conjunction(statements),
        "refine (conj claim_1 (conj claim_2 _)).\n"
        "  destruct claim_3 as (r & t & signs & r_in & t_in & r_tau & t_tau). exists r, t.\n"
        "  pose proof (four_fixed_points_from_signs batch r t ltac:(data; lra) signs) as points.\n"
        "  pose proof (claim_4 r t signs) as flows.\n"
        "  pose proof claim_5 as a. pose proof claim_6 as b. pose proof claim_7 as c.\n"
        "  refine (conj points (conj r_tau (conj t_tau (conj flows _)))).\n"
        "  refine (conj _ (conj _ (conj _ _))); auto using multiplicities.",
    )


def _counts(claims: list[ProvedClaim]) -> list[str]:
    return [claim.count.statement() for claim in claims if claim.count is not None]
