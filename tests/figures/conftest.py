"""Figures that several tests look at, drawn once."""

from __future__ import annotations

import pytest

from bnproofs.decomposition import Activations, layers, row
from bnproofs.figures import cobweb, decomposition, fixed_points, portrait, spectrum
from bnproofs.theorems import configurations, has_theorems

MAKERS = {
    "cobweb": lambda: cobweb.draw(10, stacked=True),
    "fixed-points": lambda: fixed_points.draw(at=10),
    "spectrum": lambda: spectrum.draw(at=10),
    "portrait": lambda: portrait.draw(10),
}


@pytest.fixture(scope="session")
def decomposed():
    """The rows of the table for ten points, and its layers."""
    chosen = layers(Activations.RELU)
    tasks = [(layer, what) for layer in chosen if has_theorems(layer) for what in configurations(layer, 10)]
    return [row(layer, 10, what, 64) for layer, what in tasks], chosen


@pytest.fixture(scope="session")
def makers(decomposed):
    """The function that draws each figure of theory, by its name."""
    return {**MAKERS, "decomposition": lambda: decomposition.draw(*decomposed, 10)}


@pytest.fixture(scope="session")
def drawings(makers):
    """Each figure of theory, by its name."""
    return {name: make() for name, make in makers.items()}


@pytest.fixture(scope="session")
def series():
    """The points (x, y) of a series in the data of a drawing."""

    def of(drawing, panel, name):
        found = [(x, y) for p, s, x, y in drawing.rows if (p, s) == (panel, name)]
        assert found
        return found

    return of
