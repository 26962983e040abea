"""How orbits come to a configuration, or leave it, where the spectrum does not say it: a few words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

OPENINGS = {"square-root": "r ↦ √r", "logarithm": "r ↦ r log(1/r)"}
"""How the quotient r of a new eigenvalue by the others moves."""


def law(statements: Mapping[str, Mapping[str, Any]]) -> str:
    """The law of a configuration from the proved statements on it, by id; empty where there is none but the spectrum.

    >>> law({"identity-map": {"dimension": 6}})
    'nothing moves'
    """
    if "global-convergence" in statements:
        return "all of full rank come here"
    if "identity-map" in statements:
        return "nothing moves"
    if "collapse" in statements:
        return f"all come: 1 − ρ ~ {_middle(statements['collapse']['rate'])}/l²"
    if "shrinking" in statements:
        return f"all shrink by {_middle(statements['shrinking']['rate'])}"
    if "growing" in statements:
        return f"all grow by {_middle(statements['growing']['rate'])}"
    if "not-differentiable" in statements:
        says = statements["not-differentiable"]
        if "law" in says:
            return f"repels: {OPENINGS[says['law']]}"
        return f"repels: D ↦ {_middle(says['clusters'][0]['constant'])} √D"
    return ""


def _middle(interval: Any) -> str:
    low, high = map(Fraction, interval)
    return f"{float((low + high) / 2):.5g}"
