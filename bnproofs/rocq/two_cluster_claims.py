"""The claims of a two-cluster certificate, and the first two of every certificate, for Rocq: exact values only."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.checker.fields import bounds, count, rational
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.rocq.expressions import Batch, Call, Expression, Rational, rocq
from bnproofs.rocq.goals import Equal, Goal
from bnproofs.rocq.layout import Count, Data, ProvedClaim, conjunction_of
from bnproofs.rocq.vocabulary import Function

IN_RANGE = "ltac:(data; split; lra)"
"""The proof that 0 < k < n."""

COMPONENTS = {
    "transverse(n-k)": "transverse_of_first",
    "transverse(k)": "transverse_of_second",
    "standard(n-k)": "standard_of_first",
    "standard(k)": "standard_of_second",
    "mixed": "mixed",
}
"""The components of a two-cluster spectrum, and what the generated file calls their eigenvalues."""

VERDICTS = {"unstable": "1 < transverse", "stable": "transverse < 1"}
"""What a verdict says of the transverse multiplier."""


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
    n, values = certificate.batch, values_of_ray(certificate)
    _, _, enclosure, spectrum, stability = certificate.claims
    names = {"cosine_across": "cos_odd", "ratio_again": "norm_ratio", "growth_again": "growth"}
    values |= {name: bounds(enclosure.statement[key]).lower for name, key in names.items()}
    eigenvalues = _eigenvalues(spectrum)
    values |= eigenvalues | {"radius": bounds(spectrum.statement["spectral_radius"]).lower}
    claims = [*ray_claims(values), _geometry(values), _spectrum(n, certificate.k, eigenvalues, spectrum)]
    said = VERDICTS[stability.statement["verdict"]]
    return Data(n, values, {}), [*claims, ProvedClaim("stability", [], said, "data; lra.")]


def _geometry(values: dict[str, Fraction]) -> ProvedClaim:
    k = values["apart"]
    return ProvedClaim(
        "enclosure",
        exact(
            Equal("ratio_at_ray", call(Function.TWO_RATIO, k), values["ratio_again"]),
            Equal("growth_at_ray", call(Function.TWO_GROWTH, k), values["growth_again"]),
        ),
        "two_cluster_geometry batch apart cosine_across ratio_again growth_again",
        "apply two_cluster_geometry_from_values;\n"
        "  [data; split; lra | data; lra | exact ratio_at_ray | exact growth_at_ray].",
    )


def _spectrum(n: int, k: int, eigenvalues: dict[str, Fraction], spectrum: Claim) -> ProvedClaim:
    """The closed forms of the eigenvalues of those components that the certificate lists, and the largest size."""
    forms: dict[str, Expression] = {
        "transverse_of_first": call(Function.TRANSVERSE, Fraction(k)),
        "transverse_of_second": call(Function.TRANSVERSE, Fraction(k)),
        "standard_of_first": call(Function.STANDARD, Fraction(k)),
        "standard_of_second": call(Function.STANDARD, Fraction(n - k)),
        "mixed": Rational(Fraction(0)),
    }
    goals = [Equal(f"{name}_value", forms[name], value) for name, value in eigenvalues.items()]
    sizes = [f"(Rabs {name})" for name in eigenvalues]
    largest = sizes[-1]
    for size in reversed(sizes[:-1]):
        largest = f"(Rmax {size} {largest})"
    said = [f"{rocq(goal.expression)} = {name}" for goal, name in zip(goals, eigenvalues, strict=True)]
    return ProvedClaim(
        "spectrum",
        exact(*goals),
        "\n  /\\ ".join([*said, f"{largest} = radius"]),
        f"refine {conjunction_of([*(goal.name for goal in goals), '_'])}. data; largest_is.",
        count=Count("two_cluster_multiplicities", n, (k, *_multiplicities(spectrum))),
    )


def _eigenvalues(spectrum: Claim) -> dict[str, Fraction]:
    parts = spectrum.statement["components"]
    return {COMPONENTS[part["component"]]: bounds(part["eigenvalues"][0]).lower for part in parts}


def _multiplicities(spectrum: Claim) -> list[int]:
    """The multiplicities of all components, 0 of those that are left out."""
    stated = {part["component"]: count(part["multiplicity"], 0, 10**18) for part in spectrum.statement["components"]}
    return [stated.get(component, 0) for component in COMPONENTS]
