"""The names of the files of an atlas: small letters, digits, hyphens and underlines, made from what a page is about.

Names are made from layers and configurations, never from a text that somebody wrote, and different pages have different
names.
"""

from __future__ import annotations

import re
from fractions import Fraction

from bnproofs.configurations import Configuration
from bnproofs.layer import Layer

INDEX, MARK = "index.html", "atlas.json"
"""The first page, and the file by which a folder is known to be an atlas."""

EVERY_BATCH = "every-n/rc-relu-odd-point"
"""The place of the theorem for every batch size, without an ending."""

_PLACE = re.compile(r"(n[1-9][0-9]{0,9}|every-n)/[a-z][a-z0-9_]*(-[a-z0-9_]+)+\.(html|json)", re.ASCII)


def place(layer: Layer, n: int, configuration: Configuration) -> str:
    """The place of the page on a configuration of n points under a layer, without an ending.

    >>> place(Layer.parse("rc+leaky_relu(1/10)"), 10, Configuration.parse("two-cluster:1"))
    'n10/rc-leaky_relu-1of10-two-cluster-1'

    Raises:
        ValueError: the activation has a name that fits in no file name.
    """
    parts = ["rc"] if layer.recentre else []
    if layer.rescale:
        parts.append(f"rs_{_number(layer.epsilon)}" if layer.epsilon else "rs")
    parts += [layer.activation, *map(_number, layer.parameters), configuration.kind]
    if configuration.k is not None:
        parts.append(str(configuration.k))
    found = f"n{n}/{'-'.join(parts)}"
    if not is_place(f"{found}.html"):
        raise ValueError(f"no file of an atlas is called {found!r}")
    return found


def is_place(text: str) -> bool:
    """Whether a text is the place of a page or certificate of some atlas.

    >>> is_place("n10/rc-relu-odd-point.html"), is_place("n10/../cert.json")
    (True, False)
    """
    return _PLACE.fullmatch(text) is not None


def _number(value: Fraction) -> str:
    sign, size = "minus_" if value < 0 else "", abs(value)
    return f"{sign}{size.numerator}" + (f"of{size.denominator}" if size.denominator != 1 else "")
