"""The last file of an export: one theorem that says all that the claims say."""

from __future__ import annotations

from bnproofs.checker.reader import FAMILY
from bnproofs.rocq.layout import COUNT, Data, GeneratedFile, ProvedClaim, conjunction_of, opening

THEOREM = "certificate"
"""The name of the theorem."""

FILE = "Summary"
"""The name of the file, without its ending."""

OF_SIMPLEX = "(simplex_has_eigenvalues batch ltac:(data; lra))"
"""The proof that ties the uniform point's eigenvalues to the layer."""

POINTS = {"odd-point": "s", "separating": "r", "uniform": "(uniform_point batch)"}
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
        f"{opening(theory, imports)}\nTheorem {THEOREM} :\n  {statement}.\nProof.\n  {proof}\nQed.\n",
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
    exists = bool(_counts(claims))
    points = "(two_fixed_points_from_signs batch ltac:(data; lra) claim_3)"
    proofs = ["claim_1", "claim_2", points, "(claim_4 claim_3)"]
    proofs += [f"claim_{number}" for number in range(5, 5 + len(others))] + [COUNT, OF_SIMPLEX] * exists
    said = [claim.theorem for claim in others] + _counts(claims) + ["eigenvalues_of_simplex batch"] * exists
    statements = [first.theorem, second.theorem, "two_fixed_points batch", "flows_of_two batch", *said]
    return conjunction(statements), f"exact {conjunction_of(proofs)}."


def _of_four(claims: list[ProvedClaim], at: str) -> tuple[str, str]:
    """With an odd point s² and a separating point r²."""
    first, second, _, _, *others = claims
    simplex = at not in ("s", "r")
    zero = {"s": "zero_at_odd", "r": "zero_at_separating"}.get(at, "")
    layer = (
        OF_SIMPLEX
        if simplex
        else f"(layer_has_eigenvalues batch {at} ltac:(data; lra) ltac:(lra) ({zero} _ _ _ signs))"
    )
    statements = [
        "four_fixed_points batch s r",
        "inside (s ^ 2) odd_tau",
        "inside (r ^ 2) separating_tau",
        "flows_of_four batch s r",
        *(claim.at(at) for claim in others),
        *_counts(claims),
        f"eigenvalues_of_layer batch {at}" if zero else "eigenvalues_of_simplex batch",
    ]
    root = {"s": " s s_in", "r": " r r_in"}.get(at, "")
    proofs = [
        "points",
        "s_tau",
        "r_tau",
        "(claim_4 s r signs)",
        *(f"(claim_{k}{root})" for k in (5, 6, 7)),
        COUNT,
        layer,
    ]
    return (
        conjunction([first.theorem, second.theorem]) + "\n  /\\ exists s r : R,\n  " + conjunction(statements),
        "refine (conj claim_1 (conj claim_2 _)).\n"
        "  destruct claim_3 as (s & r & signs & s_in & r_in & s_tau & r_tau). exists s, r.\n"
        "  pose proof (four_fixed_points_from_signs batch s r ltac:(data; lra) signs) as points.\n"
        "  pose proof (proj1 points) as order.\n"
        f"  exact {conjunction_of(proofs)}.",
    )


def _counts(claims: list[ProvedClaim]) -> list[str]:
    return [claim.count.statement() for claim in claims if claim.count is not None]
