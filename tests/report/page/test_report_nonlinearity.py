"""The formulas of activations, read back as numbers."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from fractions import Fraction

import pytest

from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.report.nonlinearity import formula

POINTS = (-2.5, -0.75, 0.25, 1.5)
VALUES = {
    "identity": lambda x: x,
    "relu": lambda x: max(x, 0),
    "leaky_relu": lambda x, a: max(x, 0) + a * min(x, 0),
    "abs": abs,
    "relu_power": lambda x, k: max(x, 0) ** k,
    "monomial": lambda x, k: x**k,
    "sine": lambda x, w: math.sin(w * x),
    "cosine": lambda x, w: math.cos(w * x),
    "exponential": lambda x, w: math.exp(w * x),
    "erf": math.erf,
    "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
}
FUNCTIONS = {
    "max": max,
    "min": min,
    "sin": math.sin,
    "cos": math.cos,
    "erf": math.erf,
    "Φ": lambda x: (1 + math.erf(x / math.sqrt(2))) / 2,
}


def value(element, x):
    """The number that an element of MathML stands for at x: a small reader of what stands side by side."""
    children = list(element)
    match element.tag:
        case "mn":
            return float(element.text)
        case "mi":
            return {"x": x, "e": math.e}[element.text]
        case "mfrac":
            return value(children[0], x) / value(children[1], x)
        case "msup":
            return value(children[0], x) ** value(children[1], x)
    texts = [child.text for child in children]
    if texts[:1] == ["|"]:
        return abs(value(children[1], x))
    if "\u2061" in texts:
        at = texts.index("\u2061")
        function, rest = FUNCTIONS[texts[at - 1]], children[at + 1]
        inner = [child for child in rest if child.text not in ("(", ")", ",")] if rest.tag == "mrow" else [rest]
        factor = math.prod(value(child, x) for child in children[: at - 1])
        return factor * function(*(value(child, x) for child in inner))
    for sign in ("+", "−"):
        if sign in texts:
            at = texts.index(sign)
            left = math.fsum(value(child, x) for child in children[:at])
            right = math.prod(value(child, x) for child in children[at + 1 :])
            return left + right if sign == "+" else left - right
    return math.prod(value(child, x) for child in children)


def cases():
    found = []
    for name in VALUES:
        entry = ACTIVATIONS[name]
        whole = entry.orders is not None
        options = (Fraction(2), Fraction(3)) if whole else (Fraction(1, 3), Fraction(-5, 2), Fraction(1), Fraction(-1))
        found += [(name, (option,)) for option in options] if entry.parameters else [(name, ())]
    return found


@pytest.mark.parametrize(("name", "parameters"), cases())
@pytest.mark.parametrize("x", POINTS)
def test_the_formula_is_the_activation(name, parameters, x):
    _, _, mathml = formula(name, parameters)
    assert value(ET.fromstring(mathml), x) == pytest.approx(VALUES[name](x, *map(float, parameters)), rel=1e-12)


def test_every_activation_has_words_and_formulas():
    for name, entry in ACTIVATIONS.items():
        does, latex, mathml = formula(name, (Fraction(3),) * len(entry.parameters))
        assert "user" not in does
        assert latex
        assert ET.fromstring(mathml) is not None


def test_a_users_own_activation_is_shown_by_its_name():
    does, latex, mathml = formula("my_own", ())
    assert "user's own" in does
    assert "my own" in latex
    assert "my_own" in mathml
