"""An experiment: what it simulates, and which wrong theories it must notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from numerics.cross_validation.comparison import Comparison
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.theory import Theory
from numerics.cross_validation.wrong import Flaw

Judge = Callable[[Theory], tuple[Comparison, ...]]
"""What was simulated, as a function that compares it with what a theory says."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment of that name. `run(theory, plan, seed)` simulates; of the theory it looks at layer and batch only,
    and at where its attractor lies, to start there. The judge must reject the theory with each of the `flaws`.
    """

    name: str
    flaws: tuple[Flaw, ...]
    run: Callable[[Theory, Plan, int], Judge]
