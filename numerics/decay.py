"""The spectrum of a fixed ray, seen in how small perturbations of a mean-field orbit decay.

Next to a fixed ray the difference δ of two orbits is multiplied, layer by layer, by the projective Jacobian. Under a
batch's symmetries that has a handful of distinct eigenvalues, however many points there are; so δ_ℓ, δ_{ℓ+1}, … span a
small space, and the recurrence that they obey has the eigenvalues as its roots.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp

from bnproofs.errors import InputError
from numerics.orbit import MpMatrix, Step, as_matrix, iterate, norm, ray
from numerics.quadrature import GUARD
from numerics.streams import Purpose, stream

_SKIPPED = 2
"""The layers before the recurrence is read off: recentring annihilates some directions, and those are gone by then."""

_EXTRA = 2
"""The differences beyond those that determine the recurrence."""


@dataclass(frozen=True, slots=True)
class DecayRates:
    """The rates of decay, largest first, with an estimated error of each and the residual of their recurrence.

    The error is what an eightfold perturbation changes, plus what another direction changes, plus what the residual,
    relative to the differences, can move a root. A residual far above the size of the perturbation says that there are
    more distinct rates than asked for; a tiny residual beside large errors says that there are fewer.
    """

    rates: tuple[Any, ...]
    errors: tuple[Any, ...]
    residual: Any


def decay_rates(
    step: Step,
    fixed_point: Any,
    *,
    count: int,
    digits: int,
    seed: int,
    size: Any | None = None,
    groups: tuple[int, ...] | None = None,
) -> DecayRates:
    """The `count` distinct nonzero eigenvalues of the projective Jacobian at a fixed ray, from perturbed orbits.

    The perturbation is a random symmetric direction of `size`, relative to the Gram matrix (10^(−digits/2)); for the
    errors there are two more, one 8 times as large and one in another direction. It must be small beside the least
    eigenvalue of the fixed Gram matrix (after recentring, if the layer recentres), and large beside the error of the
    fixed point. `groups` are the sizes of groups of successive points that the direction treats alike, where a generic
    one, each point by itself, would take too long; the fixed ray must treat them alike too.

    Raises:
        InputError: the groups do not make up the batch, `count` is not positive, or the recurrence has roots that are
            not real, or none, as there may be fewer distinct eigenvalues than `count`.
    """
    if count < 1:
        raise InputError(f"the number of rates is at least 1, not {count}")
    with mp.workdps(digits + GUARD):
        small = _size(size, digits)
        base = iterate(step, fixed_point, _SKIPPED + count + _EXTRA, digits=digits).grams
        sizes = groups or (1,) * len(base[0])
        if min(sizes) < 1 or sum(sizes) != len(base[0]):
            raise InputError(f"groups of {'+'.join(map(str, sizes))} points do not make a batch of {len(base[0])}")
        (rates, residual), *others = (
            _recurrence(
                _differences(step, base, seed, direction, factor * small, digits, sizes)[_SKIPPED:], count, sizes
            )
            for direction, factor in ((0, 1), (0, 8), (1, 1))
        )
        errors = []
        for i, rate in enumerate(rates):
            slope = mp.fprod(rate - root for j, root in enumerate(rates) if j != i)
            errors.append(sum(abs(rate - other[i]) for other, _ in others) + residual / abs(slope))
        return DecayRates(tuple(rates), tuple(errors), residual)


def leading_rate(step: Step, fixed_point: Any, layers: int, *, digits: int, seed: int, size: Any | None = None) -> Any:
    """The rate of decay of the distance from a fixed ray, as a plot shows it: exp of the slope of its logarithm.

    The line is fitted to the second half of `layers`; the result tends to the largest eigenvalue of the projective
    Jacobian as they grow. `size` as in `decay_rates`.

    Raises:
        InputError: no layers.
    """
    if layers < 1:
        raise InputError(f"a slope needs at least 1 layer, not {layers}")
    with mp.workdps(digits + GUARD):
        base = iterate(step, fixed_point, layers, digits=digits).grams
        differences = _differences(step, base, seed, 0, _size(size, digits), digits, (1,) * len(base[0]))
        logs = [mp.log(norm(x)) for x in differences[layers // 2 :]]
        depths = [mp.mpf(2 * i - len(logs) + 1) / 2 for i in range(len(logs))]
        return mp.exp(mp.fdot(depths, logs) / mp.fdot(depths, depths))


def _size(size: Any | None, digits: int) -> Any:
    return mp.mpf(10) ** (-mp.mpf(digits) / 2) if size is None else mp.mpf(size)


def _differences(
    step: Step,
    base: tuple[MpMatrix, ...],
    seed: int,
    direction: int,
    size: Any,
    digits: int,
    sizes: tuple[int, ...],
) -> list[MpMatrix]:
    """The differences δ_0, δ_1, … between an orbit on rays and a perturbed one."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    own, *rows = stream(seed, Purpose.EXPERIMENT, direction).standard_normal((len(sizes) + 1, len(sizes)))
    noise = np.array(rows)[np.ix_(group, group)]
    towards = as_matrix(noise + noise.T + np.diag(own[group]))
    start = base[0] + towards * (size * norm(base[0]) / norm(towards))
    perturbed = iterate(step, ray(start), len(base) - 1, digits=digits).grams
    return [there - here for there, here in zip(perturbed, base, strict=True)]


def _recurrence(differences: list[MpMatrix], count: int, sizes: tuple[int, ...]) -> tuple[list[Any], Any]:
    """The roots of the recurrence δ_{k+p} = Σ c_j δ_{k+j}, p = `count`, by least squares, and its relative residual."""
    different = _different_entries(sizes)
    vectors = [x[different] / norm(differences[0]) for x in differences]
    blocks = range(len(vectors) - count)
    columns = np.array([np.concatenate([vectors[k + j] for k in blocks]) for j in range(count + 1)])
    try:
        coefficients, residual = mp.qr_solve(mp.matrix(columns[:-1].T.tolist()), mp.matrix(columns[-1].tolist()))
        roots = mp.polyroots([1, *(-coefficients[j] for j in reversed(range(count)))], maxsteps=500, extraprec=mp.prec)
    except (ValueError, ZeroDivisionError, mp.NoConvergence) as error:
        raise InputError(f"the differences obey a shorter recurrence: ask for fewer rates than {count}") from error
    if any(mp.im(root) for root in roots):
        raise InputError(f"the recurrence has roots that are not real: ask for another number of rates than {count}")
    return sorted(map(mp.re, roots), reverse=True), residual / norm(columns[-1])


def _different_entries(sizes: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """The rows and columns of one entry each of all that may differ, if points of a group are alike."""
    first = [sum(sizes[:a]) for a in range(len(sizes))]
    pairs = [(i, i) for i in first]
    pairs += [(i, i + 1) for i, size in zip(first, sizes, strict=True) if size > 1]
    pairs += [(i, j) for i in first for j in first if i < j]
    rows, columns = zip(*pairs, strict=True)
    return list(rows), list(columns)
