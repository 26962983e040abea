"""One face for the three simulators: a stack of states that moves forward a layer at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bnproofs.layer import Layer
from numerics.arrays import Floats, Integers
from numerics.batch import Batch
from numerics.dense import DenseNetwork, gram_of
from numerics.gram_chain import GramChain
from numerics.pytorch import TorchNetwork
from numerics.specification import Specification


class Simulator(Protocol):
    """A network whose replicas are states in a stack."""

    def start(self, batch: Batch, replicas: int) -> Floats:
        """The states before the first layer."""

    def advance(self, states: Floats, replicas: tuple[int, ...], depth: int) -> Floats:
        """The states after layer number `depth` of the named replicas."""

    def grams(self, states: Floats) -> Floats:
        """The Gram matrices (replicas, n, n) of the states."""

    def scaled(self, states: Floats, exponents: Integers) -> Floats:
        """The states whose Gram matrices are those of `states` times 4^exponent, exactly."""


@dataclass(frozen=True, slots=True)
class OfGrams:
    """The Gram chain: a state is a Gram matrix."""

    chain: GramChain

    def start(self, batch: Batch, replicas: int) -> Floats:
        """The Gram matrix of the batch, repeated; of the recentred batch if the layer recentres.

        The first layer recentres all the same, and the differences of points far from the origin are not lost.
        """
        start = batch.recentred_gram if self.chain.layer.recentre else batch.gram
        return np.repeat(start[None], replicas, axis=0)

    def advance(self, states: Floats, replicas: tuple[int, ...], depth: int) -> Floats:
        """The Gram matrices after a layer."""
        return self.chain.advance(states, replicas, depth)

    def grams(self, states: Floats) -> Floats:
        """The states themselves."""
        return states

    def scaled(self, states: Floats, exponents: Integers) -> Floats:
        """The matrices times 4^exponent."""
        return np.ldexp(states, (2 * exponents)[:, None, None])


@dataclass(frozen=True, slots=True)
class OfPoints:
    """A network with weights: a state is the representation (d × n) of the batch."""

    network: DenseNetwork | TorchNetwork

    def start(self, batch: Batch, replicas: int) -> Floats:
        """The points of the batch, repeated."""
        return np.repeat(batch.points[None], replicas, axis=0)

    def advance(self, states: Floats, replicas: tuple[int, ...], depth: int) -> Floats:
        """The representations after a layer."""
        return np.stack(
            [self.network.advance(points, replica, depth) for points, replica in zip(states, replicas, strict=True)]
        )

    def grams(self, states: Floats) -> Floats:
        """The Gram matrices XᵀX/d."""
        return np.stack([gram_of(points) for points in states])

    def scaled(self, states: Floats, exponents: Integers) -> Floats:
        """The representations times 2^exponent."""
        return np.ldexp(states, exponents[:, None, None])


def simulator_of(specification: Specification, *, chunk: int = 0) -> Simulator:
    """The simulator of a run."""
    layer, width, seed = Layer.parse(specification.layer), specification.width, specification.seed
    if specification.method == "chain":
        return OfGrams(GramChain(layer, width, seed, specification.precision, chunk))
    network = DenseNetwork if specification.method == "dense" else TorchNetwork
    return OfPoints(network(layer, width, seed))
