"""The claims of an odd-point, separating or uniform certificate for Rocq."""

from __future__ import annotations

from bnproofs.checker.reader import Certificate
from bnproofs.rocq.expressions import Batch, Call, Expression, Rational
from bnproofs.rocq.family_data import ROOTS, enclosed, roots
from bnproofs.rocq.goals import Interval, Sign
from bnproofs.rocq.layout import Data, ProvedClaim
from bnproofs.rocq.point_claims import decided, inner_claims
from bnproofs.rocq.two_cluster_claims import ray_claims, values_of_ray
from bnproofs.rocq.uniform_claims import uniform_claims
from bnproofs.rocq.vocabulary import Function


def family_certificate(certificate: Certificate) -> tuple[Data, list[ProvedClaim]]:
    """The data and the claims of a certificate whose configuration belongs to the odd-point family."""
    claims = {claim.id: claim for claim in certificate.claims}
    values = values_of_ray(certificate)
    intervals: dict[str, Interval] = {}
    proved = [*ray_claims(values)]
    points = claims["fixed-points"]
    three = len(points.statement["points"]) == 4
    if three:
        intervals |= roots(points)
    exists = "enclosure" in claims
    if exists:
        intervals |= enclosed(claims, certificate.configuration)
    data = Data(certificate.batch, values, intervals)
    least = certificate.bits + 32
    proved.append(_three_points("fixed-points", data, least) if three else _one_point("fixed-points"))
    proved.append(_flows("reduced-dynamics", three))
    if not exists:
        proved.append(
            ProvedClaim(
                "non-existence",
                [],
                "forall tau : R, 0 < tau -> tau <> batch ^ 2 - 2 * batch -> ~ fixed_ray batch (odd_family batch tau)",
                "intros tau positive other ray. apply other. apply (two_fixed_points_from_signs batch); "
                "[data; lra | data; apply signs_of_small_batch; lra | exact positive | exact ray].",
            )
        )
    elif certificate.configuration == "uniform":
        proved += uniform_claims(claims, data, least)
    else:
        proved += inner_claims(claims, data, least, ROOTS[certificate.configuration])
    return data, proved


def _three_points(claim: str, data: Data, least: int) -> ProvedClaim:
    """Signs of F at the ends of both intervals; the theory makes the complete list from them."""

    def at(root: str, end: int) -> Expression:
        return Call(Function.FORM, (Batch(), Rational(data.intervals[root][end])))

    goals = [
        Sign("sign_before_odd", at("odd_root", 0), +1),
        Sign("sign_after_odd", at("odd_root", 1), -1),
        Sign("sign_before_separating", at("separating_root", 0), -1),
        Sign("sign_after_separating", at("separating_root", 1), +1),
    ]
    exact = " | ".join(["data; lra"] * 5)
    signs = " | ".join(f"exact {goal.name}" for goal in goals)
    return ProvedClaim(
        claim,
        decided(data, least, goals),
        "exists s r : R, signs_of_three batch s r /\\ inside s odd_root /\\ inside r separating_root\n"
        "    /\\ inside (s ^ 2) odd_tau /\\ inside (r ^ 2) separating_tau",
        f"apply three_from_intervals; [{exact} | {signs} | data; lra | data; lra | data; lra | data; lra].",
    )


def _one_point(claim: str) -> ProvedClaim:
    return ProvedClaim(claim, [], "signs_of_one batch", "data. apply signs_of_small_batch; lra.")


def _flows(claim: str, three: bool) -> ProvedClaim:
    """The limits of all orbits, from the signs of F."""
    bound = "data; lra"
    if three:
        return ProvedClaim(
            claim,
            [],
            "forall s r : R, signs_of_three batch s r -> flows_of_four batch s r",
            f"intros s r signs. apply flows_of_four_from_signs; [{bound} | exact signs].",
        )
    return ProvedClaim(
        claim,
        [],
        "signs_of_one batch -> flows_of_two batch",
        f"intros signs. apply flows_of_two_from_signs; [{bound} | exact signs].",
    )
