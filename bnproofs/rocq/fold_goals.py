"""The goals that place the saddle-node in given intervals: signs of F and of its slope in s, with n in an interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.configurations import odd_family
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.jets import Jet
from bnproofs.rocq.expressions import name, number
from bnproofs.rocq.goals import Interval, between, has_sign, ranges, signed


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
        return f"forall n : R, inside n {name(self.over)} -> {signed(text, self.sign)}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"intros n n_in. data. enclose_over n {bits}%positive."

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """Two balls of F_s: as it stands, then the centred form F_s(m, s) + F_ns(N, s)(N − m)."""
        s, (low, high) = Balls().number(self.tangent), intervals[self.over]
        box, middle = between(low, high), (low + high) / 2
        yield _form(box, s).first
        yield _form(Balls().number(middle), s).first + _mixed(box, s) * between(low - middle, high - middle)

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in a ball."""
        return has_sign(ball, self.sign)


@dataclass(frozen=True, slots=True)
class FormSign:
    """The goal that F at a rational n and a rational s has a sign."""

    name: str
    batch: Fraction
    tangent: Fraction
    sign: int

    def statement(self) -> str:
        """The goal as Rocq text."""
        return signed(f"(fixed_point_form {number(self.batch)} {number(self.tangent)})", self.sign)

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"enclose {bits}%positive."

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """The ball of F."""
        yield _form(Balls().number(self.batch), Balls().number(self.tangent)).value

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in a ball."""
        return has_sign(ball, self.sign)


@dataclass(frozen=True, slots=True)
class AboveAt:
    """The goal that F at a rational n is positive for all s of a named interval."""

    name: str
    batch: Fraction
    over: str

    def statement(self) -> str:
        """The goal as Rocq text."""
        text = f"(fixed_point_form {number(self.batch)} s)"
        return f"forall s : R, inside s {name(self.over)} -> {signed(text, +1)}"

    def tactic(self, bits: int) -> str:
        """The tactic that decides it."""
        return f"intros s s_in. data. enclose_over s {bits}%positive."

    def enclosures(self, batch: int, intervals: Mapping[str, Interval]) -> Iterator[Any]:
        """Balls of F on the interval."""
        n, one = Balls().number(self.batch), Balls().number(1)
        yield from ranges(lambda s: odd_family.fixed_point_form(n, s, one), intervals[self.over])

    def follows(self, ball: Any, intervals: Mapping[str, Interval]) -> bool:
        """Whether the goal is true of every number in a ball."""
        return has_sign(ball, +1)


def _form(n: Any, s: Any, along: tuple[int, int] = (0, 1)) -> Jet:
    """The jet of F at (n, s) along a direction, in balls."""
    one, zero = Balls().number(1), Balls().number(0)
    dn, ds = map(Balls().number, along)
    result: Jet = odd_family.fixed_point_form(Jet(n, dn, zero), Jet(s, ds, zero), Jet(one, zero, zero))
    return result


def _mixed(n: Any, s: Any) -> Any:
    """F_ns by polarisation: (F″ along (1, 1) − F″ along (1, 0) − F″ along (0, 1))/2."""
    both, first, second = (_form(n, s, along).second for along in ((1, 1), (1, 0), (0, 1)))
    return (both - first - second) / 2
