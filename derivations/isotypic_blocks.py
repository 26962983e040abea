"""The derivative of one layer at the odd-point family, on one matrix of each isotypic component of S_m × S_1.

A test matrix has entries that are constant or linear in numbers v_1 … v_m with Σv = 0: E_ii and E_io as expressions in v_i,
E_ij in v_i and v_j, and E_oo. Sums over the cluster are exact for symbolic m because Σ 1 = m and Σ v = 0.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import sympy
from sympy import Rational, atan2, cos, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.centred_matrices import Matrix, centre, characteristic_polynomial, polynomial_with_roots
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import c, cluster_angle, denominator, m, n, psi, s, theta
from derivations.relu_kernel import Expression
from derivations.relu_kernel_derivatives import by_covariance, by_variance

alpha, beta, v_i, v_j = sympy.symbols("alpha beta v_i v_j", real=True)
HALF = Rational(1, 2)


@dataclass(frozen=True, slots=True)
class Slopes:
    """The derivatives of the kernel: in the cluster by K_ij and K_ii, across by K_io, K_ii and K_oo."""

    pair: Expression
    lean: Expression
    across: Expression
    across_lean: Expression
    odd_lean: Expression


SYMBOLS = Slopes(*sympy.symbols("P L Q M N", real=True))


def derived_slopes(theta: Expression, psi: Expression) -> Slopes:
    """The slopes at K_cc = 1, K_oo = r², with r = m cos ψ, θ in the cluster and π − ψ across."""
    r = m * cos(psi)
    across = pi - psi
    return Slopes(by_covariance(theta), by_variance(1, 1, theta), by_covariance(across),
                  sin(across) * r / (4 * pi), sin(across) / (4 * pi * r))  # fmt: skip


@dataclass(frozen=True, slots=True)
class TestMatrix:
    """A symmetric matrix by its entries E_ii, E_ij, E_io and E_oo."""

    diagonal: Expression
    pair: Expression
    across: Expression
    odd: Expression

    def kernel_derivative(self, slopes: Slopes) -> TestMatrix:
        """The matrix DV[E]; both diagonal slopes are 1/2."""
        other = self.diagonal.subs(v_i, v_j)
        return TestMatrix(
            self.diagonal / 2,
            slopes.pair * self.pair + slopes.lean * (self.diagonal + other),
            slopes.across * self.across + slopes.across_lean * self.diagonal + slopes.odd_lean * self.odd,
            self.odd / 2,
        )

    def row_sums(self) -> tuple[Expression, Expression]:
        """The sums of row i and of the row of the odd point."""
        constant = self.pair.subs(v_j, 0)
        others = (m - 1) * constant - v_i * diff(self.pair, v_j)
        return self.diagonal + others + self.across, m * self.across.subs(v_i, 0) + self.odd

    def recentred(self) -> TestMatrix:
        """The matrix C E C."""
        row, last = (total / n for total in self.row_sums())
        mean = (m * row.subs(v_i, 0) + last) / n
        return TestMatrix(
            self.diagonal - 2 * row + mean,
            self.pair - row - row.subs(v_i, v_j) + mean,
            self.across - row - last + mean,
            self.odd - 2 * last + mean,
        )


def standard(alpha: Expression, beta: Expression) -> TestMatrix:
    """The recentred matrix E_ii = αv_i, E_ij = β(v_i + v_j), E_io = −(α + (m−2)β)v_i."""
    return TestMatrix(alpha * v_i, beta * (v_i + v_j), -(alpha + (m - 2) * beta) * v_i, sympy.Integer(0))


def trivial(alpha: Expression, beta: Expression) -> TestMatrix:
    """The recentred matrix E_ii = α, E_ij = β."""
    across = -(alpha + (m - 1) * beta)
    return TestMatrix(sympy.sympify(alpha), sympy.sympify(beta), across, -m * across)


def derivative_block(family: object, slopes: Slopes) -> sympy.Matrix:
    """The 2×2 matrix of E ↦ C DV[E] C in (α, β), read off the entries of the images."""
    columns = []
    for unit in ((1, 0), (0, 1)):
        image = family(*unit).kernel_derivative(slopes).recentred()  # type: ignore[operator]
        scale = v_i if family is standard else 1
        pair = image.pair.subs(v_j, 0) if family is standard else image.pair
        columns.append([sympy.expand(sympy.cancel(entry / scale)) for entry in (image.diagonal, pair)])
    return sympy.Matrix(columns).T


def standard_matrix(slopes: Slopes) -> sympy.Matrix:
    """The derived standard block: α₁, β₁, γ₁ of the kernel, and the mean ρ of a row that recentring takes."""
    alpha_1 = alpha / 2
    beta_1 = slopes.pair * beta + slopes.lean * alpha
    gamma_1 = -slopes.across * (alpha + (m - 2) * beta) + slopes.across_lean * alpha
    rho = (alpha_1 + (m - 2) * beta_1 + gamma_1) / n
    return sympy.Matrix([alpha_1 - 2 * rho, beta_1 - rho]).jacobian([alpha, beta])


def derive() -> Derivation:
    """The derivation of the blocks."""
    slopes_range = dict.fromkeys(
        (SYMBOLS.pair, SYMBOLS.lean, SYMBOLS.across, SYMBOLS.across_lean, SYMBOLS.odd_lean), (0, 1)
    )
    vectors = dict.fromkeys((alpha, beta, v_i, v_j), (-1, 1))
    cluster_root = sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    proof = Proof(
        "isotypic_blocks",
        domain={**slopes_range, **vectors, m: (4, 40), s: (0, 3), c: (0, 3), psi: (0, pi / 2), theta: (0, pi)},
        facts=[sin(theta), sin(psi), cos(psi), m - 1, cluster_root],
        samples=2,
    )
    for name, family in (("standard", standard), ("trivial", trivial)):
        proof.equal(
            f"The {name} test matrix has rows that add up to zero",
            sympy.Matrix(family(alpha, beta).row_sums()),
            sympy.zeros(2, 1),
            shown=sympy.Symbol("E 1"),
        )
    slopes = derived_slopes(theta, psi)
    proof.definition(
        "The derivatives of the kernel at K_cc = 1, K_oo = m² cos²ψ (relu_kernel_derivatives): by K_ij and K_ii "
        "in the cluster, "
        "by K_io, K_ii and K_oo across; the diagonal has slope 1/2",
        sympy.Matrix([[SYMBOLS.pair, SYMBOLS.lean, SYMBOLS.across, SYMBOLS.across_lean, SYMBOLS.odd_lean]]),
        sympy.Matrix([[slopes.pair, slopes.lean, slopes.across, slopes.across_lean, slopes.odd_lean]]),
    )
    block = standard_matrix(SYMBOLS)
    image = standard(alpha, beta).kernel_derivative(SYMBOLS).recentred()
    after = standard(*(block * sympy.Matrix([alpha, beta])))
    for name, left, right in (
        ("E_ii", image.diagonal, after.diagonal), ("E_ij", image.pair, after.pair),
        ("E_io", image.across, after.across), ("E_oo", image.odd, after.odd),
    ):  # fmt: skip
        proof.equal(
            f"Its image under DV and recentring is of the same kind: {name}", left, right, shown=sympy.Symbol(name)
        )
    proof.equal(
        "in the coordinates (α, β) that is the standard block",
        derivative_block(standard, SYMBOLS),
        block,
        shown=sympy.Symbol("B"),
    )
    _pairs(proof)
    _trivial(proof)
    counts = 2 + 2 * (m - 1) + m * (m - 3) / 2
    proof.equal("The components make up all recentred matrices", counts, n * (n - 1) / 2)
    _full_matrices(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("B"), block)


def _pairs(proof: Proof) -> None:
    """The steps on the component (m − 2, 2)."""
    first, second = sympy.Matrix([1, -1, 0, 0]), sympy.Matrix([0, 0, 1, -1])
    form = first * second.T + second * first.T
    zero = sympy.zeros(4, 1)
    proof.exactly(
        "On (m−2, 2), E = (e_1−e_2)(e_3−e_4)ᵀ and its transpose: the rows add up to zero", form * sympy.ones(4, 1), zero
    )
    proof.exactly(
        "and the diagonal is zero, so DV[E] = ((π−θ)/(2π)) E, and recentring does not change it",
        form.diagonal().T,
        zero,
    )
    for points in range(4, 8):
        vectors = []
        for a, b, x, y in itertools.permutations(range(points), 4):
            entries = {frozenset((a, x)): 1, frozenset((b, y)): 1, frozenset((a, y)): -1, frozenset((b, x)): -1}
            vectors.append([entries.get(frozenset(place), 0) for place in itertools.combinations(range(points), 2)])
        rank = (
            sympy.polys.matrices.DomainMatrix(vectors, (len(vectors), len(vectors[0])), sympy.ZZ)
            .convert_to(sympy.QQ)
            .rank()
        )
        proof.exactly(
            f"Its images under permutations span m(m−3)/2 dimensions, m = {points}", rank, points * (points - 3) // 2
        )


def _trivial(proof: Proof) -> None:
    """The steps on the invariant matrices: beside the scale mode the derivative acts as dτ′/dτ."""
    q, r = defect(theta), m * cos(psi)
    slopes = derived_slopes(theta, psi)
    direction = trivial(alpha, beta)
    image = direction.kernel_derivative(slopes).recentred()
    next_odd = denominator(m, sin(psi), cos(psi), psi, q) * m**2 / (2 * n**2)
    next_tau = n**2 * sin(psi) ** 2 * (1 - q) * m**2 / (2 * n**2 * next_odd)
    next_cluster = next_odd * (1 + next_tau) / m**2
    by_theta = (m - 1) * sin(theta) / (2 * m * sin(psi) * cos(psi))

    def along_family(expression: Expression) -> Expression:
        return diff(expression, theta) + by_theta * diff(expression, psi)

    tau = sin(psi) ** 2 / cos(psi) ** 2
    slope = along_family(next_tau) / along_family(tau)
    change = m**2 * (direction.diagonal * r**2 - direction.odd) / r**4
    next_change = m**2 * (image.diagonal * next_odd - next_cluster * image.odd) / next_odd**2
    cosine = 1 - m * sin(psi) ** 2 / (m - 1)
    on_family = {sin(theta): sqrt(1 - cosine**2), cos(theta): cosine}
    for name, at in (("the scale mode, K itself", (1, cos(theta))), ("E_ii = 0, E_ij = 1", (0, 1))):
        difference = (next_change - slope * change).subs({alpha: at[0], beta: at[1]})
        proof.equal(
            f"On invariant matrices, sin²ψ = ((m−1)/m)(1 − cos θ): along E the change of τ′ = m² K′_cc/K′_oo − "
            f"1 is dτ′/dτ times "
            f"that of τ; {name}",
            sympy.together(difference).subs(on_family),
            0,
            shown=sympy.Symbol("dtau'[E]") - sympy.Symbol("dtau'/dtau") * sympy.Symbol("dtau[E]"),
        )
    scale = trivial(1, cos(theta))
    proof.equal(
        "Along the scale mode K itself τ does not change",
        (scale.diagonal * r**2 - scale.odd).subs(on_family),
        0,
        shown=sympy.Symbol("dtau[K]"),
    )


def _full_matrices(proof: Proof) -> None:
    """The steps that compare the blocks with full matrices, for rational slopes."""
    values = Slopes(Rational(2, 5), Rational(1, 7), Rational(3, 11), Rational(1, 13), Rational(2, 17))
    symbols = (SYMBOLS.pair, SYMBOLS.lean, SYMBOLS.across, SYMBOLS.across_lean, SYMBOLS.odd_lean)
    at = dict(zip(symbols, (values.pair, values.lean, values.across, values.across_lean, values.odd_lean), strict=True))
    x = sympy.Symbol("x")
    blocks = [derivative_block(family, SYMBOLS) for family in (trivial, standard)]
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
    angle = cluster_angle(m, s, c)
    growth = denominator(m, s, c, atan2(s, c), defect(angle)) / (2 * n**2 * c**2)
    slopes = derived_slopes(angle, atan2(s, c))
    block = standard_matrix(slopes)
    for i, j in itertools.product(range(2), repeat=2):

        def standard_block(*at: Expression, i: int = i, j: int = j) -> Expression:
            return odd_family.standard_block(*at)[i][j]

        proof.agrees(f"The package's standard block, entry {i + 1}, "
            f"{j + 1}", standard_block, arguments, block[i, j] / growth,
                     value=sympy.Symbol(f"B_{i + 1}{j + 1}") / sympy.Symbol("g"))  # fmt: skip
    proof.agrees("The package's eigenvalue on (m−2, 2)", odd_family.pair_eigenvalue, arguments, slopes.pair / growth,
                 value=SYMBOLS.pair / sympy.Symbol("g"))  # fmt: skip
    radius = s**2 + c**2
    big_s, big_c = s * sqrt(m), sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    roots = [big_s * big_c / ((m - 1) * radius), m * c * s / radius, sqrt(radius), m * c / sqrt(radius)]
    layer = Layer.parse("rc+relu")

    def general(*at: Expression) -> dict[str, tuple[tuple[Expression, ...], ...]]:
        return {block.component: block.matrix for block in isotypic_blocks(layer, odd_family.recentred_gram(*at))}

    for i, j in itertools.product(range(2), repeat=2):

        def centred_standard(*at: Expression, i: int = i, j: int = j) -> Expression:
            row = general(*at)["standard"][i]
            return row[j] - row[2] * (1, at[0] - 3)[j]

        proof.agrees(f"The general block of the package on matrices with rows adding up to zero, entry {i + 1}, "
            f"{j + 1}",
                     centred_standard, arguments, block[i, j], roots=roots, angles={pi - angle: sympy.Integer(1)},
                     value=sympy.Symbol(f"B_{i + 1}{j + 1}"))  # fmt: skip

    def general_pairs(*at: Expression) -> Expression:
        return general(*at)["pairs"][0][0]

    proof.agrees("and its scalar on (m−2, 2)", general_pairs, arguments, slopes.pair, roots=roots,
                 angles={pi - angle: sympy.Integer(1)}, value=SYMBOLS.pair)  # fmt: skip


if __name__ == "__main__":
    run_as_script(derive)
