"""The collapsed batch of any activation against the full map and its dense Jacobian."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs.activations import activation_of
from bnproofs.configurations import two_places
from bnproofs.configurations.homogeneous_two_places import HomogeneousTwoPlaces
from bnproofs.evolution import mean_field_map
from bnproofs.evolution.jacobian import dense_jacobian
from bnproofs.layer import Layer

NAMES = ["gelu", "erf", "sine(3/2)", "cosine(2)", "exponential(1/2)", "hermite(3)", "relu_power(2)", "monomial(3)"]
BATCHES = [(3, 1, 0.7), (5, 2, 0.3), (6, 1, 0.05)]


def collapsed(n, k, s):
    """The recentred matrix K, from the vector of the batch."""
    z = np.r_[np.full(n - k, float(k)), np.full(k, float(k - n))]
    return s * np.outer(z, z)


def recentred_spectrum(layer, gram):
    """The eigenvalues of C DΦ(K) C on recentred matrices, from the dense Jacobian."""
    n = len(gram)
    c = np.eye(n) - 1 / n
    upper = np.triu_indices(n)
    columns = []
    for column in dense_jacobian(layer, gram).T:
        e = np.zeros((n, n))
        e[upper] = column
        columns.append((c @ (e + e.T - np.diag(np.diag(e))) @ c)[upper])
    values = sorted(np.linalg.eigvals(np.array(columns).T).real, key=abs, reverse=True)
    return sorted(values[: n * (n - 1) // 2])


def listed(activation, n, k, s):
    """The eigenvalues of the closed forms, with their multiplicities."""
    p = n - k
    rows = [
        (1, two_places.scale_eigenvalue(activation, n, k, s)),
        (p * (p - 1) // 2, two_places.transverse_eigenvalue(activation, k, s)),
        (k * (k - 1) // 2, two_places.transverse_eigenvalue(activation, p, s)),
        (p - 1, two_places.standard_eigenvalue(activation, n, k, s)),
        (k - 1, two_places.standard_eigenvalue(activation, n, p, s)),
        ((p - 1) * (k - 1), two_places.mixed_eigenvalue(activation, n, k, s)),
    ]
    return sorted(float(value) for count, value in rows for _ in range(count))


@pytest.mark.parametrize("name", NAMES)
def test_variance_and_spectrum_are_those_of_the_full_map(name):
    layer = Layer.parse(f"rc+{name}")
    activation = activation_of(layer)
    for n, k, s in BATCHES:
        gram = collapsed(n, k, s)
        image = mean_field_map(layer, gram)
        c = np.eye(n) - 1 / n
        after = two_places.next_variance(activation, n, k, s)
        assert c @ image @ c == pytest.approx(collapsed(n, k, after), rel=1e-10, abs=1e-12)
        dense, closed = recentred_spectrum(layer, gram), listed(activation, n, k, s)
        assert len(dense) == len(closed) == n * (n - 1) // 2
        size = max(map(abs, dense))
        assert closed == pytest.approx(dense, abs=1e-9 * size)
        assert [1.01 * x for x in closed] != pytest.approx(dense, abs=1e-4 * size)
        first, product, last = two_places.moments_after(activation, n, k, s)
        assert (first, product, last) == pytest.approx((image[0, 0], image[0, -1], image[-1, -1]), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("name", ["relu_power(2)", "relu_power(5)", "monomial(2)", "monomial(3)", "abs"])
def test_rational_forms_are_those_of_any_activation(name):
    activation = activation_of(Layer.parse(f"rc+{name}"))
    degree, right, left = activation.degree, activation.phi(Fraction(1)), activation.phi(Fraction(-1))
    for n, k in ((3, 1), (7, 2), (9, 4)):
        ray = HomogeneousTwoPlaces(degree, right, left, n, k)
        growth = two_places.next_variance(activation, n, k, 1.0)
        assert float(ray.growth) == pytest.approx(growth, rel=1e-12)
        pairs = [
            (ray.transverse, two_places.transverse_eigenvalue(activation, k, 1.0)),
            (ray.other.transverse, two_places.transverse_eigenvalue(activation, n - k, 1.0)),
            (ray.standard, two_places.standard_eigenvalue(activation, n, k, 1.0)),
            (ray.mixed, two_places.mixed_eigenvalue(activation, n, k, 1.0)),
            (Fraction(degree), two_places.scale_eigenvalue(activation, n, k, 1.0)),
        ]
        for exact, value in pairs:
            assert isinstance(exact, Fraction)
            assert float(exact) == pytest.approx(value / growth, rel=1e-9, abs=1e-12)


def test_powers_of_the_rectifier_have_the_multiplier_of_the_literature():
    for degree in range(1, 7):
        for n in (3, 10, 1001):
            m = n - 1
            ray = HomogeneousTwoPlaces(degree, 1, 0, n, 1)
            assert ray.transverse == Fraction(degree**2 * n**2, (2 * degree - 1) * (m ** (2 * degree) + 1))
            assert (ray.transverse > 1) == (degree == 1)
            assert ray.cosine == 0


@pytest.mark.parametrize(
    ("degree", "left", "within", "stable", "marginal"),
    [(3, -1, 3, 4, 3), (2, 1, 4, 5, 4), (2, -1, 3, 4, None), (2, 0, 3, 3, None)],
    ids=["x³", "x²", "x|x|", "max(x, 0)²"],
)
def test_from_which_batch_on_the_collapsed_odd_point_attracts(degree, left, within, stable, marginal):
    """Within the cluster, and in all directions: the standard component is the one that decides."""

    def radius(n):
        ray = HomogeneousTwoPlaces(degree, 1, left, n, 1)
        return ray.transverse, max(ray.transverse, abs(ray.standard))

    batches = range(3, 60)
    assert [n for n in batches if radius(n)[0] < 1] == list(range(within, 60))
    assert [n for n in batches if radius(n)[1] < 1] == list(range(stable, 60))
    assert [n for n in batches if radius(n)[1] == 1] == ([] if marginal is None else [marginal])


def test_the_limit_layers_of_a_nearly_collapsed_batch():
    """At the batch where x|x| spreads along the line, a small spread grows by 6/5 a layer."""
    ray = HomogeneousTwoPlaces(2, 1, -1, 3, 1)
    assert ray.standard == Fraction(6, 5)
    spread = 1e-6
    x = np.array([1 + spread, 1 - spread, -2.0])
    image = x * np.abs(x)
    image -= image.mean()
    assert (image[0] - image[1]) / (image[0] + image[1]) / spread == pytest.approx(6 / 5, rel=1e-5)
