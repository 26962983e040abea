"""The spectrum at a batch collapsed to two places, for any kernel: the derivative in block triangular form.

A symmetric matrix is a quadratic form in commuting names of vectors, x y for (xyᵀ + yxᵀ)/2. The derivative of the
kernel takes E_ij to P E_ij + q (E_ii + E_jj), with slopes P, q that depend on the clusters of i and j.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import sympy

from derivations.framework.centred_matrices import Matrix, centre, characteristic_polynomial, polynomial_with_roots
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression
from derivations.two_cluster_spectrum import one_k, one_p, recentred, v, w, y, z

p, k = sympy.symbols("p k", integer=True, positive=True)
size, other, variance = sympy.symbols("n k s", positive=True)
u, t = sympy.symbols("u t")
delta, eta = sympy.symbols("delta eta", real=True)
pair_p, lean_p, pair_k, lean_k, across, lean_from_p, lean_from_k = sympy.symbols("P_p q_p P_k q_k P q_1 q_2", real=True)
SLOPES = (pair_p, lean_p, pair_k, lean_k, across, lean_from_p, lean_from_k)
"""Within the p points (and on the diagonal), within the k points; across by K_uv, by K_uu of the p points, by K_vv."""

ON_P = {one_p * one_p: one_p, one_p * v: v, one_p * w: w, v * w: u + delta * one_p}
ON_K = {one_k * one_k: one_k, one_k * y: y, one_k * z: z, y * z: t + eta * one_k}
"""The diagonals of the forms: entrywise products of vectors; u and t add up to 0."""


def derivative(form: Expression) -> Expression:
    """The derivative of the kernel along a form, as a form."""
    result = sympy.Integer(0)
    for vectors, number in sympy.Poly(sympy.expand(form), one_p, v, w, one_k, y, z).terms():
        product = sympy.Mul(*(x**power for x, power in zip((one_p, v, w, one_k, y, z), vectors, strict=True)))
        if product in ON_P:
            own = ON_P[product]
            result += number * (pair_p * product + 2 * lean_p * own * one_p + 2 * lean_from_p * own * one_k)
        elif product in ON_K:
            own = ON_K[product]
            result += number * (pair_k * product + 2 * lean_k * own * one_k + 2 * lean_from_k * own * one_p)
        else:
            result += number * across * product
    return sympy.expand(result)


def standard(n: Expression, k: Expression, slope: Expression, mixed: Expression, own: Expression) -> Expression:
    """The derived eigenvalue on the standard component, from the slopes M', ∂V/∂K_uv and ∂V/∂K_uu."""
    return (k * slope + (n - k) * mixed - 2 * k * own) / n


def derive() -> Derivation:
    """The derivation of the eigenvalues; p = n − k."""
    proof = Proof(
        "two_places",
        domain={
            p: range(1, 40), k: range(1, 40), size: range(20, 60), other: range(1, 20), variance: (0, 2),
            **dict.fromkeys((one_p, one_k, v, w, y, z, u, t, delta, eta, *SLOPES, *Cubic.SYMBOLS), (-1, 1)),
        },
    )  # fmt: skip
    n, ray = p + k, k * one_p - p * one_k
    proof.equal("The batch k y, −p y is recentred: so is its Gram matrix", recentred(ray**2), ray**2)
    proof.equal("The vectors that are constant on the clusters, recentred", recentred(one_p**2), (ray / n) ** 2)
    slope_p, slope_k = pair_p + 2 * lean_p, pair_k + 2 * lean_k
    lambda_p = standard(n, k, slope_p, across, lean_from_p)
    lambda_k = standard(n, p, slope_k, across, lean_from_k)
    scale = (k * lambda_p + p * lambda_k) / n
    modes = [
        ("The ray itself: the scale", ray**2, scale, 0),
        ("v on the p points, adding up to 0, and the ray", v * ray, lambda_p, 0),
        ("y on the k points, adding up to 0, and the ray", y * ray, lambda_k, 0),
        ("v on the p points and y on the k points", v * y, across, 0),
        ("v, w on the p points, v ∘ w = u + δ", v * w, pair_p, 2 * (lean_p - lean_from_p) * (u + delta * ray / n)),
        ("y, z on the k points, y ∘ z = t + η", y * z, pair_k, 2 * (lean_from_k - lean_k) * (t - eta * ray / n)),
    ]
    for name, form, factor, rest in modes:
        proof.equal(
            f"{name}: the derivative, recentred, is a multiple, up to the modes before",
            recentred(derivative(form)),
            sympy.expand(factor * form + rest * ray / n),
            shown=sympy.Function("DPhi")(form),
        )
    counts = [p * (p - 1) / 2, k * (k - 1) / 2, p - 1, k - 1, (p - 1) * (k - 1), 1]
    proof.equal("These are all recentred matrices", sum(counts), n * (n - 1) / 2)
    numbers = dict(zip(SLOPES, map(sympy.Rational, ("2/5", "1/7", "3/4", "-1/9", "-1/3", "2/11", "5/13")), strict=True))
    values = [pair_p, pair_k, lambda_p, lambda_k, across, scale]
    for points_p, points_k in ((3, 1), (3, 2), (2, 3)):
        at = {p: points_p, k: points_k, **numbers}
        roots = [
            ([1, -value.subs(at)], int(count.subs(at) if count != 1 else 1))
            for value, count in zip(values, map(sympy.sympify, counts), strict=True)
        ]
        proof.exactly(
            f"The characteristic polynomial of the full derivative for {points_p} + {points_k} points, rational slopes",
            characteristic_polynomial(partial(_full_image, points_p, numbers), points_p + points_k),
            polynomial_with_roots(roots),
            shown=(sympy.Function("chi")(points_p, points_k), sympy.Symbol("product of the factors")),
        )
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_standard"), lambda_p)


def _full_image(q: int, slopes: dict[Any, Expression], matrix: Matrix) -> Matrix:
    def entry(i: int, j: int) -> Expression:
        a, b = matrix[i][i], matrix[j][j]
        if (i < q) == (j < q):
            pair, lean = (pair_p, lean_p) if i < q else (pair_k, lean_k)
            return slopes[pair] * matrix[i][j] + slopes[lean] * (a + b)
        on_p, on_k = (a, b) if i < q else (b, a)
        return slopes[across] * matrix[i][j] + slopes[lean_from_p] * on_p + slopes[lean_from_k] * on_k

    return centre([[entry(i, j) for j in range(len(matrix))] for i in range(len(matrix))])


@dataclass(frozen=True)
class Cubic:
    """The general cubic form in place of a dual kernel, to compare formulas for any kernel."""

    c1: Any
    c2: Any
    c3: Any
    SYMBOLS = sympy.symbols("c_1 c_2 c_3", real=True)

    def dual_kernel(self, a: Any, b: Any, c: Any) -> Any:
        """The form c_1 b³ + c_2 a b c + c_3 b (a² + c²)."""
        return self.c1 * b**3 + self.c2 * a * b * c + self.c3 * b * (a * a + c * c)

    def dual_kernel_gradient(self, a: Any, b: Any, c: Any) -> tuple[Any, Any, Any]:
        """Its partial derivatives."""
        mixed = 3 * self.c1 * b * b + self.c2 * a * c + self.c3 * (a * a + c * c)
        return self.c2 * b * c + 2 * self.c3 * a * b, mixed, self.c2 * a * b + 2 * self.c3 * b * c

    def second_moment(self, a: Any) -> Any:
        """Its value at (a, a, a)."""
        return self.dual_kernel(a, a, a)

    def second_moment_slope(self, a: Any) -> Any:
        """The derivative of that."""
        return 3 * (self.c1 + self.c2 + 2 * self.c3) * a * a


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, with n for p + k and a cubic form for the kernel."""
    from bnproofs.configurations import two_places

    q = size - other
    a, b, c = other**2 * variance, -other * q * variance, q**2 * variance
    form = Cubic(*Cubic.SYMBOLS)
    own, mixed, _ = form.dual_kernel_gradient(a, b, c)
    image = (form.second_moment(a) + form.second_moment(c) - 2 * form.dual_kernel(a, b, c)) / size**2
    at = [size, other, variance, *Cubic.SYMBOLS]

    def of(function: Any, *, with_n: bool = True) -> Any:
        def closed(n: Any, k: Any, s: Any, *coefficients: Any) -> Any:
            return function(Cubic(*coefficients), *((n, k, s) if with_n else (k, s)))

        closed.__name__ = function.__name__
        return closed

    derived = standard(size, other, form.second_moment_slope(a), mixed, own)
    proof.agrees("The package's next variance", of(two_places.next_variance), at, image)
    proof.agrees(
        "and its derivative, the scale eigenvalue", of(two_places.scale_eigenvalue), at, sympy.diff(image, variance)
    )
    proof.agrees("The package's standard eigenvalue", of(two_places.standard_eigenvalue), at, derived)
    proof.agrees("The package's mixed eigenvalue", of(two_places.mixed_eigenvalue), at, mixed)
    proof.agrees(
        "The package's transverse eigenvalue",
        of(two_places.transverse_eigenvalue, with_n=False), at, form.dual_kernel_gradient(a, a, a)[1],
    )  # fmt: skip


if __name__ == "__main__":
    run_as_script(derive)
