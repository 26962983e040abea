"""A comparison of what a theory says with what was simulated, and the verdict on a family of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from numerics.statistics.holm import holm
from numerics.statistics.verdict import Agreement


@dataclass(frozen=True, slots=True)
class Comparison:
    """One quantity of one experiment.

    `lower` and `upper` enclose what the theory says. A statistical comparison has a `p_value`, and often an estimate
    with its standard error and z; one with a `bound` is of numbers without noise, and their `deviation` must not exceed
    it. One with neither was not made, for the reason that `remark` gives. `adjusted` is Holm's p-value in the family.
    """

    experiment: str
    quantity: str
    lower: float = math.nan
    upper: float = math.nan
    estimate: float = math.nan
    standard_error: float = math.nan
    z: float = math.nan
    p_value: float | None = None
    deviation: float = math.nan
    bound: float | None = None
    remark: str = ""
    adjusted: float | None = None

    def agreement(self, level: float) -> Agreement:
        """The verdict, at a familywise level, of a comparison that `adjust` has seen."""
        if self.bound is not None:
            return Agreement.AGREES if self.deviation <= self.bound else Agreement.DISAGREES
        if self.adjusted is None:
            return Agreement.NOT_COMPARED
        return Agreement.AGREES if self.adjusted > level else Agreement.DISAGREES

    def row(self, level: float) -> tuple[str, ...]:
        """Experiment, quantity, theory, estimate ± error, z, adjusted p-value and verdict, in words."""

        def short(value: float | None, form: str) -> str:
            return "" if value is None or not math.isfinite(value) else format(value, form)

        estimate = short(self.estimate, ".6g")
        if estimate and (error := short(self.standard_error, ".1g")):
            estimate += f" ± {error}"
        if self.bound is not None:
            estimate = f"off by {self.deviation:.0e}, bound {self.bound:.0e}"
        about = (self.experiment, self.quantity or self.remark, short(self.lower, ".8g"), estimate)
        return (*about, short(self.z, "+.2f"), short(self.adjusted, ".2g"), self.agreement(level).value)

    def as_data(self, level: float) -> dict[str, Any]:
        """The plain object of the comparison, numbers that are not there null."""

        def number(value: float | None) -> float | None:
            return value if value is not None and math.isfinite(value) else None

        return {
            "experiment": self.experiment,
            "quantity": self.quantity,
            "value": None if math.isnan(self.lower) else [self.lower, self.upper],
            "estimate": number(self.estimate),
            "standard_error": number(self.standard_error),
            "z": number(self.z),
            "p_value": number(self.p_value),
            "adjusted_p_value": number(self.adjusted),
            "deviation": number(self.deviation),
            "bound": number(self.bound),
            "verdict": self.agreement(level).value,
            "remark": self.remark,
        }


def not_compared(experiment: str, remark: str) -> tuple[Comparison, ...]:
    """The one comparison that was not made, and why."""
    return (Comparison(experiment, "", remark=remark),)


def adjust(comparisons: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """The comparisons with Holm's adjusted p-values over all that have one.

    The chance that any true comparison is called a disagreement is at most the level, whatever depends on what.
    """
    statistical = [comparison.p_value for comparison in comparisons if comparison.p_value is not None]
    adjusted = iter(holm(statistical))
    return tuple(
        replace(comparison, adjusted=float(next(adjusted))) if comparison.p_value is not None else comparison
        for comparison in comparisons
    )
