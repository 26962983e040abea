"""The mean over a circle that stands for the dual kernel of a φ with rescaling, as an activation of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from bnproofs.activations import Activation
from bnproofs.evolution.circle_series import CircleSeries, paired, paired_slope


@dataclass(frozen=True, slots=True)
class CircleKernel:
    """The W of φ, see `circle_series`, in the place of a dual kernel; of arrays of doubles."""

    activation: Activation
    degree: ClassVar[int | None] = None
    source: ClassVar[str] = "derivations/rescaled_circle.py"

    def phi(self, x: Any) -> Any:
        """The value φ(x)."""
        return self.activation.phi(x)

    def dual_kernel(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The mean W(M)."""
        u, v = self._series(kuu, kvv)
        return paired([(u[0], v[1]), (u[1], v[0])], _correlation(kuu, kuv, kvv))

    def dual_kernel_gradient(self, kuu: Any, kuv: Any, kvv: Any) -> tuple[Any, Any, Any]:
        """The partial derivatives by M_uu, M_uv and M_vv, as in `circle_gradient`."""
        u, v = self._series(kuu, kvv)
        rho, root = _correlation(kuu, kuv, kvv), np.sqrt(kuu * kvv)
        angular = paired_slope([(u[0], v[1]), (u[1], v[0])], rho)
        first = paired([(u[2], v[0]), (u[1], v[1])], rho) - rho * angular / 2
        last = paired([(u[0], v[2]), (u[1], v[1])], rho) - rho * angular / 2
        return first / kuu, angular / root, last / kvv

    def second_moment(self, kuu: Any) -> Any:
        """The mean W for one point."""
        return self.dual_kernel(kuu, kuu, kuu)

    def second_moment_slope(self, kuu: Any) -> Any:
        """The derivative of that by M_uu."""
        u, _ = self._series(kuu, kuu)
        return 2 * paired([(u[2], u[0]), (u[1], u[1])], np.ones_like(kuu)) / kuu

    def _series(self, kuu: Any, kvv: Any) -> tuple[list[CircleSeries], list[CircleSeries]]:
        both = CircleSeries.of(self.activation.phi, np.array([kuu, kvv]))
        slope = both.scaled()
        parts = (both, slope, slope.scaled())
        return [x.place(0) for x in parts], [x.place(1) for x in parts]


def _correlation(kuu: Any, kuv: Any, kvv: Any) -> Any:
    """The correlation; 0 where a second moment is."""
    square = np.asarray(kuu * kvv, float)
    return np.clip(np.divide(kuv, np.sqrt(square), out=np.zeros_like(square), where=square > 0), -1, 1)
