"""Random streams: a function of the key, different for different keys."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from numerics.streams import Purpose, derived_seed, fast_stream, sequence, stream

KEYS = [(), (0,), (1,), (0, 0), (0, 1), (1, 0), (0, 0, 0), (1, 2, 3), (3, 2, 1), (1, 2, 3, 0), (1, 2, 3, 4), (1, 10**6)]
SEEDS = [0, 1, 2**32 - 1, 2**32, 2**63 - 1]


@pytest.mark.parametrize("maker", [stream, fast_stream])
def test_the_same_key_gives_the_same_numbers_and_another_gives_others(maker):
    first = {(seed, key): maker(seed, *key).standard_normal(4).tobytes() for seed in SEEDS for key in KEYS}
    again = {(seed, key): maker(seed, *key).standard_normal(4).tobytes() for seed in SEEDS for key in KEYS}
    assert first == again
    assert len(set(first.values())) == len(SEEDS) * len(KEYS)


@pytest.mark.parametrize("key", [(0,), (1, 2), (2, 0, 3)])
def test_a_key_is_a_path_of_children(key):
    child = np.random.SeedSequence(7)
    for at in key:
        child = child.spawn(at + 1)[at]
    assert sequence(7, *key).generate_state(8).tolist() == child.generate_state(8).tolist()


def test_every_replica_layer_and_block_has_its_own_numbers():
    keys = itertools.product((Purpose.CHAIN, Purpose.DENSE), range(6), range(1, 7), range(6))
    firsts = [fast_stream(1, *key).integers(2**63) for key in keys]
    assert len(set(firsts)) == len(firsts) == 2 * 6**3


def test_the_generators_are_the_named_ones():
    assert isinstance(stream(0, 1).bit_generator, np.random.PCG64)
    assert isinstance(fast_stream(0, 1).bit_generator, np.random.SFC64)


def test_purposes_are_different():
    assert len({int(purpose) for purpose in Purpose}) == len(Purpose.__members__)


def test_drawing_from_one_stream_does_not_move_another():
    left, right = stream(3, 1), stream(3, 2)
    wanted = stream(3, 2).standard_normal(10)
    left.standard_normal(1000)
    np.testing.assert_array_equal(right.standard_normal(10), wanted)


def test_derived_seeds_are_non_negative_of_63_bits_and_different():
    seeds = [derived_seed(seed, *key) for seed in SEEDS for key in KEYS]
    assert len(set(seeds)) == len(seeds)
    assert all(type(seed) is int and 0 <= seed < 2**63 for seed in seeds)
    assert max(seeds) >= 2**62
    assert seeds == [derived_seed(seed, *key) for seed in SEEDS for key in KEYS]


def test_neighbouring_streams_are_not_correlated():
    """False alarms: once in 10⁶ (190 correlations of 4000 pairs, each below 6.3 standard errors)."""
    draws = np.array([fast_stream(5, Purpose.CHAIN, 0, depth, 0).standard_normal(4000) for depth in range(20)])
    correlations = np.corrcoef(draws)[np.triu_indices(20, 1)]
    assert np.abs(correlations).max() * np.sqrt(4000) < 6.3
