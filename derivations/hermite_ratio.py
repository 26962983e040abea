"""Hermite polynomials of even order: of three points, or five and more, no ratio λ/μ below 1 is kept."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, Symbol, binomial
from sympy.polys.domains import ZZ
from sympy.polys.rings import PolyElement, ring

from derivations.framework.boxes import Side, wrong_signs
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.monomial_kernel import count

Expression = Any

ORDERS = (4, 6, 8, 10, 12)
FAR = (Rational(1, 4), Rational(1, 2), sympy.Integer(1))

a, w, e, o = sympy.symbols("a w e o", positive=True)
b = sympy.Symbol("b", real=True)
beyond_one = sympy.Symbol("j", positive=True)
m = 1 + beyond_one
RING, a_, o_, m_ = ring("a, o, m", ZZ)


def bound(k: int) -> Expression:
    """The bound a_0 of the variance a where λ' = λ: c² a_0 = 6/5, c the coefficient of x² in He_k up to its sign."""
    return Rational(6, 5) / (binomial(k, 2) * sympy.factorial2(k - 3)) ** 2


def gain(k: int, x: Expression) -> Expression:
    """The derived lower bound of λ'/λ at a = x, from the pairs inside each kind."""
    terms = (count(sympy.Integer(k - 2 * i), sympy.Integer(i)) * (x - 1) ** (2 * i) * x ** (k - 2 * i - 2)
             for i in range(k // 2))  # fmt: skip
    return x / 2 * sum(terms)


def excess(k: int) -> PolyElement:
    """The derived polynomial m Π^k (D' − D λ'/λ)/(o − a), Π = m(m − 1), for even k."""
    pairs = m_ * (m_ - 1)
    inner, outer = o_ - m_ * a_, (m_ - 1) * o_
    width = m_ * a_ + (m_ + 2) * o_
    total = RING.zero
    for i in range(k // 2 + 1):
        power = k - 2 * i
        weight = int(count(sympy.Integer(power), sympy.Integer(i)))
        own = (a_ - 1) ** (2 * i) * a_**power + (o_ - 1) ** (2 * i) * o_**power
        mixed = ((a_ - 1) * (o_ - 1)) ** i * outer**power * pairs ** (2 * i)
        quotient = sum((a_ ** (power - 1 - s) * inner**s * pairs ** (k - s) for s in range(power)), RING.zero)
        total += weight * (m_ * (pairs**k * own - 2 * mixed) - width * (a_ - 1) ** (2 * i) * quotient)
    result, rest = divmod(total, o_ - a_)
    return result if not rest else RING.zero


def near(form: PolyElement) -> PolyElement:
    """The form over a, with aθ for o, its second variable θ."""
    return RING.from_dict({(i + j - 1, j, size): value for (i, j, size), value in form.terms()})


def apart(form: PolyElement) -> PolyElement:
    """The form over o, with oy for a, its first variable y."""
    return RING.from_dict({(i, i + j - 1, size): value for (i, j, size), value in form.terms()})


def boxes_of_three(k: int) -> list[tuple[PolyElement, tuple[Side, ...]]]:
    """The polynomial and its box for n = 3, m = 2: there −H/e is negative."""
    return [(-near(excess(k)), (_side(0, bound(k)), _side(1, 4), ((2, 1), (2, 1))))]


def boxes_of_more(k: int) -> list[tuple[PolyElement, tuple[Side, ...]]]:
    """The polynomials and their boxes for n ≥ 5; on those of o > 2a_0 m² is at least o/a_0, and m ≥ 4."""
    form, small, many = excess(k), _side(0, bound(k)), _side(4, None)
    starts, ends = (2 * bound(k), *FAR), (*FAR, None)
    far = (
        (form, (small, _side(start, end), _side(_root(start / bound(k)), None)))
        for start, end in zip(starts, ends, strict=True)
    )
    close = (near(form), (small, _side(1, 2), many))
    return [close, (apart(form), (_side(0, Rational(1, 2)), _side(0, 2 * bound(k)), many)), *far]


def derive() -> Derivation:
    """The derivation: a bound of the variance, and the sign of H below it."""
    proof = Proof(
        "hermite_ratio",
        domain={a: (0, 2), o: (2, 5), w: (0, 2), e: (0, 2), b: (-1, 1), beyond_one: range(1, 9)},
    )
    _numbers(proof)
    shown = Symbol("wrong signs"), sympy.Integer(0)
    x = Symbol("x")
    for k in ORDERS:
        proof.definition(f"k = {k}: a bound of the squared norm a", Symbol("a_0"), bound(k))
        rest = sympy.Poly(sympy.expand(gain(k, x) - 1), x)
        proof.positive("at a_0 the bound of λ'/λ exceeds 1", rest.eval(bound(k)))
        roots = rest.count_roots(bound(k), sympy.oo)
        proof.exactly(
            "and beyond, by Sturm's theorem: zeros of the difference", roots, 0, shown=(Symbol("zeros"), shown[1])
        )
        form = excess(k)
        lowest = min((i + j for i, j, _ in form.monoms()), default=0)
        proof.exactly("With p = m(m − 1), −m p^k H/(o − a) is a polynomial; its least degree in a and o", lowest, 1,
                      shown=(Symbol("degree"), sympy.Integer(1)))  # fmt: skip
        wrong = sum(wrong_signs(part, box) for part, box in boxes_of_three(k))
        proof.exactly(
            "n = 3, θ = o/a from 1 to 4: coefficients of H/(o − a) over a not positive", wrong, 0, shown=shown
        )
        pieces = boxes_of_more(k)
        wrong = sum(wrong_signs(part, box) for part, box in pieces)
        proof.exactly(f"n ≥ 5: of −H/(o − a), a ≤ a_0, on {len(pieces)} boxes: θ ≤ 2; a ≤ o/2, o ≤ 2a_0; o cut at 1/4, "
                      "1/2, 1, m ≥ √(o/a_0)", wrong, 0, shown=shown)  # fmt: skip
    compare(proof)
    return proof.conclude(Symbol("a_0"), bound(4))


def _numbers(proof: Proof) -> None:
    """The steps on the numbers of the family in terms of a, o and m."""
    size, pairs = o / m, m * (m - 1)
    proof.definition("Squared norms a in the cluster, o = mw, product across −w, within b = (w − a)/(m − 1)", w, size)
    proof.equal("b", (size - a) / (m - 1), (o - m * a) / pairs, shown=b)
    proof.equal("w", size, (m - 1) * o / pairs, shown=w)
    proof.equal(
        "e = w + b is (o − a)/(m − 1): λ < μ where o > a", size + (o - m * a) / pairs, (o - a) / (m - 1), shown=e
    )
    proof.equal("b < a where o < m² a", a - (o - m * a) / pairs, (m**2 * a - o) / pairs, shown=a - b)
    proof.equal("b > −a/m where o > a", (o - m * a) / pairs + a / m, (o - a) / pairs, shown=b + a / m)
    proof.equal("D = a + 2w + o", a + 2 * size + o, (m * a + (m + 2) * o) / m, shown=Symbol("D"))
    for i in (2, 4, 6):
        rest = sum(a ** (i - 2 - s) * b**s for s in range(2, i, 2))
        proof.equal(
            f"For −a/2 ≤ b ≤ a (a^i − b^i)/(a − b) is at least a^(i−1)/2, i = {i}: the rest has even powers of b",
            sympy.cancel((a**i - b**i) / (a - b)), (a + b) * (a ** (i - 2) + rest),
            shown=(a**i - b**i) / (a - b),
        )  # fmt: skip


def _side(start: Expression, end: Expression | None) -> Side:
    low = sympy.Rational(start)
    high = (1, 0) if end is None else (int(sympy.Rational(end).p), int(sympy.Rational(end).q))
    return (int(low.p), int(low.q)), high


def _root(quotient: Expression) -> int:
    """The largest whole number that is at most the square root and at least 4, or 4."""
    return max(4, int(sympy.integer_nthroot(int(sympy.floor(quotient)), 2)[0]))


def compare(proof: Proof) -> None:
    """The comparison with the package: one layer on rational numbers of the family; and what it states of which n."""
    from fractions import Fraction

    from bnproofs.activations import Hermite
    from bnproofs.fixed_points.odd_pair import next_pair
    from bnproofs.layer import Layer
    from bnproofs.theorems.towards_uniform import prove_no_odd_point

    for k in ORDERS:
        phi: Any = Hermite(k)
        stated = [n for n in range(3, 12) if prove_no_odd_point(phi, n) is not None]
        expected = [3, *range(5, 12)]
        proof.exactly(f"The package's batches for k = {k}", stated, expected,
                      shown=(Symbol("n"), sympy.FiniteSet(*expected)))  # fmt: skip
        for n in (3, 4, 7):
            size, d, far = n - 1, Fraction(1, 50), Fraction(1, 31)
            row = far / size
            product = (row - d) / (size - 1)
            after, next_product = next_pair(Layer.parse(f"rc+hermite({k})"), n, d, product)
            gap, next_gap = d - product, after - next_product
            found = n * (next_gap * n * row - gap * n * (after + (size - 1) * next_product))
            pairs = size * (size - 1)
            value = sum(int(c) * d**i * far**j * size**s for (i, j, s), c in excess(k).terms())
            proof.exactly(f"One layer, n = {n}", found, -gap * value * (far - d) / pairs**k,
                          shown=(Symbol("n (lambda' mu - lambda mu')"), Symbol("m lambda H")))  # fmt: skip


if __name__ == "__main__":
    run_as_script(derive)
