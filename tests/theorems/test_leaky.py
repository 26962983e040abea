"""Recentring + leaky ReLU of any slope: what is proved, against the dense Jacobian of the full map at the points."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.configurations import Configuration, ConfigurationError, leaky_slope, odd_family
from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.theorems import LimitError, Verdict, rc_relu
from bnproofs.theorems.leaky import configurations, covers, prove
from bnproofs.theorems.limits import MOST_BATCH

NAMES = ["rc+leaky_relu(1/10)", "rc+leaky_relu(-3/10)", "rc+leaky_relu(7/2)", "rc+leaky_relu(0)", "rc+abs"]
COMMON = ["relu-combination", "two-cluster-ray", "two-cluster-unstable"]
POINT = ["enclosure", "spectrum", "stability"]
EXTREME = ["rc+leaky_relu(999999999999999999/999999999999999998)", "rc+leaky_relu(1/999999999999999999)"]


def theorems(name, n, configuration, bits=128):
    found = prove(Layer.parse(name), n, Configuration.parse(configuration), bits)
    assert len({theorem.id for theorem in found}) == len(found)
    return {theorem.id: theorem for theorem in found}


def middle(interval):
    return float((Fraction(interval[0]) + Fraction(interval[1])) / 2)


def listed(statement):
    rows = statement["components"]
    return np.sort([middle(value) for row in rows for value in row["eigenvalues"] for _ in range(row["multiplicity"])])


def projective(layer, gram, growth):
    """The eigenvalues of the dense Jacobian over the growth, but the zeros of recentring and one eigenvalue 1."""
    values = np.linalg.eigvals(dense_jacobian(layer, gram)) / growth
    assert np.max(np.abs(values.imag)) < 1e-7
    values = sorted(values.real, key=abs)[len(gram) :]
    values.pop(int(np.argmin(np.abs(np.array(values) - 1))))
    return np.sort(values)


def full_gram(name, n, tau):
    """The Gram matrix after a layer at the member τ of the odd-point family, as a full matrix."""
    k = odd_family.recentred_gram(float(n), float(np.sqrt(tau)), 1.0)
    full = np.full((n, n), k.products[0][0])
    full[-1, :] = full[:, -1] = k.products[0][1]
    np.fill_diagonal(full, [k.diagonal[0]] * (n - 1) + [k.diagonal[1]])
    return mean_field_map(Layer.parse(name), full)


@pytest.mark.parametrize("name", [*NAMES, *EXTREME])
def test_every_batch_is_decided_and_the_claims_stand_in_order(name):
    layer, count = Layer.parse(name), 0
    flow = ["reduced-dynamics"] if leaky_slope.slope_of(layer) >= 0 else []
    assert covers(layer)
    for n in (3, 6, 7, 12, 1000, MOST_BATCH):
        for configuration in configurations(layer, n):
            found = prove(layer, n, configuration, 64)
            exists = n >= 7 or configuration.kind not in ("odd-point", "separating")
            family = [] if configuration.k else ["fixed-points", *flow]
            assert [theorem.id for theorem in found] == COMMON + family + (POINT if exists else ["non-existence"])
            assert all(theorem.verdict is Verdict.PROVED and not theorem.faith for theorem in found), (n, configuration)
            count += 1
    assert count == 24


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("n", [7, 10])
@pytest.mark.parametrize("kind", ["odd-point", "separating", "uniform"])
def test_the_numbers_at_a_point_are_those_of_the_full_map(name, n, kind):
    found, layer = theorems(name, n, kind), Layer.parse(name)
    says = found["enclosure"].statement
    gram = full_gram(name, n, middle(says["tau"]))
    growth = middle(says["growth"])
    assert np.allclose(mean_field_map(layer, gram), growth * gram, rtol=1e-11, atol=1e-13)
    norms = np.sqrt(np.diagonal(gram))
    correlations = gram / np.outer(norms, norms)
    wanted = {
        "cos_cluster": correlations[0, 1],
        "cos_odd": correlations[0, -1],
        "norm_ratio": norms[-1] / norms[0],
    }
    for key, value in wanted.items():
        assert middle(says[key]) == pytest.approx(value, rel=1e-10, abs=1e-13), key
    stated = listed(found["spectrum"].statement)
    dense = projective(layer, gram, growth)
    assert np.allclose(stated, dense, atol=1e-8)
    assert not np.allclose(1.01 * stated, dense, atol=1e-8)
    radius = np.max(np.abs(dense))
    assert middle(found["spectrum"].statement["spectral_radius"]) == pytest.approx(radius, abs=1e-8)
    assert found["stability"].statement == {"verdict": "stable" if radius < 1 else "unstable"}


@pytest.mark.parametrize("name", NAMES)
def test_intervals_are_narrow_and_hold_those_of_more_bits(name):
    for kind in ("odd-point", "uniform"):
        coarse, fine = theorems(name, 9, kind, 64), theorems(name, 9, kind, 200)
        count = 0
        for key, value in coarse["enclosure"].statement.items():
            low, high = fine["enclosure"].statement[key]
            assert value[0] <= low <= high <= value[1], key
            assert value[1] - value[0] <= max(map(abs, value)) / 2**60
            count += 1
        assert count == 6


def test_the_odd_point_attracts_for_slopes_that_are_not_negative_and_not_under_the_absolute_value():
    for n in (7, 10, 100, 10**6):
        for slope in ("0", "1/100", "1/2", "99/100", "3", "1000"):
            assert theorems(f"rc+leaky_relu({slope})", n, "odd-point", 64)["stability"].statement["verdict"] == "stable"
        found = theorems("rc+abs", n, "odd-point", 64)
        assert found["stability"].statement == {"verdict": "unstable"}
        values = {part["component"]: part["eigenvalues"] for part in found["spectrum"].statement["components"]}
        assert values["standard"][1][1] < -1  # what pushes away is the small eigenvalue of the standard component
        assert max(high for part in values.values() for _, high in part) < 1


def test_slope_zero_has_the_numbers_of_relu():
    for configuration in ("odd-point", "two-cluster:2", "uniform"):
        relu = rc_relu.prove(rc_relu.LAYER, 11, Configuration.parse(configuration), 128)
        found = theorems("rc+leaky_relu(0)", 11, configuration)
        for theorem in relu[-2:]:
            if configuration == "two-cluster:2":
                assert theorem.statement == found[theorem.id].statement
        pairs = zip(
            listed({x.id: x for x in relu}["spectrum"].statement), listed(found["spectrum"].statement), strict=True
        )
        assert all(left == pytest.approx(right, rel=1e-14) for left, right in pairs)


def test_slope_one_is_the_identity():
    layer = Layer.parse("rc+leaky_relu(1)")
    assert covers(layer)
    assert [str(found) for found in configurations(layer, 5)] == ["two-cluster:1"]
    found = theorems("rc+leaky_relu(1)", 6, "two-cluster:2")
    assert list(found) == ["relu-combination", "two-cluster-ray", *POINT]
    assert found["stability"].statement == {"verdict": "marginal"}
    assert set(listed(found["spectrum"].statement)) == {1.0}
    assert found["two-cluster-ray"].statement["growth"] == 1


def test_two_equal_clusters_under_the_absolute_value_are_refused_with_what_to_write():
    for name in ("rc+abs", "rc+leaky_relu(-1)"):
        with pytest.raises(LimitError, match=r"write 'two-cluster:K' with 2K ≠ 6"):
            theorems(name, 6, "two-cluster:3")
        assert theorems(name, 6, "two-cluster:2")["stability"].statement == {"verdict": "unstable"}


def test_other_configurations_are_refused():
    for name, text in (("rc+abs", "collapsed"), ("rc+abs", "projector:2"), ("rc+leaky_relu(1)", "uniform")):
        with pytest.raises(ConfigurationError, match="write 'two-cluster:1'"):
            theorems(name, 5, text)


def test_other_layers_are_not_covered():
    for name in ("rc+relu", "rc+rs+leaky_relu(1/10)", "leaky_relu(1/10)", "rc+identity", "rc+erf"):
        assert not covers(Layer.parse(name))
