"""Every layer can be simulated, by each method, and those that explode keep their scale where it is a power."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.layer import Layer
from numerics.batch import Batch
from numerics.inputs import gaussian
from numerics.neurons import bounded, fire, scale_degree
from numerics.run import Run
from numerics.simulate import simulate
from numerics.specification import RunError, Specification

LAYERS = [
    "rc+rs+relu",
    "rc+rs(eps=1/100000)+relu",
    "rs+identity",
    "rc+rs+identity",
    "rs+relu",
    "rc+rs+leaky_relu(1/10)",
    "relu",
    "rc+identity",
    "rc+erf",
    "rc+relu_power(2)",
    "rc+sign",
    "monomial(3)",
    "rs+gelu",
    "rc+rs+hermite(3)",
    "abs",
    "step",
    "rc+rs+sine(2)",
    "rs(eps=1/2)+cosine(1)",
    "rc+rs+exponential(1/2)",
]
BATCH = gaussian(5, 8, 1)


def run_of(layer, batch=BATCH, *, method="chain", depth=6, width=40):
    specification = Specification(
        layer, batch.n, width, depth, 2, 3, method, "double", batch.name, batch.digest, (), (0, depth), {}
    )
    return simulate(Run.empty(specification), batch)


@pytest.mark.parametrize("method", ["chain", "dense", "torch"])
@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_simulated_by_every_method(layer, method):
    run = run_of(layer, method=method)
    assert run.complete
    assert np.isfinite(run.series("log_scale")).all()
    assert np.isfinite(run.grams).all()


@pytest.mark.parametrize("method", ["chain", "dense"])
@pytest.mark.parametrize(("layer", "degree"), [("rc+relu_power(2)", 2), ("monomial(3)", 3), ("rc+relu", 1)])
def test_the_scale_goes_with_the_power_of_that_of_the_input(layer, degree, method):
    """The batch times 2: the same shapes, and after ℓ layers 2·k^ℓ ln 2 more on the logarithm of squared norms."""
    one = run_of(layer, method=method)
    twice = run_of(layer, Batch(BATCH.name, 2 * BATCH.points), method=method)
    more = twice.series("log_scale") - one.series("log_scale")
    np.testing.assert_allclose(more, np.tile(2 * np.log(2) * degree ** np.arange(7.0), (2, 1)), rtol=1e-9)
    np.testing.assert_allclose(twice.series("cos_odd"), one.series("cos_odd"), rtol=1e-9, atol=1e-12)


def test_a_deep_network_that_explodes_doubly_exponentially_collapses_and_keeps_its_logarithm():
    run = run_of("rc+relu_power(2)", depth=30)
    growth = np.diff(run.series("log_scale"), axis=1)
    assert np.isfinite(growth).all()
    assert np.abs(run.series("log_scale")[:, -1]).max() > 1e6
    np.testing.assert_allclose(run.series("cos_cluster")[:, -1], 1, atol=1e-12)


@pytest.mark.parametrize("layer", ["relu_power(12)", "rc+exponential(1)", "hermite(3)"])
def test_scales_that_cannot_be_kept_are_said_so(layer, recwarn):
    with pytest.raises(RunError, match="leaves the range of doubles: take fewer layers"):
        run_of(layer, depth=40)
    assert not recwarn.list


@pytest.mark.parametrize("layer", [*LAYERS, "rc+hermite(2)", "exponential(1)"])
def test_the_degree_is_that_of_the_neurons(layer):
    """φ(RS(RC(2h))) = 2^k φ(RS(RC(h))) for every row of h, or for no power k ≥ 1."""
    parsed, h = Layer.parse(layer), np.random.default_rng(0).standard_normal((6, 5))
    once, twice = h.copy(), 2 * h
    fire(parsed, once)
    fire(parsed, twice)
    degree = scale_degree(parsed)
    if degree is not None:
        np.testing.assert_allclose(twice, 2.0**degree * once, rtol=1e-12, atol=1e-14)
    else:
        assert not any(np.allclose(twice, 2.0**k * once, rtol=1e-6, atol=1e-9) for k in (1, 2, 3))
    assert bounded(parsed) == (parsed.rescale or parsed.activation in ("relu", "identity", "sign", "abs", "step"))
