"""What all tests share: guarded precision, exact values of numbers, and plain transcriptions of the definitions."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType, SimpleNamespace

import flint
import pytest
from hypothesis import settings
from mpmath import mp

from bnproofs.numbers import kinds
from bnproofs.numbers.angular_moment import by_recurrence

settings.register_profile("reproducible", deadline=None, derandomize=True, database=None)
settings.load_profile("reproducible")

USUAL_BITS = 53


@pytest.fixture(autouse=True)
def precision_is_restored():
    """Every test starts at 53 bits and fails if it, or the code it runs, leaves another precision behind."""
    flint.ctx.prec = mp.prec = USUAL_BITS
    yield
    left = flint.ctx.prec, mp.prec
    flint.ctx.prec = mp.prec = USUAL_BITS
    assert left == (USUAL_BITS, USUAL_BITS), f"a precision leaked: {left[0]} bits of flint, {left[1]} of mpmath"


def _binary(mantissa, exponent):
    return int(mantissa) * Fraction(2) ** int(exponent)


def exactly(x):
    """The rational number that a float, an mpf or a ball of radius zero is."""
    if isinstance(x, mp.mpf):
        negative, mantissa, exponent, _ = x._mpf_
        return _binary(-mantissa if negative else mantissa, exponent)
    if isinstance(x, flint.arb):
        assert x.is_exact()
        return _binary(*x.man_exp())
    return Fraction(x)


def ends(ball):
    """The rational ends of a finite ball."""
    assert ball.is_finite(), f"{ball} has no ends"
    before, flint.ctx.prec = flint.ctx.prec, 1 << 14
    low, high = exactly(ball.lower()), exactly(ball.upper())
    flint.ctx.prec = before
    return low, high


def encloses(ball, value, relative_width=None, slack=Fraction(1, 10**45)):
    """Whether a ball contains a value known to within `slack` of its size and is at most that wide, as asked."""
    value = exactly(value)
    low, high = ends(ball)
    room = slack * abs(value)
    inside = low - room <= value <= high + room
    return inside and (relative_width is None or high - low <= Fraction(relative_width) * abs(value))


def number_places(value, path=()):
    """The paths of all integers and rationals in nested lists and mappings."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from number_places(item, (*path, key))
    elif isinstance(value, int) or value.lstrip("-").replace("/", "", 1).isdigit():
        yield path


@pytest.fixture(scope="session")
def numbers():
    """The function `number_places`."""
    return number_places


ROOT = Path(__file__).parents[1]


def command_line(*arguments, code=None):
    """The finished process `python -m bnproofs …`, or of Python text that stands in for it."""
    start = ["-m", "bnproofs"] if code is None else ["-c", code]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, timeout=120
    )


@pytest.fixture(scope="session")
def bnproofs():
    """The command line, in a process of its own."""
    return command_line


@pytest.fixture(scope="session")
def number():
    """Exact values: `exactly`, `ends` and `encloses`."""
    return SimpleNamespace(exactly=exactly, ends=ends, encloses=encloses)


def _mpf(x):
    return mp.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mp.mpf(x)


def rectified(a, b, c):
    """E max(u, 0) max(v, 0) for exact second moments a, b, c: the arc-cosine formula, with digits to spare."""
    a, b, c = Fraction(a), Fraction(b), Fraction(c)
    if a == 0 or c == 0:
        return mp.zero
    with mp.workdps(mp.dps + 150):
        sine, cosine = mp.sqrt(_mpf(a * c - b * b)), _mpf(b)
        value = (sine + (mp.pi - mp.atan2(sine, cosine)) * cosine) / (2 * mp.pi)
    return +value


def leaky(a, b, c, slope):
    """E φ(u)φ(v) of the leaky rectifier from the four quadrants: slope 0 is ReLU and slope 1 the identity."""
    slope = Fraction(slope)
    with mp.workdps(mp.dps + 150):
        return _mpf(1 + slope**2) * rectified(a, b, c) - 2 * _mpf(slope) * rectified(a, -Fraction(b), c)


def centred(gram):
    """C G C of exact numbers, as a product of full matrices."""
    n = len(gram)
    c = [[Fraction(int(i == j)) - Fraction(1, n) for j in range(n)] for i in range(n)]
    half = [[sum(c[i][p] * Fraction(gram[p][j]) for p in range(n)) for j in range(n)] for i in range(n)]
    return [[sum(half[i][p] * c[p][j] for p in range(n)) for j in range(n)] for i in range(n)]


def mean_field(gram, slope=0, recentre=True):
    """The mean-field map of exact numbers: rows of mpf, at the precision mpmath is set to."""
    k = centred(gram) if recentre else [[Fraction(x) for x in row] for row in gram]
    n = range(len(k))
    return [[leaky(k[i][i], k[i][j], k[j][j], slope) for j in n] for i in n]


def multiplier(n, theta):
    """The multiplier g_n(θ) of τ under one layer, in the angle θ between two points of the cluster."""
    m = n - 1
    h = 1 - (mp.sin(theta) - theta * mp.cos(theta)) / (mp.pi * (1 - mp.cos(theta)))
    psi = mp.asin(mp.sqrt(mp.mpf(m - 1) / m * (1 - mp.cos(theta))))
    t = mp.tan(psi)
    return n**2 * h / (m**2 + 1 + t**2 * (1 - h) - 2 * m / mp.pi * (t - psi))


def form(n, x):
    """The form F(s, c) of docs/certificate.md at s = x, c = 1 − x, written out; at 0 its limit."""
    s, c, m = mp.mpf(x), 1 - mp.mpf(x), n - 1
    if s == 0:
        return 2 * m * c**2
    big_s, big_c = s * mp.sqrt(m), mp.sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    excess = s - c * mp.atan2(s, c)
    q = (mp.atan2(big_s, big_c) + big_c * (big_s - big_c * mp.atan2(big_s, big_c)) / big_s**2) / mp.pi
    return 2 * m * c**2 + 2 * m / mp.pi * c * excess - q * (n**2 * c**2 + s**2)


def tau_of(n, theta):
    """τ = tan²ψ, sin²ψ = ((m − 1)/m)(1 − cos θ)."""
    square = mp.mpf(n - 2) / (n - 1) * (1 - mp.cos(theta))
    return square / (1 - square)


def roots(n, most=2000):
    """The zeros θ of g_n − 1 below the uniform angle, from a scan for changes of sign that crowds at both ends."""
    uniform = mp.acos(mp.mpf(-1) / (n - 1))
    shares = [mp.mpf(i) / most for i in range(most + 1)]
    grid = [(mp.one / n) * (uniform * n / 2) ** share for share in shares]
    grid += [uniform * (1 - mp.mpf(n) ** (-4 * share) / 2) for share in shares[1:]]
    with mp.workdps(30):
        values = [multiplier(n, x) - 1 for x in grid]
    found = []
    for a, b, left, right in zip(grid, grid[1:], values, values[1:], strict=False):
        if left * right < 0:
            found.append(mp.findroot(lambda x: multiplier(n, x) - 1, (a, b), solver="anderson", tol=mp.eps**1.5))
    return found


@pytest.fixture(scope="session")
def reference():
    """Plain transcriptions of the definitions, which share no code with the library."""
    return SimpleNamespace(
        rectified=rectified,
        leaky=leaky,
        centred=centred,
        mean_field=mean_field,
        multiplier=multiplier,
        tau_of=tau_of,
        form=form,
        roots=roots,
    )


class Strict:
    """A number that meets integers and its like, and fails the test at any float."""

    __module__ = "strict"

    def __init__(self, value):
        self.value = mp.mpf(value)

    def _other(self, other):
        assert isinstance(other, Strict | int), f"a {type(other).__name__} enters a closed form: {other!r}"
        return other.value if isinstance(other, Strict) else other

    def __add__(self, other):
        return Strict(self.value + self._other(other))

    def __sub__(self, other):
        return Strict(self.value - self._other(other))

    def __rsub__(self, other):
        return Strict(self._other(other) - self.value)

    def __mul__(self, other):
        return Strict(self.value * self._other(other))

    def __truediv__(self, other):
        return Strict(self.value / self._other(other))

    def __rtruediv__(self, other):
        return Strict(self._other(other) / self.value)

    def __pow__(self, power):
        assert isinstance(power, int), f"a {type(power).__name__} is a power in a closed form"
        return Strict(self.value**power)

    def __neg__(self):
        return Strict(-self.value)

    def __abs__(self):
        return Strict(abs(self.value))

    def __float__(self):
        raise AssertionError("a closed form turns a number into a float")

    __radd__ = __add__
    __rmul__ = __mul__
    __array_ufunc__ = None


class StrictKind:
    """The kind of `Strict`."""

    name = "strict"

    def number(self, value):
        assert isinstance(value, int | Fraction)
        return Strict(_mpf(value))

    def pi(self):
        return Strict(mp.pi)

    def sqrt(self, x):
        return Strict(mp.sqrt(x.value))

    def square(self, x):
        return x * x

    def area(self, kuu, kuv, kvv):
        return Strict(mp.sqrt((kuu * kvv - kuv * kuv).value))

    def angle(self, s, c):
        return Strict(mp.atan2(s.value, c.value))

    def excess(self, s, c):
        return s - c * self.angle(s, c)

    def reduced_excess(self, s, c):
        return self.excess(s, c) / (s * s)

    def angular_moment(self, order, s, c):
        angle = self.angle(s, c)
        return by_recurrence(order, s, c, angle, s - c * angle)

    def inclination(self, y, x):
        return Strict(mp.atan2(y.value, x.value))

    def sign(self, x):
        return Strict(mp.sign(x.value))

    def exp(self, x):
        return Strict(mp.exp(x.value))

    def expm1(self, x):
        return Strict(mp.expm1(x.value))

    def sin(self, x):
        return Strict(mp.sin(x.value))

    def cos(self, x):
        return Strict(mp.cos(x.value))

    def erf(self, x):
        return Strict(mp.erf(x.value))

    def erfc(self, x):
        return Strict(mp.erfc(x.value))

    def square_distance(self, kuu, kuv, kvv):
        return kuu - 2 * kuv + kvv

    def damped_sinh(self, z, far, near):
        return (self.exp(-near) - self.exp(-far)) / 2

    def either(self, first, second, measure):
        return first if measure.value >= 0 else second


@pytest.fixture
def strict(monkeypatch):
    """The maker of numbers that refuse floats, known to `lift` as a kind of its own for the length of a test."""
    module = ModuleType("bnproofs.numbers.strict")
    module.StrictKind = StrictKind
    monkeypatch.setitem(sys.modules, "bnproofs.numbers.strict", module)
    monkeypatch.setitem(kinds._HOMES, "strict", ("strict", "StrictKind"))
    monkeypatch.setitem(kinds._RANKS, ("strict", "StrictKind"), len(kinds._RANKS))
    return Strict


@pytest.fixture
def without_torch(monkeypatch):
    """A place where PyTorch cannot be imported."""
    from bnproofs import extras

    real = extras.import_module

    def refuse(name):
        if name.partition(".")[0] == "torch":
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(extras, "import_module", refuse)
