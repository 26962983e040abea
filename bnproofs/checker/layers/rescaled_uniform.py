"""Recentring + rescaling (ε = 0) + ReLU, leaky ReLU or absolute value: the uniform point, and two clusters.

Source: docs/layer-certificate.md, "The uniform point and rescaling" and "Two clusters and rescaling". φ has the slopes
(b, a) right and left of zero.
"""

from __future__ import annotations

from fractions import Fraction

from ..arctangent import acot, pi
from ..claims import exactly, spectrum, stability
from ..docket import Docket
from ..fields import Refusal, bounds, items, members, require_encloses, require_equal, require_narrow
from ..interval import Interval, hull, whole
from ..layer import LayerName
from ..reader import Certificate, Claim
from ..spectrum import Component, Configuration
from .square_root_constant import constant

KINDS = ("uniform", "two-cluster")

Slopes = tuple[Fraction, Fraction]


def covers(layer: LayerName) -> bool:
    """Whether the layer is of this family."""
    parameters = {"relu": 0, "leaky_relu": 1, "abs": 0}.get(layer.activation)
    return layer.recentre and layer.rescale and not layer.epsilon and len(layer.parameters) == parameters


def slopes_of(layer: LayerName) -> Slopes:
    """The slopes (b, a)."""
    left = {"relu": Fraction(0), "abs": Fraction(-1)}
    return Fraction(1), layer.parameters[0] if layer.parameters else left[layer.activation]


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims on the uniform point, or on the two clusters, are proved."""
    slopes = slopes_of(certificate.layer)
    if certificate.kind == "uniform":
        at = docket.prove("fixed-point", lambda claim: uniform_point(certificate, claim, slopes))
        docket.prove("spectrum", lambda claim: spectrum(certificate, claim, at))
        docket.prove("stability", lambda claim: stability(claim, at))
    else:
        docket.prove("two-cluster-invariant", lambda claim: exactly(claim, invariant_statement(certificate.k, slopes)))
        docket.prove(
            "fixed-point", lambda claim: exactly(claim, fixed_statement(certificate.batch, certificate.k, slopes))
        )
        docket.prove("not-differentiable", lambda claim: not_differentiable(certificate, claim, slopes))
        docket.prove("stability", lambda claim: exactly(claim, {"verdict": "not-differentiable"}))


def uniform_point(certificate: Certificate, claim: Claim, slopes: Slopes) -> Configuration:
    """Claim 1 of `uniform`: the diagonal and the products of the fixed point. Its spectrum is returned."""
    n, bits, (b, a) = certificate.batch, certificate.bits, slopes
    product, at = uniform(n, slopes, bits + 128 + 4 * n.bit_length())
    require_equal(claim.witness, {}, "the witness")
    (gram,) = members(claim.statement, "gram")
    diagonal, claimed = members(gram, "diagonal", "product")
    require_equal(diagonal, str((a * a + b * b) / 2), "the diagonal")
    require_encloses(bounds(claimed), product, bits, "the product")
    return at


def uniform(n: int, slopes: Slopes, bits: int) -> tuple[Interval, Configuration]:
    """The product g of two points at the uniform point, and the eigenvalues there, with cos θ = −1/(n − 1).

    With D = (a²+b²)/2, s = √(n(n−2)), P = (a+b)²/4 − (b−a)² atan(1/s)/(2π):
    g = ((b−a)² (s − (π − θ))/(2π) − ab)/(n−1), π − θ = π/2 − atan(1/s);
    standard: (2P + (n−2)(D − (b−a)² sin θ/(2π)))/((n+1)(D − g)), sin θ = s/(n−1);  (n-2,2): nP/((n+1)(D − g)).
    """
    b, a = slopes
    spread, mean, mixed, quarter = (
        hull(x, x, bits) for x in ((b - a) ** 2, (a * a + b * b) / 2, a * b, (a + b) ** 2 / 4)
    )
    s, two_pi = whole(n * (n - 2), bits).sqrt(), pi(bits).times(2)
    tilt = acot(s)
    product = (spread * (s - pi(bits).over(2) + tilt) / two_pi - mixed).over(n - 1)
    gap = mean - product
    slope = quarter - spread * tilt / two_pi
    own = mean - (spread * s / two_pi).over(n - 1)
    standard = (slope.times(2) + own.times(n - 2)).over(n + 1) / gap
    components = [Component("standard", n - 1, (standard,))]
    if n > 3:
        components.append(Component("(n-2,2)", n * (n - 3) // 2, (slope.times(n).over(n + 1) / gap,)))
    return product, Configuration(numbers={}, spectrum=tuple(components))


def invariant_statement(k: int, slopes: Slopes) -> dict[str, object]:
    """The statement of `two-cluster-invariant`: the product −ab of the places, and their cosine in the mean."""
    b, a = slopes
    return {"k": k, "product": str(-a * b), "cosine": str(-2 * a * b / (a * a + b * b))}


def fixed_statement(n: int, k: int, slopes: Slopes) -> dict[str, object]:
    """The statement of `fixed-point`: squared norms (a²+b²)/2 · k/p and (a²+b²)/2 · p/k, p = n − k, product −ab.

    `Refusal` if that puts all points at one place, which is nothing to rescale.
    """
    b, a = slopes
    square_distance(n, k, slopes)
    mean, ratio = (a * a + b * b) / 2, Fraction(n - k, k)
    return {
        "gram": {"squared_norms": [str(mean / ratio), str(mean * ratio)], "product": str(-a * b)},
        "norm_ratio": str(ratio),
    }


def square_distance(n: int, k: int, slopes: Slopes) -> Fraction:
    """The squared distance σ² = (a²+b²)(p² + k²)/(2pk) + 2ab of the clusters; `Refusal` if it is zero."""
    (b, a), p = slopes, n - k
    value = (a * a + b * b) * Fraction(p * p + k * k, 2 * p * k) + 2 * a * b
    if value <= 0:
        raise Refusal("the layer puts both clusters at the same place")
    return value


def not_differentiable(certificate: Certificate, claim: Claim, slopes: Slopes) -> None:
    """Claim 3 of `two-cluster`: for each cluster of two points or more, C > 0, the correction and the radius."""
    n, bits = certificate.batch, certificate.bits
    require_equal(claim.witness, {}, "the witness")
    (listed,) = members(claim.statement, "clusters")
    others = list(dict.fromkeys(k for k in (certificate.k, n - certificate.k) if n - k > 1))
    for k, entry in zip(others, items(listed, len(others), len(others)), strict=True):
        cluster(n, k, slopes, bits, entry)


def cluster(n: int, k: int, slopes: Slopes, bits: int, entry: object) -> None:
    """Nothing; `Refusal` unless the numbers of the cluster of p = n − k points are these.

    The correction is (a²+b²) n²/(2pkσ²), the radius (pkCσ/((a²+b²)n²))².
    """
    points, root, correction, radius = members(entry, "points", "constant", "correction", "radius")
    size, distance, products = slopes[0] ** 2 + slopes[1] ** 2, square_distance(n, k, slopes), k * (n - k)
    require_equal(points, n - k, "the number of points")
    require_equal(correction, str(size * n * n / (2 * products * distance)), "the correction")
    require_narrow(bounds(root), bits, "the constant")  # before what takes long
    computed = constant(n, k, slopes, distance, bits)
    require_encloses(bounds(root), computed, bits, "the constant")
    if computed.lo <= 0:
        raise Refusal("the constant is not proved positive")
    share = products**2 * distance / (size * n * n) ** 2
    require_encloses(bounds(radius), computed.square() * hull(share, share, computed.bits), bits, "the radius")
