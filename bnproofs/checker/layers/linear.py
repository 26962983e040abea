"""Linear layers: every number of their certificates is rational and derived anew.

With k the rank of the configuration and r that of n points, n or n − 1 after recentring. Source:
docs/layer-certificate.md, linear layers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..claims import exactly
from ..docket import Docket
from ..fields import Refusal
from ..layer import LayerName
from ..reader import Certificate
from ..two_clusters import degenerate

KINDS = ("uniform", "projector")
LAWS = {1: "square-root", 2: "logarithm"}
"""How a new eigenvalue opens beside rank k: its quotient by the others goes to its root, or times its logarithm."""

Row = tuple[str, int, Fraction]


def covers(layer: LayerName) -> bool:
    """Whether the layer is linear, with ε = 0 if it rescales."""
    return layer.activation == "identity" and not layer.parameters and layer.epsilon == 0


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once the claims on (n/k)P, P a projector of rank k, are proved."""
    n, layer = certificate.batch, certificate.layer
    full = n - 1 if layer.recentre else n
    k = full if certificate.kind == "uniform" else certificate.k
    if k > full:
        raise Refusal("the rank is larger than that of the points")
    docket.prove("fixed-point", lambda claim: exactly(claim, {"rank": k, "scale": str(Fraction(n, k))}))
    if layer.rescale and k < full and k in LAWS:
        kink = {"rank": k, "law": LAWS[k], "coefficient": "1"}
        docket.prove("not-differentiable", lambda claim: exactly(claim, kink))
        docket.prove("stability", lambda claim: exactly(claim, {"verdict": "not-differentiable"}))
        return
    if not layer.rescale:
        docket.prove("identity-map", lambda claim: exactly(claim, {"dimension": full * (full + 1) // 2}))
    elif k == full:
        docket.prove("global-convergence", lambda claim: exactly(claim, convergence(full)))
    rows = spectrum(full, k) if layer.rescale else [("all", full * (full + 1) // 2 - 1, Fraction(1))]
    docket.prove("spectrum", lambda claim: exactly(claim, spectrum_statement(full, rows)))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": verdict(rows)}))


def convergence(full: int) -> dict[str, Any]:
    """The statement of `global-convergence`: 1 − μ' ≤ (1 − gain μ)(1 − μ), and the rate 1 − gain, the best one."""
    gain = Fraction(2, full + 2)
    return {"rank": full, "gain": str(gain), "rate": str(1 - gain)}


def spectrum(full: int, k: int) -> list[Row]:
    """The components at a projector of rank k = full or 3 ≤ k < full: name, multiplicity, eigenvalue."""
    rest = full - k
    everything = [("traceless", k * (k + 1) // 2 - 1, Fraction(k, k + 2))]
    if rest:
        everything.append(("manifold", k * rest, Fraction(1)))
        everything.append(("rank-raising", rest * (rest + 1) // 2, Fraction(k, k - 2)))
    return everything


def spectrum_statement(full: int, rows: list[Row]) -> dict[str, Any]:
    """The statement of `spectrum`; `Refusal` unless the multiplicities and the scale mode add up to r(r + 1)/2."""
    if sum(multiplicity for _, multiplicity, _ in rows) + 1 != full * (full + 1) // 2:
        raise Refusal("the multiplicities do not add up to all symmetric matrices")
    return {
        "components": [
            {"component": name, "multiplicity": multiplicity, "eigenvalues": [degenerate(value)]}
            for name, multiplicity, value in rows
        ],
        "spectral_radius": degenerate(max(abs(value) for _, _, value in rows)),
    }


def verdict(rows: list[Row]) -> str:
    """The verdict on a spectrum that is known exactly."""
    radius = max(abs(value) for _, _, value in rows)
    return "marginal" if radius == 1 else "stable" if radius < 1 else "unstable"
