"""A layer of a normalised network and its short name."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.errors import InputError

_PART = re.compile(r"([a-z_]+)(?:\(([^()]*)\))?")
_RATIONAL = re.compile(r"-?\d{1,18}(?:/0*[1-9]\d{0,17}|\.\d{1,18})?", re.ASCII)
_DIGITS = 18
"""The most digits of a numerator or denominator, typed or given."""


class LayerSyntaxError(InputError):
    """A short name that denotes no layer; the message names the nearest valid spelling."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer h ↦ φ(RS(RC(W h))), with Gaussian weights W, each of its parts optional.

    * recentring (RC): h ← C h, C = I − 11ᵀ/n, over the batch of n points;
    * rescaling (RS): h ← √n h/√(‖h‖² + nε);
    * the nonlinearity φ, entrywise.

    `str` gives the short name and `Layer.parse` reads it back:

    >>> Layer.parse("rc+rs+leaky_relu(0.1)")
    Layer(recentre=True, rescale=True, activation='leaky_relu', parameters=(Fraction(1, 10),), epsilon=Fraction(0, 1))
    >>> str(_)
    'rc+rs+leaky_relu(1/10)'

    Raises:
        LayerSyntaxError: an unknown activation, a wrong number of parameters, a parameter that is no `int` or
            `Fraction`, has more than 18 digits or is none that the activation allows, a negative ε or an ε without
            rescaling.
    """

    recentre: bool
    rescale: bool
    activation: str
    parameters: tuple[Fraction, ...] = ()
    epsilon: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise LayerSyntaxError(f"{_unknown(self.activation)}; the nearest is {_nearest(self.activation)!r}")
        entry = ACTIVATIONS[self.activation]
        if len(self.parameters) != len(entry.parameters):
            raise LayerSyntaxError(
                f"{self.activation} takes {len(entry.parameters)} parameters, not {len(self.parameters)}: "
                f"write {entry.spelling(self.activation)!r}, for example {_nearest(self.activation)!r}"
            )
        object.__setattr__(self, "parameters", tuple(_exact(value) for value in self.parameters))
        if (refusal := entry.refusal(self.activation, self.parameters)) is not None:
            raise LayerSyntaxError(refusal)
        object.__setattr__(self, "epsilon", _exact(self.epsilon))
        if self.epsilon < 0 or (self.epsilon and not self.rescale):
            raise LayerSyntaxError("ε belongs to rescaling and is not negative: write 'rs(eps=1/100000)'")

    def __str__(self) -> str:
        parts = ["rc"] if self.recentre else []
        if self.rescale:
            parts.append(f"rs(eps={self.epsilon})" if self.epsilon else "rs")
        values = ",".join(map(str, self.parameters))
        parts.append(f"{self.activation}({values})" if values else self.activation)
        return "+".join(parts)

    def _repr_latex_(self) -> str:
        """The layer as a formula, as notebooks show it: h ↦ φ(RS(RC(W h)))."""
        inside = "W h"
        if self.recentre:
            inside = rf"\mathrm{{RC}}({inside})"
        if self.rescale:
            index = rf"_{{\varepsilon = {self.epsilon}}}" if self.epsilon else ""
            inside = rf"\mathrm{{RS}}{index}({inside})"
        name = r"\_".join(re.findall("[A-Za-z0-9]+", self.activation))
        values = rf"_{{{', '.join(map(str, self.parameters))}}}" if self.parameters else ""
        image = inside if name == "identity" else rf"\mathrm{{{name}}}{values}({inside})"
        return rf"$h \mapsto {image}$"

    @property
    def definition(self) -> tuple[str, str]:
        """The module that defines the activation, and the name of the definition there."""
        entry = ACTIVATIONS[self.activation]
        return entry.module, entry.definition

    @staticmethod
    def parse(text: str) -> Layer:
        """The layer that a short name denotes: `[rc+][rs[(eps=q)]+]activation[(parameters)]`.

        Raises:
            LayerSyntaxError: no such layer; the message names the nearest valid spelling.
        """
        text = "".join(text.split())
        if len(text) > 200:
            raise LayerSyntaxError("a layer's short name has at most 200 characters, as in 'rc+relu'")
        parts = text.split("+")
        if "" in parts:
            raise LayerSyntaxError(
                f"an empty part, as in {text[:40]!r}, is no part of a layer; did you mean {_suggestion(parts)!r}?"
            )
        split = [_split(part) for part in parts]
        unknown = [part for part, (name, _) in zip(parts, split, strict=True) if name not in _known()]
        if unknown:
            raise LayerSyntaxError(f"{_unknown(unknown[0])}; did you mean {_suggestion(parts)!r}?")
        names = [name for name, _ in split]
        recentre, rescale, activations = "rc" in names, "rs" in names, [name for name in names if name in ACTIVATIONS]
        if names != ["rc"] * recentre + ["rs"] * rescale + activations[:1] or not activations:
            raise LayerSyntaxError(
                f"{text[:60]!r} is no layer; the parts stand once each in the order rc, rs, activation: "
                f"{_suggestion(parts)!r}"
            )
        arguments = dict(split)
        if arguments.get("rc"):
            raise LayerSyntaxError("rc takes no parameter: write 'rc'")
        epsilon = Fraction(0)
        if arguments.get("rs"):
            if len(arguments["rs"]) != 1 or not arguments["rs"][0].startswith("eps="):
                raise LayerSyntaxError("rs takes one parameter, ε: write 'rs(eps=1/100000)'")
            epsilon = _rational(arguments["rs"][0].removeprefix("eps="))
        parameters = tuple(_rational(value) for value in arguments[activations[0]])
        return Layer(recentre, rescale, activations[0], parameters, epsilon)


def _split(part: str) -> tuple[str, list[str]]:
    """The name and the arguments of a part; an empty name if it cannot be read."""
    match = _PART.fullmatch(part)
    if match is None:
        return "", []
    return match[1], match[2].split(",") if match[2] is not None else []


def _rational(text: str) -> Fraction:
    if not _RATIONAL.fullmatch(text):
        raise LayerSyntaxError(f"{text[:40]!r} is no rational number: write it as '1/10' or '0.1'")
    return Fraction(text)


def _exact(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise LayerSyntaxError(
            f"a parameter or ε is an int or a Fraction, not a {type(value).__name__}: write Fraction(1, 10)"
        )
    if max(abs(value.numerator), value.denominator) >= 10**_DIGITS:
        raise LayerSyntaxError(
            f"a parameter or ε has at most {_DIGITS} digits above and below the bar: write a shorter one, as '1/10'"
        )
    return Fraction(value)


def _known() -> dict[str, str]:
    """The names of all parts of a layer, each with an example of how to write it."""
    return {"rc": "rc", "rs": "rs", **{name: entry.example(name) for name, entry in ACTIVATIONS.items()}}


def _nearest(part: str) -> str:
    known = _known()
    return known[difflib.get_close_matches(part.lower().partition("(")[0], known, n=1, cutoff=0)[0]]


def _suggestion(parts: list[str]) -> str:
    """The layer nearest to some parts, in the right order; what can be read stays as written, empty parts go."""
    near: dict[str, str] = {}
    for part in filter(None, parts):
        spelling = _nearest_spelling(part.lower())
        near.setdefault(_split(spelling)[0], spelling)
    if not near:
        return "rc+relu"
    activation = next((spelling for name, spelling in near.items() if name in ACTIVATIONS), "identity")
    return "+".join([*(near[name] for name in ("rc", "rs") if name in near), activation])


def _nearest_spelling(part: str) -> str:
    name, _ = _split(part)
    if name not in _known():
        return _nearest(part)
    try:
        Layer.parse(part if name in ACTIVATIONS else f"{part}+identity")
    except LayerSyntaxError:
        return _known()[name]
    return part


def _unknown(part: str) -> str:
    return f"{part[:40]!r} is no part of a layer (known: {', '.join(_known().values())})"
