"""The orbit of the full n×n mean-field map, by quadrature at high precision, against that of the reduced map."""

from __future__ import annotations

import numpy as np
from mpmath import mp

from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw
from numerics.orbit import MpMatrix, distance, orbit

NAME = "mean-field orbit"
DIGITS = 30
_LAYERS = 20
_COMPARED = (1, 2, 5, 10, _LAYERS)
_SAID = ", ".join(map(str, _COMPARED))


def start(n: int) -> MpMatrix:
    """A Gram matrix with n − 1 exchangeable points and an odd one, far from every fixed point."""
    gram = np.full((n, n), mp.mpf(1) / 4, dtype=object)
    gram[-1, :] = gram[:, -1] = -mp.mpf(1) / 3
    np.fill_diagonal(gram, mp.mpf(1))
    gram[-1, -1] = mp.mpf(2)
    return gram


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the reduced map, from the full map's orbit."""
    if theory.layer.rescale:
        return lambda theory: not_compared(NAME, "rescaling makes the map no integral over pairs of points")
    first = start(theory.batch)
    full = orbit(theory.layer, first, _LAYERS, digits=DIGITS).grams
    return lambda theory: _judge(first, full, theory)


def _judge(first: MpMatrix, full: tuple[MpMatrix, ...], theory: Theory) -> tuple[Comparison, ...]:
    if theory.reduced_orbit is None:
        return not_compared(NAME, f"no reduced map of {theory.layer} yet")
    reduced = theory.reduced_orbit(first, _LAYERS, DIGITS)
    apart = [distance(full[at], reduced[at], digits=DIGITS) for at in _COMPARED]
    return (
        Comparison(
            NAME,
            f"distance of the n×n map's orbit from the reduced one's, the largest after {_SAID} layers",
            deviation=float(max(apart)),
            bound=10.0 ** (5 - DIGITS),
            remark=f"{DIGITS} digits; {float(apart[-1]):.0e} at the last layer",
        ),
    )


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING), run)
