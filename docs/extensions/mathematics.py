"""Formulas as MathML, so that a page needs no script and no network to show them."""

from __future__ import annotations

import re
from typing import Any

_FUNCTION = "<mi>(?:sin|cos|tan|log|arccos|exp|det)</mi>"
_THIN = '<mspace width="0.17em"></mspace>'
_MENDED = (
    ("<mo>&#x0002F;</mo>", '<mo lspace="0" rspace="0">/</mo>'),
    ("<mo>&#x0007C;</mo>", '<mo lspace="0" rspace="0" stretchy="false">|</mo>'),
    ("<mo>&#x02016;</mo>", '<mo lspace="0" rspace="0" stretchy="false">‖</mo>'),
    ("<mo>&#x0221E;</mo>", "<mi>∞</mi>"),
    ("<mi>&#x0007E;</mi>", "<mo>∼</mo>"),
    ("<mi>:</mi>", '<mo lspace="0" rspace="0.3em">:</mo>'),
    (
        "<msup>(<mi>[^<]*</mi>)<mi>&#x0203([23]);</mi></msup>",  # a prime is raised in itself; twice would be too high
        r'<mpadded>\1<mo lspace="0" rspace="0">&#x0203\2;</mo></mpadded>',
    ),
    ('<mn mathvariant="bold">1</mn>', "<mn>𝟏</mn>"),
    (
        rf"(?<=</mi>|</mn>|</mo>)(?<!<mo>&#x02212;</mo>)(?<!<mo>&#x0002B;</mo>)(?<!<mo>&#x0003D;</mo>)(?<!&#x00028;</mo>)(?=(?:<msup>)?{_FUNCTION})",
        _THIN,
    ),
    (rf"({_FUNCTION})(?=<m(?:i|n|frac|sub|sup|padded)>)(?!<mi>&#x02032;)", rf"\1{_THIN}"),
    (rf"(<msup>{_FUNCTION}<mrow>(?:(?!</mrow>).)*</mrow></msup>)(?=<mi>)", rf"\1{_THIN}"),
)
"""(pattern, replacement): the spaces of TeX around functions, slashes and bars, which a browser does not know of."""


def mathml(latex: str, display: str) -> str:
    """The MathML of a formula; `display` is "inline" or "block".

    Raises:
        ValueError: the formula is not understood.
    """
    from latex2mathml.converter import convert

    try:
        found = str(convert(latex, display=display))
    except Exception as error:
        raise ValueError(f"no MathML for the formula {latex!r}: {error!r}") from error
    for pattern, replacement in _MENDED:
        found = re.sub(pattern, replacement, found)
    return found


def inline(translator: Any, node: Any) -> None:
    """No result; a formula in a line of text."""
    from docutils.nodes import SkipNode

    translator.body.append(mathml(node.astext(), "inline"))
    raise SkipNode


def block(translator: Any, node: Any) -> None:
    """No result; a formula by itself, which scrolls where the page is too narrow."""
    from docutils.nodes import SkipNode

    translator.body.append(f'<div class="formula" tabindex="0">{mathml(node.astext(), "block")}</div>\n')
    raise SkipNode
