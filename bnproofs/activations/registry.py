"""The table of activations: short name → where it is defined and which parameters it takes.

Plain data, so that a layer can be named and validated without importing any mathematics. An activation is one file
in this folder, one row here and one derivation.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: the module and class of an activation, and the names of its rational parameters."""

    module: str
    definition: str
    parameters: tuple[str, ...] = ()

    def spelling(self, name: str) -> str:
        """The way to write the activation in a layer's short name, as in `leaky_relu(slope)`."""
        return f"{name}({', '.join(self.parameters)})" if self.parameters else name


ACTIVATIONS: dict[str, Entry] = {
    "identity": Entry("bnproofs.activations.identity", "Identity"),
    "relu": Entry("bnproofs.activations.relu", "ReLU"),
    "leaky_relu": Entry("bnproofs.activations.leaky_relu", "LeakyReLU", ("slope",)),
}
