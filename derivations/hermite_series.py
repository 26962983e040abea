"""The dual kernel of any activation and its gradient in Hermite coefficients, and the errors of their computation."""

from __future__ import annotations

import sympy
from sympy import Integer, Rational, exp, log, oo, pi, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

x, t, s, a, c, rho, r, k, big = sympy.symbols("x t s a c rho r k M", positive=True)
ORDERS = range(7)


def hermite(order: int) -> sympy.Expr:
    """The polynomial He_k, E He_j He_k = k! for j = k and 0 otherwise."""
    before, value = Integer(0), Integer(1)
    for j in range(order):
        before, value = value, sympy.expand(x * value - j * before)
    return value


def derive() -> Derivation:
    """The derivation of Mehler's series, of its derivatives, and of the bounds of what is left out."""
    proof = Proof(
        "hermite_series",
        domain={x: (0, 4), t: (0, 1), s: (0, 1), a: (1, 3), c: (1, 3), rho: (0, 1), r: (2, 5), k: (2, 30), big: (0, 2)},
        facts=[r - 1, k - 1],
    )
    density = exp(-(x**2) / 2) / sqrt(2 * pi)
    proof.equal(
        "u, v standard with E uv = ρ: E e^(tu − t²/2) e^(sv − s²/2) has the exponent ρts, and e^(tu − t²/2) is "
        "Σ He_k t^k/k!: E He_j(u)He_k(v) = k! ρ^k for j = k, else 0",
        (t**2 + 2 * rho * t * s + s**2) / 2 - t**2 / 2 - s**2 / 2, rho * t * s, shown=sympy.Symbol("log E"),
    )  # fmt: skip
    series = sympy.series(exp(t * x - t**2 / 2), t, 0, len(ORDERS)).removeO()
    for order in ORDERS:
        found = sympy.expand(series).coeff(t, order) * sympy.factorial(order)
        proof.exactly(
            f"The coefficient of t^{order}/{order}!",
            sympy.expand(found),
            hermite(order),
            shown=(sympy.Symbol(f"He_{order}"), hermite(order)),
        )
        by_parts = -(hermite(order + 2) + order * hermite(order)) * density
        proof.derivative(
            "dφ(√a x)/da is x/(2a) times the derivative by x; by parts it meets",
            x * hermite(order) * density,
            x,
            by_parts,
        )
    kth = sqrt((k + 1) * (k + 2))
    by_degree = "With h_k = He_k/√k!: c_k'(a) = (√((k+1)(k+2)) c_(k+2) + k c_k)/(2a), as"
    proof.equal(by_degree, kth**2, (k + 1) * (k + 2), shown=sympy.Symbol("(k+2)!/k!"))
    proof.derivative(
        "In c_k(a) c_k(c) ρ^k, ρ = K_uv/√(ac): the term k c_k is cancelled", (rho / sqrt(a)) ** k, a,
        -k * (rho / sqrt(a)) ** k / (2 * a),
    )  # fmt: skip
    proof.derivative(
        "The factor k ρ^(k−1) decreases once 1/k < log(1/ρ)", log(k) + (k - 1) * log(rho), k, 1 / k + log(rho)
    )
    proof.derivative("and (k+2) ρ^k once 1/(k+2) is", log(k + 2) + k * log(rho), k, 1 / (k + 2) + log(rho))
    proof.positive("√((k+1)(k+2)) < k + 2", (k + 2) ** 2 - kth**2, k + 2)
    _gauss(proof)
    proof.equal("Beyond R: c x − x²/2 is", c * x - x**2 / 2, c**2 / 2 - (x - c) ** 2 / 2)
    proof.derivative("x² e^(−x) is largest at x = 2", x**2 * exp(-x), x, x * (2 - x) * exp(-x))
    proof.positive("where it is below 1", 1 - 4 * exp(Integer(-2)))
    compare(proof)
    terms = kth * sympy.Function("c")(k + 2, a) * sympy.Function("c")(k, c) * rho**k / (2 * a)
    return proof.conclude(sympy.Symbol("dV/dK_uu"), sympy.Sum(terms, (k, 0, oo)))


def _gauss(proof: Proof) -> None:
    """The steps on the error of Gauss's rule of N nodes, exact up to degree 2N − 1."""
    proof.definition(
        "F bounded by M in the ellipse of half-axes (r ± 1/r)/2 has Chebyshev coefficients of at most",
        sympy.Symbol("b_k"), 2 * big * r ** (-k),
    )  # fmt: skip
    angle = sympy.Symbol("theta", positive=True)
    for order in (4, 6, 8):
        integral = sympy.integrate(sympy.cos(order * angle) * sympy.sin(angle), (angle, 0, pi))
        proof.exactly(
            f"The integral of T_{order}",
            integral,
            Rational(-2, order**2 - 1),
            shown=(sympy.Symbol(f"I_{order}"), integral),
        )
    proof.nonnegative(
        "It is at most 2/15 in size at k ≥ 4, and the rule gives at most 2",
        Rational(2, 15) - 2 / ((4 + x) ** 2 - 1), 2 * x * (8 + x) / (15 * ((4 + x) ** 2 - 1)),
    )  # fmt: skip
    geometric = Rational(64, 15) * big * s / (1 - r**-2)
    proof.equal(
        "Odd k give nothing: the sum S of 2M (32/15) r^(−k) over k = 2N, 2N + 2, … has S − S/r² = its first term, "
        "with s = r^(−2N)",
        geometric - geometric / r**2, 2 * big * Rational(32, 15) * s,
    )  # fmt: skip


def compare(proof: Proof) -> None:
    """The comparison with the series of the package, for φ(x) = x² and x³: E u²v² = ac + 2b², E u³v³ = 9abc + 6b³."""
    from fractions import Fraction

    from bnproofs.numbers.balls import Balls
    from bnproofs.numbers.precision import working_precision
    from bnproofs.piecewise import Piecewise

    growth = (Fraction(8), Fraction(1))
    square = Piecewise((lambda y: y * y,), growth=growth)
    cube = Piecewise((lambda y: y * y * y,), growth=growth)
    b = sympy.Symbol("b", real=True)
    at = {a: Rational(3, 2), b: Rational(-1, 3), c: Rational(2, 5)}
    for name, phi, form in (("x²", square, a * c + 2 * b**2), ("x³", cube, 9 * a * b * c + 6 * b**3)):
        with working_precision(96):
            balls = [Balls().number(Fraction(str(at[v]))) for v in (a, b, c)]
            found = [phi.dual_kernel(*balls), *phi.dual_kernel_gradient(*balls)]
        wanted = [form, *(sympy.diff(form, v) for v in (a, b, c))]
        for part, ball, value in zip(("V", "dV/dK_uu", "dV/dK_uv", "dV/dK_vv"), found, wanted, strict=True):
            exact = value.subs(at)
            number, shown = Balls().number(Fraction(str(exact))), (sympy.Symbol(part), exact)
            narrow = bool(ball.rad() < Balls().number(Fraction(1, 2**70)))
            proof.exactly(f"{name}: the package's ball holds the value", bool(ball.overlaps(number)), True, shown=shown)
            proof.exactly("and is narrower than 2^(−70)", narrow, True, shown=shown)


if __name__ == "__main__":
    run_as_script(derive)
