"""The orbit of the full n×n mean-field map, by quadrature, against that of the reduced map.

Where φ can explode or vanish, every layer starts from the batch of the full orbit, scaled to trace n.
"""

from __future__ import annotations

import numpy as np
from mpmath import mp

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw
from numerics.neurons import bounded
from numerics.orbit import MpMatrix, distance, mean_field_step, norm, orbit, ray
from numerics.quadrature import GUARD
from numerics.smooth_kernel import is_entire, smooth_kernel

NAME = "mean-field orbit"
DIGITS = 30
SMOOTH_DIGITS = 12
"""The digits where φ is entire: its integrals are done in doubles."""

_LAYERS, _ALONE = 20, 5
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
    if not bounded(theory.layer):
        try:
            return _layer_by_layer(theory, first)
        except InputError as error:
            reason = str(error)
            return lambda theory: not_compared(NAME, reason)
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


def _layer_by_layer(theory: Theory, first: MpMatrix) -> Judge:
    """The judge of the reduced map, from the images of Gram matrices of trace n."""
    smooth = is_entire(theory.layer)
    digits = SMOOTH_DIGITS if smooth else DIGITS
    pairs = []
    with mp.workdps(digits + GUARD):
        before = ray(first)
        for _ in range(_ALONE):
            step = _smooth_step if smooth else mean_field_step
            pairs.append((before, step(theory.layer, before, digits=digits)))
            before = ray(pairs[-1][1])

    def judge(theory: Theory) -> tuple[Comparison, ...]:
        if theory.reduced_orbit is None:
            return not_compared(NAME, f"no reduced map of {theory.layer} yet")
        with mp.workdps(digits + GUARD):
            apart = [norm(theory.reduced_orbit(x, 1, digits)[-1] - y) / norm(y) for x, y in pairs]
        return (
            Comparison(
                NAME,
                f"distance of the n×n map from the reduced one, the largest of {_ALONE} layers",
                deviation=float(max(apart)),
                bound=10.0**-SMOOTH_DIGITS if smooth else 10.0 ** (5 - DIGITS),
                remark="in doubles" if smooth else f"{DIGITS} digits",
            ),
        )

    return judge


def _smooth_step(layer: Layer, gram: MpMatrix, *, digits: int) -> MpMatrix:
    return mean_field_step(layer, gram, digits=digits, kernel=lambda *moments: mp.mpf(smooth_kernel(layer, *moments)))


EXPERIMENT = Experiment(NAME, (Flaw.KERNEL, Flaw.RECENTRING), run)
