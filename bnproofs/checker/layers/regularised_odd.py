"""Recentring + rescaling with ε > 0 + ReLU: the uniform, the odd and the separating point.

Proved: the spectrum of the uniform point from its exponent, or that it has no scale; verdicts. Believed: the exponent;
odd and separating points, once their numbers fit together. Source: docs/layer-certificate.md, "The ε of rescaling".
"""

from __future__ import annotations

from fractions import Fraction

from ..claims import exactly
from ..cover import working_bits
from ..docket import Docket
from ..fields import Bounds, Refusal, bounds, items, members, require_encloses, require_equal, require_narrow
from ..interval import Interval, hull, surely_less, whole
from ..layer import LayerName
from ..reader import Certificate, Claim
from ..spectrum import uniform_point
from .general_form import Expected, Shape, absolute, largest, parts_of, positive, spectrum, verdict
from .rescaled_odd import require_geometry

KINDS = ("uniform", "odd-point", "separating")


def covers(layer: LayerName) -> bool:
    """Whether the layer is of this family."""
    return (
        layer.recentre and layer.rescale and layer.epsilon > 0 and layer.activation == "relu" and not layer.parameters
    )


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims on the configuration are proved, or believed."""
    if certificate.kind == "uniform":
        verify_uniform(certificate, docket)
        return
    moments = docket.believe("fixed-point", "ball-quadrature", lambda claim: fixed_point(certificate, claim))
    docket.believe("enclosure", "ball-quadrature", lambda claim: enclosure(certificate, claim, moments))
    sizes = docket.believe("spectrum", "ball-quadrature", lambda claim: eigenvalues(certificate, claim))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": verdict(sizes)}))


def verify_uniform(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once the claims on the uniform point are proved, its exponent believed."""
    if len(certificate.claims) == 1:
        docket.prove("non-existence", lambda claim: no_scale(certificate, claim))
        return
    z = docket.believe("fixed-point", "ball-arithmetic", lambda claim: exponent(certificate, claim))
    sizes = docket.prove("spectrum", lambda claim: uniform_spectrum(certificate, claim, z))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": verdict(sizes)}))


def ratio(certificate: Certificate, bits: int) -> Interval:
    """The interval of y = ε/g, g the growth of the uniform point without rescaling."""
    epsilon = hull(certificate.layer.epsilon, certificate.layer.epsilon, bits)
    return epsilon / uniform_point(certificate.batch, bits).numbers["growth"]


def no_scale(certificate: Certificate, claim: Claim) -> None:
    """Claim 1 of a uniform point that does not exist: ε > g, so that every exchangeable batch shrinks."""
    bits = working_bits(certificate.batch, certificate.bits)
    if not surely_less(whole(1, bits), ratio(certificate, bits)):
        raise Refusal("that no scale is fixed is not proved")
    exactly(claim, {"configuration": "uniform"})


def exponent(certificate: Certificate, claim: Claim) -> Bounds:
    """Claim 1 of `uniform`: z, where y(p−1) ≤ z(1−y) ≤ yp, p = (n+1)/2; the squared norm ε(n−1)/(4zg), κ₀ times it."""
    n, bits = certificate.batch, certificate.bits
    require_equal(claim.witness, {}, "the witness")
    claimed, gram = members(claim.statement, "exponent", "gram")
    diagonal, product = members(gram, "diagonal", "product")
    found = bounds(claimed)
    positive(found, bits, "the exponent")
    precision = 2 * working_bits(n, bits)
    y, z, one = ratio(certificate, precision), hull(found.lower, found.upper, precision), whole(1, precision)
    if not surely_less(y, one):
        raise Refusal("it is not proved that a scale is fixed")
    share = z * (one - y)
    if share.hi < y.times(n - 1).over(2).lo or share.lo > y.times(n + 1).over(2).hi:
        raise Refusal("the exponent does not fit epsilon")
    norm = (y / z).times(n - 1).over(4)
    cosine = uniform_point(n, precision).numbers["cos_cluster"]
    require_encloses(bounds(diagonal), norm, bits, "the diagonal")
    require_encloses(bounds(product), norm * cosine, bits, "the product")
    return found


def uniform_spectrum(certificate: Certificate, claim: Claim, exponent: Bounds) -> list[Bounds]:
    """Claim 2 of `uniform`: with ρ = z(1/y − 1)/p the scale has 1 − p(1 − ρ), the others ρ times those without RS."""
    n, bits = certificate.batch, certificate.bits
    precision = 2 * working_bits(n, bits)
    z, one = hull(exponent.lower, exponent.upper, precision), whole(1, precision)
    damped = z * (one / ratio(certificate, precision) - one)
    rho = damped.times(2).over(n + 1)
    computed = [("scale", 1, damped - (one.times(n - 1)).over(2))]
    computed += [(x.name, x.multiplicity, rho * x.eigenvalues[0]) for x in uniform_point(n, precision).spectrum]
    parts = tuple(Expected(name, multiplicity, 1) for name, multiplicity, _ in computed)
    sizes = spectrum(claim, Shape("exchangeable", n, 1, None), parts, bits)
    for entry, (name, _, value) in zip(claim.statement["components"], computed, strict=True):
        require_encloses(bounds(entry["eigenvalues"][0]), value, bits, "an eigenvalue of " + name)
    return sizes


def fixed_point(certificate: Certificate, claim: Claim) -> tuple[Bounds, Bounds]:
    """Claim 1 of `odd-point` and `separating`: the eigenvalues λ < μ of K, which are returned."""
    require_equal(claim.witness, {}, "the witness")
    (recentred,) = members(claim.statement, "recentred")
    first, second = (bounds(value) for value in members(recentred, "cluster", "odd"))
    positive(first, certificate.bits, "an eigenvalue of K")
    positive(second, certificate.bits, "an eigenvalue of K")
    if first.upper >= second.lower:
        raise Refusal("the point is not below the uniform point")
    return first, second


def enclosure(certificate: Certificate, claim: Claim, moments: tuple[Bounds, Bounds]) -> None:
    """Claim 2: τ is Nλ/μ, θ is its angle; cosines and norm ratio are numbers of a Gram matrix with that τ."""
    n = certificate.batch
    tau = bounds(claim.statement["tau"]) if isinstance(claim.statement, dict) and "tau" in claim.statement else None
    if tau is None:
        raise Refusal("the statement has no tau")
    require_narrow(tau, certificate.bits, "tau")
    first, second = moments
    low, high = (Fraction(n * (n - 2)) * x / y for x, y in ((first.lower, second.upper), (first.upper, second.lower)))
    if tau.upper < low or high < tau.lower:
        raise Refusal("tau is not that of the eigenvalues of K")
    require_geometry(n, certificate.bits, claim)


def eigenvalues(certificate: Certificate, claim: Claim) -> list[Bounds]:
    """Claim 3: the absolute values of all eigenvalues on recentred matrices.

    On the family, the trivial component, both are below 1 at an odd point; at a separating one the larger is above.
    """
    shape = Shape(certificate.kind, certificate.batch, 1, None)
    sizes = spectrum(claim, shape, parts_of(shape, None), certificate.bits)
    pair = items(claim.statement["components"][0]["eigenvalues"], 2, 2)
    radius = largest([absolute(bounds(value)) for value in pair])
    if (radius.upper >= 1) if certificate.kind == "odd-point" else (radius.lower <= 1):
        raise Refusal("the eigenvalues on the family do not fit the kind of the fixed point")
    return sizes
