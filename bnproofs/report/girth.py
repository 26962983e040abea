"""About how wide a formula is, to tell which are too wide for paper."""

from __future__ import annotations

from xml.etree import ElementTree

_LETTER, _RELATION, _SMALL, _GAP = 0.52, 0.45, 0.7, 0.8
_UNSEEN = "\u2061\u2062\u2063\u2064 "


def girth(mathml: str) -> float:
    """About the width of a formula in MathML, in em.

    >>> girth("<math><mi>x</mi></math>")
    0.52
    """
    return _girth(ElementTree.fromstring(mathml))


def _girth(element: ElementTree.Element) -> float:
    name = element.tag.rpartition("}")[2]
    parts: list[float] = [_girth(child) for child in element]
    if name in ("mi", "mn", "mo", "mtext"):
        text = (element.text or "").strip(_UNSEEN)
        return len(text) * _LETTER + (_RELATION if name == "mo" and text and text in "=+−-<>≤≥" else 0)
    if name == "mfrac":
        return 0.75 * max(parts, default=0.0) + 0.2
    if name in ("msup", "msub", "msubsup") and parts:
        return parts[0] + _SMALL * max(parts[1:], default=0.0)
    if name in ("munder", "mover", "munderover"):
        return max(parts, default=0.0)
    if name == "mtable":
        rows = [[_girth(cell) for cell in row] for row in element]
        widest: list[float] = [max(column) for column in zip(*rows, strict=False)]
        return sum(widest) + _GAP * max(len(widest) - 1, 0)
    return sum(parts) + (_GAP if name == "msqrt" else 0)
