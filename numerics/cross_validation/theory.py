"""What a theory says of a layer, as far as a simulation can contradict it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.gram_chain import GramChain
from numerics.references import Reference

Interval = tuple[float, float]


class Chain(Protocol):
    """A chain of Gram matrices, as `GramChain` is one."""

    def advance(self, grams: Floats, replicas: tuple[int, ...], depth: int) -> Floats:
        """The Gram matrices (R, n, n) after layer number `depth` of the replicas."""


@dataclass(frozen=True, slots=True)
class Attractor:
    """A configuration that attracts: n − 1 exchangeable points and one odd point, the last.

    `enclosures` are the certified intervals of the observables `cos_cluster`, `cos_odd`, `norm_ratio`, `log_growth`;
    `eigenvalues` those of the distinct eigenvalues of the projective Jacobian, as pairs of `Fraction`s with the name of
    their isotypic component; `gram` gives its Gram matrix (n×n) to a number of decimal digits, of mpmath numbers.
    """

    reference: Reference
    enclosures: Mapping[str, Interval]
    eigenvalues: tuple[tuple[str, Any, Any], ...]
    gram: Callable[[int], Any]


@dataclass(frozen=True, slots=True)
class Theory:
    """A theory of a layer on a batch of n points; None where it says nothing.

    `mean_field_map` maps Gram matrices of doubles; `dual_kernel` gives E φ(u)φ(v) from three second moments, of mpmath
    numbers; `reduced_orbit(gram, layers, digits)` the n×n Gram matrices, 0 to `layers`, of an orbit that starts at one
    with n − 1 exchangeable points; `exact_map(gram, digits)` the Gram matrix (object array of mpf) after a layer that
    rescales, from one of Fractions. `chain(width, seed)` is what the theory takes for the law of a network.
    """

    name: str
    layer: Layer
    batch: int
    chain: Callable[[int, int], Chain]
    mean_field_map: Callable[[Floats], Floats] | None = None
    dual_kernel: Callable[[Any, Any, Any], Any] | None = None
    reduced_orbit: Callable[[Any, int, int], Any] | None = None
    exact_map: Callable[[Any, int], Any] | None = None
    attractor: Attractor | None = None


def plain_chain(layer: Layer) -> Callable[[int, int], GramChain]:
    """The Gram chain of a layer, as a function of width and seed."""
    return lambda width, seed: GramChain(layer, width, seed)
