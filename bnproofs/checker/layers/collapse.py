"""ReLU, leaky ReLU and absolute value without recentring and rescaling: collapse to one direction, and rank growth.

Slope 1 is the identity: every Gram matrix is fixed, and neither is claimed. Source: docs/layer-certificate.md,
"Without normalisation".
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..arctangent import atan, pi
from ..claims import exactly
from ..cover import working_bits
from ..docket import Docket
from ..fields import Refusal, bounds, items, members, rational, require_encloses, require_equal
from ..interval import Interval, hull, surely_less, whole
from ..layer import LayerName
from ..reader import Certificate, Claim
from ..two_clusters import degenerate

KINDS = ("collapsed",)
SLOPES = {("relu", 0): Fraction(0), ("abs", 0): Fraction(-1)}
MOST_BOUNDS, MOST_TERMS = 8, 4096


def covers(layer: LayerName) -> bool:
    """Whether the layer is a ReLU, leaky ReLU or absolute value and nothing else."""
    name = (layer.activation, len(layer.parameters))
    return not layer.recentre and not layer.rescale and (name in SLOPES or name == ("leaky_relu", 1))


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once the claims on the collapsed configuration are proved."""
    n, bits, layer = certificate.batch, certificate.bits, certificate.layer
    a = layer.parameters[0] if layer.parameters else SLOPES[layer.activation, 0]
    fixed = {"cosine": degenerate(Fraction(1)), "growth": degenerate((1 + a**2) / 2)}
    docket.prove("fixed-point", lambda claim: exactly(claim, fixed))
    docket.prove("spectrum", lambda claim: exactly(claim, spectrum_statement(n)))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": "marginal"}))
    if a != 1:
        docket.prove("collapse", lambda claim: collapse(claim, a, bits))
        docket.prove("rank-growth", lambda claim: rank_growth(claim, n, a, bits))


def spectrum_statement(n: int) -> dict[str, Any]:
    """The statement of `spectrum`: all n(n+1)/2 − 1 eigenvalues besides the scale mode are 1."""
    one = degenerate(Fraction(1))
    rows = [("trivial", 1, 1), ("standard", n - 1, 2), ("(n-2,2)", n * (n - 3) // 2, 1)]
    if sum(count * eigenvalues for _, count, eigenvalues in rows) != n * (n + 1) // 2 - 1:
        raise Refusal("the multiplicities do not add up to n(n+1)/2")
    components = [
        {"component": name, "multiplicity": count, "eigenvalues": [one] * eigenvalues}
        for name, count, eigenvalues in rows
        if count
    ]
    return {"components": components, "spectral_radius": one}


def collapse(claim: Claim, a: Fraction, bits: int) -> None:
    """Nothing; `Refusal` unless the constants are η = (1−a)²/(1+a²), v = η√2/(3π), C = η(25η+6)/300, 9π²/(2η²).

    The inequalities between numbers on which the bounds rest are verified: 4√2 − 5 < 2/3, 1/2 − 4/(3π) < 2/25, and
    π² < 12. The bounds hold from layer 0 on if η ≤ 1, else from layer 1 on.
    """
    require_equal(claim.witness, {}, "the witness")
    names = ("contraction", "excess", "from_layer", "step", "rate")
    contraction, excess, start, step, rate = members(claim.statement, *names)
    eta = (1 - a) ** 2 / (1 + a**2)
    require_equal(contraction, str(eta), "the contraction")
    require_equal(excess, str(eta * (25 * eta + 6) / 300), "the excess")
    require_equal(start, 0 if eta <= 1 else 1, "the first layer")
    work = working_bits(0, bits) + 4 * max(eta.numerator.bit_length(), eta.denominator.bit_length())
    root, circle = whole(2, work).sqrt(), pi(work)
    require_less(root.times(4), Fraction(17, 3))
    require_less(whole(1, work).over(2) - whole(4, work).over(3) / circle, Fraction(2, 25))
    require_less(circle.square(), Fraction(12))
    require_encloses(bounds(step), scaled(root / circle, eta / 3), bits, "the step")
    require_encloses(bounds(rate), scaled(circle.square(), Fraction(9, 2) / eta**2), bits, "the rate")


def rank_growth(claim: Claim, n: int, a: Fraction, bits: int) -> None:
    """Nothing; `Refusal` unless for each cosine t the least eigenvalue is bounded by (1−a)²/4 · B(n, t) > 0.

    The number of the first term of B is the least j ≥ 1 with (n−1)t^(2j) < 1.
    """
    require_equal(claim.witness, {}, "the witness")
    opposite, listed = members(claim.statement, "opposite", "bounds")
    require_equal(opposite, "none" if a == -1 else "independent", "what is asked of opposite points")
    work = working_bits(n, bits) + 4 * max(a.numerator.bit_length(), a.denominator.bit_length())
    for entry in items(listed, 1, MOST_BOUNDS):
        cosine, order, value = members(entry, "cosine", "order", "least_eigenvalue")
        t = rational(cosine)
        if not 0 < t < 1 or t.denominator > 10**9:
            raise Refusal("a largest cosine is not between 0 and 1, with at most nine digits")
        first = first_term(n, t)
        require_equal(order, first, "the order")
        least = scaled(power_series(n, t, first, work), (1 - a) ** 2 / 4)
        if bounds(value).lower <= 0:
            raise Refusal("the bound of the least eigenvalue is not positive")
        require_encloses(bounds(value), least, bits, "the least eigenvalue")


def first_term(n: int, t: Fraction) -> int:
    """The least j ≥ 1 with (n−1) t^(2j) < 1; `Refusal` if it is too large."""
    left, right = n - 1, 1
    for j in range(1, MOST_TERMS + 1):
        left, right = left * t.numerator**2, right * t.denominator**2
        if left < right:
            return j
    raise Refusal("the power series would need too many terms")


def power_series(n: int, t: Fraction, first: int, bits: int) -> Interval:
    """The interval of B(n, t) = Σ b_j (1 − (n−1)t^(2j)) over j ≥ `first`, 0 < t < 1.

    The b_j, b_0 = 2/π and b_(j+1) = b_j (2j−1)²/((2j+2)(2j+1)), are the coefficients of (2/π)(√(1−t²) + t arcsin t),
    and add up to 1: so B is 1 − (n−1) times that, less the terms before.
    """
    one, square = whole(1, bits), hull(t**2, t**2, bits)
    root, power, b = (one - square).sqrt(), one, whole(2, bits) / pi(bits)
    total = one - (b * (root + scaled(atan(hull(t, t, bits) / root), t))).times(n - 1)
    for j in range(first):
        total -= b * (one - power.times(n - 1))
        power, b = power * square, b.times((2 * j - 1) ** 2).over((2 * j + 2) * (2 * j + 1))
    return total


def require_less(value: Interval, bound: Fraction) -> None:
    """Nothing; `Refusal` unless the number is proved to be below the bound."""
    if not surely_less(value, hull(bound, bound, value.bits)):
        raise Refusal("an inequality of the derivation is not proved")


def scaled(value: Interval, factor: Fraction) -> Interval:
    """The interval of a rational multiple."""
    return value.times(factor.numerator).over(factor.denominator)
