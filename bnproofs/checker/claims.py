"""The claims of a certificate, one function each, which returns only when all obligations are discharged.

`Refusal` and `NoEnclosure` mean that the claim is not proved. Source: docs/certificate.md, the numbered claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .cover import (
    MAX_BOXES,
    SHAPES,
    compare_with_uniform,
    crossings,
    require_positive,
    require_root,
    tau_of,
    working_bits,
)
from .family import drift, on_segment, past_uniform, slope
from .fields import (
    Bounds,
    Refusal,
    bounds,
    increasing,
    items,
    members,
    require_encloses,
    require_equal,
    require_narrow,
)
from .interval import Interval, surely_less, whole
from .jet import Jet
from .reader import Certificate, Claim
from .spectrum import Component, Configuration, odd_point, uniform_point
from .two_clusters import TwoClusters, degenerate

KINDS = {1: ("ideal", "uniform"), 3: ("ideal", "odd-point", "separating", "uniform")}
FLOWS = {
    1: (("ideal", "uniform", "uniform"), ("uniform", "infinity", "uniform")),
    3: (
        ("ideal", "odd-point", "odd-point"),
        ("odd-point", "separating", "odd-point"),
        ("separating", "uniform", "uniform"),
        ("uniform", "infinity", "uniform"),
    ),
}


@dataclass(frozen=True)
class FixedPoints:
    """The complete list of fixed points, by increasing τ, and the intervals of x of those not known exactly."""

    kinds: tuple[str, ...]
    roots: dict[str, Bounds]


def exactly(claim: Claim, statement: dict[str, Any]) -> None:
    """Nothing; `Refusal` unless the claim makes this statement, spelled alike, with an empty witness."""
    require_equal(claim.witness, {}, "the witness")
    require_equal(claim.statement, statement, "the statement")


def two_cluster_unstable(claim: Claim, clusters: TwoClusters) -> None:
    """Claim 2: the transverse multiplier of the two-cluster ray is this one, and exceeds 1."""
    if clusters.transverse <= 1:
        raise Refusal("the transverse multiplier does not exceed 1")
    exactly(claim, clusters.unstable_statement())


def fixed_points(certificate: Certificate, claim: Claim) -> FixedPoints:
    """Claim 3: the complete list of fixed points of the reduced map on τ ∈ [0, ∞], which is returned."""
    n = certificate.batch
    cover, root_list = members(claim.witness, "cover", "roots")
    points, shapes = cover_of(cover)

    def f(x: Jet) -> Jet:
        return drift(n, *on_segment(x))

    zeros = crossings(f, points, shapes, working_bits(n, 0))
    if len(zeros) not in KINDS or [zero.sign for zero in zeros] != [1, -1, 1][: len(zeros)]:
        raise Refusal("the signs of the function are not + - or + - + -")
    if not compare_with_uniform(n, zeros[-1].left) < 0 < compare_with_uniform(n, zeros[-1].right):
        raise Refusal("the last zero is not proved to be the uniform point")
    roots = [bounds(root) for root in items(root_list, len(zeros) - 1, len(zeros) - 1)]
    for root, zero in zip(roots, zeros, strict=False):
        require_root(f, root, zero, n, certificate.bits)
    kinds = KINDS[len(zeros)]
    (listed,) = members(claim.statement, "points")
    uniform = Fraction(n * n - 2 * n)
    for kind, entry in zip(kinds, items(listed, len(kinds), len(kinds)), strict=True):
        name, tau = members(entry, "kind", "tau")
        require_equal(name, kind, "the kind of a fixed point")
        if kind in ("ideal", "uniform"):
            require_equal(tau, degenerate(Fraction(0) if kind == "ideal" else uniform), f"the tau of {kind}")
        else:
            require_tau(bounds(tau), roots[kinds.index(kind) - 1], certificate.bits)
    return FixedPoints(kinds, dict(zip(kinds[1:-1], roots, strict=True)))


def cover_of(cover: object) -> tuple[list[Fraction], list[str]]:
    """The points 0 = x₀ < … < x_N = 1 and the N shapes of a cover; `Refusal` otherwise."""
    point_list, shape_list = members(cover, "points", "shapes")
    points = increasing(point_list, 2, MAX_BOXES + 1)
    shapes = items(shape_list, len(points) - 1, len(points) - 1)
    if points[0] != 0 or points[-1] != 1:
        raise Refusal("the cover does not reach from 0 to 1")
    if not all(isinstance(shape, str) and shape in SHAPES for shape in shapes):
        raise Refusal("the cover names an unknown shape")
    return points, shapes


def require_tau(claimed: Bounds, root: Bounds, bits: int) -> None:
    """Nothing; `Refusal` unless the claimed interval is narrow and contains τ = (x/(1−x))² for all x of the root."""
    if not claimed.lower <= tau_of(root.lower) <= tau_of(root.upper) <= claimed.upper:
        raise Refusal("the interval of tau does not contain that of the root")
    require_narrow(claimed, bits, "tau")


def reduced_dynamics(certificate: Certificate, claim: Claim, found: FixedPoints) -> None:
    """Claim 4: the limit of every orbit between neighbouring fixed points: τ' increases, and stays above τ_u beyond."""
    n = certificate.batch
    flows = [{"from": a, "to": b, "limit": c} for a, b, c in FLOWS[len(found.kinds) - 1]]
    require_equal(claim.statement, {"flows": flows}, "the statement")
    first, second = members(claim.witness, "increasing", "beyond")
    below, beyond = increasing(first, 2, MAX_BOXES + 1), increasing(second, 2, MAX_BOXES + 1)
    if below[0] != 0 or below[-1] != beyond[0] or beyond[-1] != 1:
        raise Refusal("the two covers do not reach from 0 to 1")
    if compare_with_uniform(n, beyond[0]) <= 0:
        raise Refusal("the increasing part does not reach past the uniform point")
    bits = working_bits(n, 0)
    require_positive(lambda x: slope(n, *on_segment(x)), below, bits, "a positive slope", spent=1)
    require_positive(lambda x: past_uniform(n, *on_segment(x)), beyond, bits, "an image past the uniform point")


def enclosure(certificate: Certificate, claim: Claim, found: FixedPoints) -> Configuration:
    """Claim 5: the numbers of the configuration lie in these intervals. What the checker computes there is returned."""
    n, bits, kind = certificate.batch, certificate.bits, certificate.configuration
    require_equal(claim.witness, {}, "the witness")
    names = ("theta", "cos_cluster", "cos_odd", "norm_ratio", "growth")
    tau, *claimed = members(claim.statement, "tau", *names)
    if kind == "uniform":
        at = uniform_point(n, working_bits(n, bits))
        require_equal(tau, degenerate(Fraction(n * n - 2 * n)), "tau")
        require_equal(claimed[3], degenerate(Fraction(1)), "the norm ratio")
    else:
        if n < 7:
            raise Refusal("the components of the spectrum are stated for n of at least 7")
        at = odd_point(n, found.roots[kind], working_bits(n, bits))
        require_tau(bounds(tau), found.roots[kind], bits)
    for name, value in zip(names, claimed, strict=True):
        if name in at.numbers:
            require_encloses(bounds(value), at.numbers[name], bits, name)
    return at


def spectrum(certificate: Certificate, claim: Claim, at: Configuration) -> None:
    """Claim 6: these are all eigenvalues of the projective Jacobian, with multiplicities, and the spectral radius."""
    n, bits = certificate.batch, certificate.bits
    require_equal(claim.witness, {}, "the witness")
    dimension = 1 + sum(part.multiplicity * len(part.eigenvalues) for part in at.spectrum)
    if dimension != n * (n - 1) // 2:
        raise Refusal("the multiplicities do not add up to n(n-1)/2")
    components, radius = members(claim.statement, "components", "spectral_radius")
    for part, entry in zip(at.spectrum, items(components, len(at.spectrum), len(at.spectrum)), strict=True):
        name, multiplicity, values = members(entry, "component", "multiplicity", "eigenvalues")
        require_equal([name, multiplicity], [part.name, part.multiplicity], "a component")
        count = len(part.eigenvalues)
        for value, computed in zip(items(values, count, count), part.eigenvalues, strict=True):
            require_encloses(bounds(value), computed, bits, "an eigenvalue of " + part.name)
    require_encloses(bounds(radius), spectral_radius(at.spectrum), bits, "the spectral radius")


def absolute_values(components: tuple[Component, ...]) -> list[Interval]:
    """The absolute values of all eigenvalues, one for each that the components list."""
    return [abs(value) for part in components for value in part.eigenvalues]


def spectral_radius(components: tuple[Component, ...]) -> Interval:
    """The interval of the largest absolute value of an eigenvalue."""
    sizes = absolute_values(components)
    return Interval(max(size.lo for size in sizes), max(size.hi for size in sizes), sizes[0].bits)


def stability(claim: Claim, at: Configuration) -> None:
    """Claim 7: "stable" if every absolute eigenvalue is proved below 1, "unstable" if one is proved above 1."""
    sizes = absolute_values(at.spectrum)
    one = whole(1, sizes[0].bits)
    if all(surely_less(size, one) for size in sizes):
        verdict = "stable"
    elif any(surely_less(one, size) for size in sizes):
        verdict = "unstable"
    else:
        raise Refusal("neither stability nor instability is proved")
    exactly(claim, {"verdict": verdict})
