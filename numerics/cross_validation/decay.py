"""The isotypic spectrum against the decay of a small perturbation of the simulated mean-field orbit."""

from __future__ import annotations

from fractions import Fraction

from mpmath import mp

from bnproofs.errors import InputError
from numerics.cross_validation.comparison import Comparison, not_compared
from numerics.cross_validation.experiment import Experiment, Judge
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw
from numerics.decay import DecayRates, decay_rates
from numerics.orbit import step_of
from numerics.streams import Purpose, derived_seed

NAME = "decay of perturbations"
DIGITS = 40
_MARGIN = 100
_VAGUE = Fraction(1, 10**6)
"""The bound above which a rate was not seen well enough to be compared."""


def run(theory: Theory, plan: Plan, seed: int) -> Judge:
    """The judge of the eigenvalues, from the rates at which a perturbed mean-field orbit comes back.

    The map is iterated on full n×n matrices, its kernel by quadrature. The perturbation treats the first two points
    of the cluster each in a way of its own, so that it has a share in every isotypic component.
    """
    attractor = theory.attractor
    if attractor is None or theory.layer.rescale:
        return lambda theory: not_compared(NAME, "no certified attractor to perturb")
    groups = (1, 1, theory.batch - 3, 1) if theory.batch > 3 else (1, 1, 1)
    try:
        rates = decay_rates(
            step_of(theory.layer, digits=DIGITS),
            attractor.gram(DIGITS),
            count=len(distinct(attractor.eigenvalues)),
            digits=DIGITS,
            seed=derived_seed(seed, Purpose.EXPERIMENT),
            groups=groups,
        )
    except InputError as error:
        reason = str(error)
        return lambda theory: not_compared(NAME, reason)
    return lambda theory: _judge(rates, theory)


def distinct(eigenvalues: tuple[tuple[str, Fraction, Fraction], ...]) -> list[tuple[str, Fraction, Fraction]]:
    """The eigenvalues, largest first, those whose intervals overlap only once, with the names of all components."""
    result: list[tuple[str, Fraction, Fraction]] = []
    for name, low, high in sorted(eigenvalues, key=lambda item: -item[1]):
        if result and high >= result[-1][1]:
            previous = result.pop()
            names = previous[0] if name in previous[0].split(", ") else f"{previous[0]}, {name}"
            result.append((names, min(low, previous[1]), max(high, previous[2])))
        else:
            result.append((name, low, high))
    return result


def _judge(found: DecayRates, theory: Theory) -> tuple[Comparison, ...]:
    if theory.attractor is None:
        return not_compared(NAME, f"no attractor of {theory.layer} yet")
    rows = []
    expected = distinct(theory.attractor.eigenvalues)
    with mp.workdps(DIGITS):
        for (name, low, high), rate, error in zip(expected, found.rates, found.errors, strict=True):
            lower, upper = (mp.mpf(x.numerator) / x.denominator for x in (low, high))
            if not _MARGIN * error <= float(_VAGUE):
                rows.append(Comparison(NAME, f"eigenvalue: {name}", remark=f"seen to {float(error):.0e} only"))
                continue
            deviation = max(lower - rate, rate - upper, mp.zero)
            rows.append(
                Comparison(
                    NAME,
                    f"eigenvalue: {name}",
                    float(lower),
                    float(upper),
                    estimate=float(rate),
                    deviation=float(deviation),
                    bound=float(_MARGIN * error),
                    remark=f"seen to {float(error):.0e}, on {theory.batch}×{theory.batch} matrices",
                )
            )
    return tuple(rows)


EXPERIMENT = Experiment(NAME, (Flaw.EIGENVALUES,), run)
