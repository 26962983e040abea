"""The table: every theorem of the project, by group."""

from __future__ import annotations

from collections.abc import Mapping

from bnproofs.statements import (
    collapse,
    every_batch,
    fixed_points,
    kernels,
    leaky,
    linear,
    one_layer,
    other_activations,
    rescaled_layers,
    rescaled_uniform,
    stability,
    two_clusters,
    uniform_point,
)
from bnproofs.statements.level import Level
from bnproofs.statements.statement import Statement

GROUPS: Mapping[str, tuple[Statement, ...]] = {
    "One layer": one_layer.ROWS,
    "Dual kernels of other activations": kernels.ROWS,
    "Two clusters": two_clusters.ROWS,
    "Fixed points": fixed_points.FIXED_POINTS,
    "Dynamics of the reduced map": fixed_points.DYNAMICS,
    "Stability and spectra": stability.ROWS,
    "The uniform point": uniform_point.ROWS,
    "Every batch size": every_batch.ODD_POINT,
    "The saddle-node": every_batch.SADDLE_NODE,
    "Asymptotics": every_batch.ASYMPTOTICS,
    "Linear layers": linear.ROWS,
    "Recentring and leaky ReLU": leaky.ROWS,
    "Recentring and other activations": other_activations.ROWS,
    "Neither recentring nor rescaling": collapse.ROWS,
    "The uniform point with rescaling": rescaled_uniform.ROWS,
    "Rescaling beside the uniform point": rescaled_layers.ROWS,
}
"""The statements by the title of their group."""


def statements() -> tuple[Statement, ...]:
    """All statements, in the order of the table."""
    return tuple(statement for rows in GROUPS.values() for statement in rows)


def groups_at(level: Level | None) -> dict[str, tuple[Statement, ...]]:
    """The groups with their statements at a level, or all; groups without any are left out."""
    chosen = {
        title: tuple(statement for statement in rows if level in (None, statement.level))
        for title, rows in GROUPS.items()
    }
    return {title: rows for title, rows in chosen.items() if rows}
