"""The constant C of D ↦ C √D in a cluster under rescaling: one integral over an angle, exact for three points."""

from __future__ import annotations

import sympy
from sympy import Rational, atan, cos, diff, erf, exp, log, oo, pi, sin, sqrt, tan

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel, theta
from derivations.rescaled_integral import tilted
from derivations.rescaled_two_clusters import SIZE, a, b, constant, k, n, p, r, sigma, square_distance, x

s, w, T, q, phi, eta = sympy.symbols("s w T q phi eta", positive=True)
y = sympy.Symbol("y", real=True)


def reciprocal_square(p: Expression, k: Expression, w: Expression) -> Expression:
    """The derived 1/T², T = tan(θ/2), θ the angle of two points of the cluster, at w = 2s."""
    return 2 * k * (1 + w) / ((p + k) * p * w) + (p - 2) / p


def bracket(q: Expression, b: Expression, a: Expression) -> Expression:
    """The derived mean of (φ(A) − φ(B))² over the variance of (A − B)/√2, q the defect."""
    return (b - a) ** 2 * (1 - q) + 2 * a * b


def half_angle_defect(T: Expression) -> Expression:
    """The defect of the kernel in T = tan(θ/2)."""
    return ((T - atan(T)) / T**2 + atan(T)) / pi


def derive() -> Derivation:
    """The derivation of the integral, from the definition of C in rescaled_two_clusters."""
    proof = Proof(
        "square_root_constant",
        domain={
            p: range(2, 20),
            k: range(1, 20),
            n: range(21, 60),
            **dict.fromkeys((a, b, y), (-1, 1)),
            **dict.fromkeys((s, x, w, T, sigma, q, r, constant), (Rational(1, 2), 1)),
            theta: (0, pi),
            eta: (0, pi / 2),
            phi: (0, pi / 4),
        },
        facts=[sin(theta), 1 - cos(theta), theta - sin(theta), sin(phi), cos(phi), tan(phi) - phi],
    )
    as_one_integral(proof)
    special_cases(proof)
    compare(proof)
    integral = sympy.Integral(cos(eta) ** (p - 1) * sympy.Function("B")(eta), (eta, 0, pi / 2))
    return proof.conclude(constant, sqrt(n**3 / (2 * p * k * sigma**2)) * integral)


def as_one_integral(proof: Proof) -> None:
    """C as an integral over η: the squared length goes into an exponent, as in rescaled_integral."""
    noise = tilted(1, s)
    proof.limit(
        "1/(αx² + R) is the integral of e^(−s(αx² + R)) over s > 0. In y = x √α, which has no density but 1, this is a "
        "Gaussian of the variance that a variance r is tilted to in the limit",
        tilted(r, s),
        r,
        oo,
        1 / (2 * s),
        side="-",
    )
    proof.integral(
        "times the integral of e^(−sy²), here half of it",
        exp(-s * y**2),
        sqrt(pi / s) * erf(sqrt(s) * y) / 2,
        (y, 0, oo),
        sqrt(pi / s) / 2,
    )
    proof.equal("z has p − 1 coordinates of variance 1, tilted to", noise, 1 / (1 + 2 * s), shown=sympy.Symbol("var z"))
    spread = (k / n) ** 2 / (p * k / n) / (2 * s)
    proof.equal("The variance of xv = y v/√α, v = k/n", spread, k / (2 * n * p * s), shown=sympy.Symbol("var(x v)"))
    variance = spread + (1 - 1 / p) * noise
    product = spread - noise / p
    proof.equal("A and B have the difference of variance and product", variance - product, noise)
    kappa = 2 * kernel(1, 1, theta)
    proof.equal(
        "With the angle θ of A and B, var (1 − cos θ) = 1/(1+2s), the mean of (φ(A) − φ(B))², twice the difference of "
        "kernels, is (1/(1+2s)) times, q the defect",
        (2 * ((a**2 + b**2) / 2 - ((b - a) ** 2 * kappa / 2 + a * b * cos(theta)))) / (1 - cos(theta)),
        bracket(defect(theta), b, a),
        shown=sympy.Function("B")(theta),
    )
    proof.equal(
        "T = tan(θ/2) has 1/T² = (1 + cos θ)/(1 − cos θ) = 2/(1 − cos θ) − 1; with w = 2s",
        (2 * variance / noise - 1).subs({s: w / 2, n: SIZE}),
        reciprocal_square(p, k, w),
        shown=1 / T**2,
    )
    proof.equal("The defect in T", defect(theta).subs(theta, 2 * atan(T)), half_angle_defect(T), shown=q)
    proof.equal(
        "as 1/T² falls to (1 + cos θ)/(1 − cos θ) at w = ∞: cos θ = −1/(n−1) there, the angle of the uniform point; "
        "T increases with w, and 0 < q < ½ (defect_monotone)",
        (2 * k / (n * p) + (p - 2) / p).subs(k, n - p),
        (1 - 1 / (n - 1)) / (1 + 1 / (n - 1)),
    )
    proof.equal("At q = 0 the bracket is", bracket(0, b, a), a**2 + b**2)
    proof.equal(
        "at q = ½ it is a square, so C > 0 as q < ½",
        bracket(Rational(1, 2), b, a),
        (a + b) ** 2 / 2,
    )
    weight = sqrt(pi / s) * (1 + 2 * s) ** (-(p - 1) / 2) * noise
    jacobian = diff(tan(eta) ** 2 / 2, eta)
    proof.equal(
        "With 2s = tan² η: the weights and ds are √(2π) cos^(p−1) η dη, and the factor of C, "
        "n/(2√π σ √α) times that, is",
        (n / (2 * sqrt(pi) * sigma * sqrt(p * k / n)) * sqrt(2 * pi)) ** 2,
        n**3 / (2 * p * k * sigma**2),
        shown=sympy.Symbol("squared factor"),
    )
    at_eta = weight.subs(s, x**2 / 2) * x / sqrt(2 * pi)
    proof.equal("In x = tan η: the weight times ds/dx, over √(2π)", at_eta, (1 + x**2) ** (-(p + 1) / 2))
    proof.equal("ds = x dx, and dx is the derivative of tan η", jacobian, tan(eta) * (1 + tan(eta) ** 2))
    proof.equal(
        "and (1 + x²)^(−1/2) is cos η: all in all (1 + x²)^(−(p+1)/2) dx, that is cos^(p−1) η dη",
        (1 + tan(eta) ** 2) * cos(eta) ** 2,
        1,
    )


def special_cases(proof: Proof) -> None:
    """Three points exactly, and the limit of large batches."""
    proof.derivative(
        "p = 2: the antiderivative of πq in T",
        atan(T) * (T + 1 / T),
        T,
        pi * half_angle_defect(T),
    )
    edge = sqrt(3)
    integral = 1 - (atan(edge) * (edge + 1 / edge) - 1) / (pi * edge)
    proof.equal(
        "n = 3, p = 2: cos η dη is the element of sin η, and T = √3 sin η",
        (1 / reciprocal_square(2, 1, x**2 / (1 - x**2))),
        3 * x**2,
        shown=T**2,
    )
    proof.limit("The antiderivative at 0", atan(T) * (T + 1 / T), T, 0, 1)
    factor = sqrt(27 / (4 * square_distance(*map(sympy.Integer, (2, 1, 1, 0)))))
    proof.equal(
        "so that for the ReLU C_3 is", factor * integral, sqrt(Rational(5, 3)) + 3 / (pi * sqrt(5)), shown=constant
    )
    in_y = reciprocal_square(n - 1, 1, y**2 / n)
    proof.limit("n → ∞ with η = y/√n, k = 1: 1/T² tends to", in_y, n, oo, 1, side="-")
    proof.equal("where the defect is", half_angle_defect(T).subs(T, 1), 1 / pi, shown=q)
    proof.limit(
        "and the squared factor over n, for the ReLU, to",
        n**2 / (2 * (n - 1) * square_distance(n - 1, 1, 1, 0)),
        n,
        oo,
        1,
        side="-",
    )
    proof.limit("log cos^(p−1) η tends to −y²/2", (n - 2) * log(cos(x / sqrt(n))), n, oo, -(x**2) / 2, side="-")
    proof.positive_from(
        "and is at most (n−2)/n of it, so that convergence is dominated: −log cos η > η²/2 for 0 < η < π/2",
        -log(cos(phi)) - phi**2 / 2,
        phi,
        0,
        tan(phi) - phi,
    )
    half = erf(x / sqrt(2)) * sqrt(pi / 2)
    proof.integral(
        "C_n for the ReLU tends to",
        (1 - 1 / pi) * exp(-(x**2) / 2),
        (1 - 1 / pi) * half,
        (x, 0, oo),
        (pi - 1) / sqrt(2 * pi),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, with p + k for n."""
    from bnproofs.configurations import rescaled_two_clusters as package

    factor = SIZE**3 / (2 * p * k * square_distance(p, k, b, a))
    proof.agrees("The package's squared factor of C", package.square_of_factor, [SIZE, k, b, a], factor)
    level = 1 / (1 / tan(phi) ** 2 - (p - 2) / p - 2 * k / (SIZE * p)) * 2 * k / (SIZE * p)
    proof.equal("At T = tan φ the variable w is", 1 / reciprocal_square(p, k, level), tan(phi) ** 2, shown=T**2)
    proof.agrees(
        "its defect there",
        package.defect,
        [SIZE, k, level],
        half_angle_defect(tan(phi)).subs(atan(tan(phi)), phi),
        roots=[cos(phi) / sin(phi)],
        angles={phi: 1 / cos(phi)},
    )


if __name__ == "__main__":
    run_as_script(derive)
