"""The theorems on linear layers: what is fixed with and without recentring and rescaling, and what attracts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.configurations import Configuration, ConfigurationError, projector
from bnproofs.layer import Layer
from bnproofs.theorems.theorem import Theorem, decided, degenerate, proved


def covers(layer: Layer) -> bool:
    """Whether the layer is linear: the identity for an activation, and ε = 0."""
    return layer.activation == "identity" and layer.epsilon == 0


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The uniform point, orthogonal points or the simplex, and projectors of the ranks 1 to 3 below the full one.

    Without rescaling all ranks are alike, and there is one of them.
    """
    ranks = range(1, min(4 if layer.rescale else 2, dimension(layer, n)))
    return (Configuration("uniform"), *(Configuration("projector", k) for k in ranks))


def dimension(layer: Layer, n: int) -> int:
    """The dimension that n points can span: n, or n − 1 after recentring."""
    return n - 1 if layer.recentre else n


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on (n/k)P, P a projector of rank k, under a linear layer; exact, so that `bits` does not matter.

    P is any orthogonal projector of rank k, of rows of sum 0 if the layer recentres; `uniform` is the one of full rank.

    Raises:
        ConfigurationError: another configuration, or a rank that n points cannot have.
    """
    full = dimension(layer, n)
    rank = full if configuration.kind == "uniform" else configuration.k
    if configuration.kind not in ("uniform", "projector") or rank is None or rank > full:
        raise ConfigurationError(
            f"{configuration} is no configuration of {n} points under {layer}: write 'uniform', or 'projector:K' with "
            f"1 ≤ K ≤ {full}"
        )
    fixed = prove_fixed_point(layer, n, rank)
    if not layer.rescale:
        return (fixed, prove_identity(full), *_spectrum_and_stability(full, _neutral(full)))
    if rank == full:
        return (fixed, prove_convergence(full), *_spectrum_and_stability(full, projector.spectrum(full, full)))
    if rank in projector.OPENING_LAWS:
        return (fixed, prove_kink(rank), proved("stability", {"verdict": "not-differentiable"}))
    return (fixed, *_spectrum_and_stability(full, projector.spectrum(full, rank)))


def prove_fixed_point(layer: Layer, n: int, k: int) -> Theorem:
    """The theorem that (n/k)P is fixed, P any projector of rank k that the layer's recentring keeps.

    PROVED asserts this for every such P, of the mean-field map. With rescaling these are all fixed matrices, and c P
    goes to (n/k)P for every c > 0; without, c P stays. Source: derivations/linear_rescaling.py,
    derivations/linear_chain.py.
    """
    return proved("fixed-point", {"rank": k, "scale": projector.scale(n, k)})


def prove_identity(dimension: int) -> Theorem:
    """The theorem that the mean-field map is the identity on all (recentred) Gram matrices, a space of that size.

    Source: derivations/linear_chain.py, which has too what finite width adds.
    """
    return proved("identity-map", {"dimension": dimension * (dimension + 1) // 2})


def prove_convergence(full: int) -> Theorem:
    """The theorem that every orbit that starts at full rank tends to the fixed point of full rank.

    PROVED asserts: with k the full rank and μ the least eigenvalue over the mean one, λ_max/λ_min decreases strictly,
    and 1 − μ' ≤ (1 − gμ)(1 − μ), g = 2/(k + 2) the `gain`; k/(k + 2) = 1 − g is the best `rate`. Source:
    derivations/linear_convergence.py.
    """
    gain, rate = projector.gain(full), projector.traceless_eigenvalue(full)
    return decided("global-convergence", gain + rate == 1, {"rank": full, "gain": gain, "rate": rate})


def prove_kink(k: int) -> Theorem:
    """The theorem that the map is not differentiable at a projector of rank k = 1 or 2 below full rank.

    PROVED asserts: a new eigenvalue of quotient r by the others goes to one of quotient √r (`square-root`, exactly), or
    r log(1/r) + O(r) (`logarithm`). Source: derivations/low_rank_rescaling.py.
    """
    return proved("not-differentiable", {"rank": k, "law": projector.OPENING_LAWS[k], "coefficient": Fraction(1)})


def _neutral(full: int) -> tuple[tuple[str, int, Any], ...]:
    return (("all", full * (full + 1) // 2 - 1, Fraction(1)),)


def _spectrum_and_stability(full: int, rows: tuple[tuple[str, int, Any], ...]) -> tuple[Theorem, Theorem]:
    """The spectrum, in the directions besides the scale mode, and the verdict that follows from it."""
    radius = max(abs(value) for _, _, value in rows)
    complete = sum(multiplicity for _, multiplicity, _ in rows) + 1 == full * (full + 1) // 2
    components = [{"component": name, "multiplicity": m, "eigenvalues": [degenerate(value)]} for name, m, value in rows]
    spectrum = decided("spectrum", complete, {"components": components, "spectral_radius": degenerate(radius)})
    verdict = "marginal" if radius == 1 else "stable" if radius < 1 else "unstable"
    return spectrum, proved("stability", {"verdict": verdict})
