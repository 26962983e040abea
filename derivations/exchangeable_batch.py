"""The exchangeable batch for any kernel: K_ii = s, K_ij = −s/(n−1), its next variance and its spectrum."""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy
from sympy import Rational, diff

from derivations.framework.block_matrix import BlockMatrix
from derivations.framework.centred_matrices import Matrix, centre, characteristic_polynomial, polynomial_with_roots
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression
from derivations.two_places import Cubic

n, s, alpha = sympy.symbols("n s alpha", positive=True)
pair, lean, slope, beta, v_i, v_j, moment, product = sympy.symbols("P L M' beta v_i v_j M V", real=True)


def scale_factor(n: Expression) -> Expression:
    """The derived factor on the variance."""
    return ((n - 1) * (slope - 2 * lean) + pair) / n


def standard_factor(n: Expression) -> Expression:
    """The derived factor on the standard component."""
    return (2 * (pair - (n - 2) * lean) + (n - 2) * slope) / n


def derive() -> Derivation:
    """The derivation of the next variance, the eigenvalues and their relation."""
    numbers = dict.fromkeys((pair, lean, slope, beta, v_i, v_j, moment, product, *Cubic.SYMBOLS), (-1, 1))
    proof = Proof("exchangeable_batch", domain={n: (4, 60), s: (0, 3), alpha: (0, 4), **numbers}, facts=[n - 1])
    image = BlockMatrix.centring((n,)) @ BlockMatrix.gram((n,), (moment,), ((product,),)) @ BlockMatrix.centring((n,))
    proof.equal(
        "With M = E φ(u)² on the diagonal and V = E φ(u)φ(v) off it, recentred: the next variance",
        image.diagonal(0), (n - 1) * (moment - product) / n, shown=sympy.Symbol("s'"),
    )  # fmt: skip
    proof.equal(
        "and the products: again such a batch",
        image.constants[0][0], -(moment - product) / n, shown=sympy.Symbol("K'_ij"),
    )  # fmt: skip
    proof.definition(
        "The slopes ∂V/∂K_uv, ∂V/∂K_uu = ∂V/∂K_vv there, and that of E φ(u)²",
        sympy.Symbol("slopes"), sympy.Matrix([[pair, lean, slope]]),
    )  # fmt: skip
    ray = ((n - 1) * (slope - (2 * lean - pair / (n - 1)))) / n
    proof.equal("Scale: M changes by M', V by 2L − P/(n−1)", ray, scale_factor(n), shown=sympy.Symbol("lambda_scale"))
    diagonal, entry = -(n - 2) * beta * v_i, beta * (v_i + v_j)
    proof.equal(
        "Standard component: E_ij = β(v_i + v_j), Σv = 0, E_ii = −(n−2)βv_i; row i adds up to zero",
        _row_sum(diagonal, entry), 0, shown=sympy.Symbol("(E 1)_i"),
    )  # fmt: skip
    new_diagonal = slope * diagonal
    new_entry = pair * entry + lean * (diagonal + diagonal.subs(v_i, v_j))
    row = _row_sum(new_diagonal, new_entry) / n
    proof.equal("The image, recentred: E_ij", new_entry - row - row.subs(v_i, v_j), standard_factor(n) * entry)
    proof.equal("and E_ii", new_diagonal - 2 * row, standard_factor(n) * diagonal)
    proof.equal(
        "Component (n−2, 2): E_ii = 0 and rows that add up to zero; E_ij goes to P E_ij",
        new_entry.subs({diagonal: 0}).coeff(pair), entry, shown=sympy.Symbol("DV[E]_ij/P"),
    )  # fmt: skip
    proof.equal(
        "The three are related", standard_factor(n), ((n - 2) * scale_factor(n) + pair) / (n - 1),
        shown=sympy.Symbol("lambda_standard"),
    )  # fmt: skip
    proof.equal(
        "φ homogeneous of degree α, s = 1: M' = αM, and αV = 2L − P/(n−1) by Euler, so the scale is α times the growth",
        scale_factor(n).subs({slope: alpha * moment, lean: (alpha * product + pair / (n - 1)) / 2}),
        alpha * (n - 1) * (moment - product) / n,
    )  # fmt: skip
    numbers = {pair: Rational(2, 5), lean: Rational(1, 7), slope: Rational(-3, 4)}
    for points in range(3, 7):
        roots = [(scale_factor(points), 1), (standard_factor(points), points - 1), (pair, points * (points - 3) // 2)]
        proof.exactly(
            f"The characteristic polynomial of the full derivative, n = {points}, at rational slopes",
            characteristic_polynomial(partial(_full_image, numbers), points),
            polynomial_with_roots([([1, -sympy.sympify(value).subs(numbers)], count) for value, count in roots]),
            shown=(sympy.Function("chi")(points), sympy.Symbol("product of the factors")),
        )
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_standard"), standard_factor(n))


def _row_sum(diagonal: Expression, entry: Expression) -> Expression:
    """The sum of row i of a matrix that is linear in v, with Σv = 0."""
    return diagonal + (n - 1) * entry.subs(v_j, 0) - v_i * diff(entry, v_j)


def _full_image(slopes: dict[Any, Expression], matrix: Matrix) -> Matrix:
    norms = [matrix[i][i] for i in range(len(matrix))]
    image = [
        [slopes[pair] * x + slopes[lean] * (a + b) for x, b in zip(row, norms, strict=True)]
        for row, a in zip(matrix, norms, strict=True)
    ]
    for i, norm in enumerate(norms):
        image[i][i] = slopes[slope] * norm
    return centre(image)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, a cubic form in the place of the kernel."""
    from bnproofs.configurations import exchangeable

    form, b = Cubic(*Cubic.SYMBOLS), -s / (n - 1)
    own, mixed, _ = form.dual_kernel_gradient(s, b, s)
    at = [n, s, *Cubic.SYMBOLS]

    def of(function: Any) -> Any:
        def closed(n: Any, s: Any, *coefficients: Any) -> Any:
            return function(Cubic(*coefficients), n, s)

        closed.__name__ = function.__name__
        return closed

    image = (n - 1) * (form.second_moment(s) - form.dual_kernel(s, b, s)) / n
    values = {pair: mixed, lean: own, slope: form.second_moment_slope(s)}
    proof.agrees("The package's next variance", of(exchangeable.next_variance), at, image)
    proof.agrees("The package's scale eigenvalue", of(exchangeable.scale_eigenvalue), at, scale_factor(n).subs(values))
    proof.equal("It is the derivative of the next variance", scale_factor(n).subs(values), diff(image, s))
    proof.agrees("The package's eigenvalue on (n−2, 2)", of(exchangeable.pair_eigenvalue), at, mixed)
    related = ((n - 2) * scale_factor(n) + pair) / (n - 1)
    proof.agrees(
        "The package's standard eigenvalue", exchangeable.standard_eigenvalue, [n, slope, pair],
        ((n - 2) * slope + pair) / (n - 1), value=related,
    )  # fmt: skip
    ratio = form.dual_kernel(s, b, s) / form.second_moment(s)
    proof.agrees("The package's cosine", of(exchangeable.cosine), at, ratio)


if __name__ == "__main__":
    run_as_script(derive)
