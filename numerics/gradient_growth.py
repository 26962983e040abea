"""How fast squared gradients grow, a layer, towards the input of a deep wide network, with its error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.backward import Gradients
from numerics.statistics.extrapolation import extrapolate
from numerics.streams import Purpose, derived_seed


@dataclass(frozen=True, slots=True)
class Growth:
    """The factor a layer at infinite width, its standard error, and what was seen at each finite width."""

    rate: float
    standard_error: float
    degrees: int
    at_widths: tuple[tuple[int, float, float], ...]

    def interval(self, level: float = 0.99) -> tuple[float, float]:
        """The confidence interval of the rate, by Student's law."""
        room = float(stats.t.ppf((1 + level) / 2, self.degrees)) * self.standard_error
        return self.rate - room, self.rate + room


def gradient_growth(
    layer: Layer, start: Floats, *, widths: Sequence[int], layers: int, replicas: int, seed: int
) -> Growth:
    """The growth of E‖∂L/∂h_ℓ‖² a layer, in networks at a fixed point of the mean-field map, carried to infinite width.

    Of each width: the quotient of the mean squared gradients in the first and the last layer, to the power
    1/(layers − 1), with an error from the replicas. Then a line in 1/width.

    Raises:
        InputError: fewer than two widths, layers or replicas.
    """
    if len(set(widths)) < 2 or layers < 2 or replicas < 3:
        raise InputError("give at least two widths, two layers and three replicas")
    found = []
    for at, width in enumerate(widths):
        network = Gradients(layer, start, width, derived_seed(seed, Purpose.EXPERIMENT, at))
        norms = np.array([network.squared_norms(layers, replica) for replica in range(replicas)])
        found.append((width, *_rate(norms)))
    fit = extrapolate(widths, [rate for _, rate, _ in found], [error for _, _, error in found], order=1)
    return Growth(fit.value, fit.standard_error, replicas - 1, tuple(found))


def _rate(norms: Floats) -> tuple[float, float]:
    """The growth a layer from squared norms (replicas × layers), and its standard error by the delta method."""
    first, last = norms[:, 0], norms[:, -1]
    steps = norms.shape[1] - 1
    rate = (first.mean() / last.mean()) ** (1 / steps)
    relative = first / first.mean() - last / last.mean()
    return float(rate), float(rate * relative.std(ddof=1) / (steps * math.sqrt(len(norms))))
