"""The configuration's quantities and the eigenvalues of its projective Jacobian, by isotypic component.

Source: docs/certificate.md, claims 5 and 6 of an odd-point, separating or uniform certificate; m = n − 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from .angles import angle, sector
from .arctangent import pi
from .centred import sharpened
from .family import half_angle, mass, on_segment, q, reciprocal_of_pi, slope
from .fields import Bounds
from .interval import Interval, NoEnclosure, hull, surely_positive, whole
from .jet import Jet, variable


@dataclass(frozen=True)
class Quantities:
    """The numbers of one configuration, as jets: angles of K; cosines, norm ratio and growth after the ReLU."""

    theta: Jet
    sin_theta: Jet
    psi: Jet
    sin_psi: Jet
    cos_cluster: Jet
    cos_odd: Jet
    norm_ratio: Jet
    growth: Jet

    def kernel_slope(self) -> Jet:
        """The jet of κ₀ = 1 − θ/π."""
        return (-self.theta.scaled(reciprocal_of_pi(self.theta.bits))).plus(whole(1, self.theta.bits))


@dataclass(frozen=True)
class Component:
    """The eigenvalues of the projective Jacobian on one isotypic component, each with this multiplicity."""

    name: str
    multiplicity: int
    eigenvalues: tuple[Interval, ...]


@dataclass(frozen=True)
class Configuration:
    """What a certificate encloses at one fixed point: named numbers, and the spectrum."""

    numbers: dict[str, Interval]
    spectrum: tuple[Component, ...]


def quantities(n: int, s: Jet, c: Jet) -> Quantities:
    """The quantities of the point (s, c), s, c > 0.

    θ = 2A(S, C); 1 − cos θ = 2S²/(S²+C²) = m s²/((m−1)(s²+c²)); cos_odd = E/(π√(s²+c²)); growth = Y/(2n² c²);
    norm_ratio = m c/√(s²+c²).
    """
    m, one = n - 1, whole(1, s.bits)
    wide, high = half_angle(n, s, c)
    radius2 = s.square() + c.square()
    radius = radius2.sqrt()
    qs = q(n, s, c)
    versine = (s.square() / radius2).times(m).over(m - 1)
    return Quantities(
        theta=angle(wide, high).times(2),
        sin_theta=(wide * high / radius2).over(m - 1),
        psi=angle(s, c),
        sin_psi=s / radius,
        cos_cluster=(-(versine * (-qs).plus(one))).plus(one),
        cos_odd=(s.square() * sector(s, c) / (c * radius)).scaled(reciprocal_of_pi(s.bits)),
        norm_ratio=(c / radius).times(m),
        growth=(mass(n, s, c, qs) / c.square()).over(2 * n * n),
    )


def standard_block(n: int, at: Quantities) -> tuple[Jet, Jet]:
    """The eigenvalues, larger first, of the 2×2 matrix of the standard component of S_m × S_1, m ≥ 3.

    The columns are the images of (α, β) = (1, 0) and (0, 1), where γ = −1 and −(m − 2). `NoEnclosure` unless the
    discriminant is proved positive.
    """
    m, bits = n - 1, at.theta.bits
    over_pi = reciprocal_of_pi(bits)
    half = whole(1, bits).over(2)
    kappa = at.kernel_slope().over(2)
    spread = at.sin_theta.scaled(over_pi).over(4)
    turn = at.psi.scaled(over_pi).over(2)
    lift = (at.norm_ratio * at.sin_psi).scaled(over_pi).over(4)
    rho_alpha = (spread.times(m - 2) + lift - turn).plus(half).over(n)
    rho_beta = (kappa - turn).times(m - 2).over(n)
    aa, ab = (-rho_alpha.times(2)).plus(half), -rho_beta.times(2)
    ba, bb = spread - rho_alpha, kappa - rho_beta
    centre = (aa + bb).over(2)
    discriminant = (aa - bb).over(2).square() + ab * ba
    if not surely_positive(discriminant.value):
        raise NoEnclosure("the discriminant of the standard component is not proved positive")
    radius = discriminant.sqrt()
    return (centre + radius) / at.growth, (centre - radius) / at.growth


def odd_point(n: int, root: Bounds, bits: int) -> Configuration:
    """The odd or separating point whose x = s, 1 − x = c lies in the interval `root`, 0 < x < 1, for n ≥ 7.

    Every number is a function of x; its jet on the interval is sharpened by the mean value theorem.
    """
    m, x = n - 1, hull(root.lower, root.upper, bits)
    centre = x.middle()
    box, middle = family_numbers(n, variable(x, 2)), family_numbers(n, variable(centre, 1))
    sharp = [sharpened(left, right, x - centre).value for left, right in zip(box, middle, strict=True)]
    theta, cos_cluster, cos_odd, norm_ratio, growth, trivial, large, small, scalar = sharp
    return Configuration(
        numbers={
            "theta": theta,
            "cos_cluster": cos_cluster,
            "cos_odd": cos_odd,
            "norm_ratio": norm_ratio,
            "growth": growth,
        },
        spectrum=(
            Component("trivial", 1, (trivial,)),
            Component("standard", m - 1, (large, small)),
            Component("(m-2,2)", m * (m - 3) // 2, (scalar,)),
        ),
    )


def family_numbers(n: int, x: Jet) -> list[Jet]:
    """The jets, one order lower than x, of θ, both cosines, norm ratio, growth, and the eigenvalues in their order."""
    s, c = on_segment(x)
    at = quantities(n, s.lower(), c.lower())
    large, small = standard_block(n, at)
    scalar = at.kernel_slope().over(2) / at.growth
    return [at.theta, at.cos_cluster, at.cos_odd, at.norm_ratio, at.growth, slope(n, s, c), large, small, scalar]


def uniform_point(n: int, bits: int) -> Configuration:
    """The uniform point s = √(n² − 2n), c = 1, for n ≥ 3; its norm ratio is exactly 1.

    standard: [(2/n)(κ₀/2 − (n−2) sin θ/(4π)) + (n−2)/(2n)]/g;  (n-2,2): κ₀/(2g).
    """
    at = quantities(n, Jet(whole(n * n - 2 * n, bits).sqrt()), Jet(whole(1, bits)))
    kappa, growth = at.kernel_slope().value, at.growth.value
    spread = (at.sin_theta.value / pi(bits)).times(n - 2).over(4)
    standard = ((kappa.over(2) - spread).times(2) + whole(n - 2, bits).over(2)).over(n) / growth
    components = [Component("standard", n - 1, (standard,))]
    if n > 3:
        components.append(Component("(n-2,2)", n * (n - 3) // 2, (kappa.over(2) / growth,)))
    return Configuration(
        numbers={
            "theta": at.theta.value,
            "cos_cluster": at.cos_cluster.value,
            "cos_odd": at.cos_odd.value,
            "growth": growth,
        },
        spectrum=tuple(components),
    )
