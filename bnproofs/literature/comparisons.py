"""The ways to compare a published statement with what is enclosed here: a closed registry of functions."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from bnproofs.activations import ReLU, ReLUPower
from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.literature.batch_norm import (
    batch_norm_eigenvalues,
    batch_norm_eigenvalues_as_printed,
    batch_norm_fixed_point,
    gradient_rate_limit,
    linear_gradient_rate,
    relu_gradient_rate,
)
from bnproofs.literature.collapse import orbit, rate
from bnproofs.literature.entry import Entry, LiteratureError
from bnproofs.literature.orthogonalisation import gap_by_least_eigenvalue, least_eigenvalue_gain, orthogonality_rate
from bnproofs.literature.values import Point, arc_cosine_kernel, product
from bnproofs.literature.verdict import Comparison, Verdict, enclosed, verdict_on
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import Interval
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_less

BITS = 192
"""The working precision of comparisons."""
_CERTIFIED, _NEIGHBOURHOOD = 128, 96


def compare(entry: Entry) -> Comparison:
    """The comparison that an entry names.

    Raises:
        LiteratureError: no comparison has that name; the message names the nearest.
    """
    if entry.comparison not in COMPARISONS:
        nearest = difflib.get_close_matches(entry.comparison[:40], COMPARISONS, n=1, cutoff=0)[0]
        raise LiteratureError(
            f"{entry.id} names no comparison with {entry.comparison[:40]!r}; the nearest is {nearest!r}"
        )
    with working_precision(BITS):
        return COMPARISONS[entry.comparison](entry)


def arc_cosine_order_one(entry: Entry) -> Comparison:
    """The published kernel of order 1 over E relu(u) relu(v), at pairs of points."""

    def ours(xx: Any, xy: Any, yy: Any) -> Any:
        return ReLU().dual_kernel(xx, xy, yy)

    return _kernels(entry, 1, ours)


def arc_cosine_order_two(entry: Entry) -> Comparison:
    """The published kernel of order 2 over E relu(u)² relu(v)², at pairs of points."""
    return _kernels(entry, 2, ReLUPower(2).dual_kernel)


def arc_cosine_order_zero(entry: Entry) -> Comparison:
    """The published kernel of order 0 over ∂/∂K_uv E relu(u) relu(v), at pairs of points."""

    def ours(xx: Any, xy: Any, yy: Any) -> Any:
        return ReLU().dual_kernel_gradient(xx, xy, yy)[1]

    return _kernels(entry, 0, ours)


def _kernels(entry: Entry, order: int, ours: Callable[[Any, Any, Any], Any]) -> Comparison:
    number, prefactor = Balls().number, entry.published["prefactor"].ball()
    quotients = {
        f"published / ours at x = {_shown(x)}, y = {_shown(y)}": arc_cosine_kernel(order, prefactor, x, y)
        / ours(number(product(x, x)), number(product(x, y)), number(product(y, y)))
        for x, y in entry.at["pairs"]
    }
    return _of_quotients(entry, quotients)


def second_moment(entry: Entry) -> Comparison:
    """The published value of the kernel of order 1 at (x, x), a multiple of ‖x‖², over E relu(u)²."""
    number, coefficient = Balls().number, entry.published["coefficient"].ball()
    quotients = {
        f"published / ours at x = {_shown(x)}": coefficient
        * number(product(x, x))
        / ReLU().second_moment(number(product(x, x)))
        for x in entry.at["points"]
    }
    return _of_quotients(entry, quotients)


def _of_quotients(entry: Entry, quotients: dict[str, Any]) -> Comparison:
    verdict, reason = verdict_on(list(quotients.values()), entry.factor)
    return Comparison(verdict, reason, tuple((label, enclosed(ball)) for label, ball in quotients.items()))


def collapse_rate(entry: Entry) -> Comparison:
    """The published limit of ℓ²(1 − ρ_ℓ) over ours, which is enclosed, and the values of orbits on their way to it."""
    kind, published, limit = Balls(), entry.published["limit"].ball(), rate(_NEIGHBOURHOOD)
    verdict, reason = verdict_on([published / limit], entry.factor)
    values = [("limit of ℓ²(1 − ρ_ℓ)", limit), ("published limit", published)]
    for start in entry.at["starts"]:
        for layer, rho in orbit(start, entry.at["layers"]):
            value = layer**2 * (1 - rho)
            excess = (1 - value / limit) * layer / kind.number(layer).log()
            values.append((f"ℓ²(1 − ρ_ℓ) at ℓ = {layer}, ρ_0 = {start}", value))
            values.append((f"  its distance to the limit, relative, times ℓ/ln ℓ (tends to {_LOGARITHMIC})", excess))
    return Comparison(verdict, f"in the limit, {reason}", tuple((label, enclosed(ball)) for label, ball in values))


_LOGARITHMIC = 3
"""The coefficient c of ℓ²(1 − ρ_ℓ) = limit · (1 − c ln ℓ/ℓ + …); source: derivations/relu_collapse_rate.py."""


def odd_cosine_limit(entry: Entry) -> Comparison:
    """The published limit of the cosine of the odd point, against its enclosures: they approach it like n⁻³."""
    return _limit(entry, "cos_odd", 3)


def cluster_cosine_limit(entry: Entry) -> Comparison:
    """The published limit of the cosine within the cluster, against its enclosures: they approach it like n⁻²."""
    return _limit(entry, "cos_cluster", 2)


def _limit(entry: Entry, quantity: str, power: int) -> Comparison:
    """The comparison of a limit: does n^power times the distance to it change by less than a factor 2 from n to n?

    It is judged at these sizes only, so that a limit nearer to ours than the last distance passes for ours; the limit
    itself is derived in derivations/odd_point_asymptotics.py.
    """
    limit, sizes = entry.published["limit"].ball(), entry.at["batches"]
    values, scaled = [], []
    for n in sizes:
        interval = _odd_point(n)[quantity]
        distance = abs(Balls().number(interval.lower).union(Balls().number(interval.upper)) - limit)
        scaled.append(distance * n**power)
        values.append((f"{quantity} at n = {n}", interval))
        values.append((f"  its distance to the published limit, times n^{power}", enclosed(scaled[-1])))
    if all(surely_less(b, 2 * a) and surely_less(a, 2 * b) for a, b in pairwise(scaled)):
        verdict = Verdict.AGREES
        reason = f"from {sizes[0]} to {sizes[-1]} points the distance to the published limit falls like n^(−{power})"
    elif any(surely_less(2 * a, b) or surely_less(2 * b, a) for a, b in pairwise(scaled)):
        verdict, reason = Verdict.DISAGREES, f"the distance to the published limit does not fall like n^(−{power})"
    else:
        verdict, reason = Verdict.NOT_COMPARED, "the enclosures are too wide"
    return Comparison(verdict, reason, tuple(values))


@lru_cache
def _odd_point(n: int) -> dict[str, Interval]:
    """The certified enclosures at the odd point of n points."""
    certificate = certify(Layer.parse("rc+relu"), n, Configuration("odd-point"), _CERTIFIED)
    statement = certificate.statement("enclosure")
    if statement is None:
        raise LiteratureError(f"there is no certified odd point of {n} points")
    return {name: Interval(Fraction(low), Fraction(high)) for name, (low, high) in statement.items()}


def nothing(entry: Entry) -> Comparison:
    """No comparison, for the reason that the entry gives."""
    return Comparison(Verdict.NOT_COMPARED, entry.reason)


def _shown(x: Point) -> str:
    return f"({', '.join(map(str, x))})"


COMPARISONS: dict[str, Callable[[Entry], Comparison]] = {
    "arc-cosine-order-one": arc_cosine_order_one,
    "arc-cosine-order-zero": arc_cosine_order_zero,
    "second-moment": second_moment,
    "collapse-rate": collapse_rate,
    "odd-cosine-limit": odd_cosine_limit,
    "cluster-cosine-limit": cluster_cosine_limit,
    "arc-cosine-order-two": arc_cosine_order_two,
    "least-eigenvalue-gain": least_eigenvalue_gain,
    "orthogonality-rate": orthogonality_rate,
    "gap-by-least-eigenvalue": gap_by_least_eigenvalue,
    "batch-norm-fixed-point": batch_norm_fixed_point,
    "batch-norm-eigenvalues": batch_norm_eigenvalues,
    "batch-norm-eigenvalues-as-printed": batch_norm_eigenvalues_as_printed,
    "relu-gradient-rate": relu_gradient_rate,
    "linear-gradient-rate": linear_gradient_rate,
    "gradient-rate-limit": gradient_rate_limit,
    "nothing": nothing,
}
"""Every way to compare, by the name that entries use."""
