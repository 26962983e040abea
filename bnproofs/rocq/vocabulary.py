"""The closed list of functions that a generated file may name, each with its formula for balls.

The names are those of the theory files. The formulas are the library's own: what a generated file claims was computed
on another route than the one on which Rocq computes.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from bnproofs.configurations import odd_family, two_clusters, uniform
from bnproofs.layer import Layer
from bnproofs.numbers import lift
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.jets import Jet
from bnproofs.spectrum import projective_eigenvalues
from bnproofs.symmetry import isotypic_blocks

_LAYER = Layer.parse("rc+relu")


class Function(Enum):
    """A function of the theory: its name there, of (n), (n, s) or (n, k)."""

    UNIFORM_POINT = "uniform_point"
    FORM = "fixed_point_form"
    THETA = "theta"
    COS_CLUSTER = "cos_cluster"
    COS_ODD = "cos_odd"
    NORM_RATIO = "norm_ratio"
    GROWTH = "growth_at"
    TRIVIAL = "trivial_eigenvalue"
    STANDARD_DISCRIMINANT = "standard_discriminant"
    STANDARD_LARGER = "standard_larger"
    STANDARD_SMALLER = "standard_smaller"
    PAIRS = "pair_eigenvalue"
    UNIFORM_STANDARD = "uniform_standard"
    UNIFORM_PAIRS = "uniform_pair"
    TWO_GROWTH = "two_growth"
    TRANSVERSE = "transverse_multiplier"
    STANDARD = "standard_multiplier"
    TWO_RATIO = "norm_ratio_of_two"


def ball(function: Function, n: int, *arguments: Any) -> Any:
    """The value of a function, for balls; exact functions of two clusters for fractions.

    Raises:
        KeyError: the function has no formula here.
    """
    return _FORMULAS[function](n, *arguments)


def _along(formula: Callable[..., Any]) -> Callable[[int, Any], Any]:
    """A formula of the family at the direction (s, 1); s is a ball or a jet of balls."""
    return lambda n, s: formula(n, s, Balls().number(1))


def _eigenvalue(component: str, place: int) -> Callable[[int, Any], Any]:
    """An eigenvalue from the block of its component; for jets the standard ones from their 2×2 block."""

    def value(n: int, s: Any) -> Any:
        if isinstance(s, Jet) and component == "standard":
            return _of_standard_block(n, s, place)
        one = Balls().number(1)
        blocks = isotypic_blocks(_LAYER, odd_family.recentred_gram(n, s, one))
        wanted = tuple(block for block in blocks if block.component == component)
        (found,) = projective_eigenvalues(wanted, odd_family.growth(n, s, one))
        return found.values[place]

    return value


def _of_standard_block(n: int, s: Any, place: int) -> Any:
    """Half of the trace and of the root of the discriminant: their sum, or their difference at place 1."""
    (aa, _), (_, bb) = odd_family.standard_block(n, s, Balls().number(1))
    kind, root = lift(_discriminant(n, s))
    root = kind.sqrt(root)
    return (aa + bb - root if place else aa + bb + root) / 2


def _discriminant(n: int, s: Any) -> Any:
    (aa, ab), (ba, bb) = odd_family.standard_block(n, s, Balls().number(1))
    return (aa - bb) * (aa - bb) + 4 * ab * ba


_FORMULAS: dict[Function, Callable[..., Any]] = {
    Function.UNIFORM_POINT: lambda n: uniform.direction(n, Balls().number(1))[0],
    Function.FORM: _along(odd_family.fixed_point_form),
    Function.THETA: _along(odd_family.theta),
    Function.COS_CLUSTER: _along(odd_family.cos_cluster),
    Function.COS_ODD: _along(odd_family.cos_odd),
    Function.NORM_RATIO: _along(odd_family.norm_ratio),
    Function.GROWTH: _along(odd_family.growth),
    Function.TRIVIAL: _eigenvalue("trivial", 0),
    Function.STANDARD_DISCRIMINANT: _discriminant,
    Function.STANDARD_LARGER: _eigenvalue("standard", 0),
    Function.STANDARD_SMALLER: _eigenvalue("standard", 1),
    Function.PAIRS: _eigenvalue("pairs", 0),
    Function.UNIFORM_STANDARD: lambda n, s: uniform.standard_eigenvalue(Balls().number(n)),
    Function.UNIFORM_PAIRS: lambda n, s: uniform.pair_eigenvalue(Balls().number(n)),
    Function.TWO_GROWTH: two_clusters.growth,
    Function.TRANSVERSE: two_clusters.transverse_multiplier,
    Function.STANDARD: two_clusters.standard_multiplier,
    Function.TWO_RATIO: two_clusters.norm_ratio,
}
