"""One layer of recentring and ReLU on the odd-point family, in the homogeneous coordinates (s, c) of ψ."""

from __future__ import annotations

import sympy
from sympy import atan2, cos, oo, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.recentring import row_losses
from derivations.relu_kernel import Expression, kernel

m, s, c, r, psi, theta = sympy.symbols("m s c r psi theta", positive=True)
n = m + 1
q = sympy.Symbol("q", positive=True)


def cluster_angle(m: Expression, s: Expression, c: Expression) -> Expression:
    """The derived angle θ = 2·angle(C, S) between two points of the cluster; see `one_angle`."""
    return 2 * atan2(s * sqrt(m), sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2))


def overlap(m: Expression, s: Expression, c: Expression, psi: Expression) -> Expression:
    """The derived form (2m/π) c (s − c ψ), for a vector (c, s) at the angle ψ."""
    return 2 * m / pi * c * (s - c * psi)


def denominator(m: Expression, s: Expression, c: Expression, psi: Expression, q: Expression) -> Expression:
    """The derived form Y."""
    return (m**2 + 1) * c**2 + q * s**2 - overlap(m, s, c, psi)


def fixed_point_form(m: Expression, s: Expression, c: Expression, psi: Expression, q: Expression) -> Expression:
    """The derived form F."""
    return 2 * m * c**2 + overlap(m, s, c, psi) - q * ((m + 1) ** 2 * c**2 + s**2)


def derive() -> Derivation:
    """The derivation of the reduced map."""
    proof = Proof(
        "odd_point_map",
        domain={
            m: (3, 40),
            s: (0, 3),
            c: (0, 3),
            psi: (0, pi / 2),
            theta: (0, pi),
            q: (0, sympy.Rational(1, 2)),
            r: (0, 40),
        },
        facts=[sin(theta), sin(psi), cos(psi)],
        samples=2,
    )
    one_minus_cosine = m * sin(psi) ** 2 / (m - 1)
    ratio = m * cos(psi)
    diagonal, odd = sympy.Rational(1, 2), ratio**2 / 2
    proof.equal(
        "With K_cc = 1, K_oo = r², r = m cos ψ (one_angle), and the ReLU kernel V: in the cluster V_d − V_o",
        diagonal - kernel(1, 1, theta),
        (1 - cos(theta)) * (1 - defect(theta)) / 2,
        shown=sympy.Symbol("V_d") - sympy.Symbol("V_o"),
    )
    within = diagonal - one_minus_cosine * (1 - q) / 2
    proof.definition("so that V_o, with 1 − cos θ = m sin²ψ/(m−1) (one_angle), is", sympy.Symbol("V_o"), within)
    proof.equal(
        "To the odd point the angle is π − ψ",
        kernel(1, r**2, pi - psi),
        r * (sin(psi) - psi * cos(psi)) / (2 * pi),
        shown=sympy.Symbol("V_co"),
    )
    across = ratio * (sin(psi) - psi * cos(psi)) / (2 * pi)
    losses = row_losses((m, 1), (diagonal, odd), ((within, across), (across, 0)))
    new_cluster, new_odd = diagonal - 2 * losses[0], odd - 2 * losses[1]
    on_circle = denominator(m, sin(psi), cos(psi), psi, q)
    proof.equal("Recentred, the new odd norm", new_odd, m**2 * on_circle / (2 * n**2), shown=sympy.Symbol("K'_oo"))
    proof.equal(
        "It is E(φ_o − a)², up to m²/n², with a the mean over the cluster. That is positive: where h_o < 0 the "
        "others, which add up to −h_o > 0, are not all negative, and φ_o = 0 < a",
        new_odd,
        m**2 / n**2 * (odd - 2 * across + (diagonal + (m - 1) * within) / m),
        shown=sympy.Symbol("K'_oo"),
    )
    new_tau = n**2 * sin(psi) ** 2 * (1 - q) / on_circle
    proof.equal("The new τ = m² K_cc/K_oo − 1", m**2 * new_cluster / new_odd - 1, new_tau, shown=sympy.Symbol("tau'"))
    proof.equal(
        "The growth of K_oo", new_odd / ratio**2, on_circle / (2 * n**2 * cos(psi) ** 2), shown=sympy.Symbol("g")
    )
    tangent = sin(psi) / cos(psi)
    h = 1 - q
    proof.equal(
        "In the other notation, h = 1 − q and g_n = τ′/τ",
        new_tau,
        tangent**2 * n**2 * h / (m**2 + 1 + tangent**2 * (1 - h) - 2 * m / pi * (tangent - psi)),
        shown=sympy.Symbol("tau'"),
    )
    radius = sqrt(s**2 + c**2)
    vector = {sin(psi): s / radius, cos(psi): c / radius, psi: atan2(s, c)}
    big_y, big_f = denominator(m, s, c, atan2(s, c), q), fixed_point_form(m, s, c, atan2(s, c), q)
    proof.equal(
        "With (c, s) any vector at the angle ψ, Y is that times s² + c²",
        radius**2 * on_circle.subs(vector),
        big_y,
        shown=sympy.Symbol("Y"),
    )
    map_form = n**2 * s**2 * (1 - q) / big_y
    proof.equal("and τ′", new_tau.subs(vector), map_form, shown=sympy.Symbol("tau'"))
    proof.equal("F = n²c²(1−q) − Y, in full", n**2 * c**2 * (1 - q) - big_y, big_f, shown=sympy.Symbol("F"))
    proof.equal(
        "τ′ − τ has the sign of F",
        map_form - s**2 / c**2,
        s**2 * big_f / (c**2 * big_y),
        shown=sympy.Symbol("tau'") - sympy.Symbol("tau"),
    )
    after = (sin(psi) - psi * cos(psi)) / pi
    proof.equal(
        "After the ReLU: the cosine to the odd point", across / (ratio / 2), after, shown=sympy.Symbol("cos_odd")
    )
    _uniform_point(proof)
    proof.limit("Towards the ideal configuration, c = 1 and s → 0: the excess s − ψ", s - sympy.atan(s), s, 0, 0)
    proof.limit("and the defect", defect(theta), theta, 0, 0)
    excess = sympy.Symbol("e", positive=True)
    near = n**2 * (1 - q) / (m**2 + 1 + q * s**2 - 2 * m / pi * excess)
    proof.equal(
        "With e for the excess τ′/τ is continuous in q, s and e",
        (map_form / s**2).subs(c, 1),
        near.subs(excess, s - sympy.atan(s)),
        shown=sympy.Symbol("tau'") / sympy.Symbol("tau"),
    )
    slope = near.subs({q: 0, s: 0, excess: 0})
    proof.equal("so it tends to", slope, n**2 / (m**2 + 1), shown=sympy.Symbol("tau'") / sympy.Symbol("tau"))
    proof.limit(
        "Towards τ = ∞, s = 1 and c → 0: the overlap tends to 0", c * (1 - c * (pi / 2 - sympy.atan(c))), c, 0, 0
    )
    half = cluster_angle(m, 1, sympy.Integer(0)) / 2
    proof.equal("cos θ there", 1 - 2 * sin(half) ** 2, -1 / (m - 1), shown=cos(theta))
    proof.equal(
        "and τ′ is finite",
        n**2 * s**2 * (1 - q) / denominator(m, s, 0, pi / 2, q),
        n**2 * (1 - q) / q,
        shown=sympy.Symbol("tau'"),
    )
    proof.limit("while τ is not", s**2 / c**2, c, 0, oo)
    compare(proof)
    return proof.conclude(sympy.Symbol("tau'"), map_form)


def _uniform_point(proof: Proof) -> None:
    """The steps that show that the uniform point is an exact zero of F."""
    sine = sqrt(n**2 - 2 * n)
    proof.equal("The uniform point, s² = n² − 2n and c = 1: cos ψ = 1/m", 1 / sqrt(sine**2 + 1), 1 / m, shown=cos(psi))
    one_minus_cosine = m / (m - 1) * sine**2 / (sine**2 + 1)
    proof.equal("so cos θ = −cos ψ and θ = π − ψ", 1 - one_minus_cosine, -1 / m, shown=cos(theta))
    at = {sin(psi): sine / m, cos(psi): 1 / m}
    value = sympy.expand_trig(defect(pi - psi)).subs(at)
    form = 2 * m + 2 * m / pi * (sine - psi) - value * (n**2 + sine**2)
    proof.equal("and F vanishes exactly", form, 0, shown=sympy.Symbol("F"))
    proof.equal("at τ = n² − 2n", sine**2, n**2 - 2 * n, shown=sympy.Symbol("tau"))


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import odd_family

    arguments = [m + 1, s, c]
    angle = cluster_angle(m, s, c)
    radius = sqrt(s**2 + c**2)
    cosine = 1 - m * s**2 / ((m - 1) * (s**2 + c**2))
    big_y = denominator(m, s, c, atan2(s, c), q)
    named = sympy.Function("q")(theta)
    expected = [
        (odd_family.defect, q),
        (odd_family.denominator, big_y),
        (odd_family.fixed_point_form, fixed_point_form(m, s, c, atan2(s, c), q)),
        (odd_family.next_tau, n**2 * s**2 * (1 - q) / big_y),
        (odd_family.theta, angle),
        (odd_family.psi, atan2(s, c)),
        (odd_family.tau, s**2 / c**2),
        (odd_family.cos_cluster, 1 - (1 - cosine) * (1 - q)),
        (odd_family.cos_odd, (s - c * atan2(s, c)) / (pi * radius)),
        (odd_family.growth, big_y / (2 * n**2 * c**2)),
    ]
    for closed_form, form in expected:
        proof.agrees(
            f"The package's {closed_form.__name__}, q = q(θ) at the angle θ of one_angle",
            closed_form,
            arguments,
            form.subs(q, defect(angle)),
            shown=sympy.Function(closed_form.__name__)(sympy.Symbol("n"), s, c),
            value=form.subs(q, named),
        )


if __name__ == "__main__":
    run_as_script(derive)
