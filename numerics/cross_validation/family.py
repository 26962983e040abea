"""All experiments on one layer and batch: one family of comparisons, with one verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bnproofs.display import Displayed, Sheet, Table
from numerics.cross_validation import decay, kernels, many_widths, networks, one_layer, orbits, stationary
from numerics.cross_validation.comparison import Comparison, adjust
from numerics.cross_validation.experiment import Experiment
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw, flawed
from numerics.statistics.verdict import Agreement, Power
from numerics.streams import Purpose, derived_seed

EXPERIMENTS: tuple[Experiment, ...] = tuple(
    module.EXPERIMENT for module in (kernels, orbits, decay, one_layer, many_widths, networks, stationary)
)


@dataclass(frozen=True, slots=True)
class Trial:
    """A wrong theory, judged by an experiment that must notice it; `evidence` is the least p-value or worst excess."""

    experiment: str
    flaw: Flaw
    power: Power
    evidence: str


@dataclass(frozen=True, slots=True)
class CrossValidation(Displayed):
    """The comparisons with their adjusted p-values, and what the experiments said of wrong theories.

    The chance that a right theory is said to disagree anywhere is at most `level`.
    """

    level: float
    seeds: dict[str, int]
    comparisons: tuple[Comparison, ...]
    trials: tuple[Trial, ...]

    @property
    def disagreements(self) -> tuple[Comparison, ...]:
        """The comparisons in which theory and simulation disagree."""
        return tuple(x for x in self.comparisons if x.agreement(self.level) is Agreement.DISAGREES)

    def sheet(self) -> Sheet:
        """What a notebook shows: the comparisons with their verdicts, and what became of the wrong theories."""
        rows = tuple(x.row(self.level) for x in self.comparisons)
        trials = tuple((x.experiment, x.flaw.value, x.power.value, x.evidence) for x in self.trials)
        bad = len(self.disagreements)
        return Sheet(
            f"{bad} of {len(rows)} comparisons disagree" if bad else f"Nothing disagrees in {len(rows)} comparisons",
            (
                Table(("experiment", "quantity", "theory", "estimate ± error", "z", "p", "verdict"), rows),
                Table(("experiment", "wrong theory", "verdict", "evidence"), trials),
            ),
            f"The chance of any false alarm is at most {self.level:g} (Holm).",
        )

    def as_data(self) -> dict[str, Any]:
        """The plain object of the whole."""
        return {
            "verdict": (Agreement.DISAGREES if self.disagreements else Agreement.AGREES).value,
            "level": self.level,
            "seeds": self.seeds,
            "comparisons": [comparison.as_data(self.level) for comparison in self.comparisons],
            "wrong_theories": [
                {
                    "experiment": trial.experiment,
                    "flaw": trial.flaw.value,
                    "power": trial.power.value,
                    "evidence": trial.evidence,
                }
                for trial in self.trials
            ],
        }


def cross_validate(
    theory: Theory,
    without_recentring: Theory | None,
    plan: Plan,
    *,
    seed: int,
    level: float = 0.01,
    on_experiment: Callable[[str], None] = lambda name: None,
) -> CrossValidation:
    """The cross-validation of a theory, each experiment also judging the theory's wrong variants.

    `without_recentring` is the theory of the same layer without recentring, from which the variant that forgets to
    subtract the mean is made. `on_experiment` is told the name of each experiment when it begins.
    """
    seeds = {x.name: derived_seed(seed, Purpose.EXPERIMENT, at) for at, x in enumerate(EXPERIMENTS)}
    judges = []
    for experiment in EXPERIMENTS:
        on_experiment(experiment.name)
        judges.append(experiment.run(theory, plan, seeds[experiment.name]))
    found = adjust(tuple(row for judge in judges for row in judge(theory)))
    count = sum(1 for row in found if row.p_value is not None)
    on_experiment("wrong theories")
    trials = []
    for experiment, judge in zip(EXPERIMENTS, judges, strict=True):
        for flaw in experiment.flaws:
            wrong = flawed(theory, flaw, without_recentring)
            if wrong is not None and (trial := _tried(experiment.name, flaw, judge(wrong), count, level)):
                trials.append(trial)
    return CrossValidation(level, seeds, found, tuple(trials))


def _tried(name: str, flaw: Flaw, rows: tuple[Comparison, ...], count: int, level: float) -> Trial | None:
    """What an experiment says of a wrong theory; None if it can say nothing. Bonferroni in a family of that size."""
    excess = [row.deviation / row.bound for row in rows if row.bound]
    p_values = [row.p_value for row in rows if row.p_value is not None]
    if not excess and not p_values:
        return None
    caught = any(not ratio <= 1 for ratio in excess) or any(count * p <= level for p in p_values)
    least = min(p_values, default=1.0)
    evidence = [f"p = {least:.1e}" if least > 1e-300 else "p < 1e-300"] if p_values else []
    evidence += [f"{max(excess):.1e} times the bound"] if excess else []
    return Trial(name, flaw, Power.CAUGHT if caught else Power.MISSED, ", ".join(evidence))
