"""Activations under which every recentred batch shrinks, or a batch at two places or exchangeable grows."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, erf, exp, oo, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

x, y, w, n, p, k, s, d = sympy.symbols("x y w n p k s d", positive=True)
j = sympy.Symbol("j", integer=True, positive=True)
odd_x, odd_y, even_x, even_y = sympy.symbols("a_x a_y b_x b_y", real=True)


def derive() -> Derivation:
    """The derivation of the rates of GELU, sine, cosine and the exponential."""
    domain = {x: (0, 4), y: (0, 4), w: (1, 3), n: (3, 20), p: (1, 20), k: (1, 20), s: (0, 1), d: (0, 2)}
    parts = dict.fromkeys((odd_x, odd_y, even_x, even_y), (-2, 2))
    proof = Proof("shrinking", domain={**domain, **parts, j: range(1, 6)}, facts=[exp(d) - 1])
    for size in (2, 3, 5):
        values = sympy.symbols(f"f_1:{size + 1}", real=True)
        mean = sum(values) / size
        squares = sum((a - mean) ** 2 for a in values)
        pairs = sum((a - b) ** 2 for i, a in enumerate(values) for b in values[:i])
        proof.exactly(
            f"What recentring leaves of {size} numbers, in differences of pairs",
            sympy.expand(squares * size - pairs),
            0,
        )
    plus = (odd_x + even_x - odd_y - even_y) ** 2
    minus = (-odd_x + even_x + odd_y - even_y) ** 2
    proof.equal(
        "φ = a + b, odd and even; (u, v) and (−u, −v) have one law, so E (φ(u) − φ(v))² is the mean of both: no products",
        (plus + minus) / 2, (odd_x - odd_y) ** 2 + (even_x - even_y) ** 2,
    )  # fmt: skip
    proof.definition("So with Lipschitz constants L of a and M of b it is at most (L² + M²) E (u − v)²", sympy.Symbol("rate"),
        sympy.Symbol("L") ** 2 + sympy.Symbol("M") ** 2)  # fmt: skip
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
    proof.equal("Its largest value is that at √2", slope.subs(x, sqrt(2)), top)
    proof.positive("where erf(1) < 1", 1 - erf(sympy.Integer(1)))
    proof.positive("and 1/(e√π) < 5/24", sympy.E * sqrt(pi) - Rational(24, 5))
    bound = Rational(1, 4) + (Rational(1, 2) + Rational(5, 24)) ** 2
    proof.positive("so the rate is below 19/25", Rational(19, 25) - bound)
    _growing(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("rate_gelu"), Rational(1, 4) + top**2)


def _growing(proof: Proof) -> None:
    """The steps on exp(wx), whose kernel is e^(w²(K_uu + K_vv)/2 + w²K_uv)."""
    both = exp(2 * w**2 * k**2 * s) + exp(2 * w**2 * p**2 * s) - 2 * exp(w**2 * (k - p) ** 2 * s / 2)
    proof.equal("exp(wx), two places: n² times the next variance is zero at s = 0", both.subs(s, 0), 0)
    first = sympy.diff(both, s).subs(s, 0)
    proof.equal("with the slope n² w²", first, w**2 * (k + p) ** 2)
    coefficient = 2**j * (k ** (2 * j) + p ** (2 * j)) - 2 * ((k - p) ** 2 / 2) ** j
    proof.definition("The coefficient of (w²s)^j/j!", sympy.Symbol("c_j"), coefficient)
    proof.nonnegative(
        "(k − p)²/2 ≤ k² + p², and the mean of powers is at least the power of the mean: c_j ≥ 2(k²+p²)^j − 2(k²+p²)^j "
        "= 0; the first inequality",
        k**2 + p**2 - (k - p) ** 2 / 2, (k + p) ** 2 / 2,
    )  # fmt: skip
    second = Rational(7, 2) * (k**2 - p**2) ** 2 + 2 * k * p * (k - p) ** 2 + 8 * k**2 * p**2
    strict = "For j = 2 it is strict, so the next variance exceeds w² s"
    proof.positive(strict, sympy.expand(coefficient.subs(j, 2)), second)
    exchangeable = (n - 1) * (exp(2 * w**2 * s) - exp(w**2 * s * (1 - 1 / (n - 1)))) / n
    upper, lower = 2 * w**2 * s, w**2 * s * (1 - 1 / (n - 1))
    proof.equal("Exchangeable: the exponents differ by", upper - lower, w**2 * s * n / (n - 1))
    proof.positive_from("e^d > 1 for d > 0", exp(d) - 1, d, sympy.Integer(0), exp(d))
    proof.positive_from("e^(a+d) − e^a ≥ e^d − 1 > d for a ≥ 0", exp(d) - 1 - d, d, sympy.Integer(0), exp(d) - 1)
    proof.equal("so the next variance exceeds", (n - 1) * (upper - lower) / n, w**2 * s, shown=sympy.Symbol("s'"))
    proof.definition("The next variance", sympy.Symbol("s'"), exchangeable)


def compare(proof: Proof) -> None:
    """The comparison with the rates of the package."""
    from fractions import Fraction

    from bnproofs.activations import GELU, Cosine, Exponential, Sine
    from bnproofs.theorems.shrinking import prove_no_variance

    rates = [
        (GELU(), Rational(19, 25)),
        (Sine(Fraction(2, 3)), Rational(4, 9)),
        (Cosine(Fraction(1)), sympy.Integer(1)),
        (Exponential(Fraction(3, 2)), Rational(9, 4)),
    ]
    for activation, rate in rates:
        found = prove_no_variance(activation)
        value = None if found is None else sympy.Rational(str(found.statement["rate"][0]))
        proof.exactly(f"The package's rate of {type(activation).__name__}", value, rate)


if __name__ == "__main__":
    run_as_script(derive)
