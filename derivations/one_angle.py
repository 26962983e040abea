"""The recentred odd-point family: all its entries from one angle, up to scale."""

from __future__ import annotations

import sympy
from sympy import cos, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, theta

m = sympy.Symbol("m", integer=True, positive=True)
n, a, s, c = sympy.symbols("n K_cc s c", positive=True)


def odd_entries(m: Expression, cosine: Expression) -> tuple[Expression, Expression]:
    """The derived K_co and K_oo, for K_cc = 1 and the cosine of θ, from rows that add up to zero."""
    across = -(1 + (m - 1) * cosine)
    return across, -m * across


def derive() -> Derivation:
    """The derivation of the relations between the two angles and the norms."""
    proof = Proof(
        "one_angle",
        domain={theta: (0, sympy.pi / 2), m: range(3, 40), a: (0, 3), n: range(4, 40), s: (0, 3), c: (0, 3)},
        facts=[1 + (m - 1) * cos(theta)],
    )
    across, odd = odd_entries(m, cos(theta))
    k_co, k_oo = sympy.symbols("K_co K_oo")
    rows = [1 + (m - 1) * cos(theta) + k_co, m * k_co + k_oo]
    solution = sympy.solve(rows, [k_co, k_oo], dict=True)
    proof.exactly(
        "With K_cc = 1 the rows of the cluster and of the odd point, adding up to zero, have one solution",
        len(solution),
        1,
        shown=(sympy.Symbol("number of solutions"), sympy.Integer(1)),
    )
    proof.equal("K_co", solution[0][k_co], across, shown=k_co)
    proof.equal("and K_oo", solution[0][k_oo], odd, shown=k_oo)
    cos_psi = sqrt((1 + (m - 1) * cos(theta)) / m)
    proof.positive(
        "K is positive semidefinite only if the odd norm is not negative; off the end it is",
        odd,
        m * (1 + (m - 1) * cos(theta)),
    )
    proof.equal(
        "The angle to the odd point is obtuse, π − ψ: −cos(π−ψ) squared is K_co²/(K_cc K_oo)",
        across**2 / odd,
        cos_psi**2,
    )
    proof.positive("and its cosine K_co/√(K_cc K_oo) is negative", -across, 1 + (m - 1) * cos(theta))
    proof.equal("sin²ψ", 1 - cos_psi**2, (m - 1) * (1 - cos(theta)) / m, shown=sympy.Symbol("sin(psi)^2"))
    proof.equal("1 + τ = 1/cos²ψ is m² K_cc/K_oo", 1 / cos_psi**2, m**2 / odd)
    proof.equal("The norm ratio √(K_oo/K_cc) is m cos ψ", odd, (m * cos_psi) ** 2, shown=sympy.Symbol("K_oo/K_cc"))
    big_s, big_c = s * sqrt(m), sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    half = m * s**2 / (2 * (m - 1) * (s**2 + c**2))
    proof.equal(
        "With tan ψ = s/c: sin²(θ/2) = (1 − cos θ)/2 is m sin²ψ/(2(m−1))",
        (1 - cos(theta)) / 2,
        m / (2 * (m - 1)) * (1 - cos_psi**2),
        shown=sin(theta / 2) ** 2,
    )
    proof.equal(
        "so half the angle θ is the angle of (C, S), S = s√m, C = √(2(m−1)c² + (m−2)s²)",
        big_s**2 / (big_s**2 + big_c**2),
        half,
    )
    compare(proof)
    return proof.conclude(sin(sympy.Symbol("psi")) ** 2, (m - 1) * (1 - cos(theta)) / m)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import odd_family

    def squared_sine(n: Expression, s: Expression, c: Expression) -> Expression:
        big_s, big_c = odd_family.half_angle(n, s, c)
        return big_s**2 / (big_s**2 + big_c**2)

    m = n - 1
    proof.agrees(
        "The package's half angle: sin²(θ/2)", squared_sine, [n, s, c], m * s**2 / (2 * (m - 1) * (s**2 + c**2))
    )
    proof.agrees("The package's norm ratio m cos ψ", odd_family.norm_ratio, [n, s, c], m * c / sqrt(s**2 + c**2))
    cosine = 1 - m * s**2 / ((m - 1) * (s**2 + c**2))
    across, odd = odd_entries(m, cosine)
    expected = {"K_cc": 1, "K_oo": odd, "off the diagonal of the cluster": cosine, "K_co": across}
    for index, (name, value) in enumerate(expected.items()):

        def recentred_gram(*at: Expression, index: int = index) -> Expression:
            block = odd_family.recentred_gram(*at)
            return (*block.diagonal, block.products[0][0], block.products[0][1])[index]

        proof.agrees(f"The package's recentred matrix: {name}", recentred_gram, [n, s, c], sympy.sympify(value))


if __name__ == "__main__":
    run_as_script(derive)
