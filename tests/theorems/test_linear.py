"""Linear layers: the convergence of whole orbits, what opens at low rank, and the theorems as they are stated."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import Configuration, ConfigurationError, projector
from bnproofs.evolution import mean_field_map
from bnproofs.theorems import Verdict, linear
from bnproofs.theorems.linear import configurations, covers, prove

RS, RC_RS = Layer.parse("rs+identity"), Layer.parse("rc+rs+identity")
PLAIN, RC = Layer.parse("identity"), Layer.parse("rc+identity")
LAYERS = [PLAIN, RC, RS, RC_RS]
SPECTRA = st.lists(st.floats(1e-6, 1.0), min_size=2, max_size=8)


def rotation(n, seed):
    return np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]


def images(values):
    """The next eigenvalues, of the full map, in the order of the given ones."""
    turn = rotation(len(values), len(values))
    gram = (turn * np.array(values, float)) @ turn.T
    image = turn.T @ mean_field_map(RS, (gram + gram.T) / 2) @ turn
    assert np.max(np.abs(image - np.diag(np.diagonal(image)))) < 1e-12 * len(values)  # the eigenvectors stay
    return np.diagonal(image)


def by_quadrature(values):
    """The same from E λ_i x_i²/Σ λ_j x_j², with the integral of the definition in mpmath."""
    n = len(values)

    def integrand(s, own):
        product = mp.fprod(1 / mp.sqrt(1 + 2 * s * v) for v in values)
        return n * own / (1 + 2 * s * own) * product

    cuts = [0, *sorted(1 / v for v in values), mp.inf]
    return [mp.quad(lambda s, own=own: integrand(s, own), cuts) for own in values]


@given(values=SPECTRA)
def test_the_contrast_decreases_and_the_order_is_kept(values):
    after, before = images(values), np.array(values)
    assert abs(after.sum() - len(values)) < 1e-12 * len(values)
    order = np.argsort(before)
    assert np.all(np.diff(after[order]) >= -1e-12)
    contrast, next_contrast = before.max() / before.min(), after.max() / after.min()
    assert 1 - 1e-12 <= next_contrast <= contrast * (1 + 1e-12)
    if contrast > 1.001:
        assert next_contrast < contrast - 1e-5 * (contrast - 1)


@given(values=SPECTRA)
def test_the_least_eigenvalue_gains_what_is_stated(values):
    k = len(values)
    least = min(values) * k / sum(values)
    after = min(images(values))
    gain = float(projector.gain(k))
    assert 1 - after <= (1 - gain * least) * (1 - least) + 1e-12
    assert np.sum((images(values) - 1) ** 2) <= k * (k - 1) * (1 - after) ** 2 * (1 + 1e-9) + 1e-15


@pytest.mark.parametrize("k", [2, 3, 5, 8])
def test_a_gain_or_rate_off_by_one_percent_is_wrong(k):
    """The bound is tight next to I, where all but the least eigenvalue are equal."""
    gap = 1e-6
    least = 1 - gap
    after = 1 - min(images([least, *[1 + gap / (k - 1)] * (k - 1)]))
    gain, rate = float(projector.gain(k)), float(projector.traceless_eigenvalue(k))
    assert abs(after / gap - rate) < 1e-5
    assert after > (1 - 1.01 * gain * least) * gap
    assert after < (1 - 0.99 * gain * least) * gap


@pytest.mark.parametrize("layer", [RS, RC_RS], ids=str)
@pytest.mark.parametrize("n", [3, 4, 7])
def test_orbits_tend_to_the_fixed_point_of_full_rank_at_the_rate_and_no_faster(layer, n):
    full = linear.dimension(layer, n)
    x = np.random.default_rng(n).standard_normal((n, n))
    gram = x @ x.T + 1e-6 * np.eye(n)
    target = np.eye(n) if full == n else n / full * (np.eye(n) - 1 / n)
    distances = []
    for _ in range(60):
        gram = mean_field_map(layer, gram)
        distances.append(np.linalg.norm(gram - target))
    assert distances[-1] < 1e-3 * distances[0]
    late = next(i for i, d in enumerate(distances) if d < 1e-5)
    rate = float(projector.traceless_eigenvalue(full))
    assert abs(distances[late + 1] / distances[late] - rate) < 1e-4


@pytest.mark.parametrize(
    "values", [[1, 2, 3], [Fraction(1, 50), 1, 1], [Fraction(1, 3), Fraction(1, 3), 2, 5]], ids=str
)
def test_the_map_of_eigenvalues_is_the_integral(values):
    with mp.workdps(25):
        wanted = by_quadrature([mpf(v.numerator) / v.denominator for v in map(Fraction, values)])
        assert np.allclose(images([float(v) for v in values]), [float(w) for w in wanted], rtol=1e-12)


@pytest.mark.parametrize("ratio", [1e-12, 1e-6, 1e-3, 0.3])
def test_a_new_eigenvalue_beside_rank_one_becomes_its_root(ratio):
    for values in ([1.0, ratio], [1.0, ratio, 0.0]):
        after = np.diagonal(mean_field_map(RS, np.diag(values)))
        assert abs(after[1] / after[0] / ratio**0.5 - 1) < 1e-12


def test_a_new_eigenvalue_beside_rank_two_goes_with_its_logarithm():
    """r' = r (log(4/r) − 2) up to terms of a higher order, not 1 % more or less of it."""
    for ratio in (1e-4, 1e-7, 1e-10):
        after = np.diagonal(mean_field_map(RS, np.diag([1.0, 1.0, ratio])))
        law = ratio * (np.log(4 / ratio) - 2)
        assert abs(after[2] / after[0] / law - 1) < 3 * ratio * np.log(1 / ratio) + 1e-12
        assert abs(after[2] / after[0] / (1.01 * law) - 1) > 5e-3


@pytest.mark.parametrize("layer", [PLAIN, RC], ids=str)
def test_without_rescaling_every_recentred_matrix_stays(layer):
    n = 5
    x = np.random.default_rng(3).standard_normal((n, n))
    x = x - x.mean(axis=0) if layer.recentre else x
    assert np.max(np.abs(mean_field_map(layer, x @ x.T) - x @ x.T)) < 1e-12


def proved(layer, n, name):
    theorems = prove(layer, n, Configuration.parse(name), 64)
    assert all(theorem.verdict is Verdict.PROVED and not theorem.faith for theorem in theorems)
    return {theorem.id: theorem.statement for theorem in theorems}


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@pytest.mark.parametrize("n", [3, 4, 5, 60, 10**9])
def test_the_verdicts(layer, n):
    full = linear.dimension(layer, n)
    verdicts = {str(c): proved(layer, n, str(c))["stability"]["verdict"] for c in configurations(layer, n)}
    if not layer.rescale:
        assert set(verdicts.values()) == {"marginal"}
    else:
        laws = {1: "not-differentiable", 2: "not-differentiable"}
        ranks = [k for k in (1, 2, 3) if k < full]
        assert verdicts == {"uniform": "stable"} | {f"projector:{k}": laws.get(k, "unstable") for k in ranks}
        assert proved(layer, n, f"projector:{full}") == proved(layer, n, "uniform")


def test_statements_of_a_batch_of_ten():
    assert proved(RC_RS, 10, "uniform")["global-convergence"] == {
        "rank": 9,
        "gain": projector.gain(9),
        "rate": Fraction(9, 11),
    }
    assert proved(RS, 10, "projector:4")["spectrum"]["spectral_radius"] == [2, 2]
    assert proved(RC, 10, "uniform")["identity-map"] == {"dimension": 45}
    assert proved(RS, 10, "projector:4")["fixed-point"] == {"rank": 4, "scale": Fraction(5, 2)}


@pytest.mark.parametrize(("layer", "name"), [(RC_RS, "projector:5"), (RC, "projector:5"), (RS, "odd-point")], ids=str)
def test_other_configurations_are_refused(layer, name):
    with pytest.raises(ConfigurationError, match="write 'uniform', or 'projector:K'"):
        prove(layer, 5, Configuration.parse(name), 64)


def test_what_is_covered():
    assert all(map(covers, LAYERS))
    assert not any(covers(Layer.parse(name)) for name in ("rc+relu", "rs(eps=1/10)+identity", "rs+relu"))
