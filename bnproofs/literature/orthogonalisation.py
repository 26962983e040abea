"""Comparisons about linear layers with rescaling: published rates and bounds against the certified rate.

Published is H of Frobenius norm 1, so that HᵀH is G/n, σ_n² = λ_min/n its least eigenvalue, V̂ = 1/n − σ_n², and V the
Frobenius norm of HᵀH − I/n. At I both rates are those of one layer of infinite width.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.literature.entry import Entry, LiteratureError
from bnproofs.literature.verdict import Comparison, Verdict, enclosed, verdict_on
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import Interval
from bnproofs.numbers.predicates import surely_less

_BITS = 64
LAYER = Layer.parse("rs+identity")


def least_eigenvalue_gain(entry: Entry) -> Comparison:
    """The factor of σ_n² in a published bound on V̂, `coefficient` · n/(n + 2), over the certified gain, n times it."""
    number, coefficient = Balls().number, entry.published["coefficient"].ball()
    quotients = {
        f"published / ours at n = {n}": coefficient * n / (n + 2) / (n * number(convergence(n)["gain"]))
        for n in entry.at["batches"]
    }
    verdict, reason = verdict_on(list(quotients.values()), entry.factor)
    return Comparison(verdict, reason, tuple((label, enclosed(ball)) for label, ball in quotients.items()))


def orthogonality_rate(entry: Entry) -> Comparison:
    """The published factor 1 − c n^(−p) of one layer next to I, against the certified best rate n/(n + 2)."""
    kind = Balls()
    coefficient, power = entry.published["coefficient"].ball(), entry.published["power"].ball()
    values, pairs = [], []
    for n in entry.at["batches"]:
        published = 1 - coefficient * kind.number(n) ** (-power)
        exact = convergence(n)["rate"]
        pairs.append((published, kind.number(exact)))
        values += [(f"published rate at n = {n}", enclosed(published)), ("  the exact rate", Interval.exactly(exact))]
    verdict, reason = as_bound(pairs, "the exact rate")
    return Comparison(verdict, reason, tuple(values))


def gap_by_least_eigenvalue(entry: Entry) -> Comparison:
    """A published multiple `coefficient` · n, against `times` √(n(n − 1)), what V ≤ √(n(n − 1)) V̂ makes of `times` V̂.

    Source of that bound, which is attained: derivations/linear_convergence.py.
    """
    kind = Balls()
    values, pairs = [], []
    for n in entry.at["batches"]:
        published = entry.published["coefficient"].ball() * n
        sharp = entry.published["times"].ball() * kind.sqrt(kind.number(n * (n - 1)))
        pairs.append((published, sharp))
        values += [(f"published multiple at n = {n}", enclosed(published)), ("  the sharp one", enclosed(sharp))]
    verdict, reason = as_bound(pairs, "the sharp value")
    return Comparison(verdict, reason, tuple(values))


def as_bound(pairs: Sequence[tuple[Any, Any]], of: str) -> tuple[Verdict, str]:
    """The verdict on published upper bounds paired with best ones, and the sentence that says it.

    NOT_SHARP: each published ball is above the best one; DISAGREES: one is below, so that what it says is false.
    """
    if any(surely_less(published, best) for published, best in pairs):
        return Verdict.DISAGREES, f"as an upper bound it is below {of}, so it is none"
    if pairs and all(surely_less(best, published) for published, best in pairs):
        return Verdict.NOT_SHARP, f"an upper bound, above {of}"
    return Verdict.NOT_COMPARED, f"not proved to be on one side of {of}"


@lru_cache
def convergence(n: int) -> dict[str, Fraction]:
    """The certified gain and rate of convergence to n orthogonal points."""
    statement = certify(LAYER, n, Configuration("uniform"), _BITS).statement("global-convergence")
    if statement is None:
        raise LiteratureError(f"the convergence of {n} points is not certified")
    return {name: Fraction(statement[name]) for name in ("gain", "rate")}
