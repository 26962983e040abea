"""The mean-field map of layers that rescale, enclosed, for entire φ: balls with a proved error."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
from flint import arb, arb_mat

from bnproofs.activations import Activation
from bnproofs.errors import InputError
from bnproofs.evolution.circle_balls import CircleBalls, paired_balls
from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.majorants import Majorant, majorant_of
from bnproofs.evolution.recentring import recentre as recentred
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.numbers.predicates import surely_less, surely_positive

_BALLS = Balls()
_HEIGHTS = tuple(Fraction(k, 20) for k in range(4, 31))
"""The heights that are tried for the line in the complex plane of ln s."""

_SPARE, _BLOCK, _MOST = 10, 64, 3000
"""The bits by which errors lie below the working precision, in which precision grows, and that a bound may have."""


def circle_enclosure(gram: Matrix, activation: Activation, *, recentre: bool, epsilon: Fraction) -> Matrix:
    """The enclosures of E φ(u_i)φ(u_j), u = h/√(‖h‖²/n + ε), h ~ N(0, Σ), Σ = CGC or G, G of balls or exact.

    It is φ(0)² + ∫₀^∞ e^(−snε) det(I + 2sΣ)^(−1/2) W(ns K(s)) ds/s, see `circle_map`. With the majorant φ̂ of φ the
    trapezoidal rule of step h in ln s, from s_0 on to s_m, has these errors, for all positive semidefinite matrices in
    the balls:

    * its own, at most 2φ̂(√(n/cos y))²/(e^(2πy/h) − 1), 0 < y < π/2;
    * the terms before s_0, at most 2n s_0 tr Σ φ̂(1)φ̂'(1) h/(e^h − 1), if 2n s_0 tr Σ ≤ 1;
    * those after s_m, at most √n φ̂'(√n)φ̂(√n) h e^(−s_m nε) D_m^(−1/2) q/(1 − q), q² = D_(m−1)/D_m, D_m the determinant;
    * that of W at every node, see `CircleBalls.error`.

    Each is brought to about 2^(−bits) at the working precision, if the balls are narrow enough. The time grows as n³
    and more: seconds for n = 8, half a minute for n = 16. Source: derivations/rescaled_circle.py.

    Raises:
        NotAGramError: ε = 0, and the trace of Σ is not proved positive: there may be nothing to rescale.
        InputError: the bounds are too large: n is, or φ grows too fast.
        ValueError: the balls are too wide.
    """
    n = len(gram)
    with working_precision(2 * current_bits() + 64):
        balls = np.array([[_ball(x) for x in row] for row in gram], dtype=object)
        sigma = arb_mat((recentred(balls) if recentre else balls).tolist())
    identity = arb_mat(n, n, [int(i % (n + 1) == 0) for i in range(n * n)])

    def at(s: Any) -> Tilted:
        tilting = identity + 2 * s * sigma
        k = tilting.solve(sigma)
        products = {(i, j): k[i, j] for i in range(n) for j in range(i + 1, n)}
        return tilting.det(), products, [k[i, i] for i in range(n)]

    with working_precision(2 * current_bits() + 64):
        trace = sum((sigma[i, i] for i in range(n)), arb(0))
    found = block_enclosures(activation, n, n, epsilon, trace, at)
    if found is None:
        raise InputError("enclosures are of activations with a known power series: give doubles")
    values, diagonal = found
    rows = [[values[min(i, j), max(i, j)] if i != j else diagonal[i] for j in range(n)] for i in range(n)]
    return np.array(rows, dtype=object)


Places = dict[tuple[int, int], Any]
"""The values of pairs of groups of points."""

Tilted = tuple[Any, Places, list[Any]]
"""The determinant of I + 2sΣ, and the products and squared norms of K(s)."""


def block_enclosures(
    activation: Activation, n: int, groups: int, epsilon: Fraction, trace: Any, at: Callable[[Any], Tilted | None]
) -> tuple[Places, list[Any]] | None:
    """The enclosures for pairs of different points and for the points, of `groups` that `at` gives for every s.

    None for a φ without a majorant.

    Raises:
        NotAGramError, InputError, ValueError: as `circle_enclosure`.
    """
    majorant = majorant_of(activation)
    if majorant is None:
        return None
    bits = current_bits()
    with working_precision(2 * bits + 64):
        start = activation.phi(arb(0)) ** 2
        if not surely_positive(trace):
            if not epsilon:
                raise NotAGramError(f"{ALL_ZERO}; balls are taken for zero if they contain it")
            if not trace.is_zero():
                raise ValueError("the balls of the matrix are too wide for this integral: give narrower ones")
            sums: dict[Any, Any] = {(i, j): arb(0) for i in range(groups) for j in range(i, groups)}
            sums, error = sums | {i: arb(0) for i in range(groups)}, arb(0)
        else:
            sums, error = _integrals(activation, majorant, n, n * _ball(epsilon), trace, bits, at)
        around = start + arb(0, error.upper())
        values = {place: x + around for place, x in sums.items()}
    rounded = {place: +x for place, x in values.items()}
    return rounded, [rounded[i] for i in range(groups)]


def _integrals(
    activation: Activation,
    majorant: Majorant,
    n: int,
    decay: Any,
    trace: Any,
    bits: int,
    at: Callable[[Any], Tilted | None],
) -> tuple[dict[Any, Any], Any]:
    """The sums over the nodes, and their error."""
    goal = arb(2) ** -(bits + _SPARE)
    circle = CircleBalls(activation, majorant, bits + _SPARE)
    step, rule = rule_of(majorant, n, bits + _SPARE)
    head = 2 * n * trace * majorant(arb(1)) * circle.euler(arb(1))
    first = arb(2) ** -(bits + _SPARE + max(_magnitude(head), _magnitude(2 * n * trace)))
    before = head * first * step / (step.exp() - 1)
    bound = majorant(_ball(n).sqrt()) * circle.euler(_ball(n).sqrt())
    sums: dict[Any, Any] = {}
    inner, after, last = arb(0), None, None
    for k in count():
        s = first * (k * step).exp()
        radius = min(n**0.5, float((2 * n * s * trace).sqrt().upper())) * (1 + 1e-9)
        size, height = circle.count(radius)
        extra = 2 * max(0, _magnitude(s * trace)) + int(1.3 * size)
        with working_precision(extra=_BLOCK * -(-extra // _BLOCK)):
            tilted = _tried(at, s)
            if tilted is None:
                break
            determinant, products, norms = tilted
            ratio = None if last is None else (last / determinant).sqrt()
            if not surely_positive(determinant) or (ratio is not None and not surely_less(ratio, 1)):
                break
            fading = step * (-s * decay).exp() / determinant.sqrt()
            added = _terms(circle, n * s, products, norms, size, fading)
            if after is not None and any(not x.is_finite() or x.rad() > after for x in added.values()):
                break
            sums = {place: x + sums.get(place, 0) for place, x in added.items()}
            inner += fading * circle.error(_ball(radius), size, height)
            last = determinant
            if ratio is not None:
                after = bound * fading * ratio / (1 - ratio)
                if surely_less(after, goal):
                    break
    if after is None:
        raise ValueError("the balls of the matrix are too wide for this integral: give narrower ones")
    return sums, rule + before + inner + after


def rule_of(majorant: Majorant, n: int, bits: int) -> tuple[Any, Any]:
    """The largest step h for which 2φ̂(√(n/cos y))²/(e^(2πy/h) − 1) is about 2^(−bits) at some height y, and this error.

    Raises:
        InputError: the bound of the integrand is too large.
    """
    best: tuple[Any, Any, Any] | None = None
    for height in map(_ball, _HEIGHTS):
        size = majorant((n / height.cos()).sqrt()) ** 2
        needed = bits + 2 + max(0, _magnitude(size))
        step = 2 * arb.pi() * height / (needed * arb(2).log())
        if needed < _MOST and (best is None or step > best[0]):
            best = step, size, height
    if best is None:
        raise InputError(
            f"the activation is too large on the circle of radius √{n} to be enclosed: give doubles, or fewer points"
        )
    step, size, height = best
    return step, 2 * size / ((2 * arb.pi() * height / step).exp() - 1)


def _tried(at: Callable[[Any], Tilted | None], s: Any) -> Tilted | None:
    try:
        return at(s)
    except ZeroDivisionError:
        return None


def _terms(circle: CircleBalls, scale: Any, products: Places, norms: list[Any], size: int, fading: Any) -> Any:
    """The weighted values of W, by place for pairs and by number for points."""
    moments = [(scale * x).nonnegative_part() for x in norms]
    series = circle.coefficients([(2 * x).sqrt() for x in moments], size)
    terms: dict[Any, Any] = {
        (i, j): fading * paired_balls(series, i, j, scale * x, (moments[i], moments[j]), circle.bits)
        for (i, j), x in products.items()
    }
    return terms | {i: fading * paired_balls(series, i, i, x, (x, x), circle.bits) for i, x in enumerate(moments)}


def _ball(x: Any) -> Any:
    """The ball of an exact number or a double; a ball as it is."""
    return _BALLS.number(x) if isinstance(x, int | Fraction) else arb(x)


def _magnitude(x: Any) -> int:
    """The whole number e with x about 2^e."""
    mantissa, exponent = x.mid().man_exp()
    return int(exponent) + int(mantissa).bit_length()
