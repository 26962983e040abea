"""Recentring C G C of a Gram matrix of two groups of exchangeable points, with symbols for the sizes of the groups."""

from __future__ import annotations

from collections.abc import Sequence

import sympy

from derivations.framework.block_matrix import BlockMatrix
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression

p, q, m = sympy.symbols("p q m", integer=True, positive=True)
d1, d2, o1, o2, x = sympy.symbols("d_1 d_2 o_1 o_2 x", real=True)


def row_losses(
    sizes: Sequence[Expression], diagonal: Sequence[Expression], products: Sequence[Sequence[Expression]]
) -> list[Expression]:
    """The derived numbers e_a − ē/2; an entry of the groups a, b loses the sum of those of a and b."""
    p, q = sizes
    e1 = (diagonal[0] + (p - 1) * products[0][0] + q * products[0][1]) / (p + q)
    e2 = (diagonal[1] + (q - 1) * products[1][1] + p * products[0][1]) / (p + q)
    mean = (p * e1 + q * e2) / (p + q)
    return [e1 - mean / 2, e2 - mean / 2]


def derive() -> Derivation:
    """The derivation of the recentred entries."""
    unit = dict.fromkeys((d1, d2, o1, o2, x), (-1, 1))
    proof = Proof("recentring", domain={**unit, p: range(1, 40), q: range(1, 40), m: range(2, 40)})
    diagonal, products = (d1, d2), ((o1, x), (x, o2))
    gram = BlockMatrix.gram((p, q), diagonal, products)
    centring = BlockMatrix.centring((p, q))
    for a in range(2):
        proof.equal(
            f"C C = C in the algebra of blocks, row {a + 1}",
            sympy.Matrix([(centring @ centring).scalars[a], *(centring @ centring).constants[a]]),
            sympy.Matrix([centring.scalars[a], *centring.constants[a]]),
            shown=sympy.Symbol(f"(C C)_{a + 1}"),
        )
    for sizes in ((2, 1), (3, 2), (1, 4)):
        small = BlockMatrix.gram(sizes, diagonal, products)
        full = BlockMatrix.centring(sizes)
        product = full.explicit() * small.explicit() * full.explicit()
        proof.exactly(
            f"The algebra of blocks against full matrices of {sizes[0]} + {sizes[1]} points",
            (full @ small @ full).explicit().applyfunc(sympy.expand),
            product.applyfunc(sympy.expand),
            shown=(sympy.Function("blocks")(*sizes), sympy.Symbol("C G C")),
        )
    recentred = centring @ gram @ centring
    losses = row_losses((p, q), diagonal, products)
    entry = sympy.Function("CGC")
    for a in range(2):
        proof.equal(
            f"The diagonal of group {a + 1}, after C G C",
            recentred.diagonal(a),
            diagonal[a] - 2 * losses[a],
            shown=entry(a + 1),
        )
    for a, b in ((0, 0), (0, 1), (1, 1)):
        proof.equal(
            f"The products of groups {a + 1} and {b + 1}",
            recentred.constants[a][b],
            products[a][b] - losses[a] - losses[b],
            shown=entry(a + 1, b + 1),
        )
    ones = recentred.diagonal(0) + (p - 1) * recentred.constants[0][0] + q * recentred.constants[0][1]
    proof.equal("The rows of C G C add up to zero", ones, 0, shown=sympy.Symbol("r_1"))
    one = {p: m, q: 1}
    n = m + 1
    odd, cluster = recentred.diagonal(1).subs(one), recentred.diagonal(0).subs(one)
    proof.equal(
        "A cluster of m points and an odd one: the norm of the odd point",
        odd,
        (m**2 * d2 - 2 * m**2 * x + m * d1 + m * (m - 1) * o1) / n**2,
        shown=sympy.Symbol("K_oo"),
    )
    proof.equal(
        "and the norm in the cluster, m² K_cc − K_oo = m(m−1)(d_1 − o_1)",
        m**2 * cluster - odd,
        m * (m - 1) * (d1 - o1),
        shown=m**2 * sympy.Symbol("K_cc") - sympy.Symbol("K_oo"),
    )
    compare(proof)
    return proof.conclude(entry(1, 2), x - sympy.Symbol("e_1") - sympy.Symbol("e_2") + sympy.Symbol("ebar"))


def compare(proof: Proof) -> None:
    """The comparison with the package, for two groups of symbolic sizes."""
    from bnproofs.symmetry import BlockGram, recentre_blocks

    arguments = [p, q, d1, d2, o1, o2, x]
    losses = row_losses((p, q), (d1, d2), ((o1, x), (x, o2)))
    expected = [
        d1 - 2 * losses[0],
        d2 - 2 * losses[1],
        o1 - 2 * losses[0],
        x - losses[0] - losses[1],
        o2 - 2 * losses[1],
    ]
    for index, name in enumerate(("diagonal 1", "diagonal 2", "product 1, 1", "product 1, 2", "product 2, 2")):

        def recentred(*at: Expression, index: int = index) -> Expression:
            p, q, d1, d2, o1, o2, x = at
            block = recentre_blocks(BlockGram((p, q), (d1, d2), ((o1, x), (x, o2))))
            entries = (*block.diagonal, block.products[0][0], block.products[0][1], block.products[1][1])
            return entries[index]

        proof.agrees(f"The package's recentred blocks: {name}", recentred, arguments, expected[index])


if __name__ == "__main__":
    run_as_script(derive)
