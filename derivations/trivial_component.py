"""The projective eigenvalue on invariant matrices: the slope d log τ′/d log τ of the reduced map."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, atan2, cos, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.cluster_matrix import ClusterMatrix, m, n, trivial_block
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.sampling import evaluate
from derivations.framework.script import run_as_script
from derivations.isotypic_blocks import derived_slopes
from derivations.odd_point_map import c, cluster_angle, denominator, psi, s, theta
from derivations.relu_kernel import Expression

alpha, beta, x = sympy.symbols("alpha beta x", real=True)
a, b, g, share_odds, form_value = sympy.symbols("a b g o Y", positive=True)
change_a, change_b = sympy.symbols("u v", real=True)


def derive() -> Derivation:
    """The derivation of the eigenvalue beside the scale mode."""
    angles = {psi: (0, pi / 2), theta: (0, pi)}
    ones = dict.fromkeys((alpha, beta, change_a, change_b), (-1, 1))
    slopes_range = dict.fromkeys((a, b, g, share_odds, form_value), (0, 1))
    proof = Proof(
        "trivial_component",
        domain={m: (4, 40), s: (0, 3), c: (0, 3), **angles, **ones, **slopes_range},
        facts=[m - 1, sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)],
        samples=2,
    )
    r = m * cos(psi)
    along = m**2 * (change_a / b - a * change_b / b**2)
    proof.equal(
        "τ + 1 = m² K_cc/K_oo = m² a/b changes along E, with E_cc = u and E_oo = v, by",
        diff(m**2 * (a + x * change_a) / (b + x * change_b), x).subs(x, 0),
        along,
        shown=sympy.Symbol("dtau[E]"),
    )
    scaled = along.subs({change_a: a, change_b: b}, simultaneous=True)
    proof.equal("along K itself it does not", scaled, 0, shown=sympy.Symbol("dtau[K]"))
    _chain_rule(proof, r)
    proof.equal(
        "At a fixed ray K′ = gK that is dτ[DΦ E]/g: so DΦ has the eigenvalue g dτ′/dτ on matrices modulo K, and g on K",
        along.subs({a: g * a, b: g * b}, simultaneous=True),
        along / g,
        shown=sympy.Symbol("dtau'[E]"),
    )
    _slope(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("lambda_trivial"), sympy.Symbol("d log tau' / d log tau"))


def _chain_rule(proof: Proof, r: Expression) -> None:
    """The steps that compare the derivative of the layer on test matrices with that of the reduced map."""
    q = defect(theta)
    next_odd = denominator(m, sin(psi), cos(psi), psi, q) * m**2 / (2 * n**2)
    next_tau = n**2 * sin(psi) ** 2 * (1 - q) * m**2 / (2 * n**2 * next_odd)
    next_cluster = next_odd * (1 + next_tau) / m**2
    by_theta = (m - 1) * sin(theta) / (2 * m * sin(psi) * cos(psi))

    def along_family(expression: Expression) -> Expression:
        return diff(expression, theta) + by_theta * diff(expression, psi)

    slope = along_family(next_tau) / along_family(sin(psi) ** 2 / cos(psi) ** 2)
    cosine = 1 - m * sin(psi) ** 2 / (m - 1)
    on_family = {sin(theta): sqrt(1 - cosine**2), cos(theta): cosine}
    for name, unit in (("K itself", (1, cos(theta))), ("E_ii = 0, E_ij = 1", (0, 1))):
        direction = ClusterMatrix.trivial(*unit)
        image = direction.kernel_derivative(derived_slopes(theta, psi)).recentred()
        change = m**2 * (direction.diagonal * r**2 - direction.odd) / r**4
        next_change = m**2 * (image.diagonal * next_odd - next_cluster * image.odd) / next_odd**2
        proof.equal(
            "On the family, sin²ψ = ((m−1)/m)(1 − cos θ), the change of τ′ along E by the derivative of the layer "
            f"is dτ′/dτ times that of τ: {name}",
            sympy.together(next_change - slope * change).subs(on_family),
            0,
            shown=sympy.Symbol("dtau'[E]") - sympy.Symbol("dtau'/dtau") * sympy.Symbol("dtau[E]"),
        )


def _slope(proof: Proof) -> None:
    """The steps for the slope along a line of vectors (c, s), and in the witnesses' scale s = x, c = 1 − x."""
    sine, cosine, share, form = (sympy.Function(name)(x) for name in ("s", "c", "q", "Y"))
    upper = diff(2 * sympy.log(sine) + sympy.log(1 - share) - sympy.log(form), x)
    lower = diff(2 * sympy.log(sine) - 2 * sympy.log(cosine), x)
    change = -diff(share, x) / (1 - share) - diff(form, x) / form
    turn = diff(sine, x) * cosine - sine * diff(cosine, x)
    names = {diff(sine, x): a, diff(cosine, x): -b, diff(share, x): alpha, diff(form, x): beta}
    names |= {sine: s, cosine: c, share: share_odds / (1 + share_odds), form: form_value}
    slope = (diff(sine, x) * cosine + sine * cosine * change / 2) / turn
    proof.equal(
        "From τ = s²/c² and τ′ = n²s²(1−q)/Y along any line of (c, s): d log τ′/d log τ",
        (upper / lower).subs(names),
        slope.subs(names),
        shown=sympy.Symbol("Lambda"),
    )
    witness = {a: 1, b: 1, c: 1 - s}
    proof.equal(
        "With s = x, c = 1 − x: twice that",
        2 * slope.subs(names).subs(witness),
        (2 * c / (s + c) + s * c / (s + c) * change.subs(names)).subs(witness),
        shown=2 * sympy.Symbol("Lambda"),
    )


def compare(proof: Proof) -> None:
    """The comparison with the package: the sum of the eigenvalues of its trivial block, for any point of the family."""
    from bnproofs.configurations import odd_family
    from bnproofs.layer import Layer
    from bnproofs.symmetry import isotypic_blocks

    layer = Layer.parse("rc+relu")
    angle = cluster_angle(m, s, c)
    big_s, big_c = s * sqrt(m), sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)

    def trace(*at: Expression) -> Expression:
        block = isotypic_blocks(layer, odd_family.recentred_gram(*at))[0].matrix
        return sum(block[i][i] for i in range(len(block)))

    proof.agrees(
        "The trace of the package's trivial block is that of the 2×2 block here: the growth and the eigenvalue",
        trace,
        [n, s, c],
        trivial_block(derived_slopes(angle, atan2(s, c))).trace(),
        roots=[big_s * big_c / ((m - 1) * (s**2 + c**2)), m * c * s / (s**2 + c**2)],
        angles={pi - angle: sympy.Integer(1)},
        value=sympy.Symbol("trace"),
    )
    tau_prime = s**2 * (1 - defect(angle)) / denominator(m, s, c, atan2(s, c), defect(angle))
    slope = (s / 2 * diff(sympy.log(tau_prime.subs(c, 1)), s)).subs(s, Rational(2, 3))
    for batch in (7, 10, 1000):
        with mpmath.workdps(120):
            tau, n_here = mpmath.mpf(4) / 9, mpmath.mpf(batch)
            step = mpmath.mpf(10) ** -40
            ends = [odd_family.next_tau(n_here, mpmath.sqrt(tau * mpmath.exp(h)), mpmath.mpf(1)) for h in (step, -step)]
            found = mpmath.log(ends[0] / ends[1]) / (2 * step)
            proof.numerical(
                f"The package's map at n = {batch}, τ = 4/9: its slope by symmetric differences and the derivative "
                "here",
                found,
                evaluate(slope.subs(m, batch - 1), {}),
                within=mpmath.mpf(10) ** -50,
                shown=(sympy.Function("Lambda")(batch), sympy.Float(mpmath.nstr(found, 20), 20)),
            )


if __name__ == "__main__":
    run_as_script(derive)
