"""The layer that a certificate of version 2 is about, read from its short name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .fields import Refusal, quoted, rational

NAME = re.compile(
    r"(rc\+)?(rs(?:\(eps=([1-9][0-9]{0,17}(?:/[1-9][0-9]{0,17})?)\))?\+)?"
    r"([a-z_]{1,32})(?:\(([0-9/,-]{1,80})\))?"
)


@dataclass(frozen=True)
class LayerName:
    """A layer h ↦ φ(RS(RC(Wh))): which parts it has, the name and parameters of φ, and ε of the rescaling."""

    recentre: bool
    rescale: bool
    activation: str
    parameters: tuple[Fraction, ...] = ()
    epsilon: Fraction = Fraction(0)

    def __str__(self) -> str:
        parts = ["rc"] if self.recentre else []
        if self.rescale:
            parts.append(f"rs(eps={self.epsilon})" if self.epsilon else "rs")
        values = ",".join(map(str, self.parameters))
        return "+".join([*parts, f"{self.activation}({values})" if values else self.activation])


RC_RELU = LayerName(True, False, "relu")
"""The layer of version 1."""


def layer_name(text: Any) -> LayerName:
    """The layer of a short name in its one spelling; `Refusal` if the text is none."""
    found = NAME.fullmatch(text) if isinstance(text, str) else None
    if found is None or found[4] in ("rc", "rs"):
        raise Refusal(f"the layer {quoted(text)} is unknown")
    epsilon = rational(found[3]) if found[3] is not None else Fraction(0)
    parameters = tuple(rational(value) for value in found[5].split(",")) if found[5] is not None else ()
    layer = LayerName(bool(found[1]), bool(found[2]), found[4], parameters, epsilon)
    if str(layer) != text:
        raise Refusal(f"the layer {quoted(text)} is not in its one spelling")
    return layer
