"""Runs: interrupted and resumed to the byte, deep without underflow, and what the theory says of them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bnproofs.commands.references import references_of
from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.batch import Batch, require_life
from numerics.dense import DenseNetwork
from numerics.escape import nearest
from numerics.gram_chain import GramChain
from numerics.inputs import gaussian
from numerics.run import Run
from numerics.run_file import load_run
from numerics.simulate import default_group, simulate
from numerics.simulators import OfGrams
from numerics.specification import RunError, Specification
from numerics.summary import escapes, levels


def specification(layer, batch, *, width=20, depth=6, replicas=5, method="chain", references=(), **options):
    return Specification(
        layer,
        batch.n,
        width,
        depth,
        replicas,
        options.get("seed", 1),
        method,
        options.get("precision", "double"),
        batch.name,
        batch.digest,
        references,
        options.get("snapshots", (0, depth)),
        {},
    )


def run_of(layer, batch, *, group=0, chunk=0, **options):
    return simulate(Run.empty(specification(layer, batch, **options)), batch, group=group, chunk=chunk)


def stopping_after(layers):
    """A `stop` that says so after some calls."""
    asked = []
    return lambda: bool(asked.append(1)) or len(asked) > layers


BATCH = gaussian(4, 7, 3)


@pytest.mark.parametrize("method", ["chain", "dense"])
@pytest.mark.parametrize("layer", ["rc+relu", "rc+rs(eps=1/100)+relu"])
def test_a_run_stopped_and_resumed_from_its_file_is_the_same_to_the_byte(method, layer, tmp_path):
    wanted = run_of(layer, BATCH, method=method).to_bytes()
    for group in (0, 1, 3):
        for layers in (0, 1, 5, 6, 7, 13, 29, 30):
            run = Run.empty(specification(layer, BATCH, method=method))
            simulate(run, BATCH, group=group, stop=stopping_after(layers)).save(tmp_path / "run.npz")
            resumed = load_run(tmp_path / "run.npz")
            assert simulate(resumed, BATCH, group=2, chunk=1).to_bytes() == wanted, (group, layers)


def test_a_run_stopped_after_every_single_layer_is_the_same_to_the_byte(tmp_path):
    run, path, visits = Run.empty(specification("relu", BATCH)), tmp_path / "run.npz", 0
    while not run.complete:
        simulate(run, BATCH, group=2, stop=stopping_after(1)).save(path)
        run, visits = load_run(path), visits + 1
        assert visits < 100
    assert visits == 6 * 3
    assert run.to_bytes() == run_of("relu", BATCH).to_bytes()


def test_a_stopped_run_has_exactly_the_layers_that_it_says():
    for layers in (0, 1, 4):
        run = simulate(Run.empty(specification("rc+relu", BATCH)), BATCH, group=2, stop=stopping_after(layers))
        assert run.layers_done.tolist() == [layers, layers, -1, -1, -1]
        assert np.isfinite(run.series("log_scale")[:2, : layers + 1]).all()
        assert np.isnan(run.observables[:2, layers + 1 :]).all()
        assert np.isnan(run.observables[2:]).all()


@pytest.mark.parametrize("method", ["chain", "dense"])
def test_neither_groups_nor_chunks_change_a_byte(method):
    wanted = run_of("rc+relu", BATCH, method=method).to_bytes()
    for group in (1, 3, 5, 100):
        for chunk in (0, 1, 10**9):
            assert run_of("rc+relu", BATCH, method=method, group=group, chunk=chunk).to_bytes() == wanted


def test_a_replica_is_the_same_whatever_the_others_and_the_depth():
    many = run_of("rc+relu", BATCH, replicas=5, depth=6)
    few = run_of("rc+relu", BATCH, replicas=2, depth=4)
    np.testing.assert_array_equal(few.observables, many.observables[:2, :5])
    assert len({replica.tobytes() for replica in many.observables[:, 1:]}) == 5
    other = run_of("rc+relu", BATCH, replicas=2, depth=4, seed=2)
    assert not np.array_equal(other.observables[:, 1:], few.observables[:, 1:], equal_nan=True)
    np.testing.assert_array_equal(other.observables[:, 0], few.observables[:, 0])


@pytest.mark.parametrize("layer", ["rc+relu", "rs+relu", "rs(eps=1/10)+identity", "relu"])
@pytest.mark.parametrize("method", ["chain", "dense"])
def test_what_is_kept_is_what_the_simulator_gives(layer, method):
    """By hand: the network moved layer by layer, without anything taken out of its scale."""
    found = run_of(layer, BATCH, method=method, replicas=1, snapshots=(0, 1, 4, 6))
    first = BATCH.recentred_gram if Layer.parse(layer).recentre else BATCH.gram
    state, grams = (first if method == "chain" else BATCH.points), [BATCH.gram]
    for depth in range(1, 7):
        if method == "chain":
            state = GramChain(Layer.parse(layer), 20, 1).advance(state[None], (0,), depth)[0]
            grams.append(state)
        else:
            state = DenseNetwork(Layer.parse(layer), 20, 1).advance(state, 0, depth)
            grams.append(state.T @ state / 20)
    scales = [np.log(np.trace(gram) / 4) for gram in grams]
    np.testing.assert_allclose(found.series("log_scale")[0], scales, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(found.series("log_growth")[0, 1:], np.diff(scales), rtol=1e-9, atol=1e-12)
    for kept, at in zip(found.grams, (0, 1, 4, 6), strict=True):
        np.testing.assert_allclose(kept, grams[at] * 4 / np.trace(grams[at]), rtol=1e-9, atol=1e-12)


def test_snapshots_have_trace_n_and_are_of_the_first_replica():
    run = run_of("relu", BATCH, snapshots=(6, 0, 3), group=2)
    np.testing.assert_allclose(np.trace(run.grams, axis1=1, axis2=2), 4, rtol=1e-14)
    np.testing.assert_array_equal(run.grams, run_of("relu", BATCH, snapshots=(6, 0, 3), replicas=1).grams)
    np.testing.assert_array_equal(run.grams[1], run_of("relu", BATCH, snapshots=(0,)).grams[0])
    assert run_of("relu", BATCH, snapshots=()).grams.shape == (0, 4, 4)


def test_the_checkpoint_sees_a_run_that_can_be_resumed(tmp_path):
    wanted, saved, depths = run_of("rc+relu", BATCH).to_bytes(), [], []

    def checkpoint(run):
        saved.append(run.to_bytes())
        depths.append(int(run.layers_done.clip(0).sum()))

    run = simulate(Run.empty(specification("rc+relu", BATCH)), BATCH, group=2, checkpoint=checkpoint, every=-1.0)
    assert run.to_bytes() == wanted
    assert len(saved) == 3 * 6
    assert depths == sorted(depths)
    for data in saved[::4]:
        (tmp_path / "run.npz").write_bytes(data)
        assert simulate(load_run(tmp_path / "run.npz"), BATCH).to_bytes() == wanted


def test_the_checkpoint_is_not_called_before_its_time():
    called = []
    simulate(Run.empty(specification("rc+relu", BATCH)), BATCH, checkpoint=called.append, every=1000.0)
    assert called == []


def test_every_layer_of_every_replica_is_counted():
    counts = []
    simulate(Run.empty(specification("rc+relu", BATCH)), BATCH, group=2, on_layer=counts.append)
    assert counts == [2] * 12 + [1] * 6


def test_a_complete_run_is_left_as_it_is():
    run = run_of("rc+relu", BATCH)
    before = run.to_bytes()
    assert simulate(run, BATCH, stop=lambda: False).to_bytes() == before


def test_the_default_group_is_within_memory_and_not_more_than_there_is():
    batch = gaussian(2, 3, 0)
    assert default_group(specification("relu", batch, replicas=3)) == 3
    assert default_group(specification("relu", batch, replicas=1000)) == 64
    assert default_group(specification("relu", gaussian(2000, 3, 0), replicas=1000)) * 2000**2 <= 2**24
    assert default_group(specification("relu", batch, replicas=9, width=20_000, method="dense")) == 9


@pytest.mark.parametrize("method", ["chain", "dense"])
def test_deep_networks_do_not_underflow(method):
    """Two thousand rectified layers take more than e⁷⁴⁵, the range of doubles, out of the scale."""
    batch = gaussian(3, 10, 1)
    run = run_of("relu", batch, width=50, depth=2000, replicas=1, method=method)
    scale, growth = run.series("log_scale"), run.series("log_growth")
    assert np.isfinite(scale).all()
    assert (scale[:, -1] < -1200).all()
    np.testing.assert_allclose(scale[:, 0, None] + np.cumsum(growth[:, 1:], axis=1), scale[:, 1:], rtol=1e-12)
    # One ray: the mean of 50 values relu(z)², whose logarithm has the mean log ½ − 5/(2·50) but for terms in 50⁻².
    np.testing.assert_allclose(growth[:, 100:].mean(axis=1), np.log(1 / 2) - 0.05, atol=0.04)
    assert (run.series("numerical_rank") >= 1).all()


@pytest.mark.parametrize("exponent", [-200, 200])
def test_the_scale_of_the_input_only_shifts_the_log_scale_where_layers_are_homogeneous(exponent):
    wanted = run_of("rc+relu", BATCH)
    scaled = run_of("rc+relu", Batch("scaled", np.ldexp(BATCH.points, exponent)))
    np.testing.assert_allclose(
        scaled.series("log_scale"), wanted.series("log_scale") + exponent * np.log(4), rtol=1e-12
    )
    np.testing.assert_array_equal(scaled.observables[..., 2:], wanted.observables[..., 2:])


@pytest.mark.parametrize("layer", ["rs+relu", "rc+rs+identity", "rc+relu", "rs(eps=1/10)+relu"])
@pytest.mark.parametrize("exponent", [-230, -100, -50, 0, 50, 100, 230])
def test_single_precision_is_right_or_refused_at_any_scale_of_the_input(layer, exponent):
    """The effective rank after one layer of 20 000 neurons, in units of its fluctuations; 8 is no chance event."""
    batch = Batch("scaled", np.ldexp(BATCH.points, exponent))
    options = {"width": 20_000, "depth": 1, "replicas": 8}
    double = run_of(layer, batch, **options)
    try:
        single = run_of(layer, batch, precision="single", **options)
    except InputError:
        assert abs(exponent) > 30
        return
    for name in ("effective_rank", "log_growth"):
        a, b = double.series(name)[:, 1], single.series(name)[:, 1]
        room = 8 * np.hypot(a.std(ddof=1), b.std(ddof=1)) / np.sqrt(8) + 1e-5
        assert abs(a.mean() - b.mean()) < room, name


@pytest.mark.parametrize("layer", ["relu", "rs+relu", "rs(eps=1/10)+relu"])
@pytest.mark.parametrize("method", ["chain", "dense"])
def test_extinct_networks_end_at_minus_infinity(layer, method):
    """One rectified neuron of points of one sign dies in half of the layers, for ever."""
    batch = gaussian(3, 5, 2)
    run = run_of(layer, batch, width=1, depth=60, replicas=4, method=method, snapshots=(0, 30, 60))
    scale = run.series("log_scale")
    assert run.complete
    assert (scale[:, -1] == -np.inf).all()
    dead = scale == -np.inf
    assert (np.diff(dead.astype(int), axis=1) >= 0).all()
    assert (run.series("numerical_rank")[dead] == 0).all()
    first = dead.argmax(axis=1)
    assert (run.series("log_growth")[np.arange(4), first] == -np.inf).all()
    assert not run.grams[-1].any()


@pytest.mark.parametrize("layer", ["rs(eps=10)+identity", "rs(eps=10)+relu"])
def test_networks_that_a_large_epsilon_shrinks_for_ever_are_not_called_extinct(layer):
    with pytest.raises(RunError, match=r"layer \d+ of replica 0 leaves the range of doubles"):
        run_of(layer, BATCH, width=50, depth=400, replicas=1)


def test_recentred_networks_of_one_neuron_live_on():
    run = run_of("rc+relu", gaussian(3, 5, 2), width=1, depth=200, replicas=3)
    assert np.isfinite(run.series("log_scale")).all()


def test_numbers_that_leave_the_doubles_are_an_error_that_names_the_layer(monkeypatch):
    def broken(self, grams, replicas, depth):
        return grams * (np.inf if depth == 3 else 1.0)

    monkeypatch.setattr(GramChain, "advance", broken)
    with np.errstate(invalid="ignore"), pytest.raises(RunError, match="layer 3 of replica 0"):
        run_of("rc+relu", BATCH)


POINTS, WIDTH, LAYERS = 50, 200, 400


@cache
def certified(n):
    return references_of(Layer.parse("rc+relu"), n)


@cache
def deep(layer, n, replicas):
    batch = gaussian(n, WIDTH, 1)
    return run_of(layer, batch, width=WIDTH, depth=LAYERS, replicas=replicas, references=certified(POINTS))


def odd(n):
    (reference,) = [reference for reference in certified(n) if reference.name == "odd-point"]
    return reference


def test_recentring_and_relu_end_at_one_cluster_and_one_odd_point():
    run = deep("rc+relu", POINTS, 8)
    passages = escapes(run)
    assert passages is not None
    assert ((passages > 0) & (passages < LAYERS)).all()
    late = run.series("odd_point")[:, LAYERS // 2 :]
    assert (late == late[:, :1]).all()
    attractors = [reference.attracts for reference in certified(POINTS)]
    names = [reference.name for reference in certified(POINTS) if reference.attracts]
    last = nearest(run.distances()[..., attractors])[:, LAYERS // 2 :]
    assert (last == names.index("odd-point")).all()


def test_its_cosines_and_norms_are_the_certified_ones_within_two_error_bars():
    run = deep("rc+relu", POINTS, 8)
    found = {level.name: level for level in levels(run, LAYERS // 2)}
    for name in ("cos_cluster", "cos_odd", "norm_ratio"):
        level, wanted = found[name], getattr(odd(POINTS), name)
        assert abs(level.mean - wanted) < 2 * level.spread, name
        assert 0 < level.spread < {"cos_cluster": 0.05, "cos_odd": 0.005, "norm_ratio": 15}[name]
    (uniform,) = [reference for reference in certified(POINTS) if reference.name == "uniform"]
    assert abs(found["cos_cluster"].mean - uniform.cos_cluster) > 10 * found["cos_cluster"].spread
    assert abs(found["norm_ratio"].mean - uniform.norm_ratio) > 4 * found["norm_ratio"].spread


def test_rescaling_destroys_the_collapse():
    run = deep("rc+rs+relu", POINTS, 2)
    names = [reference.name for reference in certified(POINTS)]
    near = nearest(run.distances())
    assert not np.isin(near, [names.index("odd-point"), names.index("ideal")]).any()
    assert (escapes(run) == -1).all()
    late = run.series("odd_point")[:, LAYERS // 2 :]
    assert ((np.diff(late, axis=1) != 0).mean(axis=1) > 0.5).all()
    assert all(len(set(row)) > POINTS / 2 for row in late.tolist())


def test_small_batches_have_no_odd_point():
    batch = gaussian(5, WIDTH, 1)
    run = run_of("rc+relu", batch, width=WIDTH, depth=LAYERS, replicas=4, references=certified(5))
    assert "odd-point" not in [reference.name for reference in certified(5)]
    assert escapes(run) is None
    late = run.series("odd_point")[:, LAYERS // 2 :]
    assert all(len(set(row)) == 5 for row in late.tolist())
    assert (run.series("norm_ratio")[:, LAYERS // 2 :].mean(axis=1) < 1.6).all()
    away = run.distances()[:, LAYERS // 2 :].mean(axis=1)
    names = [reference.name for reference in certified(5)]
    assert (away[:, names.index("uniform")] < away[:, names.index("ideal")] * 0.75).all()


@pytest.mark.parametrize("offset", [0.0, 1e4, 1e8])
def test_points_far_from_the_origin_are_simulated_as_if_they_were_near(offset):
    """Recentring forgets the offset; the chain must not lose the differences of the points in it."""
    points = np.random.default_rng(5).integers(-8, 9, size=(30, 4)).astype(float)
    chain = OfGrams(GramChain(Layer.parse("rc+relu"), 20, 1))
    far = chain.start(Batch("points", points + offset), 2)
    centred = points - points.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(far, np.stack([centred.T @ centred / 30] * 2), rtol=1e-6, atol=1e-6)
    inputs = run_of("rc+relu", Batch("points", points + offset)).series("log_scale")[:, 0]
    np.testing.assert_allclose(inputs, np.log(((points + offset) ** 2).mean()), rtol=1e-9)


def test_points_that_differ_by_rounding_only_are_refused_where_the_layer_recentres():
    points = np.random.default_rng(5).standard_normal((30, 4)) * 1e-12 + 1.0
    with pytest.raises(InputError, match="subtract the mean"):
        require_life(Layer.parse("rc+relu"), Batch("points", points))
    require_life(Layer.parse("relu"), Batch("points", points))
