"""Recentring + leaky ReLU of slope a (the absolute value: a = −1): (1−a)² times recentring + ReLU, plus a times K.

The fixed rays are those of ReLU for a ≠ 1; growth, eigenvalues and cosines are computed from those of ReLU. Slope 1 is
the identity, and only its two-cluster rays are known here. Source: docs/layer-certificate.md, "The leaky slope".
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..claims import FixedPoints, exactly, fixed_points, reduced_dynamics, require_tau, spectrum, stability
from ..cover import working_bits
from ..docket import Docket
from ..fields import Refusal, bounds, members, require_encloses, require_equal
from ..layer import LayerName
from ..reader import FAMILY, Certificate, Claim
from ..spectrum import Configuration
from ..two_clusters import TwoClusters, degenerate
from .leaky_numbers import NUMBERS, odd_point, uniform

KINDS = (*FAMILY, "two-cluster")


def covers(layer: LayerName) -> bool:
    """Whether the layer is recentring + leaky ReLU or absolute value."""
    plain = layer.recentre and not layer.rescale
    return plain and (layer.activation, len(layer.parameters)) in (("leaky_relu", 1), ("abs", 0))


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims that belong to the slope, the batch and the configuration are proved."""
    a = certificate.layer.parameters[0] if certificate.layer.parameters else Fraction(-1)
    combination = {"rectifier": str((1 - a) ** 2), "identity": str(a)}
    docket.prove("relu-combination", lambda claim: exactly(claim, combination))
    rays = TwoClusters(certificate.batch, certificate.k)
    docket.prove("two-cluster-ray", lambda claim: exactly(claim, ray_statement(rays, a)))
    if a != 1:
        docket.prove("two-cluster-unstable", lambda claim: unstable(claim, rays, a))
    if certificate.configuration not in FAMILY:
        verify_two_clusters(rays, a, docket)
    elif a == 1:
        raise Refusal("slope 1 is the identity: no configuration of the odd-point family is known")
    else:
        verify_family(certificate, a, docket)


def verify_family(certificate: Certificate, a: Fraction, docket: Docket) -> None:
    """Nothing, once the claims on the odd-point family are proved; orbits are claimed for a ≥ 0 only."""
    found = docket.prove("fixed-points", lambda claim: fixed_points(certificate, claim))
    if a >= 0:
        docket.prove("reduced-dynamics", lambda claim: reduced_dynamics(certificate, claim, found))
    if certificate.configuration in found.kinds:
        at = docket.prove("enclosure", lambda claim: enclosure(certificate, claim, found, a))
        docket.prove("spectrum", lambda claim: spectrum(certificate, claim, at))
        docket.prove("stability", lambda claim: stability(claim, at))
    else:
        absent = {"configuration": certificate.configuration}
        docket.prove("non-existence", lambda claim: exactly(claim, absent))


def verify_two_clusters(rays: TwoClusters, a: Fraction, docket: Docket) -> None:
    """Nothing, once the exact claims on the two-cluster ray are proved."""
    verdict = {"verdict": "marginal" if a == 1 else "unstable"}
    docket.prove("enclosure", lambda claim: exactly(claim, enclosure_statement(rays, a)))
    docket.prove("spectrum", lambda claim: exactly(claim, spectrum_statement(rays, a)))
    docket.prove("stability", lambda claim: exactly(claim, verdict))


def ray_growth(rays: TwoClusters, a: Fraction) -> Fraction:
    """The growth (1−a)² g + a of the two-cluster ray; `Refusal` if the layer puts all points at one place."""
    growth = (1 - a) ** 2 * rays.growth + a
    if growth == 0:
        raise Refusal("the growth is zero: there is no ray")
    return growth


def ray_eigenvalue(rays: TwoClusters, a: Fraction, value: Fraction) -> Fraction:
    """The eigenvalue ((1−a)² g λ + a)/((1−a)² g + a) at the two-cluster ray, from that of ReLU."""
    return ((1 - a) ** 2 * rays.growth * value + a) / ray_growth(rays, a)


def ray_statement(rays: TwoClusters, a: Fraction) -> dict[str, Any]:
    """The statement of `two-cluster-ray`."""
    numbers = {"norm_ratio": rays.norm_ratio, "cosine": -2 * a / (1 + a**2), "growth": ray_growth(rays, a)}
    return {"k": rays.k, **{name: str(value) for name, value in numbers.items()}}


def unstable(claim: Claim, rays: TwoClusters, a: Fraction) -> None:
    """Nothing; `Refusal` unless the transverse multiplier of the two-cluster ray is this one, and exceeds 1."""
    multiplier = ray_eigenvalue(rays, a, rays.transverse)
    if multiplier <= 1:
        raise Refusal("the transverse multiplier does not exceed 1")
    exactly(claim, {"k": rays.k, "transverse_multiplier": str(multiplier)})


def enclosure_statement(rays: TwoClusters, a: Fraction) -> dict[str, Any]:
    """The statement of `enclosure` at the two-cluster ray: every number is exact."""
    cosine, growth = degenerate(-2 * a / (1 + a**2)), degenerate(ray_growth(rays, a))
    return {**rays.enclosure_statement(), "cos_odd": cosine, "growth": growth}


def spectrum_statement(rays: TwoClusters, a: Fraction) -> dict[str, Any]:
    """The statement of `spectrum` at the two-cluster ray: every number is exact."""
    parts = [(name, count, ray_eigenvalue(rays, a, value)) for name, count, value in rays.components()]
    return {
        "components": [
            {"component": name, "multiplicity": count, "eigenvalues": [degenerate(value)]}
            for name, count, value in parts
        ],
        "spectral_radius": degenerate(max(abs(value) for _, _, value in parts)),
    }


def enclosure(certificate: Certificate, claim: Claim, found: FixedPoints, a: Fraction) -> Configuration:
    """The numbers of the configuration lie in these intervals. What the checker computes there is returned."""
    n, bits, kind = certificate.batch, certificate.bits, certificate.configuration
    require_equal(claim.witness, {}, "the witness")
    tau, *claimed = members(claim.statement, "tau", *NUMBERS)
    work = working_bits(n, bits) + 4 * max(a.numerator.bit_length(), a.denominator.bit_length())
    if kind == "uniform":
        at = uniform(n, a, work)
        require_equal(tau, degenerate(Fraction(n * n - 2 * n)), "tau")
        require_equal(claimed[3], degenerate(Fraction(1)), "the norm ratio")
    else:
        if n < 7:
            raise Refusal("the components of the spectrum are stated for n of at least 7")
        at = odd_point(n, found.roots[kind], a, work)
        require_tau(bounds(tau), found.roots[kind], bits)
    for name, value in zip(NUMBERS, claimed, strict=True):
        if name in at.numbers:
            require_encloses(bounds(value), at.numbers[name], bits, name)
    return at
