"""The certified configurations of a batch, as simulations are compared with them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bnproofs.layer import Layer

if TYPE_CHECKING:
    from numerics.references import Reference

_NAMES = {"odd-point": "odd-point", "uniform": "uniform", "separating": "separating", "two-cluster:1": "ideal"}


def references_of(layer: Layer, n: int) -> tuple[Reference, ...]:
    """The configurations of n points that are certified for a layer; none where it has no theorems."""
    from bnproofs.certificate import certify
    from bnproofs.configurations import Configuration
    from bnproofs.spectrum import Stability
    from bnproofs.theorems import LAYERS, LEAST_BATCH, MOST_BATCH

    if str(layer) not in LAYERS or not LEAST_BATCH <= n <= MOST_BATCH:
        return ()
    result = []
    for configuration, name in _NAMES.items():
        certificate = certify(layer, n, Configuration.parse(configuration), 64)
        statement = certificate.statement("enclosure")
        if statement is not None:
            result.append(reference_from(name, statement, certificate.stability is Stability.STABLE))
    return tuple(result)


def reference_from(name: str, enclosure: Mapping[str, Any], attracts: bool) -> Reference:
    """The reference whose cosines, norm ratio and growth are the middles of an `enclosure` statement."""
    from numerics.references import Reference

    def middle(key: str) -> float:
        low, high = enclosure[key]
        return float((Fraction(low) + Fraction(high)) / 2)

    ratio = middle("norm_ratio")
    return Reference(
        name,
        cluster_norm=1.0,
        cluster_product=middle("cos_cluster"),
        cross_product=middle("cos_odd") * ratio,
        odd_norm=ratio**2,
        growth=middle("growth"),
        attracts=attracts,
    )
