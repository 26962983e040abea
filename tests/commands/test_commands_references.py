"""The certified configurations, as simulations see them: fixed rays of the map, and named as certified."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest

from bnproofs.certificate import certify
from bnproofs.commands.references import reference_from, references_of
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
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


@pytest.mark.parametrize(
    ("layer", "n"), [("relu", 10), ("rc+rs+relu", 10), ("rc+leaky_relu(1/10)", 10), ("rc+relu", 2)]
)
def test_where_there_are_no_theorems_there_are_none(layer, n):
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
