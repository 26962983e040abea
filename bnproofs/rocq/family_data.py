"""The numbers of an odd-point, separating or uniform certificate, under the names of generated files."""

from __future__ import annotations

from bnproofs.checker.fields import Bounds, bounds, count
from bnproofs.checker.reader import Claim
from bnproofs.rocq.goals import Interval
from bnproofs.rocq.vocabulary import Function

ROOTS = {"odd-point": "odd_root", "separating": "separating_root"}
GEOMETRY = {
    "claimed_angle": ("theta", Function.THETA),
    "claimed_cosine": ("cos_cluster", Function.COS_CLUSTER),
    "claimed_cosine_odd": ("cos_odd", Function.COS_ODD),
    "claimed_ratio": ("norm_ratio", Function.NORM_RATIO),
    "claimed_growth": ("growth", Function.GROWTH),
}
"""The name of an interval in the generated file, its key in the statement, and its function."""

GEOMETRY_INTERVALS = "claimed_angle claimed_tau claimed_cosine claimed_cosine_odd claimed_ratio claimed_growth"
"""The intervals of the theory's predicate `geometry`, in its order."""

ODD_EIGENVALUES = {
    "claimed_trivial": Function.TRIVIAL,
    "claimed_larger": Function.STANDARD_LARGER,
    "claimed_smaller": Function.STANDARD_SMALLER,
    "claimed_pairs": Function.PAIRS,
}
UNIFORM_EIGENVALUES = {"claimed_standard": Function.UNIFORM_STANDARD, "claimed_uniform_pairs": Function.UNIFORM_PAIRS}


def roots(points: Claim) -> dict[str, Interval]:
    """The intervals of s = x/(1 − x) and of τ of the odd and of the separating point."""
    first, second = (bounds(root) for root in points.witness["roots"])
    taus = [bounds(point["tau"]) for point in points.statement["points"][1:3]]
    return {
        "odd_root": _tangents(first),
        "separating_root": _tangents(second),
        "odd_tau": (taus[0].lower, taus[0].upper),
        "separating_tau": (taus[1].lower, taus[1].upper),
    }


def multiplicities(spectrum: Claim) -> list[int]:
    """The multiplicities that a spectrum states, in its order."""
    return [count(part["multiplicity"], 0, 10**18) for part in spectrum.statement["components"]]


def _tangents(x: Bounds) -> Interval:
    return x.lower / (1 - x.lower), x.upper / (1 - x.upper)


def enclosed(claims: dict[str, Claim], configuration: str) -> dict[str, Interval]:
    """The intervals that the enclosure and the spectrum claim."""
    numbers, spectrum = claims["enclosure"].statement, claims["spectrum"].statement
    listed = [value for part in spectrum["components"] for value in part["eigenvalues"]]
    names = UNIFORM_EIGENVALUES if configuration == "uniform" else ODD_EIGENVALUES
    stated = {name: numbers[key] for name, (key, _) in GEOMETRY.items()}
    stated |= {"claimed_tau": numbers["tau"], **dict(zip(names, listed, strict=False))}
    stated["claimed_radius"] = spectrum["spectral_radius"]
    return {name: (bounds(value).lower, bounds(value).upper) for name, value in stated.items()}
