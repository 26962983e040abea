"""The formula of an activation, in words, in LaTeX and in MathML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from bnproofs.report import mathml as m

Formula = tuple[str, str, str]
"""What an activation is called, its value in LaTeX, its value in MathML."""

_X = m.name("x")
_POSITIVE = m.of(m.name("max"), _X, m.sign(","), m.number(0))
_LATEX_POSITIVE = r"\max(x, 0)"


def formula(activation: str, parameters: Sequence[Fraction]) -> Formula:
    """The formula of an activation by its short name; the bare name where it is a user's own."""
    if activation not in _FORMULAS:
        return (
            "an activation of the user's own",
            rf"\mathrm{{{activation.replace('_', ' ')}}}(x)",
            m.of(m.name(activation), _X),
        )
    return _FORMULAS[activation](*parameters)


def _latex(value: Fraction) -> str:
    """A rational number, and nothing for 1, as a factor is written."""
    size = abs(value)
    shown = (
        ""
        if size == 1
        else str(size)
        if size.denominator == 1
        else rf"\tfrac{{{size.numerator}}}{{{size.denominator}}}"
    )
    return ("-" if value < 0 else "") + shown


def _times(value: Fraction, factor: str) -> str:
    return factor if value == 1 else m.row(m.sign("−"), factor) if value == -1 else m.row(m.number(value), factor)


def _fixed(called: str, latex: str, shown: str) -> Callable[..., Formula]:
    return lambda: (called, latex, shown)


def _leaky(slope: Fraction) -> Formula:
    least = m.of(m.name("min"), _X, m.sign(","), m.number(0))
    if slope == 0:
        return "leaky rectifier of slope 0", _LATEX_POSITIVE, _POSITIVE
    plus = "" if slope < 0 else "+"
    tail = _times(abs(slope), least)
    return (
        f"leaky rectifier of slope {slope}",
        rf"{_LATEX_POSITIVE} {plus}{_latex(slope)}\,\min(x, 0)",
        m.row(_POSITIVE, m.sign("−" if slope < 0 else "+"), tail),
    )


def _power(called: str, latex: str, shown: str) -> Callable[[Fraction], Formula]:
    return lambda order: (f"{called} {order}", rf"{latex}^{{{order}}}", m.power(shown, m.number(order)))


def _hermite(order: Fraction) -> Formula:
    shown = m.of(m.index(m.name("He"), m.number(order)), _X)
    return f"Hermite polynomial of order {order}", rf"\mathrm{{He}}_{{{order}}}(x)", shown


def _wave(called: str, latex: str, function: str) -> Callable[[Fraction], Formula]:
    return lambda w: (f"{called} {w}", rf"{latex}({_latex(w)} x)", m.of(m.name(function), _times(w, _X)))


def _exponential(rate: Fraction) -> Formula:
    return f"exponential of rate {rate}", rf"e^{{{_latex(rate)} x}}", m.power(m.name("e"), _times(rate, _X))


_FORMULAS: dict[str, Callable[..., Formula]] = {
    "identity": _fixed("the identity: the layer is linear", "x", _X),
    "relu": _fixed("ReLU, the rectifier", _LATEX_POSITIVE, _POSITIVE),
    "leaky_relu": _leaky,
    "abs": _fixed("absolute value", r"\lvert x\rvert", m.row(m.sign("|"), _X, m.sign("|"))),
    "step": _fixed(
        "Heaviside's step", r"\mathbf{1}_{x > 0}", m.index(m.name("𝟏"), m.row(_X, m.sign(">"), m.number(0)))
    ),
    "sign": _fixed("sign", r"\operatorname{sign} x", m.row(m.name("sign"), m.sign("⁡"), _X)),
    "relu_power": _power("rectifier to the power", _LATEX_POSITIVE, _POSITIVE),
    "monomial": _power("power of order", "x", _X),
    "hermite": _hermite,
    "erf": _fixed("error function", r"\operatorname{erf} x", m.row(m.name("erf"), m.sign("⁡"), _X)),
    "gelu": _fixed(
        "Gaussian error linear unit, Φ the normal distribution function",
        r"x\,\Phi(x)",
        m.row(_X, m.of(m.name("Φ"), _X)),
    ),
    "sine": _wave("sine of frequency", r"\sin", "sin"),
    "cosine": _wave("cosine of frequency", r"\cos", "cos"),
    "exponential": _exponential,
}
