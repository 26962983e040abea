"""Hermite polynomials of odd order: E (φ(u) − φ(v))² exceeds 2 E (u − v)², so every batch grows."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import sympy
from sympy import Rational, Symbol
from sympy.polys.domains import ZZ
from sympy.polys.rings import PolyElement, ring

from derivations.framework.boxes import wrong_signs
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.hermite_kernel import hermite_kernel
from derivations.monomial_kernel import count

Expression = Any

RATE = 2
ORDERS = (3, 5, 7, 9, 11)
HEIGHTS = ((0, 1), (1, 4), (1, 2), (3, 4), (1, 1), (1, 0))
PARTS = ((0, 1), (2, 3), (1, 1))
BOXES = tuple((h, z, ((0, 1), (1, 1))) for h, z in product(pairwise(HEIGHTS), pairwise(PARTS)))

t, r, h = sympy.symbols("t r h", positive=True)
z, kappa = sympy.symbols("z kappa", positive=True)
q = sympy.Symbol("q", real=True)
RING, h_, z_, kappa_, g_ = ring("h, z, kappa, g", ZZ)
"""Polynomials in the variables of the boxes and in g, half the difference of the variances."""


def cubic_quotient() -> Expression:
    """The derived quotient E (φ(u) − φ(v))²/E (u − v)² for k = 3."""
    apart = 3 * (1 - kappa) * ((3 * t + r - 1) ** 2 + (2 * r - 1) ** 2)
    return 3 + apart + kappa * (15 * (3 * t + r - Rational(3, 5)) ** 2 + Rational(3, 5))


def kernel(k: int, kuu: PolyElement, kuv: PolyElement, kvv: PolyElement) -> PolyElement:
    """The kernel of derivations/hermite_kernel.py on polynomials of a ring."""
    total = kuv.ring.zero
    for m in range(k // 2 + 1):
        weight = int(count(sympy.Integer(k - 2 * m), sympy.Integer(m)))
        total += weight * kuv ** (k - 2 * m) * ((kuu - 1) * (kvv - 1)) ** m
    return total


def surplus(k: int) -> PolyElement:
    """The derived polynomial (E (φ(u) − φ(v))² − 2 E (u − v)²)/(4hz) in h, z and κ, as g² = 4κh²z(1 − z)."""
    a, b, c = h_ + g_, h_ - 2 * h_ * z_, h_ - g_
    square = kernel(k, a, a, a) + kernel(k, c, c, c) - 2 * kernel(k, a, b, c)
    total = RING.zero
    for (i, j, _, power), value in square.terms():
        total += value * h_**i * z_**j * (4 * kappa_ * h_**2 * z_ * (1 - z_)) ** (power // 2)
    quotient, rest = divmod(total, 4 * h_ * z_)
    return quotient - RATE if not rest else RING.zero


def odd_powers(k: int) -> int:
    """The number of odd powers of g in E (φ(u) − φ(v))², which is symmetric in u and v."""
    a, c = h_ + g_, h_ - g_
    square = kernel(k, a, a, a) + kernel(k, c, c, c) - 2 * kernel(k, a, h_ - 2 * h_ * z_, c)
    return sum(key[3] % 2 for key in square.monoms())


def derive() -> Derivation:
    """The derivation: the cubic by hand, the others by the signs of coefficients."""
    proof = Proof("hermite_growth", domain={t: (0, 3), r: (0, 3), h: (0, 3), z: (0, 1), kappa: (0, 1), q: (-1, 1)})
    a, b, c = t + r + 2 * q, t - r, t + r - 2 * q
    proof.definition("(u + v)/2 has the variance t, (u − v)/2 r and their product the mean q; E u²", Symbol("K_uu"), a)
    proof.definition("E uv, and E v² as E u² with −q; q² ≤ tr is κtr", Symbol("K_uv"), b)
    proof.equal("The mean square of u − v", a + c - 2 * b, 4 * r, shown=Symbol("E (u - v)^2"))
    square = hermite_kernel(3, a, a, a) + hermite_kernel(3, c, c, c) - 2 * hermite_kernel(3, a, b, c)
    proof.equal(
        "k = 3: the quotient is linear in κ, with sums of squares at κ = 0 and κ = 1, and at least 3",
        sympy.expand(square).subs(q**2, kappa * t * r),
        sympy.expand(4 * r * cubic_quotient()),
        shown=Symbol("E (phi(u) - phi(v))^2"),
    )
    at = {kappa: 0, r: Rational(1, 2), t: Rational(1, 6)}
    proof.equal(
        "It is 3 where κ and both squares are zero, and only there",
        cubic_quotient().subs(at),
        3,
        shown=Symbol("quotient"),
    )
    proof.equal("that is at variances 2/3", (t + r).subs(at), Rational(2, 3), shown=Symbol("K_uu"))
    proof.equal(
        "and correlation −1/2: three exchangeable points",
        ((t - r) / (t + r)).subs(at),
        -Rational(1, 2),
        shown=Symbol("rho"),
    )
    proof.definition("For every k: h is the mean variance, r = hz, K_uv = h(1 − 2z), K_uu = h + g, g²",
                     Symbol("g") ** 2, 4 * kappa * h**2 * z * (1 - z))  # fmt: skip
    proof.equal("as g = 2q, t = h(1 − z)", (4 * kappa * t * r).subs({t: h * (1 - z), r: h * z}),
                4 * kappa * h**2 * z * (1 - z), shown=Symbol("g") ** 2)  # fmt: skip
    shown = Symbol("wrong signs"), sympy.Integer(0)
    for k in ORDERS:
        proof.exactly(
            f"k = {k}: E (φ(u) − φ(v))² is even in g", odd_powers(k), 0, shown=(Symbol("odd powers"), shown[1])
        )
        form = surplus(k)
        degrees = tuple(form.degree(x) for x in (h_, z_, kappa_))
        proof.exactly("Over E (u − v)², less 2, it is a polynomial in h, z and κ of these degrees", degrees,
                      (k - 1, k - 1, (k - 1) // 2), shown=(Symbol("degrees"), sympy.Tuple(*degrees)))  # fmt: skip
        form = form.drop(g_)
        wrong = sum(wrong_signs(form, box) for box in BOXES)
        proof.exactly("Ten boxes, h cut at 1/4, 1/2, 3/4, 1 and z at 2/3, (p + p'X)/(q + q'X) for each variable: its "
                      "coefficients that are not positive", wrong, 0, shown=shown)  # fmt: skip
    compare(proof)
    return proof.conclude(Symbol("E (He_3(u) - He_3(v))^2 / E (u - v)^2"), cubic_quotient())


def compare(proof: Proof) -> None:
    """The comparison with the package: its rates, and its kernel against the polynomials."""
    from fractions import Fraction

    from bnproofs.activations import Hermite
    from bnproofs.theorems.shrinking import prove_no_variance

    for k in range(2, 13):
        phi: Any = Hermite(k)
        found = prove_no_variance(phi)
        value = None if found is None else sympy.Rational(str(found.statement["rate"][0]))
        expected = sympy.Integer(RATE) if k in ORDERS else None
        text = f"The package's rate for k = {k}" + ("" if k in ORDERS else ": none")
        shown = Symbol("none") if expected is None else expected
        proof.exactly(text, value, expected, shown=(Symbol("rate"), shown))
    height, part, gap = Fraction(5, 7), Fraction(1, 3), Fraction(1, 2)
    for k in ORDERS:
        phi, at = Hermite(k), (height + gap, height * (1 - 2 * part), height - gap)
        square = phi.second_moment(at[0]) + phi.second_moment(at[2]) - 2 * phi.dual_kernel(*at)
        bend = gap**2 / (4 * height**2 * part * (1 - part))
        numbers = [sympy.Rational(str(x)) for x in (height, part, bend)]
        value = sum(
            int(c) * numbers[0] ** key[0] * numbers[1] ** key[1] * numbers[2] ** key[2] for key, c in surplus(k).terms()
        )
        proof.exactly(
            f"Its kernel for k = {k}, on rational numbers, against the polynomial",
            sympy.Rational(str(square / (4 * height * part) - RATE)), value,
            shown=(Symbol("E (phi(u) - phi(v))^2 / E (u - v)^2 - 2"), value),
        )  # fmt: skip


if __name__ == "__main__":
    run_as_script(derive)
