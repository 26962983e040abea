"""The identities that the checker proves exactly, and the proofs L1–L3 of the page, re-done in numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest

from bnproofs.checker import identities
from bnproofs.checker.fields import Refusal
from bnproofs.checker.identities import AT_MOST_THREE, STANDARD_BLOCK, TWO_CLUSTERS, UNIFORM, require_zero, vanishes

ALL = {"two clusters": TWO_CLUSTERS, "at most three": AT_MOST_THREE, "standard": STANDARD_BLOCK, "uniform": UNIFORM}
BATCHES = (3, 3.5, 4, 6.3, 7, 20, 1000)
PLACES = (0.05, 0.4, 0.77, 1.1, 1.6, 1.97)


@pytest.mark.parametrize("name", ALL)
def test_the_identities_hold_and_others_do_not(name: str) -> None:
    require_zero(ALL[name])
    for polynomial, degrees in ALL[name]:
        for shift in (Fraction(1), Fraction(1, 10**6)):
            with pytest.raises(Refusal, match="does not hold"):
                require_zero(((lambda *x, f=polynomial, shift=shift: f(*x) + shift * x[0], degrees),))


@pytest.mark.parametrize("wrong", range(3))
def test_one_wrong_identity_among_others_is_found(wrong: int) -> None:
    right = TWO_CLUSTERS[0]
    with pytest.raises(Refusal, match="does not hold"):
        require_zero(tuple((lambda x: x, (1,)) if i == wrong else right for i in range(3)))


@pytest.mark.parametrize("name", ALL)
def test_the_identities_hold_away_from_the_grid(name: str) -> None:
    """A degree that is said too low would show here."""
    for polynomial, degrees in ALL[name]:
        for place in range(5):
            point = [Fraction(97 + 13 * i + 7 * place, 11 + i) for i in range(len(degrees))]
            assert polynomial(*point) == 0


def test_a_polynomial_of_higher_degree_may_vanish_on_the_grid() -> None:
    assert vanishes(lambda x: x * (x - 1), 1)
    assert not vanishes(lambda x: x * (x - 1), 2)
    assert not vanishes(lambda x, y: x * y * (y - 1), 1, 2)


def test_every_tuple_of_identities_is_used() -> None:
    named = [name for name, value in vars(identities).items() if name.isupper() and isinstance(value, tuple)]
    assert sorted(named) == ["AT_MOST_THREE", "STANDARD_BLOCK", "TWO_CLUSTERS", "UNIFORM"]


def angles(n: Any, z: Any) -> tuple[Any, Any, Any, Any, Any]:
    m = n - 1
    mu = m / (2 * (m - 1))
    theta, phi = mpmath.acos(1 - mu * z), mpmath.acos(1 - z)
    return m, mu, theta, phi, mpmath.sin(theta) - theta * mpmath.cos(theta)


def w_function(n: Any, z: Any) -> Any:
    m, mu, _, phi, p = angles(n, z)
    alpha = mpmath.sin(phi) - phi / 2 * (2 - z)
    return mu * m * z * (mpmath.pi * (2 - z) + alpha) - p * (n**2 - (n**2 - 1) * z / 2)


def w_third(n: Any, z: Any) -> Any:
    """W''' as L1 states it, times z^(3/2)."""
    m = n - 1
    mu = m / (2 * (m - 1))
    q = n**2 + z * (mpmath.mpf(5) / 2 * (n**2 - 1) - mu * n**2) - mu * (n**2 - 1) * z**2
    first = mu * m / 2 * z * (2 - z) ** mpmath.mpf("-2.5") * (5 - 8 * z + 2 * z**2)
    return first + mu ** mpmath.mpf("1.5") * (2 - mu * z) ** mpmath.mpf("-1.5") * q


@pytest.mark.parametrize("n", BATCHES)
def test_l1_the_third_derivative_and_its_one_change_of_sign(n: float) -> None:
    with mpmath.workdps(40):
        x = mpmath.mpf(n)
        for place in PLACES:
            z = mpmath.mpf(place)
            exact = mpmath.diff(lambda y: w_function(x, y), z, 3) * z ** mpmath.mpf("1.5")
            assert abs(exact / w_third(x, z) - 1) < mpmath.mpf(10) ** -12
        signs = [mpmath.sign(w_third(x, mpmath.mpf(i) / 500)) for i in range(1, 1000)]
        assert signs == sorted(signs, reverse=True)


@pytest.mark.parametrize("n", BATCHES)
def test_l2_the_reduced_map(n: float) -> None:
    """N and y give τ', N increases, y falls up to s = πm and is convex from z = 1 on, and y(2) ≤ 1/2 < y(z_u)."""
    with mpmath.workdps(40):
        x = mpmath.mpf(n)

        def above(z: Any) -> Any:
            _, mu, _, _, p = angles(x, z)
            return z - p / (mpmath.pi * mu)

        def below(z: Any) -> Any:
            m, mu, _, phi, p = angles(x, z)
            alpha = mpmath.sin(phi) - phi / 2 * (2 - z)
            return (m**2 + 1) * (1 - z / 2) + p / (2 * mpmath.pi * mu) - m / mpmath.pi * alpha

        for place in PLACES:
            z = mpmath.mpf(place)
            m, mu, theta, _, p = angles(x, z)
            root, q = mpmath.sqrt(z / (2 - z)), p / (mpmath.pi * mu * z)
            y = m**2 + 1 + q * root**2 - 2 * m / mpmath.pi * (root - mpmath.atan(root))
            assert abs(x**2 / 2 * above(z) / below(z) / (x**2 * root**2 * (1 - q) / y) - 1) < mpmath.mpf(10) ** -25
            assert y > 0
            assert 0 < q < min(theta / mpmath.pi, mpmath.mpf(1) / 2)
            assert abs(mpmath.diff(above, z) - (1 - theta / mpmath.pi)) < mpmath.mpf(10) ** -15
            if root <= mpmath.pi * m:
                assert mpmath.diff(below, z) < 0
            if z > 1:
                assert mpmath.diff(below, z, 2) > 0
        uniform = 2 * ((x - 1) ** 2 - 1) / (x - 1) ** 2
        edge = below(mpmath.mpf(2) - mpmath.mpf(10) ** -30)
        assert edge <= mpmath.mpf(1) / 2 + mpmath.mpf(10) ** -10
        assert below(uniform) > mpmath.mpf(1) / 2


@pytest.mark.parametrize("n", [7, 8.5, 10, 100, 10**5])
def test_l3_at_the_odd_point(n: float) -> None:
    with mpmath.workdps(40):
        x = mpmath.mpf(n)
        m = x - 1

        def f(root: Any) -> Any:
            return w_function(x, 2 * root**2 / (1 + root**2))

        low, high = ("5.5", "7") if n < 9 else ("6", "9")
        root = mpmath.findroot(f, (mpmath.mpf(low) / x, mpmath.mpf(high) / x), solver="anderson")
        z = 2 * root**2 / (1 + root**2)
        _, mu, theta, phi, p = angles(x, z)
        psi, sigma, q = phi / 2, z / 2, p / (mpmath.pi * mu * z)
        g, k, w = (1 - q) / 2, (1 - theta / mpmath.pi) / 2, psi / (2 * mpmath.pi)
        spread = mpmath.sin(theta) / (4 * mpmath.pi)
        lift = m * mpmath.sin(psi) * mpmath.cos(psi) / (4 * mpmath.pi)
        rho_a, rho_b = (mpmath.mpf(1) / 2 + (m - 2) * spread - w + lift) / x, (m - 2) * (k - w) / x
        block = mpmath.matrix([[0.5 - 2 * rho_a, -2 * rho_b], [spread - rho_a, k - rho_b]]) / g
        factor = rho_a - q / 4 + rho_b * mpmath.cos(theta) / 2
        bracket = (m**2 - 1) / 2 - sigma * m * (m**2 - m + 2) / (2 * (m - 1))
        stated = (1 - psi / mpmath.pi) * m * sigma / (m - 1) + q * bracket
        assert abs(4 * x * factor - stated) < mpmath.mpf(10) ** -20
        determinant = mpmath.det(mpmath.eye(2) - block) * g**2
        assert abs(determinant - (theta / mpmath.pi - q) * factor) < mpmath.mpf(10) ** -20
        assert bracket > 0
        assert block[0, 1] <= 0
        assert block[1, 0] <= 0
        assert block[0, 0] >= 0
        assert 0 <= block[1, 1] < 1
        assert theta < 3 * mpmath.pi / x < mpmath.pi / 2
