"""The first line of a report: what is proved of the configuration, in one sentence, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from bnproofs.configurations import FAMILY_KINDS
from bnproofs.every_batch import sentences
from bnproofs.report.decimals import outward_decimals
from bnproofs.theorems.sentence import sentence

Statements = Mapping[str, Mapping[str, Any]]
"""The statements of a certificate by the ids of their claims, in the form of docs/certificate.md."""

FAITHS = {
    "ball-arithmetic": "the ball arithmetic of this library",
    "ball-quadrature": "the ball quadrature of this library",
}
"""What a claim on faith rests on, in words."""

_MOST_DIGITS = 40
_MOVES = {
    "identity-map": ", as nothing moves",
    "collapse": ", and layers still align any two points, ever more slowly",
}
"""What is proved of marginal configurations beside the spectrum."""


def standing(says: Statements) -> str:
    """One word on the configuration: that of the claim `stability`, or that it does not exist, or undecided."""
    if "non-existence" in says:
        return "does-not-exist"
    return str(says.get("stability", {}).get("verdict", "undecided"))


def subject(configuration: str, n: int) -> str:
    """The configuration of n points in words, without an article.

    >>> subject("two-cluster:3", 10)
    'batch of 10 points at two places (7 + 3)'
    """
    kind, _, k = configuration.partition(":")
    if kind == "two-cluster":
        return f"batch of {n} points at two places ({n - int(k)} + {k})"
    if kind == "projector":
        return f"projector of rank {k} on {n} points"
    if kind == "collapsed":
        return f"batch of {n} points in one direction"
    return f"{kind.removesuffix('-point')} point of {n} points"


def title(value: Mapping[str, Any]) -> str:
    """The title of the report of a certificate."""
    if "configuration" not in value:
        return f"The odd point under {value['layer']}, for every batch size"
    return f"The {subject(value['configuration'], value['batch'])} under {value['layer']}"


def verdict(value: Mapping[str, Any], says: Statements, faith: Mapping[str, str]) -> str:
    """The sentence on an accepted certificate; `faith` is what its claims on faith rest on, by id."""
    if "configuration" not in value:
        return _every_batch(value, says)
    kind, what = value["configuration"].partition(":")[0], subject(value["configuration"], value["batch"])
    if "non-existence" in says:
        fixed = "" if kind in FAMILY_KINDS else "fixed "
        return f"There is no {fixed}{what} under {value['layer']}{_reason(kind, says)}; {_basis(value, faith)}."
    does = ["exists" if kind in FAMILY_KINDS else "is fixed"]
    kinds = [point["kind"] for point in says.get("fixed-points", {}).get("points", [])]
    if kinds.count(kind) == 1:
        does.append("is unique in its family")
    does.append(_stability(says))
    words = f"{', '.join(does[:-1])}{',' if len(does) > 2 else ''} and {does[-1]}"
    return f"The {what} under {value['layer']} {words}; {_basis(value, faith)}."


def at_most(interval: Sequence[Any]) -> str:
    """A short decimal that an interval does not exceed, below 1 if the interval is.

    >>> at_most(["9268/10000", "9269/10000"])
    '0.927'
    """
    low, high = (Fraction(end) for end in interval)
    return _short(low, high, 1, lambda shown: high >= 1 or shown < 1)


def at_least(interval: Sequence[Any]) -> str:
    """A short decimal that an interval does not go below, above 1 if the interval is.

    >>> at_least(["12195/10000", "12196/10000"])
    '1.21'
    """
    low, high = (Fraction(end) for end in interval)
    return _short(low, high, 0, lambda shown: low <= 1 or shown > 1)


def _short(low: Fraction, high: Fraction, end: int, enough: Any) -> str:
    for digits in range(3, _MOST_DIGITS):
        shown = outward_decimals(low, high, digits)[end]
        if enough(Fraction(shown)):
            return shown
    return outward_decimals(low, high, _MOST_DIGITS)[end]


def _stability(says: Statements) -> str:
    found, radius = standing(says), says.get("spectrum", {}).get("spectral_radius")
    if found == "stable":
        size = f"is at most {at_most(radius)}" if radius else "is below 1"
        return f"is stable: every eigenvalue {size} in absolute value"
    if found == "unstable":
        size = f"is at least {at_least(radius)}" if radius else "exceeds 1"
        return f"is unstable: an eigenvalue {size} in absolute value"
    if found == "marginal":
        return "is marginal: the spectral radius is exactly 1" + next((_MOVES[id] for id in _MOVES if id in says), "")
    if found == "not-differentiable":
        grows = ", and small perturbations grow at an infinite rate" if "not-differentiable" in says else ""
        return f"has no eigenvalues: the layer has no derivative there{grows}"
    return "nothing is said of its stability"


def _reason(kind: str, says: Statements) -> str:
    """Why nothing of a kind is fixed, after a colon; empty where the certificate does not say it in a few words."""
    for id in ("shrinking", "growing"):
        if id in says:
            return f": {sentence(id, says[id])}"
    return f": {sentence('non-existence', says['non-existence']).partition(': ')[2]}" if kind in FAMILY_KINDS else ""


def _basis(value: Mapping[str, Any], faith: Mapping[str, str]) -> str:
    if not faith:
        return "proved"
    rests = " and ".join(dict.fromkeys(FAITHS.get(name, name) for name in faith.values()))
    count, total = len(faith), len(value["claims"])
    follows = ", and what follows from them, rest" if count > 1 else ", and what follows from it, rests"
    return f"{count} of {total} claims{follows} on {rests}"


def _every_batch(value: Mapping[str, Any], says: Statements) -> str:
    least, batch = says["odd-point"]["least_batch"], says["saddle-node"]["batch"]
    return (
        f"Under {value['layer']} batches of every size n ≥ {least} have exactly one odd point, and it is "
        f"{says['stability']['verdict']}; it is born with the separating point at n_c = {sentences.digits(batch, 8)}; "
        "proved."
    )
