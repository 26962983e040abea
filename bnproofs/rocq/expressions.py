"""The closed set of expressions that a generated file may hold, as Rocq text and as balls.

A number is an exact rational; a name is that of a function of the theory or of an interval of the file. Nothing else
can be written, so that no text of a certificate ever reaches a generated file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.numbers.balls import Balls
from bnproofs.rocq.vocabulary import Function, ball

_NAME = re.compile(r"[a-z][a-z_]{0,39}")


class UnknownNodeError(TypeError):
    """An expression that is not of the closed set."""


@dataclass(frozen=True, slots=True)
class Rational:
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Batch:
    """The number n of points, which the file calls `batch`."""


@dataclass(frozen=True, slots=True)
class Variable:
    """The variable s over which a goal is quantified."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the theory at some arguments."""

    function: Function
    arguments: tuple[Expression, ...]


Expression = Rational | Batch | Variable | Call


def number(value: Fraction) -> str:
    """A rational in Rocq's real numbers, always in brackets.

    >>> number(Fraction(-3, 4)), number(Fraction(2))
    ('(- 3 / 4)', '(2)')
    """
    if type(value) is not Fraction:
        raise UnknownNodeError(f"a number is a fraction, not a {type(value).__name__}")
    sign = "- " if value < 0 else ""
    below = f" / {value.denominator}" if value.denominator != 1 else ""
    return f"({sign}{abs(value.numerator)}{below})"


def whole(value: int) -> str:
    """A whole number that is not negative, as Rocq text."""
    if type(value) is not int or value < 0:
        raise UnknownNodeError(f"a count is a whole number, not a {type(value).__name__}")
    return str(value)


def name(text: str) -> str:
    """The text itself, if it may name an interval or a lemma of a generated file; `UnknownNodeError` otherwise."""
    if type(text) is not str or not _NAME.fullmatch(text):
        raise UnknownNodeError("a name of a generated file has lower-case letters and underscores only")
    return text


def rocq(node: Expression) -> str:
    """The expression as Rocq text.

    Raises:
        UnknownNodeError: the node, or one in it, is not of the closed set.
    """
    if type(node) is Rational:
        return number(node.value)
    if type(node) is Batch:
        return "batch"
    if type(node) is Variable:
        return "s"
    if type(node) is Call and type(node.function) is Function:
        return f"({node.function.value} {' '.join(rocq(argument) for argument in node.arguments)})"
    raise UnknownNodeError(f"a {type(node).__name__} is no expression of a generated file")


def value(node: Expression, batch: int, s: Any = None) -> Any:
    """The ball of an expression in a batch of n points, with the ball s for the variable; a fraction if it is exact.

    Raises:
        UnknownNodeError: the node, or one in it, is not of the closed set.
    """
    if type(node) is Rational:
        return node.value
    if type(node) is Batch:
        return Fraction(batch)
    if type(node) is Variable:
        return s
    if type(node) is Call and type(node.function) is Function:
        first, *rest = node.arguments
        if type(first) is not Batch:
            raise UnknownNodeError("the first argument of a function is the batch")
        arguments = (value(argument, batch, s) for argument in rest)
        return ball(node.function, batch, *(_lifted(node.function, x) for x in arguments))
    raise UnknownNodeError(f"a {type(node).__name__} is no expression of a generated file")


def _lifted(function: Function, x: Any) -> Any:
    """Exact arguments stay exact for the functions of two clusters, and become balls for the others."""
    exact = function in (Function.TWO_GROWTH, Function.TRANSVERSE, Function.STANDARD, Function.TWO_RATIO)
    return x if exact or not isinstance(x, Fraction) else Balls().number(x)
