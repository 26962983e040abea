"""The time of escape, on series whose first passages are known."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.escape import escape_layers, nearest
from numerics.references import Reference

ODD = Reference("odd-point", 1.0, 0.9, 0.1, 9.0, 0.5, attracts=True)
UNIFORM = Reference("uniform", 1.0, 0.3, 0.3, 1.0, 0.3, attracts=True)
IDEAL = Reference("ideal", 1.0, 1.0, 0.0, 9.0, 0.5, attracts=False)
UNKNOWN = Reference("unknown", 1.0, 0.5, 0.5, 1.0, 0.4)


def series(*to_odd):
    """Distances (layers, 2) from the odd point, as given, and from the uniform point, 1."""
    return np.stack([np.array(to_odd, dtype=float), np.ones(len(to_odd))], axis=-1)


@pytest.mark.parametrize(
    ("to_odd", "layer"),
    [
        ([2, 2, 2, 0.5], 3),
        ([0.5, 2, 2, 2], 0),
        ([2, 0.9, 2, 0.1], 1),
        ([2, 2, 2, 2], -1),
        ([2, np.nan, 2, 0.5], 3),
        ([2, 2, np.nan, np.nan], -1),
        ([np.nan] * 4, -1),
        ([2, 0.5, np.nan, np.nan], 1),
    ],
)
def test_the_first_layer_at_which_the_target_is_nearest(to_odd, layer):
    distances = series(*to_odd)[None]
    assert escape_layers(distances, (ODD, UNIFORM), "odd-point").tolist() == [layer]


def test_each_replica_has_its_own_passage_and_the_order_of_references_does_not_matter():
    stack = np.stack([series(2, 2, 0.5), series(0.5, 0.5, 0.5), series(2, 2, 2)])
    assert escape_layers(stack, (ODD, UNIFORM), "odd-point").tolist() == [2, 0, -1]
    assert escape_layers(stack[..., ::-1], (UNIFORM, ODD), "odd-point").tolist() == [2, 0, -1]
    assert escape_layers(stack, (ODD, UNIFORM), "uniform").tolist() == [0, -1, 0]


@pytest.mark.parametrize("repelling", [IDEAL, UNKNOWN])
def test_configurations_that_are_not_known_to_attract_do_not_count(repelling):
    stack = np.array([[[0.1, 2, 1], [0.1, 0.5, 1]]])
    assert escape_layers(stack, (repelling, ODD, UNIFORM), "odd-point").tolist() == [1]
    with pytest.raises(ValueError, match=repelling.name):
        escape_layers(stack, (repelling, ODD, UNIFORM), repelling.name)


def test_a_distance_that_is_unknown_makes_the_layer_unknown():
    distances = np.array([[0.1, np.nan], [np.nan, np.nan], [0.3, 0.2], [0.2, 0.2]])
    assert nearest(distances).tolist() == [-1, -1, 1, 0]
    assert nearest(distances).dtype == np.int64


def test_no_replicas_and_no_layers_beyond_the_input():
    assert escape_layers(np.empty((0, 5, 2)), (ODD, UNIFORM), "odd-point").tolist() == []
    assert escape_layers(series(0.5)[None], (ODD, UNIFORM), "odd-point").tolist() == [0]
