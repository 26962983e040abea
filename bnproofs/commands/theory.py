"""What the library says of a layer, put together for the simulations to contradict."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bnproofs.commands.references import reference_from, shape_of
from bnproofs.layer import Layer

if TYPE_CHECKING:
    from numerics.cross_validation.theory import Attractor, Theory

Statements = Mapping[str, Mapping[str, Any]]
"""The statements of a certificate by id."""

_BITS, _FEW_BITS = 192, 64


def theory_of(layer: Layer, n: int, certified: tuple[str, Statements] | None = None) -> Theory:
    """What the library says of a layer on n points; what it has no formula or theorem for is None.

    `certified` is the configuration of a certificate that was accepted, and its statements; without it, what attracts
    is certified anew.
    """
    from bnproofs.activations import activation_of
    from bnproofs.evolution import mean_field_map
    from numerics.cross_validation.theory import Theory, plain_chain

    plain = Theory("the library", layer, n, plain_chain(layer))
    if layer.rescale and activation_of(layer).degree is None:
        return plain
    plain = replace(plain, mean_field_map=lambda gram: mean_field_map(layer, gram, validate=False))
    if activation_of(layer).degree == 1 and not layer.epsilon:  # what attracts is one up to its scale
        plain = replace(plain, attractor=_attractor(n, *(certified or _proved(layer, n) or (None, {}))))
    if layer.rescale:
        return replace(plain, exact_map=lambda gram, digits: _enclosed_map(layer, gram, digits))
    return replace(
        plain,
        dual_kernel=activation_of(layer).dual_kernel,
        reduced_orbit=lambda gram, layers, digits: _reduced_orbit(layer, gram, layers, digits),
    )


def _enclosed_map(layer: Layer, gram: Any, digits: int) -> Any:
    """The Gram matrix after a layer that rescales, of mpf: the middles of enclosures that hold so many digits."""
    import numpy as np
    from mpmath import mp

    from bnproofs.evolution import mean_field_map
    from bnproofs.numbers.interval import exact_value
    from bnproofs.numbers.precision import working_precision

    with working_precision(int(digits * math.log2(10)) + 20):
        balls = mean_field_map(layer, gram)
        middles = [exact_value(ball.mid()) for ball in balls.flat]
    with mp.workdps(digits + 10):
        values = [mp.mpf(x.numerator) / x.denominator for x in middles]
    return np.array(values, dtype=object).reshape(balls.shape)


def _proved(layer: Layer, n: int) -> tuple[str, Statements] | None:
    """The configuration that attracts n points, the odd point if there is one, with what is certified of it."""
    from bnproofs.certificate import certify
    from bnproofs.configurations import Configuration
    from bnproofs.spectrum import Stability
    from bnproofs.theorems import LEAST_BATCH, configurations, has_theorems

    if n < LEAST_BATCH or not has_theorems(layer):
        return None
    known = set(map(str, configurations(layer, n)))
    for name in ("odd-point", "uniform"):
        if name not in known:
            continue
        certificate = certify(layer, n, Configuration.parse(name), _FEW_BITS if layer.rescale else _BITS)
        if certificate.stability is Stability.STABLE:
            return name, {id: certificate.statement(id) or {} for id in ("enclosure", "fixed-point", "spectrum")}
    return None


def _attractor(n: int, name: str | None, statements: Statements) -> Attractor | None:
    from numerics.cross_validation.theory import Attractor

    enclosure = shape_of(name, n, statements)
    if name is None or enclosure is None:
        return None
    enclosures = {key: _outward(enclosure[key]) for key in ("cos_cluster", "cos_odd", "norm_ratio")}
    if "growth" in enclosure:
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
