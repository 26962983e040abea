"""The comparison of the three partial derivatives of a dual kernel with those of the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from derivations.framework.proof import Proof

Expression = Any

VARIABLES = ("K_uu", "K_uv", "K_vv")


def gradient_agrees(
    proof: Proof,
    name: str,
    activation: Any,
    arguments: Sequence[Expression],
    derived: Sequence[Expression],
    *,
    roots: Iterable[Expression] = (),
    angles: Mapping[Expression, Expression] | None = None,
) -> None:
    """Three steps: each component of `activation.dual_kernel_gradient` is the derived one, as in `Proof.agrees`."""
    for index, variable in enumerate(VARIABLES):

        def dual_kernel_gradient(*at: Expression, index: int = index) -> Expression:
            return activation.dual_kernel_gradient(*at)[index]

        proof.agrees(
            f"The derivative by {variable} in the package, {name}",
            dual_kernel_gradient,
            arguments,
            derived[index],
            roots=roots,
            angles=angles,
        )
