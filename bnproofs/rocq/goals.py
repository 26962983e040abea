"""The one-line claims of a generated file: signs, enclosures and exact values, each checked in balls beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from flint import arb, fmpq

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.rocq.expressions import Expression, name, number, rocq, value

MARGIN = 16
"""A goal is emitted only if it stays true when the ball is this many times as wide."""

_STEP, _TRIES = 64, 24


class FalseGoalError(ArithmeticError):
    """A goal that is not true with margin in balls; the message names it."""


Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Sign:
    """The goal that an expression is positive (+1) or negative (−1)."""

    name: str
    expression: Expression
    sign: int

    def statement(self) -> str:
        """The goal as Rocq text."""
        text = rocq(self.expression)
        return f"0 < {text}" if self.sign > 0 else f"{text} < 0"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"data. enclose {bits}%positive."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        ball = wide(value(self.expression, batch))
        return bool(ball > 0) if self.sign > 0 else bool(ball < 0)


@dataclass(frozen=True, slots=True)
class Inside:
    """The goal that an expression lies in a named interval, for all s of another one if `over` names it."""

    name: str
    expression: Expression
    interval: str
    over: str | None = None

    def statement(self) -> str:
        """The goal as Rocq text."""
        text = f"inside {rocq(self.expression)} {name(self.interval)}"
        return text if self.over is None else f"forall s : R, inside s {name(self.over)} -> {text}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"{'intros s s_in. ' if self.over else ''}data. split; enclose {bits}%positive."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        s = None if self.over is None else between(*intervals[self.over])
        ball = wide(value(self.expression, batch, s))
        low, high = intervals[self.interval]
        return bool(Balls().number(low) <= ball) and bool(ball <= Balls().number(high))


@dataclass(frozen=True, slots=True)
class Above:
    """The goal that an expression is positive for all s of a named interval."""

    name: str
    expression: Expression
    over: str

    def statement(self) -> str:
        """The goal as Rocq text."""
        return f"forall s : R, inside s {name(self.over)} -> 0 < {rocq(self.expression)}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"intros s s_in. data. enclose {bits}%positive."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        return bool(wide(value(self.expression, batch, between(*intervals[self.over]))) > 0)


@dataclass(frozen=True, slots=True)
class Equal:
    """The goal that an expression has this exact value."""

    name: str
    expression: Expression
    value: Fraction

    def statement(self) -> str:
        """The goal as Rocq text."""
        return f"{rocq(self.expression)} = {number(self.value)}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it; it needs no precision."""
        return "data. exact_value."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true, in exact arithmetic."""
        return bool(value(self.expression, batch) == self.value)


class Goal(Protocol):
    """A one-line claim of a generated file."""

    @property
    def name(self) -> str:
        """The name of the lemma."""
        ...

    def statement(self) -> str:
        """The goal as Rocq text."""
        ...

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        ...

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        ...


def precision(goal: Goal, batch: int, intervals: Mapping[str, Interval], least: int) -> int:
    """The least precision of least, least + 64, … bits at which the goal is true with margin.

    Raises:
        FalseGoalError: it is not true at any of them.
    """
    for bits in range(least, least + _STEP * _TRIES, _STEP):
        with working_precision(bits):
            try:
                if goal.holds(batch, intervals):
                    return bits
            except (ValueError, ArithmeticError):
                continue
    raise FalseGoalError(f"{goal.name} is not true with margin at {least + _STEP * (_TRIES - 1)} bits")


def between(low: Fraction, high: Fraction) -> Any:
    """The ball that holds [low, high]."""
    return Balls().number(low).union(Balls().number(high))


def wide(ball: Any) -> Any:
    """The ball with a radius `MARGIN` times as large; of an exact number, the number."""
    if isinstance(ball, Fraction):
        return arb(fmpq(ball.numerator, ball.denominator))
    return arb(ball.mid(), ball.rad() * MARGIN)
