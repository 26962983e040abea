"""The Gaussian integrals of a user's activation in balls: at one variance, at two, and on a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Protocol

from flint import arb

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import exact_value
from bnproofs.numbers.precision import current_bits
from bnproofs.piecewise import hermite_series
from bnproofs.piecewise.expectations import QuadratureError, hermite_moments
from bnproofs.piecewise.hermite_series import Coefficients

_UNIT = arb(0, 1)
_MOST_RATE = 16


class Defined(Protocol):
    """What is asked of a user's activation."""

    @property
    def pieces(self) -> tuple[Callable[[Any], Any], ...]:
        """The functions between the breakpoints."""

    @property
    def breakpoints(self) -> tuple[Fraction, ...]:
        """Where the pieces meet."""

    @property
    def growth(self) -> tuple[Fraction, Fraction]:
        """The numbers (A, B) of the bound A e^(B abs(x))."""

    @property
    def derivatives(self) -> tuple[Callable[[Any], Any], ...] | None:
        """The derivatives of the pieces, or None."""

    @property
    def known(self) -> dict[Any, Any]:
        """Integrals that were computed before."""


def at_variance(phi: Defined, variance: Any, top: int) -> Coefficients:
    """The coefficients c_0, …, c_top of φ(√variance x), and E φ², remembered for the activation."""
    key = (current_bits(), str(variance.mid().man_exp()), str(variance.rad().man_exp()))
    known = phi.known.get(key)
    if known is None or len(known.values) <= top:
        reach, tail = _reach(phi, variance)
        root = variance.sqrt()
        cuts = [Balls().number(cut) / root for cut in phi.breakpoints]
        values = hermite_moments([_scaled(f, root) for f in phi.pieces], cuts, reach, top)
        squares = hermite_moments([_product(f, f, root, root) for f in phi.pieces], cuts, reach, 0)
        error = _UNIT * tail.sqrt().upper()
        known = Coefficients(variance, [value + error for value in values], squares[0] + _UNIT * tail)
        if len(phi.known) > 64:
            phi.known.clear()
        phi.known[key] = known
    return known


def gradient_part(phi: Defined, name: str, kuu: Any, kuv: Any, kvv: Any) -> Any:
    """The dual kernel (`kernel`) or its derivative by K_uu (`own`), K_uv (`mixed`) or K_vv (`last`)."""
    correlation = kuv / (kuu * kvv).sqrt()
    order = hermite_series.terms(correlation)
    first, last = at_variance(phi, kuu, order + 2), at_variance(phi, kvv, order + 2)
    if name == "kernel":
        return hermite_series.kernel(first, last, correlation, order)
    if name == "mixed":
        return hermite_series.by_covariance(first, last, correlation, order)
    pair = (first, last) if name == "own" else (last, first)
    return hermite_series.by_variance(*pair, correlation, order)


def moment_slope(phi: Defined, variance: Any) -> Any:
    """The derivative E φ(u)² (x² − 1)/(2 variance) of E φ(u)², u = √variance x, x² − 1 = √2 h_2(x)."""
    reach, tail = _reach(phi, variance)
    root = variance.sqrt()
    cuts = [Balls().number(cut) / root for cut in phi.breakpoints]
    value = hermite_moments([_product(f, f, root, root) for f in phi.pieces], cuts, reach, 2)[2]
    return (arb(2).sqrt() * value + _UNIT * tail) / (2 * variance)


def collinear(phi: Defined, p: Any, q: Any, s: Any) -> Any:
    """The ball of E φ(py)φ(qy), y ~ N(0, s)."""
    return _on_line(phi, phi.pieces, phi.pieces, p, q, s, 0)[0]


def collinear_slope(phi: Defined, p: Any, q: Any, s: Any) -> Any:
    """The ball of the derivative by s: E φ(py)φ(qy)(x² − 1)/(2s), y = √s x."""
    return arb(2).sqrt() * _on_line(phi, phi.pieces, phi.pieces, p, q, s, 2)[2] / (2 * s)


def jumps(phi: Defined) -> bool:
    """Whether φ is proved to jump at a breakpoint."""
    for j, cut in enumerate(phi.breakpoints):
        at = Balls().number(cut)
        if not (phi.pieces[j](at) - phi.pieces[j + 1](at)).contains(0):
            return True
    return False


def collinear_derivatives(phi: Defined, p: Any, q: Any, s: Any) -> tuple[Any, Any]:
    """The balls of ∂/∂K_uu and ∂/∂K_uv at (u, v) = (py, qy): E φ'(u)φ'(v), and with y = √s x

    (p √s E x φ'(u)φ(v) − pq s E φ'(u)φ'(v))/(2p²s).
    """
    slopes = phi.derivatives or phi.pieces
    mixed = _on_line(phi, slopes, slopes, p, q, s, 0)[0]
    tilted = _on_line(phi, slopes, phi.pieces, p, q, s, 1)[1]
    root = s.sqrt()
    return (p * root * tilted - p * q * s * mixed) / (2 * p * p * s), mixed


def _on_line(
    phi: Defined,
    left: Sequence[Callable[[Any], Any]],
    right: Sequence[Callable[[Any], Any]],
    p: Any,
    q: Any,
    s: Any,
    top: int,
) -> list[Any]:
    """The moments of f(p√s x) g(q√s x) against h_0, …, h_top, for exact p, q ≠ 0."""
    root = s.sqrt()
    scales = [exact_value(p), exact_value(q)]
    reach, tail = _reach(phi, Balls().number(max(scale * scale for scale in scales)) * s)
    count = len(phi.breakpoints)
    moves = sorted((cut / scale, which) for which, scale in enumerate(scales) for cut in phi.breakpoints)
    place = [0 if scale > 0 else count for scale in scales]
    functions, ends = [_product(left[place[0]], right[place[1]], p * root, q * root)], []
    for at, together in groupby(moves, key=lambda move: move[0]):
        for _, which in together:
            place[which] += 1 if scales[which] > 0 else -1
        ends.append(Balls().number(at) / root)
        functions.append(_product(left[place[0]], right[place[1]], p * root, q * root))
    return [value + _UNIT * tail for value in hermite_moments(functions, ends, reach, top)]


def _reach(phi: Defined, variance: Any) -> tuple[Any, Any]:
    """A range [−R, R], and a bound of ∫ A² e^(2b abs(x)) max(1, x²) g beyond it, b = B √variance.

    As x² ≤ e^abs(x), it is at most A² e^(c²/2) erfc((R − c)/√2), c = 2b + 1.

    Raises:
        QuadratureError: b is so large that the range would be out of proportion.
    """
    a, b = (Balls().number(x) for x in phi.growth)
    c = (2 * b * variance.sqrt() + 1).upper()
    if not c < _MOST_RATE:
        raise QuadratureError("the activation grows too fast at this variance for quadrature: take a smaller one")
    reach = (c + (4 * current_bits() * arb(2).log()).sqrt() + 2).upper()
    tail = a * a * (c * c / 2).exp() * ((reach - c) / arb(2).sqrt()).erfc()
    return reach, tail.upper()


def _scaled(function: Callable[[Any], Any], root: Any) -> Callable[[Any], Any]:
    return lambda x: function(root * x)


def _product(left: Callable[[Any], Any], right: Callable[[Any], Any], u: Any, v: Any) -> Callable[[Any], Any]:
    return lambda x: left(u * x) * right(v * x)
