"""The arctangent and what is made from it, with proved remainders: π, a(u) = (u − atan u)/u³ and atan(1/y).

All arguments are ≥ 0. The functions of an interval are monotone, so each end of the result comes from one end of the
argument.
"""

from __future__ import annotations

from functools import lru_cache
from math import isqrt

from .interval import Interval, NoEnclosure


def atan_ends(u: int, bits: int) -> tuple[int, int]:
    """Integers (low, high) with low·2⁻ᴾ ≤ atan(u·2⁻ᴾ) ≤ high·2⁻ᴾ, P = bits, for an integer u ≥ 0.

    Halving: atan w = 2 atan g(w), g(w) = w/(1 + √(1 + w²)), r times; then the series Σ (−1)ᵏ w^(2k+1)/(2k+1).
    Everything is computed in units of 2⁻ᵂ, rounded down. The error, in those units:

    * One halving: the computed denominator D lies in [D₀, D₀ + 1] for the true one D₀ ≥ 2·2ᵂ, and g < 1, so the
      quotient is too small by less than g 2ᵂ/D₀ + 1 < 2. As 0 ≤ g' ≤ ½, the error of w after any number of halvings is
      below 2 + 1 + ½ + … = 4; so is its effect on atan w, as atan' ≤ 1.
    * g(w) < 1, and g(w) ≤ w/2: the first halving brings w below 1, each one halves it at least.
      So r = aim or aim + 1 of them, or fewer for a small u, leave w ≤ 2^(−aim) ≤ ¼.
    * The powers pₖ = ⌊pₖ₋₁ v⌋, v = ⌊w²⌋, are too small by dₖ with d₀ = 0, dₖ < dₖ₋₁/4 + ½ + 1, so dₖ < 2; a term
      ⌊pₖ/(2k+1)⌋ is off by less than 3, and N terms by less than 3N.
    * The summation stops at p_N = 0, so the true power is below 2, the terms decrease, and the remainder is below 2.

    In all |sum − atan w| < 3N + 6, and 2ʳ times that after undoing the halvings.
    """
    if u == 0:
        return 0, 0
    aim = max(2, isqrt(bits) // 2)
    halvings = aim + 1 if u >> bits else max(0, aim - (bits - u.bit_length()))
    work = bits + halvings + 16
    w = u << (work - bits)
    one = 1 << work
    for _ in range(halvings):
        w = (w << work) // (one + isqrt((one << work) + w * w) + 1)
    v = (w * w) >> work
    total, power, k = 0, w, 0
    while power:
        total += -(power // (2 * k + 1)) if k & 1 else power // (2 * k + 1)
        power = (power * v) >> work
        k += 1
    error = (3 * k + 6) << halvings
    total <<= halvings
    shift = work - bits
    return max(0, (total - error) >> shift), -(-(total + error) >> shift)


def atan(u: Interval) -> Interval:
    """The interval {atan x : x in u} for u ≥ 0; atan increases. `NoEnclosure` if u reaches below 0."""
    if u.lo < 0:
        raise NoEnclosure("the arctangent is only taken of numbers that are not negative")
    low, high = atan_ends(u.lo, u.bits)
    return Interval(low, high if u.lo == u.hi else atan_ends(u.hi, u.bits)[1], u.bits)


@lru_cache(maxsize=8)
def pi(bits: int) -> Interval:
    """An interval of a few units that contains π = 4 atan 1."""
    low, high = atan_ends(1 << (bits + 4), bits + 4)
    return Interval(low >> 2, -(-high >> 2), bits)


def a_ends(u: int, bits: int) -> tuple[int, int]:
    """Integers (low, high) around a(u·2⁻ᴾ)·2ᴾ, P = bits, for u ≥ 0, where a(x) = (x − atan x)/x³ and a(0) = 1/3.

    With X = u·2^(W−P) and t = atan(x)·2ᵂ, which lies between the two ends, 2ᴾ a(x) = 2ᴾ (X − t) 2^(2W)/X³. The
    difference and the cube lose about 3 log₂(1/x) bits when x is small; W has so many more than P.
    """
    if u == 0:
        third = (1 << bits) // 3
        return third, third + 1
    work = bits + 3 * max(0, bits - u.bit_length()) + 8
    x = u << (work - bits)
    low, high = atan_ends(x, work)
    cube, scale = x * x * x, 2 * work + bits
    return max(0, ((x - high) << scale) // cube), -(((low - x) << scale) // cube)


def a(u: Interval) -> Interval:
    """The interval of a(u) = (u − atan u)/u³ = ∫₀¹ t²/(1 + u²t²) dt for u ≥ 0, which decreases from 1/3 to 0."""
    if u.lo < 0:
        raise NoEnclosure("a(u) is only taken of numbers that are not negative")
    low, high = a_ends(u.hi, u.bits)
    return Interval(low, high if u.lo == u.hi else a_ends(u.lo, u.bits)[1], u.bits)


def acot(y: Interval) -> Interval:
    """The interval of atan(1/y) = π/2 − atan y for y ≥ 0 (π/2 at 0), which decreases."""
    return pi(y.bits).over(2) - atan(y)
