"""The constant C of D ↦ C √D in a cluster of p = n − k points, by the trapezoidal rule in ln x, x = 2^(j/2N).

Source: docs/layer-certificate.md, "Two clusters and rescaling". C = √(n³/(2pkσ²)) I,

    I = ∫ x (1 + x²)^(−(p+1)/2) ((b−a)² (1 − q) + 2ab) d(ln x),  q = (T a(T) + atan T)/π,
    T = x √(np)/√(2k(1 + x²) + n(p − 2)x²),  a(T) = (T − atan T)/T³,  0 < q < 1/2.

The bracket lies between (a+b)²/2 and a² + b².
"""

from __future__ import annotations

from fractions import Fraction

from ..arctangent import a as tail
from ..arctangent import atan, pi
from ..fields import Refusal
from ..interval import Interval, hull, whole

MOST_BITS = 512
SPARE = 16


def constant(n: int, k: int, slopes: tuple[Fraction, Fraction], square_distance: Fraction, bits: int) -> Interval:
    """The interval of C, of more than `bits` correct bits, σ² the squared distance of the clusters.

    With S the sum over 2^(−L) ≤ x ≤ 2^H:

    * the whole sum exceeds S by what is omitted, between 0 and (a²+b²)(2^(−L) + 2^(−wanted)/p): below 2^(−L) the
      integrand is at most (a²+b²) x, and the sum of that is at most its integral; above 2^H it is at most
      (a²+b²) x^(−p), likewise, and pH > wanted;
    * the whole sum differs from I by at most ε I, ε = 2/(cos y (e^(2πy/h) − 1)), h = (ln 2)/N the step in ln x²,
      y = 3/2: the integrand over ln s, 2s = x², is s times a positive mixture of e^(−sQ), Q > 0. As cos y > 1/15 and
      3π/(ln 2)² > 19, ε < 30/(2^(19N) − 1).

    `Refusal` if more bits are asked for than there is time for.
    """
    if bits > MOST_BITS:
        raise Refusal(f"the constant is only computed to {MOST_BITS} bits")
    p, wanted = n - k, bits + SPARE + 4
    per_octave = 1
    while 19 * per_octave < wanted:
        per_octave *= 2
    low, high = wanted + n.bit_length() // 2 + 1, wanted // p + 1
    work = bits + 128 + 4 * n.bit_length()
    root, size = whole(2, work), slopes[0] ** 2 + slopes[1] ** 2
    for _ in range(per_octave.bit_length()):
        root = root.sqrt()
    total, x = integrand(n, k, slopes, shifted(whole(1, work), high)), whole(1, work)
    for _ in range(2 * per_octave):
        for octave in range(-low, high):
            total = total + integrand(n, k, slopes, shifted(x, octave))
        x = x * root
    left_out = size * (Fraction(1, 2**low) + Fraction(1, p * 2**wanted))
    summed = (total * ln2(work)).over(2 * per_octave) + hull(Fraction(0), left_out, work)
    error = Fraction(30, 2 ** (19 * per_octave) - 1)
    factor = Fraction(n**3, 2 * p * k) / square_distance
    return summed / hull(1 - error, 1 + error, work) * hull(factor, factor, work).sqrt()


def integrand(n: int, k: int, slopes: tuple[Fraction, Fraction], x: Interval) -> Interval:
    """The interval of the integrand over ln x at x > 0."""
    (b, a), p, bits = slopes, n - k, x.bits
    square, one = x.square(), whole(1, x.bits)
    t = x / ((one + square).times(2 * k) + square.times(n * (p - 2))).over(n * p).sqrt()
    q = (t * tail(t) + atan(t)) / pi(bits)
    spread, mixed = (b - a) ** 2, 2 * a * b
    bracket = hull(spread, spread, bits) * (one - q) + hull(mixed, mixed, bits)
    return x * power((one / (one + square)).sqrt(), p + 1) * bracket


def power(x: Interval, exponent: int) -> Interval:
    """The interval of x^exponent, x ≥ 0, exponent ≥ 1, by repeated squaring."""
    result, square = None, x
    while exponent:
        if exponent & 1:
            result = square if result is None else result * square
        square = square * square
        exponent >>= 1
    if result is None:
        raise ValueError("the exponent is at least 1")
    return result


def shifted(x: Interval, places: int) -> Interval:
    """The interval x·2^places, rounded outward."""
    if places >= 0:
        return Interval(x.lo << places, x.hi << places, x.bits)
    return Interval(x.lo >> -places, -(-x.hi >> -places), x.bits)


def ln2(bits: int) -> Interval:
    """The interval of ln 2 = 2 Σ 3^((−2j−1))/(2j+1), to a few units.

    In units of 2^(−bits): a power of 1/9 is too small by less than 2, so each of the J terms by less than 3; the
    summation stops at the power 0, so that the true one is below 2 and the remainder below 3.
    """
    total, term, j = 0, (1 << bits) // 3, 0
    while term:
        total += term // (2 * j + 1)
        term //= 9
        j += 1
    return Interval(2 * total, 2 * (total + 3 * j + 3), bits)
