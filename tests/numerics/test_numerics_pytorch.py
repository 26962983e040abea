"""PyTorch's network against NumPy's, with the same weights."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
import torch

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.dense import gram_of
from numerics.neurons import fire
from numerics.pytorch import TorchNetwork, build, torch_version

LAYERS = [
    "identity",
    "relu",
    "leaky_relu(1/10)",
    "leaky_relu(-3/2)",
    "rc+identity",
    "rc+relu",
    "rc+leaky_relu(2)",
    "rs+identity",
    "rs+relu",
    "rs(eps=1/10)+relu",
    "rc+rs+identity",
    "rc+rs+relu",
    "rc+rs(eps=1/100000)+relu",
    "rc+rs(eps=1/100000)+leaky_relu(1/10)",
    "rc+rs(eps=2)+leaky_relu(1/3)",
    "abs",
    "step",
    "rs+sign",
    "rc+relu_power(2)",
    "rc+rs+relu_power(3)",
    "rs+monomial(4)",
    "hermite(2)",
    "rc+rs+hermite(5)",
]


def points_of(features, n, seed=0):
    return np.random.default_rng(seed).standard_normal((features, n)) + 0.3


def weights_of(network):
    return [part.weight.detach().numpy() for part in network if isinstance(part, torch.nn.Linear)]


def numpys(layer, weights, points):
    for matrix in weights:
        points = matrix @ points
        fire(layer, points)
    return points


def apply(network, points):
    with torch.no_grad():
        return network(torch.tensor(points.T)).numpy().T


def names(network):
    return [type(part).__name__ for part in network]


@pytest.mark.parametrize("n", [2, 3, 17])
@pytest.mark.parametrize("name", LAYERS)
def test_with_the_same_weights_a_layer_is_that_of_numpy(name, n):
    layer, points = Layer.parse(name), points_of(11, n)
    network = build(layer, (11, 40))
    assert np.abs(apply(network, points) - numpys(layer, weights_of(network), points)).max() < 1e-12


@pytest.mark.parametrize("name", LAYERS)
def test_three_layers_are_those_of_numpy_one_after_the_other(name):
    layer, points = Layer.parse(name), points_of(5, 6)
    network = build(layer, (5, 30, 20, 25))
    assert [matrix.shape for matrix in weights_of(network)] == [(30, 5), (20, 30), (25, 20)]
    wanted = numpys(layer, weights_of(network), points)
    assert np.abs(apply(network, points) - wanted).max() < 1e-11 * np.abs(wanted).max()


@pytest.mark.parametrize("one", LAYERS)
def test_no_two_of_the_layers_are_the_same_function(one):
    points = points_of(11, 5)
    network = build(Layer.parse(one), (11, 40))
    for other in set(LAYERS) - {one}:
        difference = np.abs(apply(network, points) - numpys(Layer.parse(other), weights_of(network), points)).max()
        assert difference > 1e-7, other


@pytest.mark.parametrize("name", ["rc+rs+relu", "rc+rs(eps=1/100000)+relu", "rs+relu"])
def test_a_variance_with_n_less_one_would_be_noticed(name):
    layer, points = Layer.parse(name), points_of(11, 6)
    network = build(layer, (11, 40))
    h = weights_of(network)[0] @ points
    mean = h.mean(axis=1, keepdims=True) * layer.recentre
    unbiased = np.maximum((h - mean) / np.sqrt(((h - mean) ** 2).sum(axis=1, keepdims=True) / 5), 0)
    assert np.abs(apply(network, points) - unbiased).max() > 0.05


def test_the_modules_are_those_of_pytorch_wherever_it_has_them():
    def parts(name):
        return names(build(Layer.parse(name), (3, 4)))

    assert parts("rc+rs(eps=1/100000)+relu") == ["Linear", "BatchNorm1d", "ReLU"]
    assert parts("rc+rs(eps=1/2)+leaky_relu(1/10)") == ["Linear", "BatchNorm1d", "LeakyReLU"]
    assert parts("identity") == ["Linear"]
    assert parts("rc+relu") == ["Linear", "Recentre", "ReLU"]
    assert parts("rs(eps=1/2)+relu") == ["Linear", "Rescale", "ReLU"]
    assert parts("rc+rs+relu") == ["Linear", "BatchNorm1d", "ReLU"]
    assert parts("rc+rs+hermite(2)") == ["Linear", "BatchNorm1d", "Entrywise"]
    network = build(Layer.parse("rc+rs(eps=1/7)+relu"), (3, 4))
    assert network.training
    assert network[1].eps == float(Fraction(1, 7))
    assert network[0].bias is None
    assert network[0].weight.dtype == torch.float64


def test_the_epsilon_that_stands_for_zero_changes_no_bit_of_a_variance():
    stock = build(Layer.parse("rc+rs+relu"), (3, 4))[1]
    assert 0 < stock.eps < 1e-300
    assert 1e-200 + stock.eps == 1e-200


@pytest.mark.parametrize("name", LAYERS)
def test_a_batch_of_zeros_or_of_equal_points_is_what_numpy_makes_of_it(name):
    layer = Layer.parse(name)
    network = build(layer, (4, 9))
    for points in (np.zeros((4, 3)), np.tile([[1.0], [-2.0], [0.0], [4.0]], 4)):
        got = apply(network, points)
        assert np.isfinite(got).all()
        if layer.recentre and layer.rescale and points.any() and not layer.epsilon:
            continue
        assert np.abs(got - numpys(layer, weights_of(network), points)).max() < 1e-9


@pytest.mark.parametrize("name", ["rs+relu", "rc+rs+relu", "rc+rs(eps=1/100000)+relu"])
def test_a_neuron_that_is_zero_stays_zero_and_its_gradient_is_a_number(name):
    network = build(Layer.parse(name), (4, 9))
    with torch.no_grad():
        network[0].weight[3] = 0
    output = network(torch.tensor(points_of(4, 5).T))
    assert not output[:, 3].any()
    assert output.any()
    output.sum().backward()
    assert torch.isfinite(network[0].weight.grad).all()


@pytest.mark.parametrize("name", ["rc+relu", "rc+rs(eps=1/100000)+relu", "rs+leaky_relu(1/10)"])
def test_a_network_built_at_once_is_that_of_its_layers_one_at_a_time(name):
    layer, points = Layer.parse(name), points_of(7, 4)
    network = TorchNetwork(layer, 30, seed=5)
    built = build(layer, (7, 30, 30, 30), seed=5, replica=2)
    state = points
    for depth in (1, 2, 3):
        state = network.advance(state, 2, depth)
        assert state.shape == (30, 4)
        assert state.dtype == np.float64
    assert np.abs(state - apply(built, points)).max() < 1e-12 * np.abs(state).max()
    later = build(layer, (30, 30), seed=5, replica=2, depth=3)
    assert np.array_equal(weights_of(later)[0], weights_of(built)[2])


def test_weights_are_a_function_of_seed_replica_and_depth_and_of_nothing_else():
    layer = Layer.parse("rc+relu")
    keys = [(0, 0, 1), (1, 0, 1), (0, 1, 1), (0, 0, 2), (0, 1, 2)]
    drawn = [weights_of(build(layer, (6, 8), seed=s, replica=r, depth=d))[0].copy() for s, r, d in keys]
    for at, one in enumerate(drawn):
        for other in drawn[:at]:
            assert np.abs(one - other).max() > 0.1
    torch.manual_seed(1)
    before = torch.get_rng_state()
    for (s, r, d), weights in zip(reversed(keys), reversed(drawn), strict=True):
        assert np.array_equal(weights_of(build(layer, (6, 8), seed=s, replica=r, depth=d))[0], weights)
    assert torch.equal(torch.get_rng_state(), before)


def test_advancing_is_deterministic_and_does_not_write_to_its_input():
    network, points = TorchNetwork(Layer.parse("rc+rs+relu"), 50, seed=1), points_of(20, 5)
    points.flags.writeable = False
    first = network.advance(points, 0, 1)
    assert np.array_equal(first, network.advance(points, 0, 1))
    assert not np.array_equal(first, network.advance(points, 1, 1))


def test_the_bits_do_not_depend_on_the_number_of_threads_and_that_number_stays():
    layer, points = Layer.parse("rc+rs(eps=1/100000)+relu"), points_of(3000, 50)
    usual, results = torch.get_num_threads(), []
    try:
        for threads in (1, 2, 3):
            torch.set_num_threads(threads)
            results.append(TorchNetwork(layer, 300, seed=1).advance(points, 0, 1))
            assert torch.get_num_threads() == threads
    finally:
        torch.set_num_threads(usual)
    assert all(np.array_equal(result, results[0]) for result in results)


def test_weights_have_mean_zero_variance_one_over_the_inputs_and_the_fourth_moment_of_a_normal():
    """N = 200 000 weights: each of three z-scores exceeds 5 with probability below 1e-6 if the weights are normal.

    The seed is fixed. Uniform weights of the same variance, or variance 1/(2d), as other initialisations have, are
    hundreds of standard errors away.
    """
    inputs, neurons = 100, 2000
    (weights,) = weights_of(build(Layer.parse("relu"), (inputs, neurons), seed=3))
    z = weights.ravel() * np.sqrt(inputs)
    root = np.sqrt(z.size)
    assert abs(z.mean()) * root < 5
    assert abs((z**2).mean() - 1) * root / np.sqrt(2) < 5
    assert abs((z**4).mean() - 3) * root / np.sqrt(96) < 5


def test_the_mean_gram_matrix_of_a_linear_layer_is_the_one_before_it():
    """E G' = G for φ = identity: with width 20 000, |G'_ij − G_ij| > 6√((G_ii G_jj + G_ij²)/width) has probability
    below 2e-9 for each of 9 entries. The seed is fixed; weights N(0, 1) or N(0, 1/width) would be far away."""
    points = points_of(12, 3)
    before = gram_of(points)
    after = gram_of(TorchNetwork(Layer.parse("identity"), 20_000, seed=2).advance(points, 0, 1))
    deviation = np.sqrt((np.outer(np.diag(before), np.diag(before)) + before**2) / 20_000)
    assert (np.abs(after - before) < 6 * deviation).all()


@pytest.mark.parametrize("widths", [(), (3,), (3, 0), (0, 3), (3, -1, 2)])
def test_widths_that_make_no_network_are_refused(widths):
    with pytest.raises(InputError, match="at least two widths, all positive"):
        build(Layer.parse("relu"), widths)


def test_without_pytorch_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    network = TorchNetwork(Layer.parse("rc+relu"), 4, seed=0)
    for use in (
        torch_version,
        lambda: build(Layer.parse("relu"), (2, 3)),
        lambda: network.advance(points_of(2, 2), 0, 1),
    ):
        with pytest.raises(InputError, match=r"^torch cannot be imported: write pip install 'bnproofs\[torch\]'$"):
            use()


def test_importing_the_simulators_imports_neither_pytorch_nor_scikit_learn():
    code = (
        "import sys; sys.modules['torch'] = sys.modules['sklearn'] = None; "
        "import numerics.pytorch, numerics.inputs; numerics.inputs.gaussian(3, 4, 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_the_version_is_that_of_pytorch():
    assert torch_version() == torch.__version__
