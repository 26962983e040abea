"""The layer as its parts: Gaussian weights, recentring, rescaling, the nonlinearity."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.layer import Layer
from bnproofs.report import mathml as m
from bnproofs.report.nonlinearity import formula

Part = tuple[str, str, str, str]
"""A part of the layer: short name, what it does, formula in LaTeX, formula in MathML."""

ORDER = ("weights", "recentring", "rescaling", "nonlinearity")
"""How the short names of the parts begin, in the order in which a batch meets them."""


def parts(layer: Layer) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of a layer h ↦ φ(RS(RC(W h))), in order, and those that it does without."""
    present: list[Part] = [_WEIGHTS]
    absent: list[Part] = []
    (present if layer.recentre else absent).append(_RECENTRING)
    (present if layer.rescale else absent).append(_rescaling(layer.epsilon))
    (present if layer.activation != "identity" else absent).append(_nonlinearity(layer))
    return tuple(present), tuple(absent)


def in_order(present: tuple[Part, ...], absent: tuple[Part, ...]) -> tuple[tuple[Part, bool], ...]:
    """All parts in the order in which a batch meets them, and whether the layer has them."""
    both = [(part, True) for part in present] + [(part, False) for part in absent]
    return tuple(sorted(both, key=lambda pair: ORDER.index(pair[0][0].partition(":")[0])))


_H, _N = m.name("h"), m.name("n")
_WEIGHTS: Part = (
    "weights",
    "are Gaussian: a neuron's values h on the n points are normal, K the Gram matrix of the batch",
    r"h \sim \mathcal{N}(0, K)",
    m.math(_H, m.sign("∼"), m.of(m.name("𝒩"), m.number(0), m.sign(","), m.name("K"))),
)
_RECENTRING: Part = (
    "recentring",
    "subtracts from each neuron its mean over the batch",
    r"h \mapsto h - \tfrac{1}{n}\,\mathbf{1}\mathbf{1}^{T} h",
    m.math(
        *(_H, m.sign("↦"), _H, m.sign("−"), m.over(m.number(1), _N)),
        *(m.name("𝟏"), m.power(m.name("𝟏"), m.name("T")), _H),
    ),
)


def _rescaling(epsilon: Fraction) -> Part:
    square = m.power(m.row(m.sign("‖"), _H, m.sign("‖")), m.number(2))
    if not epsilon:
        latex, below = r"\lVert h\rVert", m.row(m.sign("‖"), _H, m.sign("‖"))
    else:
        latex = rf"\sqrt{{\lVert h\rVert^2 + \tfrac{{{epsilon.numerator}}}{{{epsilon.denominator}}}\,n}}"
        below = m.root(square, m.sign("+"), m.number(epsilon), _N)
    shown = m.math(_H, m.sign("↦"), m.over(m.row(m.root(_N), _H), below))
    does = "divides each neuron by its root mean square over the batch"
    return (
        "rescaling",
        does + (", regularised by ε" if epsilon else ""),
        rf"h \mapsto \frac{{\sqrt{{n}}\,h}}{{{latex}}}",
        shown,
    )


def _nonlinearity(layer: Layer) -> Part:
    does, latex, shown = formula(layer.activation, layer.parameters)
    label = "none" if layer.activation == "identity" else layer.activation
    return (
        f"nonlinearity: {label}",
        does,
        rf"\varphi(x) = {latex}",
        m.math(m.of(m.name("φ"), m.name("x")), m.sign("="), shown),
    )
