"""The table of activations: short name → where it is defined and which parameters it takes.

Plain data, so that a layer can be named and validated without importing any mathematics. An activation is one file
in this folder, one row here and one derivation; of a user's own, a row made by `register`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.errors import InputError


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: the module and class of an activation, and the names of its rational parameters.

    `orders` holds the least and the largest value of parameters that must be integers, `lower` says what the orders
    below are.
    """

    module: str
    definition: str
    parameters: tuple[str, ...] = ()
    orders: tuple[int, int] | None = None
    lower: str = ""

    def spelling(self, name: str) -> str:
        """The way to write the activation in a layer's short name, as in `leaky_relu(slope)`."""
        return f"{name}({', '.join(self.parameters)})" if self.parameters else name

    def example(self, name: str) -> str:
        """A short name with values for the parameters, as `leaky_relu(1/10)` or `hermite(3)`."""
        value = "1/10" if self.orders is None else "3"
        return f"{name}({','.join([value] * len(self.parameters))})" if self.parameters else name

    def refusal(self, name: str, values: Sequence[Any]) -> str | None:
        """Why these values of the parameters denote no activation, or None."""
        if self.orders is None:
            return None
        least, most = self.orders
        for value in values:
            exact = isinstance(value, int | Fraction) and not isinstance(value, bool)
            if not exact or value.denominator != 1 or not least <= value <= most:
                shown = str(value) if exact else repr(value)
                return (
                    f"{name} takes an integer from {least} to {most}, not {shown[:40]}: write "
                    f"{self.example(name)!r}; {self.lower}"
                )
        return None


ACTIVATIONS: dict[str, Entry] = {
    "identity": Entry("bnproofs.activations.identity", "Identity"),
    "relu": Entry("bnproofs.activations.relu", "ReLU"),
    "leaky_relu": Entry("bnproofs.activations.leaky_relu", "LeakyReLU", ("slope",)),
    "abs": Entry("bnproofs.activations.absolute_value", "AbsoluteValue"),
    "step": Entry("bnproofs.activations.step", "Step"),
    "sign": Entry("bnproofs.activations.signum", "Signum"),
    "relu_power": Entry(
        "bnproofs.activations.relu_power", "ReLUPower", ("order",), (2, 12), "order 1 is 'relu', order 0 'step'"
    ),
    "monomial": Entry("bnproofs.activations.monomial", "Monomial", ("order",), (2, 12), "order 1 is 'identity'"),
    "hermite": Entry("bnproofs.activations.hermite", "Hermite", ("order",), (2, 12), "order 1 is 'identity'"),
    "erf": Entry("bnproofs.activations.erf", "Erf"),
    "gelu": Entry("bnproofs.activations.gelu", "GELU"),
    "sine": Entry("bnproofs.activations.sine", "Sine", ("frequency",)),
    "cosine": Entry("bnproofs.activations.cosine", "Cosine", ("frequency",)),
    "exponential": Entry("bnproofs.activations.exponential", "Exponential", ("rate",)),
}


_NAME = re.compile(r"[a-z_]{1,32}")


def register(name: str, module: str, definition: str, parameters: tuple[str, ...] = ()) -> None:
    """No result; afterwards the activation that `definition` in `module` makes has the short name `name`.

    `definition` is a class or function that takes the rational `parameters` and returns the activation, for example a
    `bnproofs.piecewise.Piecewise`. The module is imported when the activation is needed.

    >>> register("mine", "my_activations", "mine")
    >>> ACTIVATIONS.pop("mine").spelling("mine")
    'mine'

    Raises:
        InputError: the name is taken, or is not of 1 to 32 small letters and underscores.
    """
    entry = Entry(module, definition, tuple(parameters))
    if not _NAME.fullmatch(name) or name in ("rc", "rs"):
        raise InputError(
            f"the short name of an activation has 1 to 32 letters a-z or underscores, unlike {name[:40]!r}"
        )
    if ACTIVATIONS.get(name, entry) != entry:
        raise InputError(f"there is an activation {name!r} already: choose another name")
    ACTIVATIONS[name] = entry


def order_of(name: str, value: Any) -> int:
    """The order of an activation as an integer.

    Raises:
        InputError: not an integer that the table allows.
    """
    refusal = ACTIVATIONS[name].refusal(name, (value,))
    if refusal is not None:
        raise InputError(refusal)
    return int(value)
