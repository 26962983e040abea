"""What the library says of a layer, put together for the simulations to contradict."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bnproofs.commands.references import reference_from
from bnproofs.layer import Layer

if TYPE_CHECKING:
    from numerics.cross_validation.theory import Attractor, Theory

Statements = Mapping[str, Mapping[str, Any]]
"""The statements of a certificate by id."""

_BITS = 192


def theory_of(layer: Layer, n: int, certified: tuple[str, Statements] | None = None) -> Theory:
    """What the library says of a layer on n points; what it has no formula or theorem for is None.

    `certified` is the configuration of a certificate that was accepted, and its statements; without it, what attracts
    is certified anew.
    """
    from numerics.cross_validation.theory import Theory, plain_chain

    if layer.rescale:
        return Theory("the library", layer, n, plain_chain(layer))
    from bnproofs.activations import activation_of
    from bnproofs.evolution import mean_field_map

    return Theory(
        "the library",
        layer,
        n,
        plain_chain(layer),
        mean_field_map=lambda gram: mean_field_map(layer, gram, validate=False),
        dual_kernel=activation_of(layer).dual_kernel,
        reduced_orbit=lambda gram, layers, digits: _reduced_orbit(layer, gram, layers, digits),
        attractor=_attractor(n, *(certified or _proved(layer, n) or (None, {}))),
    )


def _proved(layer: Layer, n: int) -> tuple[str, Statements] | None:
    """The configuration that attracts n points, the odd point if there is one, with what is certified of it."""
    from bnproofs.certificate import certify
    from bnproofs.configurations import Configuration
    from bnproofs.spectrum import Stability
    from bnproofs.theorems import LAYERS, LEAST_BATCH

    if str(layer) not in LAYERS or n < LEAST_BATCH:
        return None
    for name in ("odd-point", "uniform"):
        certificate = certify(layer, n, Configuration.parse(name), _BITS)
        if certificate.stability is Stability.STABLE:
            return name, {id: certificate.statement(id) or {} for id in ("enclosure", "spectrum")}
    return None


def _attractor(n: int, name: str | None, statements: Statements) -> Attractor | None:
    from numerics.cross_validation.theory import Attractor

    if name is None:
        return None
    enclosure = statements["enclosure"]
    enclosures = {key: _outward(enclosure[key]) for key in ("cos_cluster", "cos_odd", "norm_ratio")}
    low, high = _outward(enclosure["growth"])
    enclosures["log_growth"] = (_down(math.log(low)), _up(math.log(high)))
    eigenvalues = tuple(
        (part["component"], Fraction(value[0]), Fraction(value[1]))
        for part in statements["spectrum"]["components"]
        for value in part["eigenvalues"]
    )
    return Attractor(reference_from(name, enclosure, True), enclosures, eigenvalues, _gram(n, enclosure))


def _gram(n: int, enclosure: Mapping[str, Any]) -> Callable[[int], Any]:
    """The Gram matrix of the configuration, from the middles of its cosines and norm ratio."""
    import numpy as np
    from mpmath import mp

    def gram(digits: int) -> Any:
        with mp.workdps(digits + 10):
            middle = {
                key: sum(mp.mpf(x.numerator) / x.denominator for x in map(Fraction, enclosure[key])) / 2
                for key in ("cos_cluster", "cos_odd", "norm_ratio")
            }
            full = np.full((n, n), middle["cos_cluster"], dtype=object)
            full[-1, :] = full[:, -1] = middle["cos_odd"] * middle["norm_ratio"]
            np.fill_diagonal(full, mp.mpf(1))
            full[-1, -1] = middle["norm_ratio"] ** 2
            return full

    return gram


def _reduced_orbit(layer: Layer, gram: Any, layers: int, digits: int) -> tuple[Any, ...]:
    """The n×n Gram matrices of an orbit of the reduced map of n − 1 exchangeable points and one more."""
    from mpmath import mp

    from bnproofs.symmetry import BlockGram, reduced_map

    with mp.workdps(digits + 10):
        blocks = BlockGram.project(gram, (len(gram) - 1, 1))
        result = [blocks.embed()]
        for _ in range(layers):
            blocks = reduced_map(layer, blocks)
            result.append(blocks.embed())
        return tuple(result)


def _outward(interval: Any) -> tuple[float, float]:
    low, high = map(Fraction, interval)
    return _down(float(low)), _up(float(high))


def _down(x: float) -> float:
    return math.nextafter(x, -math.inf)


def _up(x: float) -> float:
    return math.nextafter(x, math.inf)
