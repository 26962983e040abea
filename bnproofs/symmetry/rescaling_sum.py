"""The trapezoidal rule in ln s for integrals of the tilted covariance of exchangeable groups, with a proved error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import factorial
from typing import Any

from flint import arb

from bnproofs.activations.monomial import odd_factorial
from bnproofs.evolution.gram import NotAGramError
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.numbers.predicates import surely_less, surely_positive
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.tilted_blocks import Tilt, tilt_balls

_BALLS = Balls()
_HEIGHT = Fraction(3, 2)
"""The height y of the line in the complex plane of ln s at which the integrand is bounded; below π/2."""

_CANCELLED = 96
"""The bits that may cancel in an entry, and be replaced."""

_SPARE = 16
"""The bits by which each part of the error is asked to lie below the working precision."""

Terms = Callable[[Any, Tilt], list[Any]]
"""The integrands at s without the factor n^k s^(k−1) e^(−snε) det(I + 2sΣ)^(−1/2)/Γ(k)."""


@dataclass(frozen=True, slots=True)
class ErrorBounds:
    """The factors of the three errors of the rule, over a unit that the integrands share.

    `power` is that of the determinant in the tail, `degree` the k of φ. Squares are given, so that they are rational.
    """

    rule_squared: Fraction
    head_squared: Fraction
    tail_squared: Fraction
    power: Fraction
    degree: int = 1


def value_errors(degree: int) -> ErrorBounds:
    """Of integrals of E φ(h_i)φ(h_j) e^(−s‖h‖²), φ of degree k, in units of n^k L²: see `rescaled_enclosure`."""
    moment = Fraction(odd_factorial(degree), factorial(degree - 1)) ** 2
    return ErrorBounds(Fraction(1), moment, moment / 4**degree, Fraction(1, 2), degree)


def slope_errors(degree: int) -> ErrorBounds:
    """Of their derivatives along H, in units of n^k L² ‖M‖, M = Σ^(−1/2) H Σ^(−1/2) with the norm of Frobenius.

    The derivative of E f along H is ½ E f (ξᵀMξ − tr M), ξ standard normal, and E (ξᵀMξ − tr M)² = 2‖M‖². With the
    inequality of Cauchy and Schwarz and the moment m = (4k − 1)!! of x^(4k): the rule ½ √2; the terms before s_0, over
    Γ(k), ½ √(E (h_i h_j)^(2k)) √2 ≤ ½ √m max Σ_ii^k √2; those after s_l, ½ √(E (h_i h_j)^(2k) e^(−2s‖h‖²)) √2 ≤
    ½ D(2s)^(−1/4) √m/(4s)^k √2. Source: derivations/rescaled_blocks.py.
    """
    moment = Fraction(odd_factorial(2 * degree), factorial(degree - 1) ** 2)
    return ErrorBounds(Fraction(1, 2), moment / 2, moment / (2 * 16**degree), Fraction(1, 4), degree)


VALUE, SLOPE = value_errors(1), slope_errors(1)
"""The factors for φ of degree 1."""


@dataclass(frozen=True, slots=True)
class RescalingSum:
    """The integrals n^k/Γ(k) ∫₀^∞ s^(k−1) e^(−snε) det(I + 2sΣ)^(−1/2) f(s) ds of a Σ of balls, `centred` or not.

    `bound` is the L of φ.
    """

    sigma: BlockOperator
    bound: Fraction
    epsilon: Fraction
    centred: bool

    def integrals(self, terms: Terms, errors: ErrorBounds, unit: Any = 1, *, spare: int = 0) -> list[Any]:
        """The enclosures of the integrals of `terms`, whose errors are `errors` times n^k L² `unit`.

        Each part of the error is brought to about 2^(−bits − `spare`) of that at the working precision.

        Raises:
            NotAGramError: ε = 0, and the trace of Σ is not proved positive.
            ValueError: the balls are too wide for the tail of the integral to be bounded.
        """
        bits, n = current_bits() + spare, sum(self.sigma.sizes)
        trace = self.sigma.trace()
        if not surely_positive(trace):
            raise NotAGramError(f"{ALL_ZERO}; balls are taken for zero if they contain it")
        with working_precision(bits + _CANCELLED):
            scale = n**errors.degree * _BALLS.number(self.bound**2) * unit
            sums, error = self._sums(terms, errors, bits + _SPARE, trace, scale)
            around = arb(0, (scale * error).upper())
            result = [x + around for x in sums]
        return [+x for x in result]

    def _sums(self, terms: Terms, errors: ErrorBounds, bits: int, trace: Any, scale: Any) -> tuple[list[Any], Any]:
        """The sums over the nodes, and their error over `scale`.

        They end where a term has become wider than the bound of all those that follow: to stop there is as sharp.
        """
        n, rule, head, tail = sum(self.sigma.sizes), *(_root(x) for x in _squares(errors))
        degree, gamma = errors.degree, factorial(errors.degree - 1)
        step = 2 * arb.pi() * _BALLS.number(_HEIGHT) / ((bits + 2 + 4 * degree) * arb(2).log())
        first = arb(2) ** -(_magnitude(trace) + -(-(bits + max(0, _magnitude(head) - 1)) // degree))
        goal, power = arb(2) ** -bits, _BALLS.number(errors.power)
        decay = n * _BALLS.number(self.epsilon)
        sums: list[Any] = []
        before, after = None, None
        for k in count():
            s = first * (k * step).exp()
            with working_precision(extra=2 * max(0, _magnitude(s * trace))):
                tilt = tilt_balls(self.sigma, s, centred=self.centred)
                if tilt is None:
                    break
                ratio = None if before is None else (power * (before - tilt.log_determinant)).exp()
                fading = (-s * decay - tilt.log_determinant / 2).exp()
                weight = (n * s) ** degree * step * fading / gamma
                added = [weight * x for x in terms(s, tilt)]
            wide = any(not x.is_finite() or (after is not None and x.rad() > scale * after) for x in added)
            if wide or (ratio is not None and not surely_less(ratio, 1)):
                break
            sums = [x + y for x, y in zip(sums, added, strict=True)] if sums else added
            before = tilt.log_determinant
            if ratio is not None:
                after = tail * step * (-s * decay - power * before).exp() * ratio / (1 - ratio)
                if surely_less(after, goal):
                    break
        if after is None:
            raise ValueError("the balls of the matrix are too wide for this integral: give narrower ones")
        height = _BALLS.number(_HEIGHT)
        rule_error = rule * 2 / (height.cos() ** degree * ((2 * arb.pi() * height / step).exp() - 1))
        return sums, rule_error + head * (trace * first) ** degree * step / ((degree * step).exp() - 1) + after


def _squares(errors: ErrorBounds) -> tuple[Fraction, Fraction, Fraction]:
    return errors.rule_squared, errors.head_squared, errors.tail_squared


def _root(x: Fraction) -> Any:
    return _BALLS.number(x).sqrt()


def _magnitude(x: Any) -> int:
    """The whole number e with x about 2^e."""
    mantissa, exponent = x.mid().man_exp()
    return int(exponent) + int(mantissa).bit_length()
