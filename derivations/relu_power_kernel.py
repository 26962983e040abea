"""E relu(u)^k relu(v)^k for a centred Gaussian pair and any order k: an integral over one angle, and what it is."""

from __future__ import annotations

import sympy
from sympy import acos, asin, cos, diff, exp, factorial, pi, sin, sqrt

from derivations.framework.gradient import gradient_agrees
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.monomial_kernel import by_factorials, odd_factorial
from derivations.relu_kernel import Expression, kuu, kvv, phi, r, theta

delta, s, y, S, b = sympy.symbols("delta s y S b", positive=True)
c, t, f, K, high, low = sympy.symbols("c t f K_uv M_k M_(k-1)", real=True)
k, n = sympy.symbols("k n", integer=True, positive=True)
ORDERS = (2, 3, 4)


def moment(order: int, s: Expression, c: Expression, angle: Expression) -> Expression:
    """The derived M_k by the recurrence k M_k = (k − 1) s² M_(k−2) − (2k − 1) c M_(k−1)."""
    before, value = angle, s - c * angle
    if order == 0:
        return before
    for i in range(2, order + 1):
        before, value = value, sympy.expand(((i - 1) * s**2 * before - (2 * i - 1) * c * value) / i)
    return value


def at_angle(order: int) -> Expression:
    """The moment M_k of the pair, r = √(K_uu K_vv), δ = π − θ."""
    size = sqrt(kuu) * sqrt(kvv)
    return moment(order, size * sin(theta), -size * cos(theta), pi - theta)


def cho_saul(order: int) -> Expression:
    """The function J_k(θ) = (−1)^k (sin θ)^(2k+1) (1/sin θ d/dθ)^k ((π − θ)/sin θ) of Cho & Saul."""
    value = (pi - theta) / sin(theta)
    for _ in range(order):
        value = sympy.together(diff(value, theta) / sin(theta))
    return sympy.expand(sympy.cancel((-1) ** order * sin(theta) ** (2 * order + 1) * value))


def first_term(k: Expression) -> Expression:
    """The first coefficient b_0 = 2^(2k+1) k!²/(2k+1)! of the series in S."""
    return 2 ** (2 * k + 1) * factorial(k) ** 2 / factorial(2 * k + 1)


def ratio(k: Expression, n: Expression) -> Expression:
    """The ratio b_(n+1)/b_n = (2n+1)²/(2(n+1)(2n+2k+3)) of the series in S."""
    return (2 * n + 1) ** 2 / (2 * (n + 1) * (2 * n + 2 * k + 3))


def derive() -> Derivation:
    """The derivation of the arc-cosine kernels."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "relu_power_kernel",
        domain={
            kuu: (0, 5), kvv: (0, 5), theta: (0, pi), K: (-size, size), r: (0, 4), phi: (-pi, pi), delta: (0, pi),
            s: (0, 3), c: (-2, 2), t: (0, 3), f: (0, 3), y: (0, 1), S: (0, 1), b: (0, 2), high: (0, 2), low: (0, 2),
            k: range(2, 9), n: range(1, 9),
        },
        facts=[sin(theta), sin(delta), 1 - y, 1 - S],
    )  # fmt: skip
    to_one_angle(proof)
    recurrence(proof)
    slopes(proof)
    series(proof)
    compare(proof)
    mean = sympy.Symbol("E relu(u)^k relu(v)^k")
    return proof.conclude(
        mean, factorial(k) / (2 * pi) * sympy.Integral((size * cos(t) + size * cos(theta)) ** k, (t, 0, pi - theta))
    )


def to_one_angle(proof: Proof) -> None:
    """The polar integral of relu_kernel, at any order: radial part 2^k k!, angular part an integral of powers."""
    radial = exp(-(r**2) / 2)
    proof.equal(
        "In the polar coordinates of relu_kernel the radial integrals R_k = ∫ r^(2k+1) exp(−r²/2) dr have R_k = 2k "
        "R_(k−1), by the derivative of −r^(2k) exp(−r²/2)",
        sympy.powsimp(sympy.expand(diff(-(r ** (2 * k)) * radial, r) / radial)),
        r ** (2 * k + 1) - 2 * k * r ** (2 * k - 1),
        shown=sympy.Symbol("derivative / exp(-r^2/2)"),
    )
    proof.integral("and R_0 = 1", r * radial, -radial, (r, 0, sympy.oo), 1)
    grows = by_factorials(2**k * factorial(k) / (2 ** (k - 1) * factorial(k - 1)))
    proof.equal("as 2^k k! has", grows, 2 * k, shown=sympy.Symbol("2^k k! / (2^(k-1) (k-1)!)"))
    proof.equal(
        "The angular integrand is the power k of cos φ cos(φ−θ), which is (cos t − cos δ)/2, t = 2φ − θ and δ = π − θ",
        cos(phi) * cos(phi - theta),
        (cos(2 * phi - theta) - cos(pi - theta)) / 2,
    )
    proof.equal("The lower end φ = θ − π/2 is t = −δ", 2 * (theta - pi / 2) - theta, -(pi - theta), shown=t)
    proof.equal("and the upper end φ = π/2 is t = δ", 2 * (pi / 2) - theta, pi - theta, shown=t)
    proof.equal(
        "The integrand is even in t, dφ = dt/2: the factors 2^k k!, 2^(−k) and 2/2 leave k!, and the kernel is "
        "k! M_k/(2π), M_k the integral of f^k, f = r cos t − c, over (0, δ), r = √(K_uu K_vv), c = r cos δ = −K_uv",
        2**k * factorial(k) * 2 ** (-k) * 2 / 2,
        factorial(k),
        shown=sympy.Symbol("2^k k! 2^(-k) 2/2"),
    )


def recurrence(proof: Proof) -> None:
    """M_0, M_1 and the recurrence, from the derivative of f^(k−1) f'; the functions J_k of Cho & Saul."""
    wave = r * cos(t) - c
    proof.equal(
        "f′² = s² − 2cf − f², s² = r² − c²", diff(wave, t) ** 2, (r**2 - c**2) - 2 * c * wave - wave**2,
    )  # fmt: skip
    proof.equal("f″ = −(f + c)", diff(wave, t, 2), -(wave + c), shown=sympy.Symbol("f''"))
    proof.equal(
        "so that the derivative of f^(k−1) f′, over f^(k−2), is (k−1) f′² + f f″: it vanishes at 0 and at δ for k ≥ 2, "
        "and k M_k = (k−1) s² M_(k−2) − (2k−1) c M_(k−1)",
        (k - 1) * (s**2 - 2 * c * f - f**2) - f * (f + c),
        (k - 1) * s**2 - (2 * k - 1) * c * f - k * f**2,
    )
    proof.integral("M_0", sympy.Integer(1), t, (t, 0, delta), delta)
    proof.integral(
        "and M_1, the excess", r * cos(t) - r * cos(delta), r * sin(t) - r * cos(delta) * t, (t, 0, delta),
        r * sin(delta) - r * cos(delta) * delta,
    )  # fmt: skip
    for order in ORDERS:
        proof.equal(
            f"k! M_k is r^k J_k(θ) of Cho & Saul: k = {order}",
            factorial(order) * moment(order, sin(theta), -cos(theta), pi - theta),
            cho_saul(order),
            shown=sympy.Symbol(f"{order}! M_{order}"),
        )
    proof.equal(
        "At θ = 0, s = 0 and c = −r, the recurrence gives M_k = π r^k (2k−1)!!/k!, and E u^(2k)/2 for the kernel",
        by_factorials((odd_factorial(k) / factorial(k)) / (odd_factorial(k - 1) / factorial(k - 1))),
        (2 * k - 1) / k,
        shown=sympy.Symbol("M_k / (r M_(k-1))"),
    )
    for order in ORDERS:
        proof.equal(f"At θ = π it vanishes: k = {order}", moment(order, 0, r, 0), 0, shown=sympy.Symbol(f"M_{order}"))


def slopes(proof: Proof) -> None:
    """The derivatives of M_k by s and c, their signs, and those of the kernel."""
    radius = sqrt(s**2 + c**2)
    wave = radius * cos(t) - c
    proof.derivative("As r² = s² + c², f has the derivative by s", wave, s, s / radius**2 * (wave + c))
    proof.derivative("and by c", wave, c, (c * wave - s**2) / radius**2)
    by_s = k * s / (s**2 + c**2) * (high + c * low)
    by_c = k / (s**2 + c**2) * (c * high - s**2 * low)
    proof.definition("f(δ) = 0, so that M_k has the derivative by s", sympy.Symbol("dM_k/ds"), by_s)
    proof.definition("and by c", sympy.Symbol("dM_k/dc"), by_c)
    angle = acos(c / radius)
    for order in ORDERS:
        value = moment(order, s, c, angle)
        here = {k: order, high: value, low: moment(order - 1, s, c, angle)}
        proof.equal(f"For k = {order}, the derivative by s", diff(value, s), by_s.subs(here, simultaneous=True))
        proof.equal("and by c", diff(value, c), by_c.subs(here, simultaneous=True))
    proof.equal(
        "f^(k−1) (f + c) is the derivative of f^(k−1) r sin t, which is 0 at 0 and δ, and (k−1) f^(k−2) r² sin² t ≥ 0: "
        "M_k increases in s. Over f^(k−2):",
        (k - 1) * (-r * sin(t)) * r * sin(t) + f * r * cos(t) + (k - 1) * r**2 * sin(t) ** 2,
        f * r * cos(t),
        shown=sympy.Symbol("sum"),
    )
    proof.positive(
        "c f − s² < 0: clear for c ≤ 0; for c = b > 0, f ≤ r − c, and s² − c (r − c) > 0. M_k decreases in c",
        s**2 - b * (sqrt(s**2 + b**2) - b),
        sqrt(s**2 + b**2) * s**2 / (sqrt(s**2 + b**2) + b),
    )
    area = sqrt(kuu * kvv - K**2)
    chained = {s: area, c: -K}
    factor = factorial(k) / (2 * pi)
    proof.equal(
        "The chain rule with c = −K_uv, s = √(K_uu K_vv − K_uv²): the derivative of the kernel by K_uv",
        factor * (by_s.subs(chained) * diff(area, K) - by_c.subs(chained)),
        k * factor * low,
        shown=sympy.Symbol("dV/dK_uv"),
    )
    proof.equal(
        "and by K_uu",
        factor * by_s.subs(chained) * diff(area, kuu),
        k * factor * (high - K * low) / (2 * kuu),
        shown=sympy.Symbol("dV/dK_uu"),
    )


def series(proof: Proof) -> None:
    """The series in S = sin²(δ/2), all of whose terms are positive."""
    proof.equal(
        "With S = sin²(δ/2) and sin²(t/2) = S y, f is r (cos t − cos δ) = 2rS(1 − y)",
        ((1 - 2 * S * y) - (1 - 2 * S)),
        2 * S * (1 - y),
        shown=cos(t) - cos(delta),
    )
    proof.equal("where cos δ = 1 − 2S, so that 2rS = r − c", 1 - 2 * sin(delta / 2) ** 2, cos(delta))
    proof.derivative(
        "and t = 2 arcsin √(S y) has the derivative", 2 * asin(sqrt(S * y)), y, sqrt(S) / (sqrt(y) * sqrt(1 - S * y))
    )
    binomial = sympy.rf(sympy.Rational(1, 2), n) / factorial(n)
    proof.equal(
        "(1 − Sy)^(−1/2) is the sum of a_n (Sy)^n, a_n = (1/2)_n/n!, whose ratio is",
        by_factorials(binomial.subs(n, n + 1) / binomial),
        (2 * n + 1) / (2 * (n + 1)),
        shown=sympy.Symbol("a_(n+1) / a_n"),
    )
    beta = sympy.gamma(n + sympy.Rational(1, 2)) * factorial(k) / sympy.gamma(n + k + sympy.Rational(3, 2))
    proof.equal(
        "∫ y^(n−1/2) (1−y)^k dy over (0, 1) is a beta function, and b_n = a_n times it has the ratio",
        by_factorials((binomial * beta).subs(n, n + 1) / (binomial * beta)),
        ratio(k, n),
        shown=sympy.Symbol("b_(n+1) / b_n"),
    )
    proof.equal(
        "The first is b_0", by_factorials(beta.subs(n, 0) / first_term(k)), 1, shown=sympy.Symbol("b_0 / first term"),
    )  # fmt: skip
    proof.positive(
        "The ratio is below 1", 1 - ratio(k, n), (4 * k * (n + 1) + 6 * n + 5) / (2 * (n + 1) * (2 * n + 2 * k + 3))
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import ReLUPower
    from bnproofs.numbers.angular_moment import coefficients

    size = sqrt(kuu) * sqrt(kvv)
    arguments, roots, angles = [kuu, size * cos(theta), kvv], [size * sin(theta)], {pi - theta: size}
    for order in ORDERS:
        power, scale = ReLUPower(order), factorial(order) / (2 * pi)
        proof.agrees(
            f"The closed form of the package for k = {order}",
            power.dual_kernel,
            arguments,
            scale * at_angle(order),
            roots=roots,
            angles=angles,
        )
        mixed = order * scale * at_angle(order - 1)
        twice = order * scale * (at_angle(order) - size * cos(theta) * at_angle(order - 1))
        derived = (twice / (2 * kuu), mixed, twice / (2 * kvv))
        gradient_agrees(proof, f"k = {order}", power, arguments, derived, roots=roots, angles=angles)
        moments = odd_factorial(order) / 2 * kuu**order
        proof.agrees(f"The second moment for k = {order}", power.second_moment, [kuu], moments)
        proof.agrees("and its slope", power.second_moment_slope, [kuu], diff(moments, kuu))
    for order in (2, 5, 12):
        derived_terms = [first_term(sympy.Integer(order))]
        for at in range(9):
            derived_terms.append(derived_terms[-1] * ratio(order, sympy.Integer(at)))
        found = [sympy.Rational(x.numerator, x.denominator) for x in coefficients(order, 10)]
        name = sympy.Symbol(f"b_0, ..., b_9 of order {order}")
        proof.exactly(
            f"The coefficients of the package for k = {order}", found, derived_terms,
            shown=(name, sympy.Tuple(*derived_terms)),
        )  # fmt: skip


if __name__ == "__main__":
    run_as_script(derive)
