"""Seeded points inside the assumptions of a derivation, and values there with many digits."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import mpmath
import sympy

Number = Any
Bound = Any
Domain = Mapping[Any, "range | tuple[Bound, Bound]"]
"""For each symbol an open interval or a `range` of integers. A bound may contain the symbols listed before it."""

DIGITS = 50
WORKING_DIGITS = 80


def points(domain: Domain, seed: str, count: int) -> Iterator[dict[Any, Number]]:
    """Points of the domain, the same ones for the same seed."""
    generator = random.Random(seed)
    for _ in range(count):
        at: dict[Any, Number] = {}
        for symbol, values in domain.items():
            if isinstance(values, range):
                at[symbol] = mpmath.mpf(generator.choice(values))
            else:
                lower, upper = (evaluate(bound, at) for bound in values)
                at[symbol] = lower + (upper - lower) * mpmath.mpf(generator.randint(50, 950)) / 1000
        yield at


def evaluate(expression: Any, at: Mapping[Any, Number]) -> Number:
    """The value of an expression at a point, to the working precision of mpmath."""
    if isinstance(expression, int):
        return mpmath.mpf(expression)
    return function_of(expression, tuple(at))(*at.values())


def function_of(expression: Any, symbols: tuple[Any, ...]) -> Callable[..., Number]:
    """The expression as an mpmath function of the symbols.

    Raises:
        ValueError: it contains another symbol.
    """
    expression = sympy.sympify(expression)
    missing = expression.free_symbols - set(symbols)
    if missing:
        raise ValueError(f"no range was given for {', '.join(sorted(map(str, missing)))}")
    return _compiled(expression, symbols)


@lru_cache(maxsize=64)
def _compiled(expression: Any, symbols: tuple[Any, ...]) -> Callable[..., Number]:
    function: Callable[..., Number] = sympy.lambdify(symbols, expression, "mpmath", cse=True, dummify=True)
    return function


def agree(left: Number, right: Number) -> bool:
    """True if two values agree to `DIGITS` digits, relative to the larger one or to 1."""
    scale = max(abs(left), abs(right), 1)
    return bool(abs(left - right) <= scale * mpmath.mpf(10) ** -DIGITS)
