"""The one-line claims of a generated file: signs, enclosures and exact values, each decided in balls beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from flint import arb

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import working_precision
from bnproofs.rocq.expressions import Expression, name, number, rocq, value

GUARD = 64
"""The bits that Rocq is given beyond those at which balls decide a goal: room for its own rounding."""

_STEP, _TRIES = 64, 24

_SAME = 2.0**-20
"""The relative difference up to which two widths are the same."""


class UndecidedGoalError(ArithmeticError):
    """A goal that balls do not decide at any precision: false, or with too little room; the message names it."""


Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Sign:
    """The goal that an expression is positive (+1) or negative (−1)."""

    name: str
    expression: Expression
    sign: int

    def statement(self) -> str:
        """The goal as Rocq text."""
        return signed(rocq(self.expression), self.sign)

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"data. enclose {bits}%positive."

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """Balls of the expression at the working precision."""
        yield value(self.expression, batch)

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in a ball."""
        return has_sign(ball, self.sign)


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
        if self.over is None:
            return f"data. split; enclose {bits}%positive."
        return f"intros s s_in. data. split; enclose_over s {bits}%positive."

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """Balls of the expression at the working precision."""
        if self.over is None:
            yield value(self.expression, batch)
        else:
            yield from ranges(lambda s: value(self.expression, batch, s), intervals[self.over])

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in a ball."""
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
        return f"forall s : R, inside s {name(self.over)} -> {signed(rocq(self.expression), +1)}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"intros s s_in. data. enclose_over s {bits}%positive."

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """Balls of the expression at the working precision."""
        yield from ranges(lambda s: value(self.expression, batch, s), intervals[self.over])

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in a ball."""
        return has_sign(ball, +1)


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

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """The exact value of the expression."""
        yield value(self.expression, batch)

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether this is the value."""
        return bool(ball == self.value)


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

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """Enclosures of what the goal speaks of, the cheapest first; the goal is true if it follows from one."""
        ...

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in an enclosure."""
        ...


def precision(goal: Goal, batch: int, intervals: Mapping[str, Interval], least: int) -> int:
    """The precision for Rocq: `GUARD` more than the least of least, least + 64, … bits at which balls decide the goal.

    The search ends early where two precisions give enclosures of the same width: it is that of the data.

    Raises:
        UndecidedGoalError: balls do not decide it.
    """
    before: list[Any] = []
    bits = least
    for bits in range(least, least + _STEP * _TRIES, _STEP):
        widths = []
        with working_precision(bits):
            try:
                for ball in goal.enclosures(batch, intervals):
                    if goal.follows(ball, intervals):
                        return bits + GUARD
                    widths.append(_radius(ball))
            except (ValueError, ArithmeticError):
                widths = []
        if widths and len(widths) == len(before) and all(map(_same, widths, before)):
            break
        before = widths
    raise UndecidedGoalError(f"{goal.name} does not follow from enclosures with up to {bits} bits")


def signed(text: str, sign: int) -> str:
    """The statement that a number is positive (+1) or negative (−1), as Rocq text."""
    return f"0 < {text}" if sign > 0 else f"{text} < 0"


def has_sign(ball: Any, sign: int) -> bool:
    """Whether all numbers in a ball are positive (+1) or negative (−1)."""
    return bool(ball > 0) if sign > 0 else bool(ball < 0)


def between(low: Fraction, high: Fraction) -> Any:
    """The ball that holds [low, high]."""
    return Balls().number(low).union(Balls().number(high))


def ranges(f: Callable[[Any], Any], over: Interval) -> Iterator[Any]:
    """Two enclosures of the values of f on an interval: as it stands, then the centred form f(m) + f'(S)(S − m)."""
    low, high = over
    box, middle = between(low, high), (low + high) / 2
    yield f(box)
    jet = f(Jet(box, Balls().number(1), Balls().number(0)))
    if isinstance(jet, Jet):
        yield f(Balls().number(middle)) + jet.first * between(low - middle, high - middle)


def _radius(ball: Any) -> Any:
    return ball.rad() if isinstance(ball, arb) else arb(0)


def _same(width: Any, other: Any) -> bool:
    """Whether two radii agree; infinite ones do not."""
    return bool(abs(width - other) <= _SAME * other)
