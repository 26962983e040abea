"""Where one layer takes the batches of the odd-point family: to the uniform batch, or, λ < μ, to the collapsed one."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, Symbol, asin, atan, cosh, exp, pi, sinh, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

a, lam, w, e, g, z, x = sympy.symbols("a lambda w e g z x", positive=True)
b, at_a, at_o, inner, outer, A, B, W, X = sympy.symbols("b p_a p_o q p_w A B W X", real=True)
y, top, drop = sympy.symbols("y S_w D", positive=True)
r, t, u = sympy.symbols("r t u", real=True)
beyond_two = sympy.Symbol("j", nonnegative=True)
m = 2 + beyond_two
n = m + 1


def difference() -> Expression:
    """The derived number H: n (λ'μ − λμ') = m λ H. Each of its three terms has the sign of e = (μ − λ)/m."""
    o = m * w
    return o * (at_a - at_o) + e * (at_a - inner) * (1 + e / lam) + 2 * w * (inner - outer)


def gains() -> Expression:
    """The derived number H for any φ: D (λ'/λ) − D', D = E (u_c − u_o)² = a + 2w + o, D' that after φ."""
    return (a + 2 * w + m * w) * (A - B) / lam - (A + 2 * W + X)


def numbers_of_e() -> Expression:
    """The squared norm a in terms of λ and w: m a = w + (m − 1) λ."""
    return (w + (m - 1) * lam) / m


def square_root_beyond() -> Expression:
    """The derived number a/w at which x² has gains alike, besides the uniform a/w = m: it is not between 1/m and m."""
    return 3 * (m - 2)


def below() -> dict[Expression, Expression]:
    """The numbers of the family in terms of λ and e > 0: λ < μ."""
    at_w = (lam + m * e) / (m + 1)
    return {w: at_w, b: e - at_w, a: lam + e - at_w}


def above() -> dict[Expression, Expression]:
    """The numbers of the family in terms of w and g = −e > 0: λ > μ."""
    return {e: -g, b: -g - w, a: m * w + (m - 1) * g, lam: (m + 1) * w + m * g}


def derive() -> Derivation:
    """The derivation: the difference as a sum of three terms, and the sign of each for each activation."""
    real = dict.fromkeys((at_a, at_o, inner, outer, A, B, W, X), (-2, 2))
    positive = {
        a: (1, 2),
        lam: (1, 3),
        w: (1, 3),
        e: (Rational(1, 5), Rational(9, 10)),
        g: (1, 3),
        x: (1, 3),
        y: (0, 1),
        top: (1, 3),
        drop: (1, 3),
    }
    proof = Proof(
        "towards_uniform",
        domain={
            **positive,
            **real,
            b: (-1, 1),
            z: (Rational(1, 9), Rational(8, 9)),
            **dict.fromkeys((r, t, u), (-1, 1)),
            beyond_two: (0, 9),
        },
        facts=[1 - z**2, exp(x) - 1, exp(x) - 1 - x],
    )
    _sum_of_three(proof)
    _ranges(proof)
    _angles(proof)
    _waves(proof)
    _three_points(proof)
    _exponential(proof)
    _powers(proof)
    compare(proof)
    return proof.conclude(Symbol("H"), difference())


def _sum_of_three(proof: Proof) -> None:
    """The steps on the two eigenvalues after a layer."""
    row, o = a + (m - 1) * b, m * (a + (m - 1) * b)
    proof.definition("K: squared norms a of m points, products b; recentred, the rest follows: K_co = −w", w, row)
    proof.definition("and K_oo = o", Symbol("o"), o)
    vector = m * a + m * (m - 1) * b + 2 * m**2 * row + m**2 * o
    proof.equal("λ = a − b on the cluster's vectors of sum 0; on (1, …, 1, −m) μ", vector / (m * n), n * row)
    proof.equal("e = w + b is (μ − λ)/m", row + b, (n * row - (a - b)) / m)
    proof.definition("φ odd: after it A, B, −W, X; so λ'", Symbol("lambda'"), A - B)
    image = m * A + m * (m - 1) * B + 2 * m**2 * W + m**2 * X
    mean = (A + (m - 1) * B + 2 * m * W + m * X) / n
    proof.equal("and μ'", image / (m * n), mean, shown=Symbol("mu'"))
    at = {b: e - w, a: lam + e - w}
    at[w] = (lam + m * e) / n
    values = {A: a * at_a, B: b * inner, W: w * outer, X: m * w * at_o}
    turned = n * ((A - B) * n * w - lam * mean)
    numbers = below()
    general = n * ((A - B) * n * w - lam * mean)
    proof.equal(
        "For every φ, −W the product across: n (λ'μ − λμ') is m λ H, H = D λ'/λ − D', and λ = (m + 1)w − m e",
        general, (m * lam * gains()).subs({a: numbers_of_e()}),
    )  # fmt: skip
    proof.equal(
        "With A = a p_a, B = b q, W = w p_w, X = o p_o: n (λ'μ − λμ')",
        turned.subs(values).subs({a: numbers[a], b: numbers[b]}).subs(w, numbers[w]),
        (m * lam * difference()).subs(w, numbers[w]),
        shown=Symbol("n (lambda' mu - lambda mu')"),
    )


def _ranges(proof: Proof) -> None:
    """The steps on a, b, w where λ < μ and where λ > μ."""
    up, down = below(), above()
    proof.equal("o − a is (m − 1) e", (m * w - a).subs(up), (m - 1) * e)
    proof.equal("also for e = −g", (m * w - a).subs(down), -(m - 1) * g)
    proof.positive("λ < μ: a > −b, and a − b = λ > 0", (a + b).subs(up), ((m - 1) * lam + 2 * e) / n)
    proof.positive("w > b, and w + b = e > 0", (w - b).subs(up), (2 * lam + (m - 1) * e) / n)
    proof.positive("λ > μ: a > −b > 0", (a + b).subs(down), (m - 1) * w + (m - 2) * g)
    proof.positive("λ + e > 0", (lam + e).subs(down), n * w + (m - 1) * g)


def _angles(proof: Proof) -> None:
    """The steps on sign, V = arcsin ρ, and erf, V = arcsin K_uv/√((1 + K_uu)(1 + K_vv)), up to factors."""
    rise, bend = atan(x) - x / (1 + x**2), 2 * x**2 / (1 + x**2) ** 2
    proof.positive_from("atan(x)/x falls", rise, x, sympy.Integer(0), bend)
    rise, bend = z / sqrt(1 - z**2) - asin(z), z**2 / (1 - z**2) ** Rational(3, 2)
    proof.positive_from("arcsin(z)/z rises: q ≤ p_a, as |b| ≤ a", rise, z, sympy.Integer(0), bend)
    proof.positive("p(a) of sign, (π/2)/a, falls", -sympy.diff(pi / (2 * x), x), pi / (2 * x**2))
    proof.equal(
        "that of erf is atan(x/√(1 + 2x))/x, a product of falling functions: the opposite side is",
        (1 + x) ** 2 - x**2,
        1 + 2 * x,
    )
    for shift, name in ((0, "sign"), (1, "erf")):
        gap = (shift + a) * (shift + m * w) - w**2 - ((shift + a) ** 2 - b**2)
        rest = (m - 1) * (shift + a) - 2 * w + e
        for where, numbers in (("<", below()), (">", above())):
            proof.equal(
                f"{name}, λ {where} μ: q = atan(b/R)/b, p_w = atan(w/S)/w, and S² − R² is e times a number",
                gap.subs(numbers),
                (e * rest).subs(numbers),
            )
        proof.nonnegative("which is not negative: λ < μ", rest.subs(below()), (m - 2) * lam + shift * (m - 1))
        least = (m - 2) * (n * w + m * g) + shift * (m - 1)
        proof.nonnegative(
            "λ > μ. So q ≥ p_w for e > 0, where |b| ≤ w, and q ≤ p_w for e < 0", rest.subs(above()), least
        )


def _waves(proof: Proof) -> None:
    """The steps on sine, V = e^(−(K_uu + K_vv)/2) sinh K_uv."""
    zero = sympy.Integer(0)
    proof.positive_from(
        "p(x) = (1 − e^(−2x))/(2x) falls", 1 - exp(-2 * x) - 2 * x * exp(-2 * x), x, zero, 4 * x * exp(-2 * x)
    )
    proof.positive_from("S = sinh(x)/x rises: q = e^(−a) S(b) ≤ p_a", x * cosh(x) - sinh(x), x, zero, x * sinh(x))
    proof.positive_from("log S has a slope below 1", sinh(x) - x * exp(-x), x, zero, sinh(x) + x * exp(-x))
    bend = (x**2 + 2) * sinh(x) - 2 * x * cosh(x)
    proof.equal("x³ S''", sympy.diff(sinh(x) / x, x, 2) * x**3, bend)
    proof.positive_from("S is convex", bend, x, zero, x**2 * cosh(x))
    own = (a + m * w) / 2 - a
    proof.equal("p_w = e^(−a) e^(−(m−1)e/2) S(w)", own.subs(below()), (m - 1) * e / 2)
    proof.nonnegative("(m − 1)/2 ≥ 1 for m ≥ 3", ((m - 1) / 2 - 1).subs(beyond_two, 1 + beyond_two), beyond_two / 2)
    proof.equal(
        "and w − |b| ≤ e (w − b = 2w − e ≤ e if b ≥ 0), |b| − w = g: q ≥ p_w or q ≤ p_w as e > 0 or e < 0. For b ≥ 0",
        e - (2 * w - e), 2 * (e - w), shown=Symbol("e - (w - abs(b))"),
    )  # fmt: skip


def _three_points(proof: Proof) -> None:
    """The steps on sine with three points, λ < μ: the last two terms of H together are not negative."""
    numbers = {beyond_two: 0}
    three = (n * w - m * e).subs(below()).subs(numbers)
    proof.equal("m = 2: λ is 3w − 2e", three, lam, shown=Symbol("3 w - 2 e"))
    whole = 1 + e / (3 * w - 2 * e)
    proof.equal("so 1 + e/λ", whole, (3 * w - e) / (3 * w - 2 * e))
    proof.equal("a = 2w − e, b = e − w. For e ≤ w: a − w = w − e; by convexity e (S(a) − S(b)) ≥ e D + (w − e) D",
                e * drop + (w - e) * drop, w * drop)  # fmt: skip
    proof.equal(
        "D = S(w) − S(b) ≤ (1 − y²) S(w), y = e^(−e/2); e^a times both terms, over w, is at least",
        (2 * (1 - y) * top - drop).subs(drop, (1 - y**2) * top),
        (1 - y) ** 2 * top,
    )
    proof.equal("For e ≥ w: 1 + e/λ ≥ 2, as", (whole - 2) * (3 * w - 2 * e), 3 * (e - w))
    proof.equal(
        "and S(a) ≥ S(w) e^(a − w), w − a ≤ e/2 as e ≤ 2w",
        e / 2 - (w - (2 * w - e)),
        (2 * w - e) / 2,
        shown=Symbol("e/2 - (w - a)"),
    )


def _exponential(proof: Proof) -> None:
    """The steps on exp, λ < μ: the difference across gains more than those within the cluster."""
    zero = sympy.Integer(0)
    across, half = exp(2 * r) + exp(2 * t) - 2 * exp((r + t) / 2 + u), (r + t - 2 * u) / 2
    proof.equal(
        "exp, variances r, t, product u, x half the squared distance: E (e^u − e^v)²",
        exp(2 * r) + exp(2 * t) - 2 * exp(r + t - x),
        (exp(r) - exp(t)) ** 2 + 2 * exp(r + t) * (1 - exp(-x)),
    )
    proof.equal(
        "where x is",
        across,
        (exp(2 * r) + exp(2 * t) - 2 * exp(r + t - x)).subs(x, half),
        shown=Symbol("E (exp(u) - exp(v))^2"),
    )
    wide = (a + 2 * w + m * w).subs(below())
    proof.equal("Across: x = λ + (m + 1)e/2", wide / 2, lam + (m + 1) * e / 2)
    delta, rest = (m - 1) * e, (m + 1) * e / 2
    proof.nonnegative("with δ = o − a = (m − 1)e, x = λ + y: y ≥ δ/2", rest - delta / 2, e)
    proof.nonnegative("y ≤ 3δ/2", 3 * delta / 2 - rest, beyond_two * e)
    f = exp(2 * z) + 1 - 2 * exp(z - y - x) - 2 * (1 - exp(-x)) * (1 + y / x)
    proof.equal(
        "−e^(−2a) H is f = e^2δ + 1 − 2e^(δ−y−λ) − 2(1 − e^(−λ))(1 + y/λ), δ = z, λ = x: D' e^(−2a) − D λ'/λ e^(−2a)",
        (exp(z) - 1) ** 2 + 2 * exp(z) * (1 - exp(-x - y)) - 2 * (x + y) * (1 - exp(-x)) / x,
        f,
    )
    slope = 2 * exp(-x) * (exp(z - y) - 1) + 2 * y * (1 - exp(-x) - x * exp(-x)) / x**2
    proof.derivative("which rises with λ:", f, x, slope)
    proof.positive_from("e^λ > 1", exp(x) - 1, x, zero, exp(x))
    proof.positive_from("e^λ > 1 + λ", exp(x) - 1 - x, x, zero, exp(x) - 1)
    proof.positive_from(
        "so (1 − e^(−λ)(1 + λ))/λ² > e^(−λ)/2; e^(δ−y) − 1 ≥ δ − y: the slope exceeds e^(−λ)(2δ − y) > 0",
        exp(x) - 1 - x - x**2 / 2, x, zero, exp(x) - 1 - x,
    )  # fmt: skip
    start = exp(2 * x) + 1 - 2 * exp(x - y) - 2 * y
    proof.equal("At λ = 0, δ = x, f is concave in y:", sympy.diff(start, y, 2), -2 * exp(x - y), shown=Symbol("f_yy"))
    for end, bend in ((x / 2, 2 * exp(2 * x) - exp(x / 2) - 1), (3 * x / 2, 2 * exp(2 * x) + exp(-x / 2) - 3)):
        proof.equal(f"at y = {end} its slope is", sympy.diff(start.subs(y, end), x), bend, shown=Symbol("f_delta"))
        proof.limit("0 at δ = 0", bend, x, zero, zero)
        proof.exactly("and f = 0 there", sympy.simplify(start.subs(y, end).subs(x, 0)), zero, shown=(Symbol("f"), zero))
    v = 1 + g
    for bend, risen in (
        (exp(2 * x) * 2 - exp(x / 2), 4 * v**4 - v / 2),
        (2 * exp(2 * x) + exp(-x / 2), 4 * v**4 - 1 / (2 * v)),
    ):
        proof.equal(
            "They rise: with v = e^(δ/2)",
            sympy.diff(bend, x),
            risen.subs(g, exp(x / 2) - 1),
            shown=Symbol("f_deltadelta"),
        )
        factor = 2 * v
        proof.positive("for v > 1", risen, sympy.expand(sympy.cancel(risen * factor)) / factor)


def _powers(proof: Proof) -> None:
    """The steps on x² (also less a constant) and, for three points, x³: the gains are alike at known a/w only."""
    second, third = (lambda r, u, t: 2 * u**2 + r * t), (lambda r, u, t: 6 * u**3 + 9 * r * u * t)

    def of(v: Any) -> Expression:
        product, o = (w - a) / (m - 1), m * w
        values = {A: v(a, a, a), B: v(a, product, a), W: -v(a, -w, o), X: v(o, o, o)}
        return gains().subs(values).subs(lam, a - product)

    proof.equal("x²: V = 2 K_uv² + K_uu K_vv", -of(second), n / (m - 1) * (a - m * w) * (a - square_root_beyond() * w))
    at = {beyond_two: 0}
    proof.equal("x³, m = 2: V = 6 K_uv³ + 9 K_uu K_uv K_vv", (-of(third) * (a + w) / (a + w)).subs(at),
                54 * w * (2 * w - a) * (a + w))  # fmt: skip
    proof.nonnegative(
        "3(m − 2) ≥ m for m ≥ 3, and it is 0 for m = 2",
        (square_root_beyond() - m).subs(beyond_two, 1 + beyond_two),
        2 * beyond_two,
    )


def compare(proof: Proof) -> None:
    """The comparison with the package: one layer on rational numbers of the family, under x³ and x², against H."""
    from fractions import Fraction

    from bnproofs.activations import Monomial
    from bnproofs.fixed_points.odd_pair import next_pair
    from bnproofs.layer import Layer

    shown = Symbol("n (lambda' mu - lambda mu')"), Symbol("m lambda H")
    for order in (3, 2):
        v = Monomial(order)
        for size in (3, 4, 9):
            d, product, k = Fraction(7, 5), Fraction(-1, 9), size - 1
            row = d + (k - 1) * product
            far, gap = k * row, d - product
            after, next_product = next_pair(Layer.parse(f"rc+monomial({order})"), size, d, product)
            found = (after - next_product) * size * row - gap * size * (after + (k - 1) * next_product)
            p = {
                at_a: v.second_moment(d) / d,
                at_o: v.second_moment(far) / far,
                inner: v.dual_kernel(d, product, d) / product,
                outer: -v.dual_kernel(d, -row, far) / row,
                a: d, w: row, lam: gap, e: row + product, beyond_two: size - 3,
            }  # fmt: skip
            full = {key: sympy.Rational(str(value)) for key, value in p.items()}
            images = {A: full[at_a] * d, B: full[inner] * product, W: full[outer] * row, X: full[at_o] * far}
            target = m * lam * (difference() if order == 3 else gains().subs(images))
            text = f"The package, one layer of x^{order} on {size} points"
            proof.exactly(text, sympy.Rational(str(size * found)), target.subs(full), shown=shown)


if __name__ == "__main__":
    run_as_script(derive)
