"""The remainder u − atan u, divided by u³: an integral, and the bounds that comparing integrands gives."""

from __future__ import annotations

import sympy
from sympy import Rational, atan, diff

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression

u, t, y, z, s, c = sympy.symbols("u t y z s c", positive=True)
N = sympy.Symbol("N", integer=True, positive=True)


def remainder(u: Expression) -> Expression:
    """The function a(u) = (u − atan u)/u³."""
    return (u - atan(u)) / u**3


def derive() -> Derivation:
    """The derivation of the integral and the bounds."""
    proof = Proof(
        "arctangent_remainder",
        domain={u: (0, 3), t: (0, 1), y: (0, 4), z: (0, 4), s: (0, 2), c: (0, 2), N: range(1, 12)},
        facts=[1 - t],
    )
    a = remainder(u)
    integrand = t**2 / (1 + u**2 * t**2)
    antiderivative = t / u**2 - atan(u * t) / u**3
    over = (t, 0, 1)
    proof.integral("a(u) as an integral", integrand, antiderivative, over, a)
    proof.positive("It is positive, because the integrand is", integrand)
    proof.nonnegative("It is at most the integral of t², 1/3", t**2 - integrand, u**2 * t**4 / (1 + u**2 * t**2))
    lower = t**2 - u**2 * t**4
    proof.nonnegative("at least that of t² − u²t⁴, 1/3 − u²/5", integrand - lower, u**4 * t**6 / (1 + u**2 * t**2))
    proof.nonnegative(
        "and at least that of t²/(1+u²), 1/(3(1+u²))",
        integrand - t**2 / (1 + u**2),
        u**2 * t**2 * (1 - t) * (1 + t) / ((1 + u**2) * (1 + u**2 * t**2)),
    )
    for name, comparison, bound in (
        ("t²", t**2, Rational(1, 3)),
        ("t² − u²t⁴", lower, Rational(1, 3) - u**2 / 5),
        ("t²/(1+u²)", t**2 / (1 + u**2), 1 / (3 * (1 + u**2))),
        ("2ut⁴", 2 * u * t**4, 2 * u / 5),
        ("2t⁴", 2 * t**4, Rational(2, 5)),
        ("8u²t⁶", 8 * u**2 * t**6, 8 * u**2 / 7),
    ):
        antiderivative_of_bound = sympy.integrate(sympy.expand(comparison), t)
        proof.integral(f"The integral of {name}", comparison, antiderivative_of_bound, over, bound)
    slope = -2 * u * t**4 / (1 + u**2 * t**2) ** 2
    proof.derivative("The derivative of the integrand by u", integrand, u, slope)
    proof.integral("Its integral is a′", slope, diff(antiderivative, u), over, diff(a, u))
    proof.positive("a′ < 0, because the integrand is negative", -slope)
    proof.nonnegative(
        "a′ ≥ −2u/5, because the integrand is at least −2ut⁴",
        slope + 2 * u * t**4,
        2 * u * t**4 * u**2 * t**2 * (2 + u**2 * t**2) / (1 + u**2 * t**2) ** 2,
    )
    bend = -2 * t**4 / (1 + u**2 * t**2) ** 2 + 8 * u**2 * t**6 / (1 + u**2 * t**2) ** 3
    proof.derivative("The second derivative of the integrand", slope, u, bend)
    proof.integral("Its integral is a″", bend, diff(antiderivative, u, 2), over, diff(a, u, 2))
    w = u**2 * t**2
    proof.nonnegative(
        "a″ ≥ −2/5, as the integrand is at least −2t⁴",
        bend + 2 * t**4,
        2 * t**4 * w * (w**2 + 3 * w + 6) / (1 + w) ** 3,
    )
    proof.nonnegative(
        "a″ ≤ 8u²/7, as it is at most 8u²t⁶",
        8 * u**2 * t**6 - bend,
        2 * t**4 * (4 * w**4 + 12 * w**3 + 12 * w**2 + w + 1) / (1 + w) ** 3,
    )
    geometric = (1 - (-(u**2) * t**2) ** N) / (1 + u**2 * t**2)
    proof.equal(
        "The series: N terms of the geometric series in −u²t² and one more are N + 1 terms",
        geometric.subs(N, N + 1) - geometric,
        (-(u**2) * t**2) ** N,
    )
    power = t ** (2 * N + 3) / (2 * N + 3)
    proof.derivative("each term t² (−u²t²)^N integrates to (−1)^N u^(2N)/(2N+3)", power, t, t ** (2 * N + 2))
    eta = 1 - y * atan(1 / y)
    excess = atan(z) - z / (1 + z**2)
    proof.derivative(
        "η(y) = 1 − y atan(1/y): the slope is −(atan z − z/(1+z²)), z = 1/y", eta, y, -excess.subs(z, 1 / y)
    )
    proof.positive_from("which is negative:", excess, z, 0, 2 * z**2 / (1 + z**2) ** 2)
    proof.limit("η at 0", eta, y, 0, 1)
    proof.limit("and at infinity", eta, y, sympy.oo, 0)
    compare(proof)
    return proof.conclude(sympy.Integral(integrand, over), a)


def compare(proof: Proof) -> None:
    """The comparison with the two functions of the package that contain the remainder."""
    from bnproofs.numbers import lift

    def excess(s: Expression, c: Expression) -> Expression:
        return lift(s, c)[0].excess(s, c)

    def reduced_excess(s: Expression, c: Expression) -> Expression:
        return lift(s, c)[0].reduced_excess(s, c)

    ratio = s / c
    proof.agrees("The package's excess is c u³ a(u), u = s/c", excess, [s, c], c * ratio**3 * remainder(ratio))
    proof.agrees("and its reduced excess u a(u)/c", reduced_excess, [s, c], ratio * remainder(ratio) / c)


if __name__ == "__main__":
    run_as_script(derive)
