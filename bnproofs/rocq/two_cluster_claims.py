"""The claims of a two-cluster certificate, and the first two of every certificate, for Rocq: exact values only."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.checker.fields import bounds, count, rational
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.rocq.expressions import Batch, Call, Rational, number
from bnproofs.rocq.goals import Equal, Goal
from bnproofs.rocq.layout import Count, Data, ProvedClaim
from bnproofs.rocq.vocabulary import Function

IN_RANGE = "ltac:(data; split; lra)"
"""The proof that 0 < k < n."""


def call(function: Function, k: Fraction) -> Call:
    """A function of two clusters at (batch, k)."""
    return Call(function, (Batch(), Rational(k)))


def values_of_ray(certificate: Certificate) -> dict[str, Fraction]:
    """The exact values that the first two claims state."""
    invariant, unstable = (claim.statement for claim in certificate.claims[:2])
    return {
        "apart": Fraction(certificate.k),
        "ray_ratio": rational(invariant["norm_ratio"]),
        "ray_growth": rational(invariant["growth"]),
        "transverse": rational(unstable["transverse_multiplier"]),
    }


def ray_claims(values: dict[str, Fraction]) -> tuple[ProvedClaim, ProvedClaim]:
    """The claims two-cluster-invariant and two-cluster-unstable."""
    k = values["apart"]
    return (
        ProvedClaim(
            "two-cluster-invariant",
            exact(
                Equal("ratio_value", call(Function.TWO_RATIO, k), values["ray_ratio"]),
                Equal("growth_value", call(Function.TWO_GROWTH, k), values["ray_growth"]),
            ),
            "two_cluster_invariant batch apart ray_ratio ray_growth",
            "exact (two_cluster_invariant_from_values batch apart ray_ratio ray_growth\n"
            f"    {IN_RANGE} ratio_value growth_value).",
        ),
        ProvedClaim(
            "two-cluster-unstable",
            exact(Equal("transverse_value", call(Function.TRANSVERSE, k), values["transverse"])),
            "two_cluster_unstable batch apart transverse",
            f"exact (two_cluster_unstable_from_value batch apart transverse {IN_RANGE} transverse_value).",
        ),
    )


def exact(*goals: Goal) -> list[tuple[Goal, int]]:
    """Goals that need no precision."""
    return [(goal, 0) for goal in goals]


def two_cluster_certificate(certificate: Certificate) -> tuple[Data, list[ProvedClaim]]:
    """The data and the claims of a two-cluster certificate."""
    n, k = certificate.batch, certificate.k
    values = values_of_ray(certificate)
    _, _, enclosure, spectrum, stability = certificate.claims
    eigenvalue = dict(_eigenvalues(spectrum))
    zero = Fraction(0)
    values |= {
        "first": eigenvalue.get("standard(n-k)", Fraction(k * n, (n - k) ** 2 + k**2)),
        "second": eigenvalue.get("standard(k)", Fraction((n - k) * n, (n - k) ** 2 + k**2)),
        "mixed": eigenvalue.get("mixed", zero),
        "radius": bounds(spectrum.statement["spectral_radius"]).lower,
    }
    geometry = {
        name: bounds(enclosure.statement[name]).lower for name in ("cos_cluster", "cos_odd", "norm_ratio", "growth")
    }
    values |= {"cosine": geometry["cos_cluster"], "cosine_across": geometry["cos_odd"]}
    values |= {"ratio": geometry["norm_ratio"], "growth": geometry["growth"]}
    return Data(n, values, {}), [
        *ray_claims(values),
        ProvedClaim(
            "enclosure",
            exact(
                Equal("ratio_at_ray", call(Function.TWO_RATIO, Fraction(k)), values["ratio"]),
                Equal("growth_at_ray", call(Function.TWO_GROWTH, Fraction(k)), values["growth"]),
            ),
            "two_cluster_geometry batch apart cosine cosine_across ratio growth",
            "apply two_cluster_geometry_from_values; [data; split; lra | data; lra | data; lra "
            "| exact ratio_at_ray | exact growth_at_ray].",
        ),
        ProvedClaim(
            "spectrum",
            exact(
                Equal("transverse_at_ray", call(Function.TRANSVERSE, Fraction(k)), values["transverse"]),
                Equal("first_value", call(Function.STANDARD, Fraction(k)), values["first"]),
                Equal("second_value", call(Function.STANDARD, Fraction(n - k)), values["second"]),
                *(
                    Equal(f"{name}_value", call(Function.TRANSVERSE, Fraction(k)), eigenvalue[component])
                    for component, name in _TRANSVERSE.items()
                    if component in eigenvalue
                ),
            ),
            "two_cluster_spectrum batch apart transverse first second mixed radius",
            "refine (conj transverse_at_ray (conj first_value (conj _ (conj _ _)))); "
            f"[replace (batch - apart) with {number(Fraction(n - k))} by (data; lra); exact second_value "
            "| data; lra | data; largest_is].",
            count=Count("two_cluster_multiplicities", (n, k, *_multiplicities(spectrum))),
        ),
        ProvedClaim("stability", [], _VERDICTS[stability.statement["verdict"]], "data; lra."),
    ]


_VERDICTS = {"unstable": "1 < transverse", "stable": "transverse < 1"}
_TRANSVERSE = {"transverse(n-k)": "within_cluster", "transverse(k)": "within_other"}
_COMPONENTS = ("transverse(n-k)", "transverse(k)", "standard(n-k)", "standard(k)", "mixed")


def _multiplicities(spectrum: Claim) -> list[int]:
    """The multiplicities of all components, 0 of those that are left out."""
    stated = {part["component"]: count(part["multiplicity"], 0, 10**18) for part in spectrum.statement["components"]}
    return [stated.get(component, 0) for component in _COMPONENTS]


def _eigenvalues(spectrum: Claim) -> list[tuple[str, Fraction]]:
    parts = spectrum.statement["components"]
    return [(part["component"], bounds(part["eigenvalues"][0]).lower) for part in parts]
