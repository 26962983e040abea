"""The mean-field map of layers that rescale, enclosed: balls with a proved error."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
from flint import arb, arb_mat

from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.recentring import recentre as recentred
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.numbers.predicates import surely_less, surely_negative, surely_positive

_BALLS = Balls()
_HEIGHT = Fraction(3, 2)
"""The height y of the line in the complex plane of ln s at which the integrand is bounded; below π/2."""

_SPARE = 8
"""The bits by which each part of the error is asked to lie below the working precision."""


def rescaled_enclosure(gram: Matrix, slopes: tuple[Fraction, Fraction], *, recentre: bool, epsilon: Fraction) -> Matrix:
    """The enclosures of n ∫₀^∞ e^(−snε) det(I + 2sΣ)^(−1/2) V_φ(Σ(I + 2sΣ)⁻¹) ds, Σ = CGC or G, G of balls or exact.

    φ(x) = b max(x, 0) + a min(x, 0) for `slopes` (b, a). With L the larger size of b and a, the trapezoidal rule of
    step h in ln s, from s_0 on to s_k, has three errors, each bounded for all positive semidefinite matrices in the
    balls:

    * its own, at most n L² · 2/(cos y (e^(2πy/h) − 1)), y = 3/2: see `rescaled_nodes.STEP`;
    * the terms before s_0, at most n L² max_i Σ_ii h s_0/(e^h − 1), because det ≥ 1 and K_ii ≤ Σ_ii;
    * those after s_k, at most n h (L²/2) e^(−s_k nε) D_k^(−1/2) q/(1 − q), q² = D_(k−1)/D_k, D_k the determinant at
      s_k, because K_ii ≤ 1/(2s) and D(e^h s)/D(s) increases with s.

    Each is brought to about 2^(−bits) at the working precision, if the balls of Σ are narrow enough.
    Source: derivations/rescaled_integral.py.

    Raises:
        NotAGramError: ε = 0, and the trace of Σ is not proved positive: there may be nothing to rescale. Or no
            matrix in the balls is positive semidefinite.
        ValueError: the balls are too wide for the tail of the integral to be bounded.
    """
    bits, n = current_bits(), len(gram)
    with working_precision(2 * bits + 64):
        balls = np.array([[_ball(x) for x in row] for row in gram], dtype=object)
        sigma = recentred(balls) if recentre else balls
        totals = _Totals(sigma, slopes, epsilon)
        trace = sum(np.diagonal(sigma), arb(0))
        if surely_positive(trace):
            result = _integrals(totals, trace, bits)
        elif epsilon:
            result = totals.enclosures(abs(trace) / (n * _ball(epsilon)))
        else:
            raise NotAGramError(f"{ALL_ZERO}; balls are taken for zero if they contain it")
    return np.array([[+x for x in row] for row in result], dtype=object)


def _integrals(totals: _Totals, trace: Any, bits: int) -> list[list[Any]]:
    step = 2 * arb.pi() * _ball(_HEIGHT) / ((bits + _SPARE + 6) * arb(2).log())
    first = arb(2) ** -(_magnitude(trace) + bits + _SPARE)
    before = trace * step * first / (step.exp() - 1)
    goal = arb(2) ** -(bits + _SPARE)
    after = None
    for k in count():
        s = first * (k * step).exp()
        with working_precision(extra=2 * max(0, _magnitude(s * trace))):
            found = totals.add(s, step, after)
        if found is None and k:
            break
        after = found
        if after is not None and surely_less(after, goal):
            break
    if after is None:
        raise ValueError("the balls of the matrix are too wide for this integral: give narrower ones")
    return totals.enclosures(_discretisation(step) + before + after)


class _Totals:
    """The sums over the nodes so far, and the bound n L² that the errors share."""

    def __init__(self, sigma: Matrix, slopes: tuple[Fraction, Fraction], epsilon: Fraction) -> None:
        self.size = n = len(sigma)
        self.sigma = arb_mat([[_ball(x) for x in row] for row in sigma])
        right, left = slopes
        self.rectified = _ball((right - left) ** 2) / (2 * arb.pi())
        self.linear, self.diagonal = _ball(right * left), _ball((right**2 + left**2) / 2)
        self.bound = n * _ball(max(abs(right), abs(left)) ** 2)
        self.decay = n * _ball(epsilon)
        self.identity = arb_mat(n, n, [int(i % (n + 1) == 0) for i in range(n * n)])
        self.sums = {(i, j): arb(0) for i in range(n) for j in range(i, n)}
        self.last: Any = None

    def add(self, s: Any, step: Any, after: Any) -> Any:
        """The bound of the terms after s over n L², None if there is none; the term at s is added.

        Nothing is added, and the answer is None, if the node before had the bound `after` and the term at s has no
        bound or is wider than that: then stopping before it is as sharp.
        """
        tilting = self.identity + 2 * s * self.sigma
        determinant = tilting.det()
        ratio = None if self.last is None else (self.last / determinant).sqrt()
        if not surely_positive(determinant) or (ratio is not None and not surely_less(ratio, 1)):
            return None
        try:
            k = tilting.solve(self.sigma)
        except ZeroDivisionError:
            return None
        fading = (-s * self.decay).exp() / determinant.sqrt()
        weight = self.size * step * s * fading
        terms = {place: weight * self._kernel(k, *place) for place in self.sums}
        if after is not None and any(not x.is_finite() or x.rad() > self.bound * after for x in terms.values()):
            return None
        self.sums = {place: total + terms[place] for place, total in self.sums.items()}
        self.last = determinant
        return None if ratio is None else step * fading * ratio / (2 * (1 - ratio))

    def _kernel(self, k: Any, i: int, j: int) -> Any:
        if i == j:
            return self.diagonal * k[i, i]
        if self.rectified.is_zero():
            return self.linear * k[i, j]
        square = k[i, i] * k[j, j] - k[i, j] * k[i, j]
        if surely_negative(square):
            raise NotAGramError(f"not positive semidefinite: points {i} and {j} have a correlation beyond ±1")
        area = _BALLS.sqrt(square)
        return self.rectified * _BALLS.excess(area, -k[i, j]) + self.linear * k[i, j]

    def enclosures(self, error: Any) -> list[list[Any]]:
        """The sums with an error of at most n L² `error` on both sides."""
        around, n = arb(0, (self.bound * error).upper()), range(self.size)
        return [[self.sums[min(i, j), max(i, j)] + around for j in n] for i in n]


def _discretisation(step: Any) -> Any:
    """The bound 2/(cos y (e^(2πy/h) − 1)) of the error of the trapezoidal rule of step h."""
    height = _ball(_HEIGHT)
    return 2 / (height.cos() * ((2 * arb.pi() * height / step).exp() - 1))


def _ball(x: Any) -> Any:
    """The ball of an exact number or a double; a ball as it is."""
    return _BALLS.number(x) if isinstance(x, int | Fraction) else arb(x)


def _magnitude(x: Any) -> int:
    """The whole number e with x about 2^e."""
    mantissa, exponent = x.mid().man_exp()
    return int(exponent) + int(mantissa).bit_length()
