"""The uniform point: n exchangeable points, its growth, its spectrum and the limit of that for n → ∞."""

from __future__ import annotations

import sympy
from sympy import Rational, atan, diff, pi, sin, sqrt

from derivations.framework.block_matrix import BlockMatrix
from derivations.framework.centred_matrices import Matrix, centre, characteristic_polynomial, polynomial_with_roots
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.framework.series import Series
from derivations.relu_kernel import Expression, kernel, theta
from derivations.relu_kernel_derivatives import by_covariance, by_variance

n, epsilon = sympy.symbols("n epsilon", positive=True)
pair, lean, beta, v_i, v_j, kappa = sympy.symbols("P L beta v_i v_j kappa_0", real=True)
HALF = Rational(1, 2)
ORDER = 5


def standard_factor(n: Expression, pair: Expression, lean: Expression) -> Expression:
    """The derived factor on the standard component, before the division by the growth."""
    return 2 / n * (pair - (n - 2) * lean) + (n - 2) / (2 * n)


def derive() -> Derivation:
    """The derivation of the growth, the eigenvalues and their limit."""
    numbers = dict.fromkeys((beta, v_i, v_j), (-1, 1))
    slopes = dict.fromkeys((pair, lean, kappa), (0, HALF))
    proof = Proof(
        "uniform_point",
        domain={n: (4, 60), theta: (0, pi), epsilon: (0, Rational(1, 10)), **numbers, **slopes},
        facts=[n - 1],
    )
    ones = BlockMatrix.gram((n,), (1,), ((-1 / (n - 1),),))
    centred = BlockMatrix.centring((n,)) @ ones
    proof.equal(
        "Recentred and exchangeable, K with norms 1 is n/(n−1) C: cos θ₀ = −1/(n−1), and C K = K",
        sympy.Matrix([centred.diagonal(0), centred.constants[0][0]]),
        sympy.Matrix([1, -1 / (n - 1)]),
        shown=sympy.Symbol("C K"),
    )
    proof.definition("κ₀ is the ReLU kernel there, normalised", kappa, 2 * kernel(1, 1, theta))
    image = BlockMatrix.centring((n,)) @ BlockMatrix.gram((n,), (HALF,), ((kappa / 2,),)) @ BlockMatrix.centring((n,))
    growth = (1 - kappa) * (n - 1) / (2 * n)
    proof.equal(
        "The next norms, after the kernel and recentring: the growth",
        image.diagonal(0),
        growth,
        shown=sympy.Symbol("g"),
    )
    proof.equal(
        "and the products: K is fixed up to scale",
        image.constants[0][0],
        -growth / (n - 1),
        shown=sympy.Symbol("g K_ij"),
    )
    proof.definition(
        "The derivatives of the kernel by K_ij and K_ii at K",
        sympy.Matrix([[pair, lean]]),
        sympy.Matrix([[by_covariance(theta), by_variance(1, 1, theta)]]),
    )
    diagonal, entry = -(n - 2) * beta * v_i, beta * (v_i + v_j)
    proof.equal(
        "Standard component: E_ij = β(v_i + v_j), Σv = 0, E_ii = −(n−2)βv_i; row i adds up to zero",
        _row_sum(diagonal, entry),
        0,
        shown=sympy.Symbol("(E 1)_i"),
    )
    new_diagonal = diagonal / 2
    new_entry = _image(entry, diagonal, diagonal.subs(v_i, v_j))
    row = _row_sum(new_diagonal, new_entry) / n
    factor = standard_factor(n, pair, lean)
    proof.equal("The image, recentred: E_ij", new_entry - row - row.subs(v_i, v_j), factor * entry)
    proof.equal("and E_ii", new_diagonal - 2 * row, factor * diagonal)
    proof.equal(
        "Component (n−2, 2): E_ii = 0 and rows that add up to zero. The entry E_ij = v goes to Pv; the rows still "
        "add up to zero, so recentring does not change it",
        _image(v_i, sympy.Integer(0), sympy.Integer(0)),
        pair * v_i,
        shown=sympy.Symbol("DV[E]_ij"),
    )
    proof.equal(
        "The rows are n independent conditions for n ≥ 3, so the dimension is", n * (n - 1) / 2 - n, n * (n - 3) / 2
    )
    counts = (n - 1) + n * (n - 3) / 2
    proof.equal("The multiplicities and the scale mode make up all recentred matrices", counts + 1, n * (n - 1) / 2)
    _full_matrices(proof)
    _limit(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_std"), factor / sympy.Symbol("g"))


def _image(entry: Expression, first: Expression, second: Expression) -> Expression:
    """The entry DV[E]_ij from E_ij, E_ii and E_jj."""
    return pair * entry + lean * (first + second)


def _row_sum(diagonal: Expression, entry: Expression) -> Expression:
    """The sum of row i of a matrix that is linear in v, with Σv = 0."""
    return diagonal + (n - 1) * entry.subs(v_j, 0) - v_i * diff(entry, v_j)


def _full_matrices(proof: Proof) -> None:
    """The steps that compare the eigenvalues with full matrices, for rational slopes with K as an eigenvector."""
    slope, tilt = Rational(2, 5), Rational(1, 7)
    for points in range(3, 8):
        scale = (points - 1) * (HALF + (slope - 2 * (points - 1) * tilt) / (points - 1)) / points
        factors = [([1, -scale], 1), ([1, -standard_factor(sympy.Integer(points), slope, tilt)], points - 1)]
        factors.append(([1, -slope], points * (points - 3) // 2))

        def image(matrix: Matrix) -> Matrix:
            norms = [matrix[i][i] for i in range(len(matrix))]
            off = [
                [slope * x + tilt * (a + b) for x, b in zip(row, norms, strict=True)]
                for row, a in zip(matrix, norms, strict=True)
            ]
            for i, norm in enumerate(norms):
                off[i][i] = norm / 2
            return centre(off)

        proof.exactly(
            f"The characteristic polynomial of the full derivative, n = {points}, at rational slopes",
            characteristic_polynomial(image, points),
            polynomial_with_roots(factors),
            shown=(sympy.Function("chi")(points), sympy.Symbol("product of the factors")),
        )


def _limit(proof: Proof) -> None:
    """The steps for n → ∞: everything is a power series in ε = 1/n."""
    in_epsilon = standard_factor(1 / epsilon, pair, lean)
    expected = 2 * epsilon * pair - 2 * (1 - 2 * epsilon) * lean + (1 - 2 * epsilon) / 2
    proof.equal("With ε = 1/n the standard factor", in_epsilon, expected, shown=sympy.Symbol("g lambda_std"))
    one, two = Series.of([1, -1], ORDER), Series.of([1, -2], ORDER)
    cosine = Series.of([0, 1], ORDER) / one
    excess = cosine.arcsine()
    sine = (1 - cosine * cosine).sqrt()
    proof.exactly("sin²θ₀ = 1 − cos²θ₀, so sin θ₀ "
        "is", [sympy.expand(x) for x in (sine * sine - two / (one * one)).coefficients], [0] * ORDER,
                  shown=(sin(theta), sine.polynomial(epsilon, 3)))  # fmt: skip
    angle = pi / 2 + excess
    defect = 1 - (sine - (pi - angle) * cosine) * (1 / pi)
    growth = defect * one * HALF
    slope, tilt = (pi - angle) * (1 / (2 * pi)), sine * (1 / (4 * pi))
    factor = 2 * slope.raised(1) - 2 * (two * tilt) + two * HALF
    standard, pairs = factor / growth, slope / growth
    check = [sympy.cancel(x) for x in (standard * growth - factor).coefficients]
    _, first, second = standard.coefficients[:3]
    proof.exactly("λ_std times the growth is the standard factor, coefficient by coefficient; "
        "λ_std", check, [0] * len(check),
                  shown=(sympy.Symbol("lambda_std"), standard.polynomial(epsilon, 3)))  # fmt: skip
    proof.exactly(
        "It tends to 1",
        standard.coefficients[0],
        sympy.Integer(1),
        shown=(sympy.Symbol("lim lambda_std"), sympy.Integer(1)),
    )
    proof.equal("with the coefficient −c of 1/n", first, -(pi - 2) / (2 * (pi - 1)), shown=-sympy.Symbol("c"))
    proof.positive("and c is positive, so λ_std < 1 for large n", -first, (pi - 2) / (2 * (pi - 1)))
    proof.equal("and the coefficient of 1/n²", second, -(pi**2) / (4 * (pi - 1) ** 2), shown=sympy.Symbol("c_2"))
    limit = pi / (2 * (pi - 1))
    proof.equal("λ_(n−2,2) tends to", pairs.coefficients[0], limit, shown=sympy.Symbol("lim lambda_(n-2,2)"))


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import uniform

    sine = sqrt(n * (n - 2))
    psi = atan(sine)
    value = (sine - psi) / (pi * (n - 1))
    growth = (1 - value) * (n - 1) / (2 * n)
    slope, tilt = psi / (2 * pi), sine / (n - 1) / (4 * pi)
    cases = [
        ("angle θ₀ = π − atan √(n(n−2))", uniform.angle, pi - psi),
        ("κ₀", uniform.cosine, value),
        ("growth", uniform.growth, growth),
        ("standard eigenvalue", uniform.standard_eigenvalue, standard_factor(n, slope, tilt) / growth),
        ("eigenvalue on (n−2, 2)", uniform.pair_eigenvalue, slope / growth),
    ]
    proof.equal("θ₀ = π − atan √(n(n−2)): the squared cosine", 1 / (1 + sine**2), 1 / (n - 1) ** 2)
    for name, closed_form, derived in cases:
        proof.agrees(f"The package's {name}", closed_form, [n], derived)


if __name__ == "__main__":
    run_as_script(derive)
