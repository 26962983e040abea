"""Back-propagation by hand, against PyTorch and against differences; and how fast gradients grow."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from bnproofs.configurations.rescaled_gradients import gradient_growth as derived_growth
from bnproofs.errors import InputError
from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from numerics.backward import Gradients, pulled_back
from numerics.gradient_growth import gradient_growth
from numerics.neurons import fire
from numerics.pytorch import build
from numerics.streams import Purpose, stream

LAYERS = ["rc+rs+relu", "rc+rs(eps=1/10)+leaky_relu(1/10)", "rs+relu", "rc+relu", "rs(eps=2)+identity", "abs"]
SLOPES = {"relu": (1.0, 0.0), "identity": (1.0, 1.0)}


@pytest.mark.parametrize("layer", LAYERS)
def test_gradients_are_those_of_differences(layer):
    parsed, rng = Layer.parse(layer), np.random.default_rng(1)
    h, g, direction = rng.standard_normal((3, 7, 5))
    ends = []
    for sign in (1, -1):
        z = h + sign * 1e-6 * direction
        fire(parsed, z)
        ends.append(np.sum(g * z))
    slope = (ends[0] - ends[1]) / 2e-6
    assert np.sum(pulled_back(parsed, h, g) * direction) == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("layer", LAYERS[:3])
def test_gradients_are_those_of_pytorch(layer):
    """`BatchNorm1d` and its ε, where there is both RC and RS."""
    parsed, rng = Layer.parse(layer), np.random.default_rng(2)
    points, g = rng.standard_normal((4, 5)), rng.standard_normal((6, 5))
    network = build(parsed, (4, 6), seed=3)
    inputs = torch.tensor(points.T, requires_grad=True)
    (network(inputs) * torch.tensor(g.T)).sum().backward()
    weights = network[0].weight.detach().numpy()
    np.testing.assert_allclose(weights.T @ pulled_back(parsed, weights @ points, g), inputs.grad.numpy().T, rtol=1e-9)


def test_a_rescaled_gradient_has_no_part_that_only_rescales():
    parsed, rng = Layer.parse("rc+rs+relu"), np.random.default_rng(3)
    h, g = rng.standard_normal((2, 8, 6))
    found = pulled_back(parsed, h, g)
    np.testing.assert_allclose((found * h).sum(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(found.sum(axis=1), 0, atol=1e-12)


def test_other_degrees_are_refused():
    with pytest.raises(InputError, match="activations of degree 1"):
        pulled_back(Layer.parse("rc+erf"), np.ones((2, 3)), np.ones((2, 3)))


def test_a_network_starts_at_its_gram_matrix():
    gram = mean_field_map(Layer.parse("rc+rs+relu"), np.eye(5))
    points = Gradients(Layer.parse("rc+rs+relu"), gram, 30, 1).points(stream(1, Purpose.DENSE, 0))
    np.testing.assert_allclose(points.T @ points / 30, gram, atol=1e-14)


@pytest.mark.parametrize(("name", "n"), [("relu", 8), ("identity", 8), ("relu", 12)])
def test_gradients_grow_as_derived_and_half_of_it_is_rejected(name, n):
    """The 99.9 % confidence interval, at a seed that was not chosen; it is narrow enough to exclude half the growth."""
    layer = Layer.parse(f"rc+rs+{name}")
    start = mean_field_map(layer, np.eye(n))
    found = gradient_growth(layer, start, widths=(150, 300), layers=8, replicas=24, seed=1)
    wanted = float(derived_growth(float(n), *SLOPES[name]))
    low, high = found.interval(0.999)
    assert low < wanted < high
    assert not low < (1 + wanted) / 2 < high
    assert [width for width, _, _ in found.at_widths] == [150, 300]


def test_too_little_to_measure_is_refused():
    layer = Layer.parse("rc+rs+relu")
    with pytest.raises(InputError, match="at least two widths"):
        gradient_growth(layer, np.eye(4), widths=(50, 50), layers=3, replicas=5, seed=1)


def test_the_script_compares_with_what_is_published(monkeypatch, capsys):
    from pathlib import Path

    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "scripts"))
    import gradient_growth as script

    assert script.main(["--batch", "8", "--width", "60", "120", "--layers", "4", "--replicas", "8"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "published 1.788190: inside" in lines[0]
    assert "published 1.200000: inside" in lines[1]
