"""Hermite polynomials of even order k ≥ 4: no ratio λ/μ below 1 of the odd-point family is kept, for n = 3 and n ≥ 5.

With m = n − 1, a = K_cc < o = K_oo: λ' = λ needs a < a_0, and there −H/(o − a), H = D λ'/λ − D', has one sign: m Π^k
times it, Π = m(m − 1), is a polynomial in a, o and m, whose sign on each of a few boxes that cover a < a_0 and o ≤ m² a
follows from that of its coefficients. Source: docs/layer-certificate.md, "No odd point".
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, isqrt, prod

from ..fields import Refusal
from .general_exact import weights
from .general_polynomial import Polynomial as OneVariable
from .general_polynomial import positive_zeros, trimmed
from .polynomials import Polynomial, Side, is_positive, plus, power, times

FAR = (Fraction(1, 4), Fraction(1, 2), Fraction(1))
"""Ends of the boxes of o beyond 2a_0, before infinity."""


def is_never_kept(order: int, n: int) -> bool:
    """Whether it is proved that no batch of the odd-point family of n points with λ < μ is fixed under He_order."""
    if order % 2 or order < 4 or n < 3 or n == 4:
        return False
    bound = largest(order)
    rest = shifted(gain(order), bound)
    if not rest or rest[0] <= 0 or positive_zeros(rest):
        return False
    form = excess(order)
    near = {(a + o - 1, o, m): value for (a, o, m), value in form.items()}
    small: Side = ((0, 1), ends(bound))
    if n == 3:
        return is_positive(times(-1, near), (small, ((1, 1), (4, 1)), ((2, 1), (2, 1))))
    apart = {(a, a + o - 1, m): value for (a, o, m), value in form.items()}
    if not is_positive(near, (small, ((1, 1), (2, 1)), beyond(4))):
        return False
    if not is_positive(apart, (((0, 1), (1, 2)), ((0, 1), ends(2 * bound)), beyond(4))):
        return False
    lows, highs = (2 * bound, *FAR), (*map(ends, FAR), (1, 0))
    return all(
        is_positive(form, (small, (ends(low), high), beyond(max(4, isqrt(int(low / bound))))))
        for low, high in zip(lows, highs, strict=True)
    )


def largest(order: int) -> Fraction:
    """The bound a_0 = 6/(5 c²), c = order!/(2 · (order − 2)!!) the coefficient of x² in He_order up to its sign."""
    coefficient = comb(order, 2) * prod(range(1, order - 2, 2))
    return Fraction(6, 5 * coefficient**2)


def gain(order: int) -> OneVariable:
    """The polynomial (a/2) Σ_j w_j (a − 1)^2j a^(order − 2j − 2) − 1, at most λ'/λ − 1, as −a/2 < K_cc' < a."""
    total = [Fraction(0)] * (order + 1)
    for j, weight in enumerate(weights(order)[:-1]):
        for i in range(2 * j + 1):
            total[order - 1 - i] += Fraction(weight * (-1) ** i * comb(2 * j, i), 2)
    total[0] -= 1
    return trimmed(total)


def shifted(polynomial: OneVariable, start: Fraction) -> OneVariable:
    """The polynomial in x − start."""
    result: OneVariable = []
    for coefficient in reversed(polynomial):
        result = [a + start * b for a, b in zip([Fraction(0), *result], [*result, Fraction(0)], strict=True)]
        result[0] += coefficient
    return trimmed(result)


def excess(order: int) -> Polynomial:
    """The polynomial m Π^order (D' − D λ'/λ)/(o − a) in a, o and m, Π = m(m − 1), its lowest degree in a and o 1.

    K_co = −o/m = −(m − 1)o/Π, K_cc' = (o − m a)/Π, m D = m a + (m + 2) o, and λ'/λ is a sum of w_j (a − 1)^2j times
    (a^i − K_cc'^i)/(a − K_cc'), i = order − 2j.
    """
    m, pairs = {(0, 0, 1): 1}, {(0, 0, 2): 1, (0, 0, 1): -1}
    inner, outer = {(0, 1, 0): 1, (1, 0, 1): -1}, {(0, 1, 1): 1, (0, 1, 0): -1}
    less_a, less_o = {(1, 0, 0): 1, (0, 0, 0): -1}, {(0, 1, 0): 1, (0, 0, 0): -1}
    width: Polynomial = {(1, 0, 1): 1, (0, 1, 1): 1, (0, 1, 0): 2}
    total: Polynomial = {}
    for j, weight in enumerate(weights(order)):
        i = order - 2 * j
        own = plus(times({(i, 0, 0): 1}, power(less_a, 2 * j)), times({(0, i, 0): 1}, power(less_o, 2 * j)))
        mixed = times(times(power(times(less_a, less_o), j), power(outer, i)), power(pairs, 2 * j))
        after = times(m, plus(times(power(pairs, order), own), times(-2, mixed)))
        steps: Polynomial = {}
        for s in range(i):
            step = times(power(inner, s), power(pairs, order - s))
            steps = plus(steps, times({(i - 1 - s, 0, 0): 1}, step))
        before = times(times(width, steps), power(less_a, 2 * j))
        total = plus(total, times(weight, plus(after, times(-1, before))))
    return over_difference(total)


def over_difference(form: Polynomial) -> Polynomial:
    """The form over o − a; `Refusal` if that is no polynomial."""
    result: Polynomial = {}
    carried: Polynomial = {}
    for exponent in range(max(key[1] for key in form), -1, -1):
        level = {(a, 0, m): value for (a, o, m), value in form.items() if o == exponent}
        carried = plus(level, times({(1, 0, 0): 1}, carried))
        if exponent:
            result = plus(result, times({(0, exponent - 1, 0): 1}, carried))
    if carried:
        raise Refusal("the uniform batch is not kept")
    return result


def ends(number: Fraction) -> tuple[int, int]:
    """Numerator and denominator."""
    return number.numerator, number.denominator


def beyond(points: int) -> Side:
    """The numbers from one on."""
    return (points, 1), (1, 0)
