"""Activations under which every recentred batch shrinks, or every one grows."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, cos, erf, exp, oo, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

x, y, w, d = sympy.symbols("x y w d", positive=True)
odd_x, odd_y, even_x, even_y = sympy.symbols("a_x a_y b_x b_y", real=True)


def derive() -> Derivation:
    """The derivation of the rates of GELU, sine, cosine and the exponential."""
    domain = {x: (0, 4), y: (0, 4), w: (1, 3), d: (0, 2)}
    parts = dict.fromkeys((odd_x, odd_y, even_x, even_y), (-2, 2))
    proof = Proof("shrinking", domain={**domain, **parts}, facts=[exp(d) + exp(-d) - 2])
    for size in (2, 3, 5):
        values = sympy.symbols(f"f_1:{size + 1}", real=True)
        mean = sum(values) / size
        squares = sum((a - mean) ** 2 for a in values)
        pairs = sum((a - b) ** 2 for i, a in enumerate(values) for b in values[:i])
        proof.exactly(
            f"What recentring leaves of {size} numbers, in differences of pairs",
            sympy.expand(squares * size - pairs),
            0,
            shown=(sympy.Symbol(f"{size} sum_i (f_i - mean)^2"), sympy.Symbol("sum_{i<j} (f_i - f_j)^2")),
        )
    plus = (odd_x + even_x - odd_y - even_y) ** 2
    minus = (-odd_x + even_x + odd_y - even_y) ** 2
    proof.equal(
        "φ = a + b, odd and even; (u, v) and (−u, −v) have one law: E (φ(u) − φ(v))² is the mean of both, no products",
        (plus + minus) / 2, (odd_x - odd_y) ** 2 + (even_x - even_y) ** 2,
    )  # fmt: skip
    rate = sympy.Symbol("L") ** 2 + sympy.Symbol("M") ** 2
    proof.definition(
        "With Lipschitz constants L of a and M of b at most (L² + M²) E (u − v)²", sympy.Symbol("rate"), rate
    )
    proof.derivative("sin(wx), odd: the slope is at most w", sin(w * x), x, w * cos(w * x))
    proof.derivative("cos(wx), even: at most w, and less almost everywhere", cos(w * x), x, -w * sin(w * x))
    even = x * erf(x / sqrt(2)) / 2
    slope = erf(x / sqrt(2)) / 2 + x * exp(-(x**2) / 2) / sqrt(2 * pi)
    proof.equal("GELU is x/2 + b(x): its odd part has the slope 1/2", x * (1 + erf(x / sqrt(2))) / 2 - even, x / 2)
    proof.derivative("and the even part the slope", even, x, slope)
    bend = (2 - x**2) * exp(-(x**2) / 2) / sqrt(2 * pi)
    proof.derivative("which rises for x < √2 and falls from there", slope, x, bend)
    proof.limit("to 1/2, so it is positive", slope, x, oo, Rational(1, 2), side="-")
    top = erf(sympy.Integer(1)) / 2 + exp(-1) / sqrt(pi)
    proof.equal("Its largest value is that at √2", slope.subs(x, sqrt(2)), top, shown=sympy.Symbol("b'"))
    proof.positive("where erf(1) < 1", 1 - erf(sympy.Integer(1)))
    proof.positive("and 1/(e√π) < 5/24", sympy.E * sqrt(pi) - Rational(24, 5))
    bound = Rational(1, 4) + (Rational(1, 2) + Rational(5, 24)) ** 2
    proof.positive("so the rate is below 19/25", Rational(19, 25) - bound)
    _growing(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("rate_gelu"), Rational(1, 4) + top**2)


def _growing(proof: Proof) -> None:
    """The steps on exp(wx): the mean over (u, v) and (−u, −v) of (e^wu − e^wv)² exceeds w² (u − v)², pointwise."""
    plus, minus = (exp(x) - exp(y)) ** 2, (exp(-x) - exp(-y)) ** 2
    total, half = (exp(x + y) + exp(-x - y)) / 2, (exp((x - y) / 2) - exp((y - x) / 2)) ** 2
    proof.equal(
        "exp(wx), with x = wu, y = wv: the mean of both is cosh(x+y) (2 sinh((x−y)/2))²",
        (plus + minus) / 2,
        total * half,
    )
    proof.equal("cosh(x+y) ≥ 1, as it is 1 and", total - 1, (exp((x + y) / 2) - exp(-(x + y) / 2)) ** 2 / 2)
    proof.positive_from("e^d > e^(−d) for d > 0", exp(d) - exp(-d), d, sympy.Integer(0), exp(d) + exp(-d))
    slope = exp(d) + exp(-d) - 2
    proof.equal("The derivative of 2 sinh d − 2d is a square", slope, (exp(d / 2) - exp(-d / 2)) ** 2)
    proof.positive_from("so 2 sinh d > 2d, d = (x−y)/2 > 0", exp(d) - exp(-d) - 2 * d, d, sympy.Integer(0), slope)


def compare(proof: Proof) -> None:
    """The comparison with the rates of the package."""
    from fractions import Fraction

    from bnproofs.activations import GELU, Cosine, Exponential, Sine
    from bnproofs.theorems.shrinking import prove_no_variance

    rates: list[tuple[Any, sympy.Expr]] = [
        (GELU(), Rational(19, 25)),
        (Sine(Fraction(2, 3)), Rational(4, 9)),
        (Cosine(Fraction(1)), sympy.Integer(1)),
        (Exponential(Fraction(3, 2)), Rational(9, 4)),
    ]
    for activation, rate in rates:
        found = prove_no_variance(activation)
        value = None if found is None else sympy.Rational(str(found.statement["rate"][0]))
        proof.exactly(
            f"The package's rate of {type(activation).__name__}", value, rate, shown=(sympy.Symbol("rate"), rate)
        )


if __name__ == "__main__":
    run_as_script(derive)
