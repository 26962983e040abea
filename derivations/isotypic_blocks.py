"""The derivative of one layer at the odd-point family, on one matrix of each isotypic component of S_m × S_1."""

from __future__ import annotations

import itertools

import sympy
from sympy import Rational, atan2, cos, pi, sin, sqrt
from sympy.polys.matrices import DomainMatrix

from derivations.defect_monotone import defect
from derivations.framework.centred_matrices import Matrix, centre, characteristic_polynomial, polynomial_with_roots
from derivations.framework.cluster_matrix import (
    SYMBOLS,
    ClusterMatrix,
    Slopes,
    m,
    n,
    standard_block,
    trivial_block,
    v_i,
    v_j,
)
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import c, cluster_angle, denominator, psi, s, theta
from derivations.relu_kernel import Expression
from derivations.relu_kernel_derivatives import by_covariance, by_variance

alpha, beta = sympy.symbols("alpha beta", real=True)


def derived_slopes(theta: Expression, psi: Expression) -> Slopes:
    """The slopes at K_cc = 1, K_oo = r², with r = m cos ψ, θ in the cluster and π − ψ across."""
    r = m * cos(psi)
    across = pi - psi
    by_own, by_odd = sin(across) * r / (4 * pi), sin(across) / (4 * pi * r)
    return Slopes(by_covariance(theta), by_variance(1, 1, theta), by_covariance(across), by_own, by_odd)


def standard_matrix(slopes: Slopes) -> sympy.Matrix:
    """The derived standard block: α₁, β₁, γ₁ of the kernel, and the mean ρ of a row that recentring takes."""
    alpha_1 = alpha / 2
    beta_1 = slopes.pair * beta + slopes.lean * alpha
    gamma_1 = -slopes.across * (alpha + (m - 2) * beta) + slopes.across_lean * alpha
    rho = (alpha_1 + (m - 2) * beta_1 + gamma_1) / n
    return sympy.Matrix([alpha_1 - 2 * rho, beta_1 - rho]).jacobian([alpha, beta])


def derive() -> Derivation:
    """The derivation of the blocks."""
    slopes_range = dict.fromkeys(SYMBOLS.entries(), (0, 1))
    vectors = dict.fromkeys((alpha, beta, v_i, v_j), (-1, 1))
    cluster_root = sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    proof = Proof(
        "isotypic_blocks",
        domain={**slopes_range, **vectors, m: (4, 40), s: (0, 3), c: (0, 3), psi: (0, pi / 2), theta: (0, pi)},
        facts=[sin(theta), sin(psi), cos(psi), m - 1, cluster_root],
        samples=2,
    )
    for name, family in (("standard", ClusterMatrix.standard), ("trivial", ClusterMatrix.trivial)):
        proof.equal(
            f"The {name} test matrix has rows that add up to zero",
            sympy.Matrix(family(alpha, beta).row_sums()),
            sympy.zeros(2, 1),
            shown=sympy.Symbol("E 1"),
        )
    proof.definition(
        "The derivatives of the kernel at K_cc = 1, K_oo = m² cos²ψ (relu_kernel_derivatives): by K_ij and K_ii in "
        "the cluster, by K_io, K_ii and K_oo across; the diagonal has slope 1/2",
        sympy.Matrix([SYMBOLS.entries()]),
        sympy.Matrix([derived_slopes(theta, psi).entries()]),
    )
    block = standard_matrix(SYMBOLS)
    image = ClusterMatrix.standard(alpha, beta).kernel_derivative(SYMBOLS).recentred()
    after = ClusterMatrix.standard(*(block * sympy.Matrix([alpha, beta])))
    for name, left, right in (
        ("E_ii", image.diagonal, after.diagonal), ("E_ij", image.pair, after.pair),
        ("E_io", image.across, after.across), ("E_oo", image.odd, after.odd),
    ):  # fmt: skip
        proof.equal(
            f"Its image under DV and recentring is of the same kind: {name}", left, right, shown=sympy.Symbol(name)
        )
    proof.equal(
        "in the coordinates (α, β) that is the standard block",
        standard_block(SYMBOLS),
        block,
        shown=sympy.Symbol("B"),
    )
    _pairs(proof)
    counts = 2 + 2 * (m - 1) + m * (m - 3) / 2
    proof.equal("The components make up all recentred matrices", counts, n * (n - 1) / 2)
    _full_matrices(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("B"), block)


def _pairs(proof: Proof) -> None:
    """The steps on the component (m − 2, 2)."""
    image = ClusterMatrix(sympy.Integer(0), beta, sympy.Integer(0), sympy.Integer(0)).kernel_derivative(SYMBOLS)
    proof.equal(
        "On (m−2, 2) a matrix has only entries E_ij = β within the cluster, and its rows add up to zero: the image "
        "of the entries (E_ii, E_ij, E_io, E_oo); its rows add up to zero too, so recentring does not change it",
        sympy.Matrix([[image.diagonal, image.pair, image.across, image.odd]]),
        sympy.Matrix([[0, SYMBOLS.pair * beta, 0, 0]]),
        shown=sympy.Symbol("DV[E]"),
    )
    sums = [sympy.Matrix([1, 1, 0]), sympy.Matrix([1, 0, 1]), sympy.Matrix([0, 1, 1])]
    proof.exactly(
        "The m conditions on the rows are independent for m ≥ 3: those of e_1e_2, e_1e_3 and e_2e_3 make up 2e_1",
        sums[0] + sums[1] - sums[2],
        sympy.Matrix([2, 0, 0]),
        shown=(sympy.Symbol("(e_1+e_2) + (e_1+e_3) - (e_2+e_3)"), sympy.Symbol("2e_1")),
    )
    proof.equal("so such matrices have the dimension", m * (m - 1) / 2 - m, m * (m - 3) / 2)
    for points in range(4, 8):
        vectors = []
        for a, b, x, y in itertools.permutations(range(points), 4):
            entries = {frozenset((a, x)): 1, frozenset((b, y)): 1, frozenset((a, y)): -1, frozenset((b, x)): -1}
            vectors.append([entries.get(frozenset(place), 0) for place in itertools.combinations(range(points), 2)])
        rank = DomainMatrix(vectors, (len(vectors), len(vectors[0])), sympy.ZZ).convert_to(sympy.QQ).rank()
        dimension = points * (points - 3) // 2
        proof.exactly(
            f"For m = {points} the permutations of (e_1−e_2)(e_3−e_4)ᵀ and its transpose span all of them",
            rank,
            dimension,
            shown=(sympy.Symbol("rank"), sympy.Integer(dimension)),
        )


def _full_matrices(proof: Proof) -> None:
    """The steps that compare the blocks with full matrices, for rational slopes."""
    values = Slopes(Rational(2, 5), Rational(1, 7), Rational(3, 11), Rational(1, 13), Rational(2, 17))
    at = dict(zip(SYMBOLS.entries(), values.entries(), strict=True))
    x = sympy.Symbol("x")
    blocks = [trivial_block(SYMBOLS), standard_block(SYMBOLS)]
    for points in range(4, 9):
        cluster = points - 1
        factors = []
        for block, power in zip(blocks, (1, cluster - 1), strict=True):
            polynomial = block.subs({**at, m: cluster}).charpoly(x)
            factors.append((polynomial.all_coeffs(), power))
        factors.append(([1, -values.pair], cluster * (cluster - 3) // 2))
        proof.exactly(
            f"The characteristic polynomial of the full derivative, n = {points}, at rational slopes",
            characteristic_polynomial(lambda matrix: _full_image(matrix, values), points),
            polynomial_with_roots(factors),
            shown=(sympy.Function("chi")(points), sympy.Symbol("product of the factors")),
        )


def _full_image(matrix: Matrix, slopes: Slopes) -> Matrix:
    size = len(matrix)
    last = size - 1

    def entry(i: int, j: int) -> Expression:
        if i == j:
            return matrix[i][i] / 2
        if last in (i, j):
            a = min(i, j)
            return (
                slopes.across * matrix[a][last]
                + slopes.across_lean * matrix[a][a]
                + slopes.odd_lean * matrix[last][last]
            )
        return slopes.pair * matrix[i][j] + slopes.lean * (matrix[i][i] + matrix[j][j])

    return centre([[entry(i, j) for j in range(size)] for i in range(size)])


def compare(proof: Proof) -> None:
    """The comparison with the blocks of the package."""
    from bnproofs.configurations import odd_family
    from bnproofs.layer import Layer
    from bnproofs.symmetry import isotypic_blocks

    arguments = [n, s, c]
    angle, growth = cluster_angle(m, s, c), sympy.Symbol("g")
    value = denominator(m, s, c, atan2(s, c), defect(angle)) / (2 * n**2 * c**2)
    slopes = derived_slopes(angle, atan2(s, c))
    block = standard_matrix(slopes)
    radius = s**2 + c**2
    big_s, big_c = s * sqrt(m), sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    roots = [big_s * big_c / ((m - 1) * radius), m * c * s / radius]
    angles = {pi - angle: sympy.Integer(1)}
    layer = Layer.parse("rc+relu")

    def general(*at: Expression) -> dict[str, tuple[tuple[Expression, ...], ...]]:
        return {block.component: block.matrix for block in isotypic_blocks(layer, odd_family.recentred_gram(*at))}

    def general_pairs(*at: Expression) -> Expression:
        return general(*at)["pairs"][0][0]

    for i, j in itertools.product(range(2), repeat=2):
        entry = sympy.Symbol(f"B_{i + 1}{j + 1}")

        def special_entry(*at: Expression, i: int = i, j: int = j) -> Expression:
            return odd_family.standard_block(*at)[i][j]

        def general_entry(*at: Expression, i: int = i, j: int = j) -> Expression:
            row = general(*at)["standard"][i]
            return row[j] - row[2] * (1, at[0] - 3)[j]

        text = f"The package's standard block, entry {i + 1}, {j + 1}"
        proof.agrees(text, special_entry, arguments, block[i, j] / value, value=entry / growth)
        text = f"and its general block on matrices whose rows add up to zero, entry {i + 1}, {j + 1}"
        proof.agrees(text, general_entry, arguments, block[i, j], roots=roots, angles=angles, value=entry)
    text = "The package's eigenvalue on (m−2, 2)"
    proof.agrees(text, odd_family.pair_eigenvalue, arguments, slopes.pair / value, value=SYMBOLS.pair / growth)
    text = "and its general block there"
    proof.agrees(text, general_pairs, arguments, slopes.pair, roots=roots, angles=angles, value=SYMBOLS.pair)


if __name__ == "__main__":
    run_as_script(derive)
