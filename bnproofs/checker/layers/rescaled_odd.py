"""Recentring + rescaling (ε = 0) + ReLU: the odd and the separating point, or that there is none.

Proved: how many fixed points there can be, from the sign of H, so also that there is none; the verdict. Believed: the
signs of the integrals at the ends of the enclosures, and the enclosures of integrals, once they fit together. Source:
docs/layer-certificate.md, "The odd point and rescaling". Throughout m = n − 1 and N = n(n − 2).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ..angles import angle, sector
from ..claims import KINDS as LISTS
from ..claims import FixedPoints, cover_of, exactly, require_tau
from ..cover import compare_with_uniform, crossings, working_bits
from ..docket import Docket
from ..family import drift, half_angle, mass, on_segment, q, reciprocal_of_pi
from ..fields import Bounds, Refusal, bounds, items, members, require_encloses, require_equal, require_narrow
from ..interval import hull, whole
from ..jet import Jet, variable
from ..layer import LayerName
from ..reader import Certificate, Claim
from ..two_clusters import degenerate
from .general_form import Shape, parts_of, positive, same_tau, spectrum, verdict

KINDS = ("odd-point", "separating")


def covers(layer: LayerName) -> bool:
    """Whether the layer is of this family."""
    return layer == LayerName(True, True, "relu")


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims on the odd or the separating point are proved, or believed.

    Without an inflection between the ideal and the uniform point the list of fixed points is proved.
    """
    alone = len(certificate.claims) == 2
    if alone:
        found = docket.prove("fixed-points", lambda claim: fixed_points(certificate, claim))
        if certificate.configuration in found.kinds:
            raise Refusal("a listed fixed point is said not to exist")
        docket.prove("non-existence", lambda claim: exactly(claim, {"configuration": certificate.configuration}))
        return
    found = docket.believe("fixed-points", "ball-quadrature", lambda claim: fixed_points(certificate, claim))
    if certificate.configuration not in found.kinds:
        raise Refusal("the configuration is not among the fixed points")
    docket.believe(
        "enclosure",
        "ball-quadrature",
        lambda claim: enclosure(certificate, claim, found.roots[certificate.configuration]),
    )
    sizes = docket.believe("spectrum", "ball-quadrature", lambda claim: eigenvalues(certificate, claim))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": verdict(sizes)}))


def bend(n: int, s: Jet, c: Jet) -> Jet:
    """The jet of H = ((m−3)s² + Nc²) F + (Nc² − s²)(2Y − Z), Z = −(n²c² + s²) Q − 2q s² + (2m/π) s³c/(s² + c²).

    Q = dq/d log(s/c) = (2c²/C²) (SC/(s² + c²) − 2(m−1) C e(S, C))/π, and c²/C² = 1/2 for m = 2.
    """
    m, most, over_pi = n - 1, n * (n - 2), reciprocal_of_pi(s.bits)
    wide, high = half_angle(n, s, c)
    s2, c2 = s.square(), c.square()
    rest = wide * high / (s2 + c2) - sector(wide, high).times(2 * (m - 1))
    share = rest if m == 2 else (c2 / (c2.times(2 * (m - 1)) + s2.times(m - 2)) * rest).times(2)
    qs = q(n, s, c)
    turn = (s * c * s2 / (s2 + c2)).scaled(over_pi).times(2 * m)
    slope = turn - (c2.times(n * n) + s2) * share.scaled(over_pi) - (qs * s2).times(2)
    ahead = c2.times(most) - s2
    return (s2.times(m - 3) + c2.times(most)) * drift(n, s, c) + ahead * (mass(n, s, c, qs).times(2) - slope)


def fixed_points(certificate: Certificate, claim: Claim) -> FixedPoints:
    """Claim 1: the complete list of fixed points with τ finite, which is returned.

    H has one zero, the uniform point, or two more below it; so many fixed points there can be. That there are as many
    is believed: the obligations are that they are in order.
    """
    n = certificate.batch
    cover, root_list = members(claim.witness, "cover", "roots")
    points, shapes = cover_of(cover)
    zeros = crossings(lambda x: bend(n, *on_segment(x)), points, shapes, working_bits(n, 0))
    if len(zeros) not in LISTS or [zero.sign for zero in zeros] != [1, -1, 1][: len(zeros)]:
        raise Refusal("the signs of the function are not + - or + - + -")
    if not compare_with_uniform(n, zeros[-1].left) < 0 < compare_with_uniform(n, zeros[-1].right):
        raise Refusal("the last zero is not proved to be the uniform point")
    roots = [bounds(root) for root in items(root_list, len(zeros) - 1, len(zeros) - 1)]
    marks = [Fraction(0), *(mark for root in roots for mark in (root.lower, root.upper))]
    if any(left >= right for left, right in pairwise(marks)):
        raise Refusal("the roots are not in order")
    if any(root.lower >= zero.right for root, zero in zip(roots, zeros, strict=False)):
        raise Refusal("a root is not below the zero of the function that follows it")
    if roots and compare_with_uniform(n, marks[-1]) >= 0:
        raise Refusal("a root is not below the uniform point")
    kinds = LISTS[len(zeros)]
    (listed,) = members(claim.statement, "points")
    for kind, entry in zip(kinds, items(listed, len(kinds), len(kinds)), strict=True):
        name, tau = members(entry, "kind", "tau")
        require_equal(name, kind, "the kind of a fixed point")
        if kind in ("ideal", "uniform"):
            require_equal(tau, degenerate(Fraction(0 if kind == "ideal" else n * n - 2 * n)), f"the tau of {kind}")
        else:
            require_tau(bounds(tau), roots[kinds.index(kind) - 1], certificate.bits)
    return FixedPoints(kinds, dict(zip(kinds[1:-1], roots, strict=True)))


def enclosure(certificate: Certificate, claim: Claim, root: Bounds) -> None:
    """Claim 2: θ and τ are those of the root; cosines and norm ratio are numbers of a Gram matrix with that τ."""
    n, bits = certificate.batch, certificate.bits
    require_equal(claim.witness, {}, "the witness")
    theta, tau, *_ = members(claim.statement, "theta", "tau", "cos_cluster", "cos_odd", "norm_ratio")
    require_tau(bounds(tau), root, bits)
    precision = working_bits(n, bits)
    wide, high = half_angle(n, *on_segment(variable(hull(root.lower, root.upper, precision), 0)))
    require_encloses(bounds(theta), angle(wide, high).times(2).value, bits, "theta")
    require_geometry(n, bits, claim)


def require_geometry(n: int, bits: int, claim: Claim) -> None:
    """Nothing; `Refusal` unless angle, cosines and norm ratio are narrow and fit τ."""
    require_equal(claim.witness, {}, "the witness")
    theta, tau, *others = members(claim.statement, "theta", "tau", "cos_cluster", "cos_odd", "norm_ratio")
    claimed = [bounds(value) for value in others]
    for value in claimed:
        positive(value, bits, "a cosine or the norm ratio")
    if max(value.upper for value in claimed[:2]) >= 1:
        raise Refusal("a cosine is not below 1")
    precision = working_bits(n, bits)
    same_tau(n, bounds(tau), *(hull(value.lower, value.upper, precision) for value in claimed))
    require_narrow(bounds(theta), bits, "theta")
    s2 = hull(bounds(tau).lower, bounds(tau).upper, precision)
    wide, high = half_angle(n, Jet(s2.sqrt()), Jet(whole(1, precision)))
    derived, given = angle(wide, high).times(2).value, hull(bounds(theta).lower, bounds(theta).upper, precision)
    if derived.hi < given.lo or given.hi < derived.lo:
        raise Refusal("theta and tau do not fit together")


def eigenvalues(certificate: Certificate, claim: Claim) -> list[Bounds]:
    """Claim 3: the absolute values of all eigenvalues on recentred matrices but that of the scale.

    That of the trivial component is the slope of the reduced map: between 0 and 1 at an odd point, above at the other.
    """
    shape = Shape(certificate.kind, certificate.batch, 1, 0)
    sizes = spectrum(claim, shape, parts_of(shape, 0), certificate.bits)
    slope = bounds(claim.statement["components"][0]["eigenvalues"][0])
    falls = certificate.kind == "odd-point"
    if (falls and not (slope.lower > 0 and slope.upper < 1)) or not (falls or slope.lower > 1):
        raise Refusal("the slope of the reduced map does not fit the kind of the fixed point")
    return sizes
