"""The checker's spectra against the Jacobian of the full map K ↦ C V(K) C, formed by differences and no symmetry."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from bnproofs.checker.fields import bounds
from bnproofs.checker.interval import Interval, NoEnclosure, hull, whole
from bnproofs.checker.jet import Jet
from bnproofs.checker.spectrum import Component, Quantities, odd_point, standard_block, uniform_point
from bnproofs.checker.two_clusters import TwoClusters

Matrix = list[list[mpmath.mpf]]
DIGITS = 80
STEP = mpmath.mpf(10) ** -30


def relu_kernel(k: Matrix) -> Matrix:
    """½ √(K_ii K_jj) κ(ρ), κ(ρ) = (sin θ + (π − θ) cos θ)/π."""

    def entry(i: int, j: int) -> mpmath.mpf:
        scale = mpmath.sqrt(k[i][i] * k[j][j])
        cosine = max(mpmath.mpf(-1), min(mpmath.mpf(1), k[i][j] / scale))
        theta = mpmath.acos(cosine)
        return scale * (mpmath.sin(theta) + (mpmath.pi - theta) * cosine) / (2 * mpmath.pi)

    n = len(k)
    upper = {(i, j): entry(i, j) for i in range(n) for j in range(i, n)}
    return [[upper[min(i, j), max(i, j)] for j in range(n)] for i in range(n)]


def recentred(k: Matrix) -> Matrix:
    n = len(k)
    means = [mpmath.fsum(row) / n for row in k]
    mean = mpmath.fsum(means) / n
    return [[k[i][j] - means[i] - means[j] + mean for j in range(n)] for i in range(n)]


def full_spectrum(k: Matrix) -> tuple[mpmath.mpf, list[float]]:
    """The growth at the fixed ray K, and the eigenvalues of the derivative over the growth, larger first.

    The derivative is taken by a small step in positive semidefinite directions, where it exists also at angles 0, π.
    """
    n = len(k)
    image = recentred(relu_kernel(k))
    growth = image[0][0] / k[0][0]
    assert all(abs(image[i][j] - growth * k[i][j]) < mpmath.mpf(10) ** -28 for i in range(n) for j in range(n))

    def derivative(direction: list[int]) -> Matrix:
        centre = mpmath.mpf(sum(direction)) / n
        v = [x - centre for x in direction]
        moved = recentred(relu_kernel([[k[i][j] + STEP * v[i] * v[j] for j in range(n)] for i in range(n)]))
        return [[(moved[i][j] - image[i][j]) / STEP for j in range(n)] for i in range(n)]

    def unit(*places: int) -> list[int]:
        return [int(i in places) for i in range(n)]

    squares = [derivative(unit(i)) for i in range(n)]
    size = n * n
    jacobian = np.zeros((size, size))
    for i in range(n):
        for j in range(n):
            if i == j:
                column = squares[i]
            else:
                both = derivative(unit(i, j)) if i < j else None
                if both is None:
                    continue
                column = [[(both[a][b] - squares[i][a][b] - squares[j][a][b]) / 2 for b in range(n)] for a in range(n)]
            flat = np.array([[float(x / growth) for x in row] for row in column]).ravel()
            jacobian[:, i * n + j] = flat
            jacobian[:, j * n + i] = flat
    values = np.linalg.eigvals(jacobian)
    assert np.abs(values.imag).max() < 1e-6
    return growth, sorted(values.real, reverse=True)


def assert_spectrum(found: list[float], expected: list[tuple[int, float]], n: int) -> None:
    """The non-zero part of the n² eigenvalues is the scale mode and the expected ones, with multiplicities."""
    wanted = sorted([1.0, *(value for count, value in expected for _ in range(count))], reverse=True)
    assert len(wanted) == n * (n - 1) // 2
    wanted = sorted(wanted + [0.0] * (n * n - len(wanted)), reverse=True)
    assert np.allclose(found, wanted, atol=1e-6)


def middle(x: Interval) -> float:
    return float(Fraction(x.lo + x.hi, 2 << x.bits))


def expected_of(components: tuple[Component, ...]) -> list[tuple[int, float]]:
    return [(part.multiplicity, middle(value)) for part in components for value in part.eigenvalues]


def family_gram(n: int, tau: mpmath.mpf) -> Matrix:
    m = n - 1
    cos2 = 1 / (1 + tau)
    cosine = (m * cos2 - 1) / (m - 1)
    odd = m**2 * cos2
    k = [[mpmath.mpf(1) if i == j else cosine for j in range(n)] for i in range(n)]
    for i in range(m):
        k[i][m] = k[m][i] = -odd / m
    k[m][m] = odd
    return k


@pytest.mark.parametrize(
    ("name", "n", "root"), [("odd-point-10", 10, 0), ("odd-point-10", 10, 1), ("separating-7", 7, 1)]
)
def test_odd_and_separating_points(sample: Callable[[str], dict[str, Any]], name: str, n: int, root: int) -> None:
    x = bounds(sample(name)["claims"][2]["witness"]["roots"][root])
    at = odd_point(n, x, 300)
    with mpmath.workdps(DIGITS):
        place = mpmath.mpf((x.lower + x.upper).numerator) / (x.lower + x.upper).denominator / 2
        k = family_gram(n, (place / (1 - place)) ** 2)
        growth, found = full_spectrum(k)
        v = relu_kernel(k)
        numbers = {
            "theta": mpmath.acos(k[0][1]),
            "cos_cluster": v[0][1] / v[0][0],
            "cos_odd": v[0][n - 1] / mpmath.sqrt(v[0][0] * v[n - 1][n - 1]),
            "norm_ratio": mpmath.sqrt(v[n - 1][n - 1] / v[0][0]),
            "growth": growth,
        }
        assert sorted(numbers) == sorted(at.numbers)
        for key, value in numbers.items():
            assert abs(middle(at.numbers[key]) - value) < 1e-15 * n, key
    assert_spectrum(found, expected_of(at.spectrum), n)


@pytest.mark.parametrize("n", [3, 4, 5, 8])
def test_uniform_points(n: int) -> None:
    at = uniform_point(n, 300)
    with mpmath.workdps(DIGITS):
        cosine = mpmath.mpf(-1) / (n - 1)
        k = [[mpmath.mpf(1) if i == j else cosine for j in range(n)] for i in range(n)]
        growth, found = full_spectrum(k)
        v = relu_kernel(k)
        assert abs(middle(at.numbers["growth"]) - growth) < 1e-15
        assert abs(middle(at.numbers["theta"]) - mpmath.acos(cosine)) < 1e-15
        for key in ("cos_cluster", "cos_odd"):
            assert abs(middle(at.numbers[key]) - v[0][1] / v[0][0]) < 1e-15
    assert_spectrum(found, expected_of(at.spectrum), n)


@pytest.mark.parametrize(("n", "k"), [(3, 1), (6, 1), (6, 2), (6, 3), (6, 5), (7, 3)])
def test_two_clusters(n: int, k: int) -> None:
    clusters = TwoClusters(n, k)
    with mpmath.workdps(DIGITS):
        h = [mpmath.mpf(k) / n if i < n - k else mpmath.mpf(k) / n - 1 for i in range(n)]
        gram = [[a * b for b in h] for a in h]
        growth, found = full_spectrum(gram)
        v = relu_kernel(gram)
        assert abs(growth - mpmath.mpf(clusters.growth.numerator) / clusters.growth.denominator) < 1e-28
        ratio = mpmath.sqrt(v[n - 1][n - 1] / v[0][0])
        assert abs(ratio - mpmath.mpf(clusters.norm_ratio.numerator) / clusters.norm_ratio.denominator) < 1e-28
    assert_spectrum(found, [(count, float(value)) for _, count, value in clusters.components()], n)


@pytest.mark.parametrize(
    ("name", "n", "root", "ends"), [("odd-point-10", 10, 0, (0.1, 5)), ("odd-point-10", 10, 1, (5, 70))]
)
def test_the_roots_are_where_the_full_map_returns(
    sample: Callable[[str], dict[str, Any]], name: str, n: int, root: int, ends: tuple[float, float]
) -> None:
    """One layer on the full matrix gives τ' = m² K_cc/K_oo − 1; the τ with τ' = τ is found without the reduced map."""

    def moved(tau: mpmath.mpf) -> mpmath.mpf:
        k = recentred(relu_kernel(family_gram(n, tau)))
        return (n - 1) ** 2 * k[0][0] / k[n - 1][n - 1] - 1 - tau

    x = bounds(sample(name)["claims"][2]["witness"]["roots"][root])
    with mpmath.workdps(50):
        tau = mpmath.findroot(moved, tuple(map(mpmath.mpf, ends)), solver="anderson", tol=1e-80, maxsteps=200)
        place = mpmath.sqrt(tau) / (1 + mpmath.sqrt(tau))
        middle_of_root = mpmath.mpf((x.lower + x.upper).numerator) / (x.lower + x.upper).denominator / 2
        assert abs(place - middle_of_root) < mpmath.mpf(10) ** -38
    at = odd_point(n, x, 300)
    assert [part.multiplicity for part in at.spectrum] == [1, n - 2, (n - 1) * (n - 4) // 2]


@pytest.mark.parametrize("bits", [128, 400])
@pytest.mark.parametrize("n", [3, 10, 1000, 10**6, 10**9])
def test_uniform_enclosures_are_narrow(n: int, bits: int) -> None:
    at = uniform_point(n, bits + 64 + 8 * n.bit_length())
    values = [*at.numbers.values(), *(value for part in at.spectrum for value in part.eigenvalues)]
    assert len(values) == (5 if n == 3 else 6)
    for value in values:
        assert (value.hi - value.lo) << bits <= value.lo


def test_the_discriminant_must_be_proved_positive() -> None:
    """For m = 2 and equal diagonal entries, which κ₀ = 1/3 gives, the matrix would have a double eigenvalue."""
    one, zero = Jet(whole(1, 100)), Jet(whole(0, 100))
    for theta, proved in ((("1", "3/2"), True), (("2", "11/5"), False)):
        angle = Jet(hull(Fraction(theta[0]), Fraction(theta[1]), 100))
        at = Quantities(angle, zero, zero, zero, one, one, one, one)
        if proved:
            large, small = standard_block(3, at)
            assert small.value.lo < large.value.hi
        else:
            with pytest.raises(NoEnclosure):
                standard_block(3, at)
