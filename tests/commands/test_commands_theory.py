"""What the library says of a layer, put together: each part is the library's, and encloses what it should."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.certificate import certify
from bnproofs.commands.theory import theory_of
from bnproofs.configurations import Configuration
from bnproofs.evolution import dense_jacobian
from bnproofs.layer import Layer
from numerics.orbit import distance, mean_field_step
from numerics.plane import plane_gram, plane_map
from numerics.quadrature import dual_kernel

RC_RELU = Layer.parse("rc+relu")


def statements(n, name, bits=192):
    certificate = certify(RC_RELU, n, Configuration.parse(name), bits)
    return {id: certificate.statement(id) for id in ("enclosure", "spectrum")}


@pytest.mark.parametrize(
    ("n", "name"), [(3, "uniform"), (5, "uniform"), (6, "uniform"), (7, "odd-point"), (10, "odd-point")]
)
def test_what_attracts_is_the_odd_point_where_there_is_one(n, name):
    theory = theory_of(RC_RELU, n)
    assert (theory.layer, theory.batch) == (RC_RELU, n)
    assert theory.attractor.reference.name == name
    assert theory.attractor.reference.attracts


@pytest.mark.parametrize(("n", "name"), [(5, "uniform"), (10, "odd-point")])
def test_enclosures_are_those_of_the_certificate_rounded_outward(n, name):
    attractor, said = theory_of(RC_RELU, n).attractor, statements(n, name)
    for key in ("cos_cluster", "cos_odd", "norm_ratio"):
        low, high = map(Fraction, said["enclosure"][key])
        lower, upper = attractor.enclosures[key]
        assert Fraction(lower) <= low <= high <= Fraction(upper)
        assert upper - lower <= 4 * math.ulp(upper)
    low, high = map(Fraction, said["enclosure"]["growth"])
    lower, upper = attractor.enclosures["log_growth"]
    with mp.workdps(60):
        logs = [mp.log(mp.mpf(x.numerator) / x.denominator) for x in (low, high)]
        assert lower < logs[0] <= logs[1] < upper
    assert upper - lower <= 8 * math.ulp(abs(lower))
    eigenvalues = [
        (part["component"], *map(Fraction, value))
        for part in said["spectrum"]["components"]
        for value in part["eigenvalues"]
    ]
    assert list(attractor.eigenvalues) == eigenvalues


@pytest.mark.parametrize("n", [3, 5, 10])
def test_the_gram_matrix_of_the_attractor_is_a_fixed_ray_of_the_definition(n):
    gram = theory_of(RC_RELU, n).attractor.gram(40)
    assert gram.shape == (n, n)
    assert distance(mean_field_step(RC_RELU, gram, digits=40), gram, digits=40) < mp.mpf(10) ** -38


@pytest.mark.parametrize("layer", ["rc+relu", "relu", "identity", "rc+leaky_relu(1/3)"])
def test_map_kernel_and_reduced_orbit_are_those_of_the_layer(layer):
    layer, n = Layer.parse(layer), 5
    theory = theory_of(layer, n)
    gram = np.full((n, n), mp.mpf("0.3"), dtype=object)
    gram[-1, :] = gram[:, -1] = mp.mpf("-0.2")
    np.fill_diagonal(gram, mp.mpf(1))
    gram[-1, -1] = mp.mpf(3)
    ahead = mean_field_step(layer, gram, digits=30)
    first, second = theory.reduced_orbit(gram, 1, 30)
    np.testing.assert_array_equal(first.astype(float), gram.astype(float))
    assert distance(second, ahead, digits=30) < mp.mpf(10) ** -29
    doubles = theory.mean_field_map(gram.astype(float))
    np.testing.assert_allclose(doubles, ahead.astype(float), rtol=1e-13, atol=1e-15)
    with mp.workdps(40):
        moments = Fraction(2), Fraction(-1, 3), Fraction(5, 7)
        said = theory.dual_kernel(*(mp.mpf(x.numerator) / x.denominator for x in moments))
        assert abs(said - dual_kernel(layer, *moments, digits=30)) < mp.mpf(10) ** -29


def test_a_certificate_takes_the_place_of_what_is_certified_anew():
    said = statements(10, "uniform", bits=64)
    theory = theory_of(RC_RELU, 10, ("uniform", said))
    assert theory.attractor.reference.name == "uniform"
    other = {**said, "enclosure": {**said["enclosure"], "cos_cluster": ["1/3", "1/2"]}}
    assert theory_of(RC_RELU, 10, ("uniform", other)).attractor.enclosures["cos_cluster"] == (
        math.nextafter(1 / 3, 0),
        math.nextafter(1 / 2, 1),
    )


@pytest.mark.parametrize(
    "layer", ["rs+identity", "rc+rs+relu", "rs(eps=1/10)+relu", "rc+rs+sign", "rc+rs(eps=1/10)+monomial(2)"]
)
def test_with_rescaling_it_has_the_map_in_doubles_and_to_any_number_of_digits(layer):
    theory = theory_of(Layer.parse(layer), 5)
    assert theory.dual_kernel is theory.reduced_orbit is None
    points = [(Fraction(i, 3), Fraction(i * i - 2, 5)) for i in range(5)]
    wanted = plane_map(Layer.parse(layer), points, digits=25)
    found = theory.exact_map(plane_gram(points), 25)
    assert max(abs(x - y) for x, y in zip(found.flat, wanted.flat, strict=True)) < 1e-24
    doubles = theory.mean_field_map(plane_gram(points).astype(float))
    rounding = 1e-7 if "sign" in layer else 1e-11  # opposite points: half the digits of their Gram matrix
    np.testing.assert_allclose(doubles, wanted.astype(float), rtol=rounding, atol=1e-14)


@pytest.mark.parametrize("layer", ["rs+erf", "rc+rs+hermite(2)", "rc+rs(eps=1/10)+gelu"])
def test_with_rescaling_and_no_degree_it_says_nothing_but_the_chain(layer):
    theory = theory_of(Layer.parse(layer), 5)
    said = theory.mean_field_map, theory.dual_kernel, theory.reduced_orbit, theory.exact_map, theory.attractor
    assert said == (None,) * 5
    assert theory.chain(10, 0).advance(np.eye(5)[None], (0,), 1).shape == (1, 5, 5)


def test_what_attracts_with_rescaling_is_where_the_map_leads():
    """Exchangeable points, from the squared norm and the product that are certified."""
    theory = theory_of(Layer.parse("rc+rs+relu"), 5)
    gram = np.eye(5)
    for _ in range(200):
        gram = theory.mean_field_map(gram)
    assert theory.attractor.reference.name == "uniform"
    low, high = theory.attractor.enclosures["cos_cluster"]
    assert low - 1e-12 < gram[0, 1] / gram[0, 0] < high + 1e-12
    assert theory.attractor.enclosures["norm_ratio"] == pytest.approx((1, 1))
    assert "log_growth" not in theory.attractor.enclosures
    assert distance(theory.attractor.gram(20), gram, digits=15) < 1e-12
    slopes = sorted({round(float(low), 9) for _, low, _ in theory.attractor.eigenvalues})
    found = np.linalg.eigvals(dense_jacobian(Layer.parse("rc+rs+relu"), gram)).real
    assert all(np.abs(found - slope).min() < 1e-7 for slope in slopes)


@pytest.mark.parametrize(("layer", "n"), [("relu", 10), ("rc+identity", 10), ("rc+erf", 10), ("rc+relu", 2)])
def test_where_nothing_is_certified_there_is_no_attractor(layer, n):
    theory = theory_of(Layer.parse(layer), n)
    assert theory.attractor is None
    assert theory.mean_field_map is not None
    assert replace(theory, attractor=None) == theory
