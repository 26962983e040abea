"""The certified configurations, as simulations see them: fixed rays of the map, and named as certified."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest

from bnproofs.certificate import certify
from bnproofs.commands.references import reference_from, references_of, shape_of
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from numerics.gram_chain import GramChain
from numerics.inputs import gaussian
from numerics.references import Reference

RC_RELU = Layer.parse("rc+relu")


def one_layer(gram):
    """Φ of rc+relu in doubles: the arc-cosine formula of the recentred Gram matrix."""
    n = len(gram)
    centre = np.eye(n) - 1 / n
    k = centre @ gram @ centre
    lengths = np.sqrt(np.diag(k))
    cosine = np.clip(k / np.outer(lengths, lengths), -1, 1)
    angle = np.arccos(cosine)
    np.fill_diagonal(angle, 0)
    return np.outer(lengths, lengths) * (np.sin(angle) + (np.pi - angle) * np.cos(angle)) / (2 * np.pi)


@pytest.mark.parametrize(
    ("n", "names"),
    [
        (3, {"uniform": True, "ideal": False}),
        (6, {"uniform": True, "ideal": False}),
        (7, {"odd-point": True, "uniform": True, "separating": False, "ideal": False}),
        (10, {"odd-point": True, "uniform": True, "separating": False, "ideal": False}),
        (100, {"odd-point": True, "uniform": True, "separating": False, "ideal": False}),
    ],
)
def test_each_is_a_fixed_ray_with_its_growth_and_the_right_ones_attract(n, names):
    found = references_of(RC_RELU, n)
    assert {reference.name: reference.attracts for reference in found} == names
    for reference in found:
        gram = reference.gram(n)
        np.testing.assert_allclose(one_layer(gram), reference.growth * gram, atol=1e-7 * np.abs(gram).max())
        assert Reference.from_data(json.loads(json.dumps(reference.as_data()))) == reference


def test_they_attract_as_the_map_does_from_nearby():
    """Started 0.1 % aside, an orbit comes back to those that attract and leaves the others."""
    n, rng = 10, np.random.default_rng(0)
    points = rng.normal(size=(n, n))
    for reference in references_of(RC_RELU, n):
        start = reference.gram(n)
        gram = start + 1e-3 * (points @ points.T) / np.linalg.norm(points @ points.T)
        first = np.linalg.norm(gram / np.linalg.norm(gram) - start)
        for _ in range(300):
            gram = one_layer(gram)
            gram /= np.linalg.norm(gram)
        assert (np.linalg.norm(gram - start) < 0.01 * first) == reference.attracts


def test_the_ideal_configuration_is_orthogonal_to_the_last_bit():
    (ideal,) = [reference for reference in references_of(RC_RELU, 12) if reference.name == "ideal"]
    assert (ideal.cos_cluster, ideal.cos_odd, ideal.norm_ratio) == (1.0, 0.0, 11.0)
    assert ideal.growth == pytest.approx((11**2 + 1) / (2 * 12**2), rel=1e-15)


@pytest.mark.parametrize(("layer", "n"), [("relu", 10), ("rs+erf", 10), ("rc+rs+gelu", 10), ("rc+relu", 2)])
def test_where_nothing_is_certified_there_are_none(layer, n):
    assert references_of(Layer.parse(layer), n) == ()


@pytest.mark.parametrize("name", ["odd-point", "uniform", "separating"])
def test_a_reference_has_the_middles_of_the_enclosure(name):
    statement = certify(RC_RELU, 11, Configuration.parse(name), 32).statement("enclosure")
    reference = reference_from("mine", statement, False)
    assert (reference.name, reference.attracts) == ("mine", False)
    for key in ("cos_cluster", "cos_odd", "norm_ratio", "growth"):
        low, high = map(Fraction, statement[key])
        assert getattr(reference, key) == pytest.approx(float((low + high) / 2), rel=1e-14)
        assert float(low) * (1 - 1e-14) <= getattr(reference, key) <= float(high) * (1 + 1e-14)


@pytest.mark.parametrize("layer", ["rs+identity", "rc+rs+identity", "rc+rs+relu", "rc+sign", "rc+rs+leaky_relu(1/3)"])
def test_the_uniform_point_of_every_layer_is_where_its_networks_end(layer):
    """300 layers of width 20000 from a random batch: cosines to 0.05, and the point attracts."""
    parsed, n = Layer.parse(layer), 5
    (reference,) = (x for x in references_of(parsed, n) if x.name == "uniform")
    assert reference.attracts
    gram = gaussian(n, 50, 1).gram[None]
    chain = GramChain(parsed, 20000, 1)
    for depth in range(1, 301):
        gram = chain.advance(gram, (0,), depth)
    lengths = np.sqrt(np.diagonal(gram[0]))
    cosines = (gram[0] / np.outer(lengths, lengths))[np.triu_indices(n, 1)]
    assert np.abs(cosines - reference.cos_cluster).max() < 0.05
    assert (reference.cos_odd, reference.norm_ratio) == (reference.cos_cluster, 1.0)


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("odd-point", {"cosine": ["1/2", "2/3"]}),
        ("uniform", {"rank": 3}),
        ("uniform", {"gram": {"diagonal": "1", "first": "0"}}),
        ("uniform", {}),
        (None, {"rank": 5}),
    ],
)
def test_statements_that_say_nothing_of_the_shape_make_no_reference(name, point):
    assert shape_of(name, 5, {"fixed-point": point}) is None


def test_ends_of_a_product_and_a_norm_go_outward():
    point = {"gram": {"diagonal": ["1/2", "3/5"], "product": ["-1/10", "1/10"]}}
    found = shape_of("uniform", 5, {"fixed-point": point})
    assert found["cos_cluster"] == found["cos_odd"] == [Fraction(-1, 5), Fraction(1, 5)]
    assert found["norm_ratio"] == [1, 1]
