"""The spectrum of linear layers with rescaling at multiples of projectors."""

from __future__ import annotations

import sympy
from sympy import Rational, oo

from derivations.framework.block_matrix import BlockMatrix
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

s, w, k, n, j, a, b, c, d = sympy.symbols("s w k n j alpha beta gamma delta", positive=True)
q = sympy.Symbol("q", positive=True)
"""The dimension: n, or n − 1 after recentring."""

damping = 1 / (1 + 2 * s)
NEAR = (Rational(1, 10), 1)


def derive() -> Derivation:
    """The derivation of the eigenvalues and their multiplicities."""
    proof = Proof(
        "projector_spectrum",
        domain={s: NEAR, w: NEAR, k: (1, 6), n: (7, 9), j: (1, 4), a: NEAR, b: NEAR, c: NEAR, d: NEAR, q: (7, 9)},
        facts=[n - 1],
    )
    proof.definition(
        "The derivative at Σ along H, by rescaled_integral, B = 1/(I + 2sΣ); it is D at P divided by c at cP",
        sympy.Symbol("DPhi[H]"),
        n
        * sympy.Integral(
            sympy.Symbol("det(B)^(1/2)") * (sympy.Symbol("B H B") - s * sympy.Symbol("tr(B H) P B")), (s, 0, oo)
        ),
    )
    directions(proof)
    within, along, beside = integrals(proof)
    scale = n / k
    traceless = sympy.Symbol("lambda_traceless")
    proof.equal(
        "At (n/k) P, divided by the scale n/k: traceless within the range", within / scale, k / (k + 2), shown=traceless
    )
    proof.equal("along the manifold of projectors", along / scale, sympy.Integer(1), shown=sympy.Symbol("lambda"))
    raised = (beside / scale).subs(k, j + 2)
    proof.equal("and beside the range, k = 2 + j", raised, (j + 2) / j, shown=sympy.Symbol("lambda"))
    proof.positive("which exceeds 1: a projector of rank 3 ≤ k below the dimension is unstable", raised - 1, 2 / j)
    inside, across, outside = k * (k + 1) / 2 - 1, k * (q - k), (q - k) * (q - k + 1) / 2
    proof.equal(
        "The multiplicities and the scale mode make up all symmetric matrices of the dimension q",
        inside + across + outside + 1,
        q * (q + 1) / 2,
    )
    recentred(proof)
    compare(proof)
    return proof.conclude(traceless, k / (k + 2))


def directions(proof: Proof) -> None:
    """The steps that compute B H B and tr(BH) for the three kinds of directions, for ranks 2 of 4."""
    tilt = sympy.diag(damping, damping, 1, 1)
    zero = sympy.zeros(2, 2)
    block = sympy.Matrix([[a, b], [b, c]])
    inside = sympy.Matrix(sympy.BlockMatrix([[block, zero], [zero, zero]]))
    outside = sympy.Matrix(sympy.BlockMatrix([[zero, zero], [zero, block]]))
    mixed = sympy.Matrix([[a, b], [c, d]])
    across = sympy.Matrix(sympy.BlockMatrix([[zero, mixed], [mixed.T, zero]]))
    name = sympy.Symbol("B H B")
    proof.equal("At P, B = 1/(I + 2sP)", tilt * (sympy.eye(4) + 2 * s * sympy.diag(1, 1, 0, 0)), sympy.eye(4),
        shown=sympy.Symbol("B (I + 2 s P)"))  # fmt: skip
    proof.equal("B is 1/(1 + 2s) on the range and 1 beside it. H within the range", tilt * inside * tilt,
        damping**2 * inside, shown=name)  # fmt: skip
    proof.equal("H = uvᵀ + vuᵀ, u in the range, v beside it", tilt * across * tilt, damping * across, shown=name)
    proof.equal("H beside the range", tilt * outside * tilt, outside, shown=name)
    traces = sympy.Matrix([(tilt * h).trace() for h in (inside, across, outside)])
    proof.equal(
        "The traces of BH: there is a term in P for H within the range unless H is traceless, none along the manifold, "
        "and one for H beside the range, by which the derivative is triangular: it changes no eigenvalue",
        traces,
        sympy.Matrix([damping * (a + c), 0, a + c]),
        shown=sympy.Symbol("tr(B H)"),
    )


def integrals(proof: Proof) -> tuple[sympy.Expr, sympy.Expr, sympy.Expr]:
    """The integrals of det(B)^(1/2) = w^(k/2), w = 1/(1 + 2s), times the factors, times n."""
    proof.equal(
        "With w = 1/(1 + 2s), from 1 to 0, the measure ds is −dw/(2w²), and det(B)^(1/2) = w^(k/2)",
        sympy.diff((1 / w - 1) / 2, w),
        -1 / (2 * w**2),
        shown=sympy.Derivative(s, w),
    )
    values = []
    factors = (("w², within", 2, k + 2), ("w, along the manifold", 1, k), ("1, beside, k = 2 + j", 0, j))
    for name, power, order in factors:
        proof.integral(
            f"The integral of the factor {name}",
            n * w ** ((order / 2 + 1) - 2) / 2,
            n / order * w ** (order / 2),
            (w, 0, 1),
            n / order,
        )
        proof.equal(
            "its exponent being that of det(B)^(1/2) and of the factor",
            order.subs(j, k - 2) / 2 + 1,
            k / 2 + power,
            shown=sympy.Symbol("k") / 2 + sympy.Symbol("p"),
        )
        values.append(n / order.subs(j, k - 2))
    proof.integral(
        "Within the range along P itself, tr(BH) = kw and s = (1 − w)/(2w): the scale mode has the eigenvalue 0",
        (1 - k * (1 - w) / (2 * w)) * w ** (k / 2) / 2,
        w ** (k / 2) * (w - 1) / 2,
        (w, 0, 1),
        sympy.Integer(0),
    )
    proof.integral(
        "and the coefficient of −tr(H) P for H beside the range is finite for k = 2 + j",
        (1 - w) / (2 * w) * w ** (j / 2) / 2,
        w ** (j / 2) / (2 * j) - w ** (j / 2 + 1) / (2 * (j + 2)),
        (w, 0, 1),
        1 / (j * (j + 2)),
    )
    return values[0], values[1], values[2]


def recentred(proof: Proof) -> None:
    """The steps on layers that recentre."""
    centring = BlockMatrix.centring((n,))
    product = centring @ centring
    proof.equal(
        "With recentring Σ = CGC; C is the projector on the n − 1 dimensions of sum 0, and the map is the same there",
        sympy.Matrix([product.diagonal(0), product.constants[0][0]]),
        sympy.Matrix([centring.diagonal(0), -1 / n]),
        shown=sympy.Symbol("C C"),
    )
    proof.equal(
        "So (n/(n−1)) C, k = n − 1, has the eigenvalue on all traceless directions",
        (k / (k + 2)).subs(k, n - 1),
        (n - 1) / (n + 1),
        shown=sympy.Symbol("lambda"),
    )
    proof.equal("and I, k = n, without recentring", (k / (k + 2)).subs(k, n), n / (n + 2), shown=sympy.Symbol("lambda"))


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import projector

    proof.agrees("The package's traceless eigenvalue", projector.traceless_eigenvalue, [k], k / (k + 2))
    proof.agrees("The package's rank-raising eigenvalue", projector.raising_eigenvalue, [j + 2], (j + 2) / j)
    for dimension, rank in ((5, 3), (7, 4), (6, 6), (2, 2)):
        rest = dimension - rank
        expected = [(rank * (rank + 1) // 2 - 1, Rational(rank, rank + 2))]
        if rest:
            expected += [(rank * rest, sympy.Integer(1)), (rest * (rest + 1) // 2, Rational(rank, rank - 2))]
        rows = [(count, Rational(str(value))) for _, count, value in projector.spectrum(dimension, rank)]
        proof.exactly(
            f"The list of the package in dimension {dimension}, rank {rank}",
            rows,
            expected,
            shown=(sympy.Function("spectrum")(dimension, rank), expected),
        )


if __name__ == "__main__":
    run_as_script(derive)
