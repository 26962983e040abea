"""The form of claims that are believed: what must fit together before they are.

Source: docs/layer-certificate.md, "Other activations".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..cover import working_bits
from ..fields import Bounds, Refusal, bounds, items, members, require_equal, require_narrow
from ..interval import Interval, hull, whole
from ..reader import Certificate, Claim

MOST_DEGREE = 12


@dataclass(frozen=True)
class Shape:
    """The kind, n and k of a configuration, and the degree of φ: an integer, "none", or None if it is not known."""

    kind: str
    n: int
    k: int
    degree: int | str | None

    @staticmethod
    def of(certificate: Certificate, degree: int | str | None, *, collapsed: bool) -> Shape:
        """The shape of a certificate's configuration; a collapsed odd point is a batch at two places."""
        kind = "two-cluster" if collapsed else certificate.kind
        return Shape(kind, certificate.batch, certificate.k, degree)


@dataclass(frozen=True)
class Expected:
    """A component: its name, multiplicity and number of eigenvalues."""

    name: str
    multiplicity: int
    count: int


def fixed_point(claim: Claim, shape: Shape, bits: int) -> int | None:
    """The degree of φ, None for none: variance and growth positive and narrow, one of them 1; cosines in [−1, 1]."""
    require_equal(claim.witness, {}, "the witness")
    odd = shape.kind == "odd-point"
    names = ("norm_ratio", "cos_recentred", "cos_cluster", "cos_odd") if odd else ("cosine",)
    degree, variance, growth, *others = members(claim.statement, "degree", "variance", "growth", *names)
    if shape.degree is not None:
        require_equal(degree, shape.degree, "the degree")
    ray = degree != "none"
    if ray and (type(degree) is not int or not 0 <= degree <= MOST_DEGREE):
        raise Refusal("the degree is no small integer")
    require_equal(variance if ray else growth, ["1", "1"], "the variance of a ray, or the growth of a point")
    positive(bounds(growth if ray else variance), bits, "the growth or variance")
    if odd:
        positive(bounds(others[0]), bits, "the norm ratio")
    for value in others[1:] if odd else others:
        claimed = bounds(value)
        require_narrow(claimed, bits, "a cosine")
        if not -1 <= claimed.lower <= claimed.upper <= 1:
            raise Refusal("a cosine is not between -1 and 1")
    if shape.kind == "uniform" and bounds(others[0]).upper < Fraction(-1, shape.n - 1):
        raise Refusal("the cosine is not that of exchangeable points")
    if odd:
        require_odd_geometry(shape.n, bits, *(bounds(value) for value in others))
    return degree if ray else None


def require_odd_geometry(n: int, bits: int, ratio: Bounds, before: Bounds, within: Bounds, across: Bounds) -> None:
    """Nothing; `Refusal` unless the τ = (n−2)(1−c)/(1+(m−1)c) of K, c its cosine, is that after φ, m = n − 1."""
    if before.lower * (n - 2) <= -1:
        raise Refusal("the recentred cosine is not that of exchangeable points")
    ends = [(n - 2) * (1 - c) / (1 + (n - 2) * c) for c in (before.upper, before.lower)]
    work = working_bits(n, bits)
    same_tau(n, Bounds(*ends), *(hull(value.lower, value.upper, work) for value in (within, across, ratio)))


def same_tau(n: int, tau: Bounds, within: Interval, across: Interval, ratio: Interval) -> None:
    """Nothing; `Refusal` unless the recentred Gram matrix with these cosines and norm ratio r can have this τ.

    With the squared norm 1 in the cluster: λ = 1 − cos_cluster, nμ = 1 + (m−1) cos_cluster − 2m r cos_odd + m r², and
    τ = Nλ/μ.
    """
    m, bits = n - 1, within.bits
    one = whole(1, bits)
    mean = one + within.times(m - 1) - (ratio * across).times(2 * m) + ratio.square().times(m)
    derived = (one - within).times(n * n * (n - 2)) / mean
    claimed = hull(tau.lower, tau.upper, bits)
    if derived.hi < claimed.lo or claimed.hi < derived.lo:
        raise Refusal("cosines, norm ratio and tau do not fit together")


def positive(claimed: Bounds, bits: int, what: str) -> None:
    """Nothing; `Refusal` unless the interval is narrow and positive."""
    require_narrow(claimed, bits, what)
    if claimed.lower <= 0:
        raise Refusal(f"{what} is not positive")


def parts_of(shape: Shape, degree: int | None) -> tuple[Expected, ...]:
    """The components of the space of recentred matrices, without the scale mode of a ray."""
    n, k, p = shape.n, shape.k, shape.n - shape.k
    scale = int(degree is None)
    everything: tuple[Expected, ...]
    if shape.kind == "two-cluster":
        everything = (
            Expected("scale", scale, 1),
            Expected("transverse(n-k)", p * (p - 1) // 2, 1),
            Expected("transverse(k)", k * (k - 1) // 2, 1),
            Expected("standard(n-k)", p - 1, 1),
            Expected("standard(k)", k - 1, 1),
            Expected("mixed", (p - 1) * (k - 1), 1),
        )
    elif shape.kind == "uniform":
        everything = (
            Expected("scale", scale, 1),
            Expected("standard", n - 1, 1),
            Expected("(n-2,2)", n * (n - 3) // 2, 1),
        )
    else:
        everything = (
            Expected("trivial", 1, 1 + scale),
            Expected("standard", n - 2, 2 if n > 3 else 1),
            Expected("(m-2,2)", (n - 1) * (n - 4) // 2, 1),
        )
    return tuple(part for part in everything if part.multiplicity > 0)


def spectrum(claim: Claim, shape: Shape, parts: tuple[Expected, ...], bits: int) -> list[Bounds]:
    """The absolute values of the eigenvalues: listed for these components, narrow, in one relation, with their radius.

    At the exchangeable batch (n−1) λ_standard = (n−2) λ_scale + λ_(n−2,2), the degree in the place of λ_scale on a ray;
    at two places n λ_scale = k λ_standard(n−k) + (n−k) λ_standard(k).
    """
    require_equal(claim.witness, {}, "the witness")
    components, radius = members(claim.statement, "components", "spectral_radius")
    values: dict[str, Bounds] = {}
    found: list[Bounds] = []
    for part, entry in zip(parts, items(components, len(parts), len(parts)), strict=True):
        name, multiplicity, eigenvalues = members(entry, "component", "multiplicity", "eigenvalues")
        require_equal([name, multiplicity], [part.name, part.multiplicity], "a component")
        for value in items(eigenvalues, part.count, part.count):
            values[part.name] = bounds(value)
            require_narrow(values[part.name], bits, "an eigenvalue of " + part.name)
            found.append(absolute(values[part.name]))
    require_relation(shape, values)
    claimed, derived = bounds(radius), largest(found)
    require_narrow(claimed, bits, "the spectral radius")
    if claimed.upper < derived.lower or derived.upper < claimed.lower:
        raise Refusal("the spectral radius is not that of the eigenvalues")
    return found


def require_relation(shape: Shape, values: dict[str, Bounds]) -> None:
    """Nothing; `Refusal` unless the eigenvalues satisfy the relation of their configuration, where all are listed."""
    n, k = shape.n, shape.k
    one = shape.degree if isinstance(shape.degree, int) else None
    scale = values.get("scale") if one is None else Bounds(Fraction(one), Fraction(one))
    terms: list[tuple[int, Any]] = []
    if shape.kind == "uniform":
        terms = [(n - 1, values.get("standard")), (2 - n, scale), (-1, values.get("(n-2,2)"))]
    elif shape.kind == "two-cluster":
        terms = [(n, scale), (-k, values.get("standard(n-k)")), (k - n, values.get("standard(k)"))]
    if any(value is None for _, value in terms):
        return
    low = sum(c * (value.lower if c > 0 else value.upper) for c, value in terms)
    high = sum(c * (value.upper if c > 0 else value.lower) for c, value in terms)
    if terms and not low <= 0 <= high:
        raise Refusal("the eigenvalues do not fit together")


def absolute(value: Bounds) -> Bounds:
    """The interval of absolute values."""
    if value.lower >= 0:
        return value
    return Bounds(-value.upper if value.upper <= 0 else Fraction(0), max(-value.lower, value.upper))


def largest(sizes: list[Bounds]) -> Bounds:
    """The interval of the largest of numbers in intervals."""
    return Bounds(max(size.lower for size in sizes), max(size.upper for size in sizes))


def verdict(sizes: list[Bounds]) -> str:
    """What follows from the absolute values; `Refusal` if nothing does."""
    radius = largest(sizes)
    if radius.upper < 1:
        return "stable"
    if radius.lower > 1:
        return "unstable"
    if radius.lower == radius.upper == 1:
        return "marginal"
    raise Refusal("neither stability nor instability follows from the eigenvalues")
