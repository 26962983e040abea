"""Power series in ε = 1/n of everything on the odd-point family, for a series of the angle θ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Rational, pi

from derivations.framework.series import Series

ORDER = 9
HALF = Rational(1, 2)


def _in_n(*coefficients: Any) -> Series:
    return Series.of(coefficients, ORDER)


@dataclass(frozen=True, slots=True)
class OddFamilySeries:
    """Series of angles, defect and τ; `excess` is tan ψ − ψ. Divisions by ε cost one order each."""

    theta: Series
    one_minus_cos: Series
    sine: Series
    sin_psi: Series
    cos_psi: Series
    psi: Series
    defect: Series
    tau: Series
    excess: Series

    @staticmethod
    def at(theta: Series) -> OddFamilySeries:
        """The series at an angle θ = O(ε)."""
        sine, cosine = theta.sine(), theta.cosine()
        one_minus_cos = 1 - cosine
        sin_psi = (_in_n(1, -2) / _in_n(1, -1) * one_minus_cos).lowered(2).sqrt().raised(1)
        cos_psi = (1 - sin_psi * sin_psi).sqrt()
        tangent, angle = sin_psi / cos_psi, sin_psi.arcsine()
        q = (sine - theta * cosine).lowered(2) / (one_minus_cos.lowered(2) * pi)
        return OddFamilySeries(
            theta, one_minus_cos, sine, sin_psi, cos_psi, angle, q, tangent * tangent, tangent - angle
        )

    def equation(self) -> Series:
        """The form εF at c = 1: 2(1−ε)(1 + (tan ψ − ψ)/π) − q/ε − εqτ."""
        overlap = _in_n(1, -1) * self.excess * _in_n(2 / pi)
        return _in_n(2, -2) + overlap - self.defect.lowered(1) - (self.defect * self.tau).raised(1)

    def scaled_denominator(self) -> Series:
        """The form ε²Y at c = 1, twice the growth: 1 − 2ε + 2ε² + ε²qτ − (2/π) ε(1−ε)(tan ψ − ψ)."""
        overlap = (_in_n(1, -1) * self.excess).raised(1) * _in_n(2 / pi)
        return _in_n(1, -2, 2) + (self.defect * self.tau).raised(2) - overlap

    def _slopes(self) -> tuple[Series, Series, Series, Series]:
        """The factor f = τ/τ̇, and q̇, τ̇ and the derivative tan²ψ ψ̇ of the excess; dots are derivatives by θ."""
        part = _in_n(1, -2) / _in_n(1, -1)
        square = self.cos_psi * self.cos_psi
        factor = self.one_minus_cos.lowered(1) * square / self.sine.lowered(1)
        by_square = self.one_minus_cos.lowered(2) * self.one_minus_cos.lowered(2) * pi
        slope_q = (self.sine * (self.theta - self.sine)).lowered(4) / by_square
        slope_psi = (part * self.sine).lowered(1) / (2 * self.sin_psi * self.cos_psi).lowered(1)
        return factor, slope_q, part * self.sine / (square * square), self.tau * slope_psi

    def trivial(self) -> Series:
        """The eigenvalue Λ = d log τ′/d log τ = 1 − f (q̇/(1−q) + Ẏ/Y)."""
        factor, slope_q, slope_tau, slope_excess = self._slopes()
        slope_y = (slope_q * self.tau + self.defect * slope_tau).raised(2)
        slope_y -= (_in_n(1, -1) * slope_excess).raised(1) * _in_n(2 / pi)
        return 1 - factor * (slope_q / (1 - self.defect) + slope_y / self.scaled_denominator())

    def trivial_from_form(self) -> Series:
        """The same at a zero of F, where dτ′/dτ = 1 + τ dF/dτ / Y: 1 + f Ḟ/Y."""
        factor, slope_q, slope_tau, slope_excess = self._slopes()
        slope_f = (_in_n(1, -1) * slope_excess).raised(1) * _in_n(2 / pi) - slope_q
        slope_f -= (slope_q * self.tau + self.defect * slope_tau).raised(2)
        return 1 + factor * slope_f / self.scaled_denominator()

    def standard(self) -> tuple[Series, Series]:
        """The trace and the determinant of the 2×2 standard block, divided by the growth and its square."""
        pair = (pi - self.theta) * (1 / (2 * pi))
        lean = self.sine * (1 / (4 * pi))
        across = self.psi * (1 / (2 * pi))
        ratio = self.sin_psi * self.cos_psi * (1 / (4 * pi))
        mean_alpha = _in_n(0, 1) * HALF + _in_n(1, -3) * lean + _in_n(1, -1) * ratio - across.raised(1)
        mean_beta = _in_n(1, -3) * (pair - across)
        growth = self.scaled_denominator() * HALF
        a, b = (HALF - 2 * mean_alpha) / growth, -2 * mean_beta / growth
        c, d = (lean - mean_alpha) / growth, (pair - mean_beta) / growth
        return a + d, a * d - b * c
