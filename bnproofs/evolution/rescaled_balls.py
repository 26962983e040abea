"""The mean-field map of layers that rescale, enclosed: balls with a proved error."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import factorial
from typing import Any

import numpy as np
from flint import arb, arb_mat

from bnproofs.activations import Activation
from bnproofs.activations.monomial import odd_factorial
from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.recentring import recentre as recentred
from bnproofs.evolution.rescaled_map import ALL_ZERO, slopes_of
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.numbers.predicates import surely_less, surely_negative, surely_positive

_BALLS = Balls()
_HEIGHT = Fraction(3, 2)
"""The height y of the line in the complex plane of ln s at which the integrand is bounded; below π/2."""

_SPARE = 8
"""The bits by which each part of the error is asked to lie below the working precision."""

_BLOCK = 64
"""The bits by which the precision grows with s: in blocks, so that what is kept for a precision is of use again."""

_BEYOND = "not positive semidefinite: points {} and {} have a correlation beyond ±1"


def rescaled_enclosure(gram: Matrix, activation: Activation, *, recentre: bool, epsilon: Fraction) -> Matrix:
    """The enclosures of E φ(u_i)φ(u_j), u = h/√(‖h‖²/n + ε), h ~ N(0, Σ), Σ = CGC or G, G of balls or exact.

    For φ homogeneous of degree k ≥ 1 it is n^k/Γ(k) ∫₀^∞ s^(k−1) e^(−snε) det(I + 2sΣ)^(−1/2) V_φ(K(s)) ds, K(s) =
    Σ(I + 2sΣ)⁻¹. With L the larger size of φ(1) and φ(−1), the trapezoidal rule of step h in ln s, from s_0 on to s_m,
    has three errors, each bounded for all positive semidefinite matrices in the balls, with the Gaussian moment
    M = (2k − 1)!!/Γ(k):

    * its own, at most n^k L² · 2/(cos^k y (e^(2πy/h) − 1)), y = 3/2: see `rescaled_nodes.step`;
    * the terms before s_0, at most n^k L² M max_i Σ_ii^k h s_0^k/(e^(kh) − 1), because det ≥ 1 and K_ii ≤ Σ_ii;
    * those after s_m, at most n^k L² M 2^(−k) h e^(−s_m nε) D_m^(−1/2) q/(1 − q), q² = D_(m−1)/D_m, D_m the
      determinant at s_m, because K_ii ≤ 1/(2s) and D(e^h s)/D(s) increases with s.

    Each is brought to about 2^(−bits) at the working precision, if the balls of Σ are narrow enough. For k = 0 it is
    V_φ(Σ).
    Source: derivations/rescaled_integral.py, derivations/rescaled_powers.py.

    Raises:
        NotAGramError: ε = 0, and the trace of Σ is not proved positive: there may be nothing to rescale. Or no
            matrix in the balls is positive semidefinite.
        ValueError: the balls are too wide for the tail of the integral to be bounded.
    """
    bits, n = current_bits(), len(gram)
    with working_precision(2 * bits + 64):
        balls = np.array([[_ball(x) for x in row] for row in gram], dtype=object)
        sigma = recentred(balls) if recentre else balls
        trace = sum(np.diagonal(sigma), arb(0))
        if not epsilon and not surely_positive(trace):
            raise NotAGramError(f"{ALL_ZERO}; balls are taken for zero if they contain it")
        totals = _Totals(sigma, activation, epsilon)
        if activation.degree == 0:
            result = totals.at(totals.sigma)
        elif surely_positive(trace):
            result = _integrals(totals, trace, bits)
        else:
            share = (abs(trace) / (n * _ball(epsilon))).upper()
            result = totals.enclosures(_ball(totals.moment * totals.unit) * share**totals.degree)
    return np.array([[+x for x in row] for row in result], dtype=object)


def _integrals(totals: _Totals, trace: Any, bits: int) -> list[list[Any]]:
    degree = totals.degree
    step = 2 * arb.pi() * _ball(_HEIGHT) / ((bits + _SPARE + 2 + 4 * degree) * arb(2).log())
    first = arb(2) ** -(_magnitude(trace) + -(-(bits + _SPARE + int(totals.moment).bit_length() - 1) // degree))
    before = _ball(totals.moment) * (trace * first) ** degree * step / ((degree * step).exp() - 1)
    goal = arb(2) ** -(bits + _SPARE)
    after = None
    for k in count():
        s = first * (k * step).exp()
        with working_precision(extra=_BLOCK * -(-2 * max(0, _magnitude(s * trace)) // _BLOCK)):
            found = totals.add(s, step, after)
        if found is None and k:
            break
        after = found
        if after is not None and surely_less(after, goal):
            break
    if after is None:
        raise ValueError("the balls of the matrix are too wide for this integral: give narrower ones")
    return totals.enclosures(_discretisation(step, degree) + before + after)


class _Totals:
    """The sums over the nodes so far, and the bound n^k L² that the errors share."""

    def __init__(self, sigma: Matrix, activation: Activation, epsilon: Fraction) -> None:
        self.size = n = len(sigma)
        self.sigma = arb_mat([[_ball(x) for x in row] for row in sigma])
        self.activation = activation
        self.degree = degree = activation.degree or 0
        self.unit = factorial(max(degree - 1, 0))
        self.moment = Fraction(odd_factorial(degree), self.unit)
        right, left = slopes_of(activation)
        self.rectified = _ball((right - left) ** 2) / (2 * arb.pi())
        self.linear, self.diagonal = _ball(right * left), _ball((right**2 + left**2) / 2)
        self.bound = n**degree * _ball(max(abs(right), abs(left)) ** 2)
        self.decay = n * _ball(epsilon)
        self.identity = arb_mat(n, n, [int(i % (n + 1) == 0) for i in range(n * n)])
        self.sums = {(i, j): arb(0) for i in range(n) for j in range(i, n)}
        self.last: Any = None

    def add(self, s: Any, step: Any, after: Any) -> Any:
        """The bound of the terms after s over n^k L², None if there is none; the term at s is added.

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
        weight = (self.size * s) ** self.degree * step * fading / self.unit
        terms = {place: weight * self._kernel(k, *place) for place in self.sums}
        if after is not None and any(not x.is_finite() or x.rad() > self.bound * after for x in terms.values()):
            return None
        self.sums = {place: total + terms[place] for place, total in self.sums.items()}
        self.last = determinant
        return None if ratio is None else _ball(self.moment) * step * fading * ratio / (2**self.degree * (1 - ratio))

    def _kernel(self, k: Any, i: int, j: int) -> Any:
        if self.degree != 1:
            return self._own_kernel(k, i, j)
        if i == j:
            return self.diagonal * k[i, i]
        if self.rectified.is_zero():
            return self.linear * k[i, j]
        square = k[i, i] * k[j, j] - k[i, j] * k[i, j]
        if surely_negative(square):
            raise NotAGramError(_BEYOND.format(i, j))
        area = _BALLS.sqrt(square)
        return self.rectified * _BALLS.excess(area, -k[i, j]) + self.linear * k[i, j]

    def at(self, k: Any) -> list[list[Any]]:
        """The values of the kernel at a covariance."""
        values, n = {place: self._kernel(k, *place) for place in self.sums}, range(self.size)
        return [[values[min(i, j), max(i, j)] for j in n] for i in n]

    def _own_kernel(self, k: Any, i: int, j: int) -> Any:
        if i == j:
            return self.activation.second_moment(k[i, i])
        try:
            return self.activation.dual_kernel(k[i, i], k[i, j], k[j, j])
        except ValueError as error:
            raise NotAGramError(_BEYOND.format(i, j)) from error

    def enclosures(self, error: Any) -> list[list[Any]]:
        """The sums with an error of at most n^k L² `error` on both sides."""
        around, n = arb(0, (self.bound * error).upper()), range(self.size)
        return [[self.sums[min(i, j), max(i, j)] + around for j in n] for i in n]


def _discretisation(step: Any, degree: int) -> Any:
    """The bound 2/(cos^k y (e^(2πy/h) − 1)) of the error of the trapezoidal rule of step h."""
    height = _ball(_HEIGHT)
    return 2 / (height.cos() ** degree * ((2 * arb.pi() * height / step).exp() - 1))


def _ball(x: Any) -> Any:
    """The ball of an exact number or a double; a ball as it is."""
    return _BALLS.number(x) if isinstance(x, int | Fraction) else arb(x)


def _magnitude(x: Any) -> int:
    """The whole number e with x about 2^e."""
    mantissa, exponent = x.mid().man_exp()
    return int(exponent) + int(mantissa).bit_length()
