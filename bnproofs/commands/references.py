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
    from bnproofs.theorems import LEAST_BATCH, MOST_BATCH, configurations, has_theorems

    if not LEAST_BATCH <= n <= MOST_BATCH or not has_theorems(layer):
        return ()
    known = set(map(str, configurations(layer, n)))
    result = []
    for configuration, name in _NAMES.items():
        if configuration not in known:
            continue
        certificate = certify(layer, n, Configuration.parse(configuration), 64)
        statement = shape_of(name, n, {id: certificate.statement(id) or {} for id in ("enclosure", "fixed-point")})
        if statement is not None:
            result.append(reference_from(name, statement, certificate.stability is Stability.STABLE))
    return tuple(result)


def shape_of(name: str | None, n: int, statements: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The enclosures of cosines and norm ratio in the statements of a certificate; None if they hold none.

    They stand in `enclosure`; those of the uniform point follow from `fixed-point`, which has the squared norm and the
    product of two points, or their cosine, or the rank, n or n − 1, of a multiple of I or of C.
    """
    enclosure = statements.get("enclosure", {})
    if {"cos_cluster", "cos_odd", "norm_ratio"} <= set(enclosure):
        return enclosure
    point = statements.get("fixed-point", {})
    if name != "uniform":
        return None
    if "cosine" in point:
        cosines = _ends(point["cosine"])
    elif isinstance(gram := point.get("gram"), Mapping) and set(gram) == {"diagonal", "product"}:
        cosines = sorted(product / norm for product in _ends(gram["product"]) for norm in _ends(gram["diagonal"]))
    elif point.get("rank") in (n, n - 1):
        cosines = [Fraction(0) if point["rank"] == n else Fraction(-1, n - 1)]
    else:
        return None
    pair = [cosines[0], cosines[-1]]
    return {"cos_cluster": pair, "cos_odd": pair, "norm_ratio": [Fraction(1), Fraction(1)]}


def _ends(value: Any) -> list[Fraction]:
    """The ends of an interval, or the one number that stands in its place."""
    return [Fraction(x) for x in (value if isinstance(value, list | tuple) else (value,))]


def reference_from(name: str, enclosure: Mapping[str, Any], attracts: bool) -> Reference:
    """The reference whose cosines, norm ratio and growth are the middles of an `enclosure` statement.

    A layer that rescales has no growth there: it is 1, as a fixed point is mapped to itself.
    """
    from numerics.references import Reference

    def middle(key: str) -> float:
        low, high = enclosure.get(key, ("1", "1"))
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
