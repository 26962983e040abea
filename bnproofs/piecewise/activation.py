"""An activation in analytic pieces, as a user defines it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from bnproofs.errors import InputError, NotDifferentiableError
from bnproofs.numbers import Number, lift
from bnproofs.numbers.balls import Balls
from bnproofs.piecewise import doubles
from bnproofs.piecewise.expectations import QuadratureError
from bnproofs.piecewise.variance import (
    at_variance,
    collinear,
    collinear_derivatives,
    collinear_slope,
    gradient_part,
    jumps,
    moment_slope,
)

Piece = Callable[[Number], Number]
_MOST_BREAKPOINTS = 16


@dataclass(frozen=True, eq=False)
class Piecewise:
    """The activation φ that is `pieces[j]` between the breakpoints j − 1 and j, each piece analytic.

    A piece is a Python function of one number of any kind, written with + − · / and the functions of the kind, as in
    `lambda x: lift(x)[0].exp(x)`. It must be holomorphic next to its part of the line; poles elsewhere do no harm.
    `growth` = (A, B) promises abs(φ(x)) ≤ A e^(B abs(x)) for all real x, and the same of φ' if `derivatives` are given:
    the derivatives of the pieces, of a φ that is continuous. `degree` promises φ(cx) = c^degree φ(x) for c > 0.

    What is enclosed is enclosed if the promises hold; they are tried at some points.

    Raises:
        InputError: numbers that do not match, or a promise that does not hold at a point.
    """

    pieces: tuple[Piece, ...]
    breakpoints: tuple[Fraction, ...] = ()
    growth: tuple[Fraction, Fraction] = (Fraction(1), Fraction(0))
    derivatives: tuple[Piece, ...] | None = None
    degree: int | None = None
    source: str = "defined by its user; Gaussian integrals by quadrature, derivations/hermite_series.py"
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "breakpoints", tuple(map(Fraction, self.breakpoints)))
        object.__setattr__(self, "growth", tuple(map(Fraction, self.growth)))
        if len(self.pieces) != len(self.breakpoints) + 1 or list(self.breakpoints) != sorted(set(self.breakpoints)):
            raise InputError("an activation has one more piece than breakpoints, and these increase")
        if len(self.breakpoints) > _MOST_BREAKPOINTS or min(self.growth) < 0:
            raise InputError(f"an activation has at most {_MOST_BREAKPOINTS} breakpoints, and no negative growth")
        if self.derivatives is not None and len(self.derivatives) != len(self.pieces):
            raise InputError("there are as many derivatives as pieces")
        self._try_promises()

    def phi(self, x: Number) -> Number:
        """The value φ(x); at a breakpoint that of the piece to its right."""
        return self._value(self.pieces, x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v), of doubles (to about 1e-13 of its size) or balls.

        Raises:
            QuadratureError: balls with a correlation too close to ±1; see `collinear_kernel`.
        """
        kind, kuu, kuv, kvv = self._lifted(kuu, kuv, kvv)
        if kind.name == "ball":
            return gradient_part(self, "kernel", kuu, kuv, kvv)
        return self._each(lambda u, v, x, y: self.phi(u) * self.phi(v), kind, kuu, kuv, kvv)

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives by K_uu, K_uv and K_vv, of doubles or balls.

        In doubles from the derivatives of φ, E φ'(u)φ'(v) and (E uφ'(u)φ(v) − K_uv E φ'(u)φ'(v))/(2K_uu), or, without
        them, from those of the density, which lose digits towards ±1.

        Raises:
            NotDifferentiableError: correlation ±1, without derivatives.
            QuadratureError: balls with a correlation too close to ±1.
        """
        kind, kuu, kuv, kvv = self._lifted(kuu, kuv, kvv)
        if kind.name == "ball":
            own, mixed, last = (gradient_part(self, name, kuu, kuv, kvv) for name in ("own", "mixed", "last"))
            return own, mixed, last
        if self.derivatives is not None:
            slope = partial(self._value, self.derivatives)
            mixed = self._each(lambda u, v, x, y: slope(u) * slope(v), kind, kuu, kuv, kvv)
            own = self._each(lambda u, v, x, y: u * slope(u) * self.phi(v), kind, kuu, kuv, kvv)
            last = self._each(lambda u, v, x, y: v * slope(v) * self.phi(u), kind, kuu, kuv, kvv)
            a, b, c = (_hi(x) for x in (kuu, kuv, kvv))
            return (own - b * mixed) / (2 * a), mixed, (last - b * mixed) / (2 * c)
        return self._by_density(kind, kuu, kuv, kvv)

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)²."""
        kind, kuu = self._lifted(kuu)
        if kind.name == "ball":
            return at_variance(self, kuu, 0).second_moment
        return self._single(lambda u, x: self.phi(u) ** 2, kuu)

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative E φ(u)²(x² − 1)/(2K_uu), u = √K_uu x."""
        kind, kuu = self._lifted(kuu)
        if kind.name == "ball":
            return moment_slope(self, kuu)
        return self._single(lambda u, x: self.phi(u) ** 2 * (x * x - 1), kuu) / (2 * _hi(kuu))

    def collinear_kernel(self, p: Number, q: Number, s: Number) -> Number:
        """The ball of E φ(py)φ(qy), y ~ N(0, s)."""
        return collinear(self, p, q, s)

    def collinear_slope(self, p: Number, q: Number, s: Number) -> Number:
        """The ball of the derivative of E φ(py)φ(qy), y ~ N(0, s), by s."""
        return collinear_slope(self, p, q, s)

    def collinear_gradient(self, p: Number, q: Number, s: Number) -> tuple[Number, Number]:
        """The balls of ∂/∂K_uu and ∂/∂K_uv of E φ(u)φ(v) at (u, v) = (py, qy), y ~ N(0, s).

        Raises:
            NotDifferentiableError: φ jumps.
            QuadratureError: φ does not jump, but has no derivatives.
        """
        if self.derivatives is None:
            if jumps(self):
                raise NotDifferentiableError("φ jumps: its kernel has an infinite derivative at correlation 1")
            raise QuadratureError("the points are on one line: give the `derivatives` of the pieces")
        return collinear_derivatives(self, p, q, s)

    def _lifted(self, *values: Number) -> tuple[Any, ...]:
        kind, *rest = lift(*values)
        if kind.name == "exact":
            return Balls(), *(Balls().number(value) for value in rest)
        if kind.name not in ("float", "double-double", "ball"):
            raise TypeError(f"Gaussian integrals of a user's activation are of doubles or balls, not of {kind.name}")
        return kind, *rest

    def _value(self, functions: tuple[Piece, ...], x: Number) -> Number:
        kind, x = lift(x)
        if kind.name in ("float", "double-double"):
            x = np.asarray(_hi(x), float)
            place = np.searchsorted([float(cut) for cut in self.breakpoints], x, side="right")
            result = np.zeros_like(x)
            for j, function in enumerate(functions):
                chosen = place == j
                if np.any(chosen):
                    result[chosen] = function(x[chosen])
            return result[()]
        cuts = [kind.number(cut) for cut in self.breakpoints]
        if kind.name != "ball":
            return functions[sum(1 for cut in cuts if x >= cut)](x)
        reached = [
            function(x)
            for j, function in enumerate(functions)
            if not ((j and x < cuts[j - 1]) or (j < len(cuts) and x >= cuts[j]))
        ]
        value = Balls().number(0) + reached[0]
        for other in reached[1:]:
            value = value.union(Balls().number(0) + other)
        return value

    def _single(self, function: Callable[[Any, Any], Any], kuu: Any) -> Any:
        rate, cuts = 2 * float(self.growth[1]), [float(cut) for cut in self.breakpoints]

        def at(a: float) -> float:
            return float(
                doubles.expectation(lambda u, v, x, y: function(u, x), cuts, (float(np.sqrt(a)), 0.0, 0.0), rate)
            )

        return np.vectorize(at, otypes=[float])(_hi(kuu))[()]

    def _each(self, function: Callable[..., Any], kind: Any, kuu: Any, kuv: Any, kvv: Any) -> Any:
        area = kind.area(kuu, kuv, kvv)
        rate, cuts = 2 * float(self.growth[1]), [float(cut) for cut in self.breakpoints]

        def at(a: float, b: float, c: float, s: float) -> float:
            root = float(np.sqrt(a))
            moments = (root, b / root, s / root) if root else (0.0, 0.0, float(np.sqrt(c)))
            return float(doubles.expectation(function, cuts, moments, rate))

        return np.vectorize(at, otypes=[float])(_hi(kuu), _hi(kuv), _hi(kvv), _hi(area))[()]

    def _by_density(self, kind: Any, kuu: Any, kuv: Any, kvv: Any) -> tuple[Any, Any, Any]:
        area = _hi(kind.area(kuu, kuv, kvv))
        if np.any(area == 0):
            raise NotDifferentiableError(
                "points on one line, and φ without `derivatives`: give them if φ is continuous"
            )
        a, b, c = (_hi(x) for x in (kuu, kuv, kvv))
        square = np.asarray(area) ** 2

        def of(weight: Callable[[Any, Any], Any]) -> Any:
            return self._each(lambda u, v, x, y: self.phi(u) * self.phi(v) * weight(u, v), kind, kuu, kuv, kvv)

        uu, uv, vv, one = (
            of(w) for w in (lambda u, v: u * u, lambda u, v: u * v, lambda u, v: v * v, lambda u, v: 1.0)
        )
        own = ((c * c * uu - 2 * b * c * uv + b * b * vv) / square - c * one) / (2 * square)
        last = ((a * a * vv - 2 * a * b * uv + b * b * uu) / square - a * one) / (2 * square)
        mixed = (((a * c + b * b) * uv - b * c * uu - a * b * vv) / square + b * one) / square
        return own, mixed, last

    def _try_promises(self) -> None:
        a, b = map(float, self.growth)
        x = np.linspace(-12.0, 12.0, 481)
        for functions in (self.pieces, self.derivatives or self.pieces):
            if np.any(np.abs(self._value(functions, x)) > a * np.exp(b * np.abs(x)) * (1 + 1e-9)):
                raise InputError(
                    f"the activation exceeds the growth {a:g} exp({b:g} |x|) that is promised: give a larger"
                )
        if self.degree is not None and np.any(
            np.abs(self._value(self.pieces, 2 * x) - 2.0**self.degree * self._value(self.pieces, x)) > 1e-9 * a
        ):
            raise InputError(f"the activation is not homogeneous of degree {self.degree}: leave the degree out")
        if self.derivatives is not None:
            for j, cut in enumerate(self.breakpoints):
                left, right = (float(piece(np.array([float(cut)]))[0]) for piece in self.pieces[j : j + 2])
                if abs(left - right) > 1e-9 * (1 + abs(left)):
                    raise InputError(f"φ jumps at {cut}, so it has no derivative there: leave `derivatives` out")


def _hi(x: Any) -> Any:
    """The array of doubles of doubles or pairs of doubles."""
    return getattr(x, "hi", x)
