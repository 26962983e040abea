"""Theories that are wrong on purpose: an experiment that does not notice them says little."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.activations import nonlinearity_of
from numerics.arrays import Floats
from numerics.cross_validation.stationary_values import at_fixed_ray
from numerics.cross_validation.theory import Attractor, Chain, Theory

_KERNEL = Fraction(99, 100)
_EIGENVALUE = Fraction(102, 100)
_VARIANCE = 1.02
_LAYERS = 4000


class Flaw(Enum):
    """What is wrong with a theory."""

    KERNEL = "κ off by 1 %"
    EIGENVALUES = "λ off by 2 %"
    RECENTRING = "mean not subtracted"
    UNBIASED = "variance with n − 1"
    WEIGHTS = "variance of the weights off by 2 %"


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A chain whose Gram matrices are too large by a factor."""

    chain: Chain
    factor: float

    def advance(self, grams: Floats, replicas: tuple[int, ...], depth: int) -> Floats:
        return self.chain.advance(grams, replicas, depth) * self.factor


def flawed(theory: Theory, flaw: Flaw, without_recentring: Theory | None) -> Theory | None:
    """The theory with this flaw; None where the layer has no part that could have it.

    `without_recentring` is the right theory of the same layer without its recentring.
    """
    if flaw is Flaw.KERNEL:
        return _kernel(theory)
    if flaw is Flaw.EIGENVALUES:
        return _eigenvalues(theory)
    if flaw is Flaw.RECENTRING:
        return _recentring(theory, without_recentring)
    if flaw is Flaw.UNBIASED:
        return _unbiased(theory)
    if theory.layer.rescale:
        return None
    chain = theory.chain
    return replace(theory, name=flaw.value, chain=lambda width, seed: _Scaled(chain(width, seed), _VARIANCE))


def _unbiased(theory: Theory) -> Theory | None:
    """h/√(‖h‖²/(n − 1) + ε) in the place of h/√(‖h‖²/n + ε), where φ is of degree 1, so that Φ has the factor 1 − 1/n.

    With ε > 0 there is no right theory of a layer with another ε at hand, and this is none of its flaws.
    """
    layer, factor = theory.layer, Fraction(theory.batch - 1, theory.batch)
    if not layer.rescale or layer.epsilon or nonlinearity_of(layer).degree != 1:
        return None
    chain, right, exact = theory.chain, theory.mean_field_map, theory.exact_map

    def wrong_map(gram: Floats) -> Floats:
        assert right is not None
        return right(gram) * float(factor)

    def wrong_exact_map(gram: Any, digits: int) -> Any:
        assert exact is not None
        return exact(gram, digits) * factor.numerator / factor.denominator

    return replace(
        theory,
        name=Flaw.UNBIASED.value,
        chain=lambda width, seed: _Scaled(chain(width, seed), float(factor)),
        mean_field_map=wrong_map if right else None,
        exact_map=wrong_exact_map if exact else None,
    )


def _kernel(theory: Theory) -> Theory:
    """Every product of two different points is one per cent too small: still a Gram matrix."""
    right, kernel, orbit = theory.mean_field_map, theory.dual_kernel, theory.reduced_orbit
    exact = theory.exact_map

    def shrunk(gram: Any) -> Any:
        result = gram * _KERNEL.numerator / _KERNEL.denominator
        np.fill_diagonal(result, np.diagonal(gram))
        return result

    def wrong_map(gram: Floats) -> Floats:
        assert right is not None
        result: Floats = shrunk(right(gram))
        return result

    def wrong_kernel(uu: Any, uv: Any, vv: Any) -> Any:
        assert kernel is not None
        return kernel(uu, uv, vv) * _KERNEL.numerator / _KERNEL.denominator

    def wrong_orbit(gram: Any, layers: int, digits: int) -> tuple[Any, ...]:
        assert orbit is not None
        result = [gram]
        for _ in range(layers):
            result.append(shrunk(orbit(result[-1], 1, digits)[-1]))
        return tuple(result)

    def wrong_exact_map(gram: Any, digits: int) -> Any:
        assert exact is not None
        return shrunk(exact(gram, digits))

    wrong = replace(
        theory,
        name=Flaw.KERNEL.value,
        mean_field_map=wrong_map if right else None,
        dual_kernel=wrong_kernel if kernel else None,
        reduced_orbit=wrong_orbit if orbit else None,
        exact_map=wrong_exact_map if exact else None,
    )
    return _resettled(wrong, theory.attractor)


def _eigenvalues(theory: Theory) -> Theory | None:
    if theory.attractor is None:
        return None
    values = tuple((name, low * _EIGENVALUE, high * _EIGENVALUE) for name, low, high in theory.attractor.eigenvalues)
    return replace(theory, name=Flaw.EIGENVALUES.value, attractor=replace(theory.attractor, eigenvalues=values))


def _recentring(theory: Theory, other: Theory | None) -> Theory | None:
    if other is None or not theory.layer.recentre:
        return None
    wrong = replace(other, name=Flaw.RECENTRING.value, layer=theory.layer)
    return _resettled(wrong, theory.attractor)


def _resettled(wrong: Theory, attractor: Attractor | None) -> Theory:
    """The wrong theory with what it says of the attractor: where its own map leads to from there."""
    if attractor is None or wrong.mean_field_map is None:
        return wrong
    gram = attractor.reference.gram(wrong.batch)
    for _ in range(_LAYERS):
        ahead = wrong.mean_field_map(gram)
        ahead *= len(gram) / np.trace(ahead)
        change, gram = float(np.abs(ahead - gram).max()), ahead
        if change < 1e-13:
            break
    values = at_fixed_ray(gram, wrong.mean_field_map(gram))
    enclosures = {name: (value, value) for name, value in values.items() if math.isfinite(value)}
    return replace(wrong, attractor=replace(attractor, enclosures=enclosures))
