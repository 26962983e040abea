"""Linear layers without rescaling: nothing changes at infinite width; at finite width the rank collapses."""

from __future__ import annotations

import sympy
from sympy import Rational, digamma, exp, gamma, log, oo, polygamma

from derivations.framework.block_matrix import BlockMatrix
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

n, d, i, t, y, nu, z, g_1, g_2 = sympy.symbols("n d i t y nu z g_1 g_2", positive=True)
ENTRIES_OF_W = sympy.symbols("a:3 b:3", real=True)


def exponent(i: sympy.Expr) -> sympy.Expr:
    """The derived Lyapunov exponent number i at width d."""
    return (digamma((d - i + 1) / 2) + log(2 / d)) / 2


def derive() -> Derivation:
    """The derivation of the fixed points in mean field, and of the Lyapunov exponents."""
    near = (Rational(1, 10), 1)
    proof = Proof(
        "linear_chain",
        domain={n: (3, 9), d: (12, 20), i: (1, 8), nu: (2, 9)}
        | dict.fromkeys((t, y, z, g_1, g_2, *ENTRIES_OF_W), near),
        facts=[n - 1],
    )
    mean_field(proof)
    one_volume(proof)
    exponents(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("gamma_i"), exponent(i))


def mean_field(proof: Proof) -> None:
    """The steps on infinite width."""
    root = sympy.Matrix([[g_1, 0], [g_2, z]])
    covariance = sympy.Matrix([[g_1**2, g_1 * g_2], [g_1 * g_2, g_2**2 + z**2]])
    proof.equal(
        "Infinite width: h = F w, w of independent coordinates of variance 1 and F Fᵀ = G, here of two points. The "
        "mean of h hᵀ is F I Fᵀ = G: the map is the identity",
        root * sympy.eye(2) * root.T,
        covariance,
        shown=sympy.Symbol("E h h^T"),
    )
    centring = BlockMatrix.centring((n,))
    product = centring @ centring
    proof.equal(
        "With recentring it is G ↦ CGC, and C C = C, so that every recentred Gram matrix is fixed, with all "
        "eigenvalues 1",
        sympy.Matrix([product.diagonal(0), product.constants[0][0]]),
        sympy.Matrix([1 - 1 / n, -1 / n]),
        shown=sympy.Symbol("C C"),
    )


def one_volume(proof: Proof) -> None:
    """The steps on one layer of finite width: what it does to the volume of k points."""
    first, second = sympy.Matrix(ENTRIES_OF_W[:3]), sympy.Matrix(ENTRIES_OF_W[3:])
    columns = sympy.Matrix.hstack(first, second)
    triangle = sympy.Matrix([[g_1, t], [0, g_2]])
    squares, volume = first.dot(first), (columns.T * columns).det()
    proof.equal(
        "Width d: X goes to WX, entries of W of variance 1/d. For k independent points X = QR, Q with orthonormal "
        "columns, R triangular; WQ is Gaussian too (rotation), so that the Gram determinant grows by that of WQ, whose "
        "law does not depend on X. Here k = 2, d = 3",
        ((columns * triangle).T * (columns * triangle)).det(),
        triangle.det() ** 2 * volume,
        shown=sympy.Symbol("det((W X)^T W X)"),
    )
    proof.equal(
        "Column by column it is a product of squared distances, of column i from the span of the i − 1 before it. They "
        "are independent, each 1/d times a chi-squared variable with ν = d − i + 1 degrees of freedom: given the span, "
        "rotate it into the first coordinates",
        volume,
        squares * (second.dot(second) - first.dot(second) ** 2 / squares),
        shown=sympy.Symbol("det((W Q)^T W Q)"),
    )
    density = (2 * y) ** (nu / 2 - 1) * exp(-y) / (2 ** (nu / 2) * gamma(nu / 2))
    proof.equal(
        "Its moment of order t: with 2y for the variable the integrand of the gamma function at ν/2 + t, up to the "
        "constant",
        (2 * y) ** t * density * 2,
        2**t / gamma(nu / 2) * (y ** (nu / 2 + t - 1) * exp(-y)),
    )
    moment = 2**t * gamma(nu / 2 + t) / gamma(nu / 2)
    slope = log(2) + digamma(nu / 2 + t)
    proof.derivative("so the logarithm of the moment has the slope", log(moment), t, slope)
    proof.limit("at t = 0, the mean of the logarithm", slope, t, 0, log(2) + digamma(nu / 2))
    proof.equal(
        "Over d, half of it is the exponent γ_i",
        ((log(2) + digamma(nu / 2)) - log(d)).subs(nu, d - i + 1) / 2,
        exponent(i),
        shown=sympy.Symbol("gamma_i"),
    )
    small, middle, large = g_1, g_1 + g_2, g_1 + g_2 + z
    minors = small * middle + small * large + middle * large
    proof.nonnegative(
        "Layers are independent, so that by the law of large numbers log det of any k independent points grows like "
        "2(γ_1 + … + γ_k) a layer. The sum of the k × k principal minors is the sum of the products of k eigenvalues, "
        "between the largest product and their number times it (here k = 2 of 3); so the product of the k largest "
        "grows alike, for each k, and λ_i like e^(2γ_i l)",
        3 * middle * large - minors,
        large * g_2 + middle * (g_2 + z),
    )


def exponents(proof: Proof) -> None:
    """The steps on the exponents."""
    proof.positive("The digamma function increases", sympy.diff(digamma(z), z), polygamma(1, z))
    proof.derivative(
        "so γ_1 > γ_2 > …: all but the largest eigenvalue become small against it, exponentially: the rank collapses "
        "to 1. Gamma at z + 1 is z times that at z, so that the digamma function at z + 1 is",
        log(z) + log(gamma(z)),
        z,
        1 / z + digamma(z),
    )
    proof.equal(
        "so two steps down an exponent falls by",
        ((1 / z + digamma(z)) - digamma(z)).subs(z, (d - i - 1) / 2) / 2,
        1 / (d - i - 1),
        shown=sympy.Symbol("gamma_i") - sympy.Symbol("gamma_(i+2)"),
    )
    proof.equal(
        "the argument being that of exponent i + 2",
        (d - (i + 2) + 1) / 2,
        (d - i - 1) / 2,
        shown=sympy.Symbol("z"),
    )
    proof.limit("For wide layers the fall is 1/d", d / (d - i - 1), d, oo, sympy.Integer(1), side="-")
    proof.positive(
        "The digamma function is concave, so that of the two gaps that make up 1/(d − 2) the first, γ_1 − γ_2, is the "
        "smaller: at most 1/(2(d − 2))",
        -sympy.diff(digamma(z), z, 2),
        -polygamma(2, z),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package."""
    from bnproofs.evolution.linear_chain import exponent_gap

    proof.agrees("The package's gap of exponents", exponent_gap, [d, i], 1 / (d - i - 1))


if __name__ == "__main__":
    run_as_script(derive)
