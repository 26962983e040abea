"""The spectrum at a two-cluster ray: the derivative ½ M∘E of the kernel, recentred, on outer products of vectors.

A symmetric matrix is written as a quadratic form in commuting names of vectors, x y for (xyᵀ + yxᵀ)/2: masking drops
the products of vectors of different clusters, recentring replaces each vector x by C x = x − (Σx/n)·1.
"""

from __future__ import annotations

from functools import partial

import sympy
from sympy import pi

from derivations.framework.centred_matrices import Matrix, centre, characteristic_polynomial, polynomial_with_roots
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kuu, kvv
from derivations.relu_kernel_derivatives import by_covariance, by_variance

p, k = sympy.symbols("p k", integer=True, positive=True)
i, j = sympy.symbols("i j", integer=True, nonnegative=True)
size, other = sympy.symbols("n k", positive=True)
one_p, one_k, v, w, y, z = sympy.symbols("1_p 1_k v w y z")
"""All ones on the p points and on the k points; v, w on the p points and y, z on the k points add up to 0."""

CLUSTER_P, CLUSTER_K = (one_p, v, w), (one_k, y, z)


def masked(form: Expression) -> Expression:
    """The form without the products of vectors of different clusters."""
    across = [a * b for a in CLUSTER_P for b in CLUSTER_K]
    return sympy.expand(form).subs(dict.fromkeys(across, 0))


def recentred(form: Expression) -> Expression:
    """The form with C x for each vector x: only the vectors 1_p and 1_k do not add up to zero."""
    mean = (one_p + one_k) / (p + k)
    return sympy.expand(form.subs({one_p: one_p - p * mean, one_k: one_k - k * mean}, simultaneous=True))


def derive() -> Derivation:
    """The derivation of the spectrum; p = n − k."""
    integers = {p: range(1, 40), k: range(1, 40), i: range(40), j: range(40), size: range(20, 60), other: range(1, 20)}
    vectors = dict.fromkeys((*CLUSTER_P, *CLUSTER_K), (-1, 1))
    proof = Proof("two_cluster_spectrum", domain={**integers, **vectors, kuu: (0, 2), kvv: (0, 2)})
    n, weight = p + k, p**2 + k**2
    growth = weight / (2 * n**2)
    half = sympy.Rational(1, 2)
    proof.equal(
        "Within a cluster the angle is 0 and the derivative by K_uv is 1/2, like the slope of the diagonal",
        by_covariance(0),
        half,
        shown=sympy.Symbol("dV/dK_uv"),
    )
    proof.equal("across the clusters it is π, and the derivative", by_covariance(pi), 0, shown=sympy.Symbol("dV/dK_uv"))
    for angle in (0, pi):
        proof.equal(
            f"The derivative by K_uu at angle {angle}", by_variance(kuu, kvv, angle), 0, shown=sympy.Symbol("dV/dK_uu")
        )

    def image(form: Expression) -> Expression:
        return recentred(half * masked(form))

    ray = k * one_p - p * one_k
    modes = [
        ("The scale mode, the ray itself", ray**2, growth),
        ("Two vectors on the p points, each adding up to 0", v * w, half),
        ("Two vectors on the k points, each adding up to 0", y * z, half),
        ("Such a vector on the p points and the ray", v * ray, k / (2 * n)),
        ("Such a vector on the k points and the ray", y * ray, p / (2 * n)),
        ("Such a vector on the p points and one on the k points", v * y, 0),
    ]
    for name, form, factor in modes:
        proof.equal(f"{name}: a recentred matrix", recentred(form), form, shown=sympy.Function("C")(form))
        proof.equal("which the derivative multiplies", image(form), factor * form, shown=sympy.Function("DPhi")(form))
    eigenvalues = {
        "transverse": n**2 / weight,
        "standard(n-k)": k * n / weight,
        "standard(k)": p * n / weight,
        "mixed": 0,
    }
    factors = {"transverse": half, "standard(n-k)": k / (2 * n), "standard(k)": p / (2 * n), "mixed": 0}
    for name, value in eigenvalues.items():
        proof.equal(
            f"The multiplier over the growth, {name}", factors[name] / growth, value, shown=sympy.Symbol("lambda")
        )
    counts = [p * (p - 1) / 2, k * (k - 1) / 2, p - 1, k - 1, (p - 1) * (k - 1)]
    proof.equal(
        "The multiplicities and the scale mode make up all recentred matrices", sum(counts) + 1, n * (n - 1) / 2
    )
    for points_p, points_k in ((3, 1), (3, 2), (3, 3), (5, 2)):
        at = {p: points_p, k: points_k}
        values = [half, half, factors["standard(n-k)"], factors["standard(k)"], 0]
        roots = [
            ([1, -sympy.sympify(value).subs(at)], count.subs(at)) for value, count in zip(values, counts, strict=True)
        ]
        proof.exactly(
            f"The characteristic polynomial of the full derivative for {points_p} + {points_k} points",
            characteristic_polynomial(partial(_full_image, points_p), points_p + points_k),
            polynomial_with_roots([*roots, ([1, -growth.subs(at)], 1)]),
            shown=(sympy.Function("chi")(points_p, points_k), sympy.Symbol("product of the factors")),
        )
    proof.positive("The transverse multiplier exceeds 1", n**2 / weight - 1, 2 * p * k / weight)
    least = {p: 1 + i, k: 1 + j}
    at_one = (1 + (n - 1) ** 2).subs(least)
    proof.nonnegative(
        "It is least at k = 1 and k = n − 1, with k = 1 + j, p = 1 + i", at_one - weight.subs(least), 2 * i * j
    )
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_transverse"), n**2 / weight)


def _full_image(q: int, matrix: Matrix) -> Matrix:
    same = [[(a < q) == (b < q) for b in range(len(matrix))] for a in range(len(matrix))]
    return centre(
        [
            [entry / 2 if keep else 0 * entry for entry, keep in zip(*rows, strict=True)]
            for rows in zip(matrix, same, strict=True)
        ]
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, with n for p + k."""
    from bnproofs.configurations import two_clusters

    at = [size, other]
    weight = (size - other) ** 2 + other**2
    proof.agrees("The transverse multiplier of the package", two_clusters.transverse_multiplier, at, size**2 / weight)
    proof.agrees("The standard multiplier of the package", two_clusters.standard_multiplier, at, other * size / weight)
    proof.agrees(
        "and with n − k for k", two_clusters.standard_multiplier, [size, size - other], (size - other) * size / weight
    )
    proof.agrees("The mixed multiplier of the package", two_clusters.mixed_multiplier, at, sympy.Integer(0))
    for points, k in ((4, 1), (7, 3), (9, 8)):
        q, w = points - k, sympy.Integer((points - k) ** 2 + k**2)
        expected = [
            (q * (q - 1) // 2, points**2 / w),
            (k * (k - 1) // 2, points**2 / w),
            (q - 1, k * points / w),
            (k - 1, q * points / w),
            ((q - 1) * (k - 1), sympy.Integer(0)),
        ]
        rows = [(count, sympy.Rational(str(value))) for _, count, value in two_clusters.spectrum(points, k)]
        shown = (sympy.Function("spectrum")(points, k), [row for row in expected if row[0]])
        proof.exactly(f"The list of the package at n = {points}, k = {k}", rows, shown[1], shown=shown)


if __name__ == "__main__":
    run_as_script(derive)
