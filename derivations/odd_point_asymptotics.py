"""The odd point for n → ∞: power series in ε = 1/n, from undetermined coefficients in the fixed-point equation."""

from __future__ import annotations

from dataclasses import dataclass

import mpmath
import sympy
from sympy import cos, diff, pi, sin

from derivations.defect_monotone import defect
from derivations.framework.cluster_matrix import Slopes
from derivations.framework.model import Derivation
from derivations.framework.odd_family_series import HALF, ORDER, OddFamilySeries
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.framework.series import Series
from derivations.isotypic_blocks import standard_matrix
from derivations.odd_point_map import denominator, fixed_point_form, m, psi, q, theta
from derivations.relu_kernel import Expression

epsilon, unknown = sympy.symbols("epsilon t", positive=True)
lean, pair, across, ratio = sympy.symbols("L P Q R", real=True)
TERMS = 5
"""The number of terms of θ."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A series in ε with the number of terms to state, and a form in it that must vanish in its first coefficients."""

    series: Series
    terms: int
    identity: str
    vanishing: Series

    def stated(self) -> Expression:
        """The polynomial in ε of the stated terms."""
        return self.series.polynomial(epsilon, self.terms)

    def left_out(self) -> int:
        """The power of ε of the first term that is not stated."""
        return [j for j, value in enumerate(self.series.coefficients) if value != 0][self.terms - 1] + 1


def solve(proof: Proof) -> Series:
    """The derived series of θ, each coefficient from one linear equation."""
    leading = Series.of([0, 1], 4)
    start = (leading.sine() - leading * leading.cosine()).lowered(3) / ((1 - leading.cosine()).lowered(2) * pi)
    proof.exactly("q/θ tends to", start.coefficients[0], 2 / (3 * pi), shown=(sympy.Symbol("q") / theta, 2 / (3 * pi)))
    found: list[Expression] = [sympy.Integer(0)]
    for power in range(1, TERMS + 1):
        if power == 1:
            equation = 2 - start.coefficients[0] * unknown
        else:
            equation = OddFamilySeries.at(Series.of([*found, unknown], ORDER)).equation().coefficients[power - 1]
        slope = sympy.expand(diff(equation, unknown))
        root = sympy.expand(-equation.subs(unknown, 0) / slope)
        proof.exactly(
            f"The coefficient of ε^{power - 1} in εF is linear in the unknown t_{power}, with a slope that is never 0",
            slope,
            -2 / (3 * pi),
            shown=(sympy.Symbol(f"dF_{power - 1}/dt_{power}"), -2 / (3 * pi)),
        )
        proof.exactly(
            f"and vanishes at one t_{power}",
            sympy.expand(equation.subs(unknown, root)),
            0,
            shown=(sympy.Symbol(f"t_{power}"), root),
        )
        found.append(root)
    return Series.of(found, ORDER)


def expansions(angle: Series) -> dict[str, Expansion]:
    """The derived series at the odd point."""
    at = OddFamilySeries.at(angle)
    trace, determinant = at.standard()
    gap = (trace * trace - 4 * determinant).sqrt()
    large, small = (trace + gap) * HALF, (trace - gap) * HALF
    growth = at.scaled_denominator() * HALF
    cluster = at.one_minus_cos * (1 - at.defect)
    norm = Series.of([1, -1], ORDER) * at.cos_psi
    pairs = (pi - at.theta) * (1 / (2 * pi)) / growth
    kappa = (at.sine + (pi - at.theta) * (1 - at.one_minus_cos)) * (1 / pi)
    square = Series.of([1, -2, 1], ORDER)
    return {
        "theta": Expansion(angle, TERMS, "F = 0", at.equation()),
        "1 - cos_cluster": Expansion(cluster, 4, "1 − κ = (1 − cos θ)(1 − q)", cluster - (1 - kappa)),
        "cos_odd": Expansion(
            at.cos_psi * at.excess * (1 / pi), 3, "π cos_odd = sin ψ − ψ cos ψ",
            at.cos_psi * at.excess - (at.sin_psi - at.psi * at.cos_psi),
        ),
        "norm_ratio/n": Expansion(norm, 4, "(norm ratio)² (1 + τ) = m²", norm * norm * (1 + at.tau) - square),
        "growth": Expansion(growth, 5, "2g = 1 − q where F = 0", 2 * growth - (1 - at.defect)),
        "tau": Expansion(at.tau, 4, "(1 + τ) cos²ψ = 1", (1 + at.tau) * at.cos_psi * at.cos_psi - 1),
        "trivial": Expansion(at.trivial(), 4, "Λ = 1 + τ (dF/dτ)/Y where F = 0", at.trivial() - at.trivial_from_form()),
        "standard_large": Expansion(large, 4, "λ² − trace λ + determinant = 0", large * (large - trace) + determinant),
        "standard_small": Expansion(small, 3, "λ² − trace λ + determinant = 0", small * (small - trace) + determinant),
        "(m-2,2)": Expansion(pairs, 4, "λ (1 − q) = 1 − θ/π where F "
        "= 0", pairs * (1 - at.defect) - (1 - at.theta * (1 / pi))),
    }  # fmt: skip


def derive() -> Derivation:
    """The derivation of the expansions."""
    slopes = dict.fromkeys((lean, pair, across, ratio), (0, 1))
    small = {theta: (0, 1), psi: (0, 1), q: (0, HALF), epsilon: (0, sympy.Rational(1, 10))}
    proof = Proof("odd_point_asymptotics", domain={m: (8, 60), **small, **slopes}, samples=2)
    tangent, n = sin(psi) / cos(psi), 1 / epsilon
    proof.equal(
        "The fixed-point form of odd_point_map with m = 1/ε − 1, times ε and at c = 1",
        fixed_point_form(n - 1, sin(psi), cos(psi), psi, q) * epsilon / cos(psi) ** 2,
        2 * (1 - epsilon) * (1 + (tangent - psi) / pi) - q / epsilon - epsilon * q * tangent**2,
        shown=sympy.Symbol("epsilon") * sympy.Symbol("F"),
    )
    overlap = 2 * epsilon * (1 - epsilon) * (tangent - psi) / pi
    proof.equal(
        "The denominator Y times ε², which is twice the growth",
        denominator(n - 1, sin(psi), cos(psi), psi, q) * epsilon**2 / cos(psi) ** 2,
        1 - 2 * epsilon + 2 * epsilon**2 + epsilon**2 * q * tangent**2 - overlap,
        shown=sympy.Symbol("2g"),
    )
    _slopes(proof)
    found = expansions(solve(proof))
    for name, expansion in found.items():
        checked = [sympy.expand(value) for value in expansion.vanishing.coefficients[:TERMS]]
        proof.exactly(
            f"The expansion of {name}; {expansion.identity} holds in the first {TERMS} coefficients",
            checked,
            [0] * len(checked),
            shown=(sympy.Symbol(name), expansion.stated()),
        )
    compare(proof, found)
    return proof.conclude(theta, found["theta"].stated())


def _slopes(proof: Proof) -> None:
    """The steps for the derivatives by θ that Λ is made of, and for the standard block in ε."""
    part = (m - 1) / m
    sin_squared = part * (1 - cos(theta))
    cos_squared = 1 - sin_squared
    tau = sin_squared / cos_squared
    proof.derivative("τ by θ", tau, theta, part * sin(theta) / cos_squared**2)
    factor = (1 - cos(theta)) * cos_squared / sin(theta)
    proof.equal("so f, τ over that, is", tau / diff(tau, theta), factor, shown=sympy.Symbol("f"))
    slope = sin(theta) * (theta - sin(theta)) / (pi * (1 - cos(theta)) ** 2)
    proof.derivative("q by θ", defect(theta), theta, slope)
    proof.derivative("tan ψ − ψ by ψ is tan²ψ", sin(psi) / cos(psi) - psi, psi, (sin(psi) / cos(psi)) ** 2)
    proof.derivative(
        "sin²ψ by θ, which is 2 sin ψ cos ψ times the derivative of ψ", sin_squared, theta, part * sin(theta)
    )
    block = standard_matrix(Slopes(pair, lean, across, m * ratio, sympy.Integer(0))).subs(m, 1 / epsilon - 1)
    mean_alpha = epsilon / 2 + (1 - 3 * epsilon) * lean + (1 - epsilon) * ratio - epsilon * across
    mean_beta = (1 - 3 * epsilon) * (pair - across)
    expected = sympy.Matrix([[HALF - 2 * mean_alpha, -2 * mean_beta], [lean - mean_alpha, pair - mean_beta]])
    proof.equal("The standard block of isotypic_blocks in ε, with M = mR", block, expected, shown=sympy.Symbol("B"))


def compare(proof: Proof, found: dict[str, Expansion]) -> None:
    """The comparison with the package at roots with 60 digits: remainders of the order of the first term left out."""
    from bnproofs.configurations import odd_family

    remainders: dict[str, list[mpmath.mpf]] = {name: [] for name in found}
    with mpmath.workdps(90):
        for exponent in (4, 6):
            n = mpmath.mpf(10) ** exponent
            partial = {name: sympy.lambdify(epsilon, x.stated(), "mpmath")(1 / n) for name, x in found.items()}

            def point(x: mpmath.mpf, n: mpmath.mpf = n) -> tuple[mpmath.mpf, mpmath.mpf]:
                sine = mpmath.sin(x / 2) * mpmath.sqrt(2 * (n - 2) / (n - 1))
                return sine, mpmath.sqrt(1 - sine**2)

            def form(x: mpmath.mpf, n: mpmath.mpf = n) -> mpmath.mpf:
                return odd_family.fixed_point_form(n, *point(x)) / n

            def next_tau(t: mpmath.mpf, n: mpmath.mpf = n) -> mpmath.mpf:
                return odd_family.next_tau(n, mpmath.sqrt(t), mpmath.mpf(1))

            s, c = point(mpmath.findroot(form, partial["theta"], tol=mpmath.mpf(10) ** -120))
            (a, b), (d, e) = odd_family.standard_block(n, s, c)
            gap = mpmath.sqrt((a - e) ** 2 + 4 * b * d)
            tau = odd_family.tau(n, s, c)
            values = {
                "theta": odd_family.theta(n, s, c),
                "1 - cos_cluster": 1 - odd_family.cos_cluster(n, s, c),
                "cos_odd": odd_family.cos_odd(n, s, c),
                "norm_ratio/n": odd_family.norm_ratio(n, s, c) / n,
                "growth": odd_family.growth(n, s, c),
                "tau": tau,
                "trivial": mpmath.diff(next_tau, tau, h=mpmath.mpf(10) ** -50),
                "standard_large": (a + e + gap) / 2,
                "standard_small": (a + e - gap) / 2,
                "(m-2,2)": odd_family.pair_eigenvalue(n, s, c),
            }
            for name, expansion in found.items():
                remainders[name].append((values[name] - partial[name]) * n ** expansion.left_out())
    for name, (near, far) in remainders.items():
        proof.numerical(
            f"The package's {name} at the roots for n = 10^4 and n = 10^6: what the expansion leaves out, times "
            f"n^{found[name].left_out()}, is nearly the same",
            near,
            far,
            within=abs(far) / 20,
            shown=(sympy.Float(str(near), 8), sympy.Float(str(far), 8)),
        )


if __name__ == "__main__":
    run_as_script(derive)
