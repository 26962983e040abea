"""A batch of two values stays one, with orthogonal groups, for every weight matrix: a case split on one sign."""

from __future__ import annotations

import sympy
from sympy import Max, erf, exp, oo, pi, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.recentring import row_losses
from derivations.relu_kernel import Expression, kernel

p, k = sympy.symbols("p k", integer=True, positive=True)
size, other, difference, x = sympy.symbols("n k Delta x", positive=True)
first, second, a, b, c = sympy.symbols("h_1 h_2 a b c", real=True)


def derive() -> Derivation:
    """The derivation of the invariance, the norm ratio and the growth; p = n − k."""
    unit = dict.fromkeys((first, second, a, b, c), (-2, 2))
    integers = {p: range(1, 40), k: range(1, 40), size: range(20, 60), other: range(1, 20)}
    proof = Proof("two_cluster_invariance", domain={**unit, **integers, difference: (0, 2), x: (0, 4)})
    n = p + k
    mean = (p * first + k * second) / n
    step = second - first
    proof.equal(
        "A neuron is h_1 on p = n − k points and h_2 on k: recentred, on the k points", second - mean, p * step / n
    )
    proof.equal("and on the p points", first - mean, -k * step / n)
    for name, sign in (("Δ = h_2 − h_1 > 0", 1), ("Δ < 0, with |Δ| for Δ", -1), ("Δ = 0", 0)):
        on_k, on_p = Max(0, sign * p * difference / n), Max(0, -sign * k * difference / n)
        values = sympy.Matrix([[p * difference / n if sign > 0 else 0, k * difference / n if sign < 0 else 0]])
        proof.equal(
            f"Case {name}: the ReLU on the k points and on the p points",
            sympy.Matrix([[on_k, on_p]]),
            values,
            shown=sympy.Matrix([[sympy.Symbol("relu_k"), sympy.Symbol("relu_p")]]),
        )
        proof.equal(
            "so this neuron adds nothing to the products across the groups",
            on_k * on_p,
            0,
            shown=sympy.Symbol("relu_k") * sympy.Symbol("relu_p"),
        )
    density = exp(-(x**2) / 2) / sqrt(2 * pi)
    proof.integral(
        "In the mean: half of the second moment of a standard Gaussian lies on each side of 0",
        x**2 * density,
        -x * density + erf(x / sqrt(2)) / 2,
        (x, 0, oo),
        sympy.Rational(1, 2),
    )
    variance = a + b - 2 * c
    losses = row_losses((p, k), (a, b), ((a, c), (c, b)))
    recentred = [a - 2 * losses[0], c - losses[0] - losses[1], b - 2 * losses[1]]
    shapes = {"p": k**2 / n**2, "across": -p * k / n**2, "k": p**2 / n**2}
    for entry, (name, shape) in zip(recentred, shapes.items(), strict=True):
        proof.equal(
            f"Recentred, every such Gram matrix is one matrix times δ² = E Δ² = a + b − 2c: {name}",
            entry,
            shape * variance,
            shown=sympy.Symbol(f"K_{name}"),
        )
    proof.equal(
        "The ReLU kernel at the angle π, across the groups", kernel(p**2, k**2, pi), 0, shown=sympy.Function("V")(pi)
    )
    norm_k, norm_p = kernel(shapes["k"], shapes["k"], 0), kernel(shapes["p"], shapes["p"], 0)
    proof.equal(
        "and at the angle 0: the squared norm on the k points, over δ²",
        norm_k,
        p**2 / (2 * n**2),
        shown=sympy.Symbol("G_k"),
    )
    proof.equal("and on the p points", norm_p, k**2 / (2 * n**2), shown=sympy.Symbol("G_p"))
    proof.equal(
        "The norm ratio, squared", norm_k / norm_p, (p / k) ** 2, shown=sympy.Symbol("G_k") / sympy.Symbol("G_p")
    )
    growth = (p**2 + k**2) / (2 * n**2)
    proof.equal("The next δ² = G_k + G_p, over δ²: the growth", norm_k + norm_p, growth, shown=sympy.Symbol("g"))
    compare(proof)
    return proof.conclude(sympy.Symbol("g"), growth)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, with n for p + k."""
    from bnproofs.configurations import two_clusters

    in_n: dict[Expression, Expression] = {p: size - other, k: other}
    proof.agrees("The norm ratio of the package", two_clusters.norm_ratio, [size, other], (p / k).subs(in_n))
    growth = ((p**2 + k**2) / (2 * (p + k) ** 2)).subs(in_n)
    proof.agrees("The growth of the package", two_clusters.growth, [size, other], growth)


if __name__ == "__main__":
    run_as_script(derive)
