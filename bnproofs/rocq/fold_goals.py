"""The goals that place the saddle-node in given intervals: signs of F and of its slope in s, with n in an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.configurations import odd_family
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.jets import Jet
from bnproofs.rocq.expressions import name, number
from bnproofs.rocq.goals import Interval, between, wide


@dataclass(frozen=True, slots=True)
class SlopeSign:
    """The goal that F_s at a rational s has a sign for all n of a named interval."""

    name: str
    tangent: Fraction
    sign: int
    over: str

    def statement(self) -> str:
        """The goal as Rocq text."""
        text = f"(form_slope n {number(self.tangent)})"
        return f"forall n : R, inside n {name(self.over)} -> {f'0 < {text}' if self.sign > 0 else f'{text} < 0'}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"intros n n_in. data. enclose {bits}%positive."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        slope = wide(_form(between(*intervals[self.over]), Balls().number(self.tangent)).first)
        return bool(slope > 0) if self.sign > 0 else bool(slope < 0)


@dataclass(frozen=True, slots=True)
class FormSign:
    """The goal that F at a rational n and a rational s has a sign."""

    name: str
    batch: Fraction
    tangent: Fraction
    sign: int

    def statement(self) -> str:
        """The goal as Rocq text."""
        text = f"fixed_point_form {number(self.batch)} {number(self.tangent)}"
        return f"0 < {text}" if self.sign > 0 else f"{text} < 0"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"enclose {bits}%positive."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        form = wide(_form(Balls().number(self.batch), Balls().number(self.tangent)).value)
        return bool(form > 0) if self.sign > 0 else bool(form < 0)


@dataclass(frozen=True, slots=True)
class Lowest:
    """The goal that F at a rational n is positive for all s of a named interval, by the mean value theorem."""

    name: str
    batch: Fraction
    over: str

    def statement(self) -> str:
        """The goal as Rocq text."""
        return f"forall s : R, inside s {name(self.over)} -> 0 < fixed_point_form {number(self.batch)} s"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"intros s s_in. data. enclose_centred s {bits}%positive."

    def holds(self, batch: int, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true with margin at the working precision."""
        n, (low, high) = Balls().number(self.batch), intervals[self.over]
        middle = (low + high) / 2
        offset = between(low - middle, high - middle)
        return bool(wide(_form(n, Balls().number(middle)).value + _form(n, between(low, high)).first * offset) > 0)


def _form(n: Any, s: Any) -> Jet:
    """The jet of F along s, in balls."""
    one, zero = Balls().number(1), Balls().number(0)
    result: Jet = odd_family.fixed_point_form(Jet(n, zero, zero), Jet(s, one, zero), Jet(one, zero, zero))
    return result
