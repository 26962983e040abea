"""What the theory needs to know of an activation."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from bnproofs.numbers import Number


class Activation(Protocol):
    """A nonlinearity φ with the closed forms of its Gaussian integrals, for every kind of number.

    For (u, v) centred Gaussian with second moments K_uu, K_uv, K_vv the *dual kernel* is E φ(u)φ(v). Its value for
    u = v, the *second moment*, is kept apart: on the diagonal of a Gram matrix no angle is involved.
    """

    degree: int | None
    """The degree of positive homogeneity, φ(cx) = c^degree φ(x) for c > 0, or None."""

    source: str
    """Where the closed forms come from."""

    def phi(self, x: Number) -> Number:
        """The value φ(x)."""

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v); `ValueError` where the three numbers are no Gram matrix."""

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives of the dual kernel by K_uu, K_uv and K_vv, for K_uu, K_vv > 0."""

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)²."""

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative of the second moment by K_uu."""


@runtime_checkable
class Collinear(Protocol):
    """An activation with integrals of its own for points on one line, where its kernel in balls has none."""

    def collinear_kernel(self, p: Number, q: Number, s: Number) -> Number:
        """The expectation E φ(py)φ(qy), y ~ N(0, s)."""

    def collinear_slope(self, p: Number, q: Number, s: Number) -> Number:
        """The derivative of E φ(py)φ(qy) by s."""

    def collinear_gradient(self, p: Number, q: Number, s: Number) -> tuple[Number, Number]:
        """The derivatives of the dual kernel by K_uu and K_uv at (u, v) = (py, qy)."""
