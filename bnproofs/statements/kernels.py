"""Statements on activations: the dual kernels in closed form, and the integral of layers that rescale."""

from __future__ import annotations

from bnproofs.statements.statement import Statement

EVERY = "every covariance matrix of (u, v)"
"""The hypothesis of most kernels; ρ = cos θ is the correlation, A and B are the variances, P is the covariance."""


def _kernel(id: str, sentence: str, derivation: str, hypothesis: str = EVERY) -> Statement:
    return Statement(id=id, sentence=sentence, hypothesis=hypothesis, derivations=(derivation,))


ROWS = (
    _kernel(
        "absolute-value-kernel",
        "For centred Gaussian (u, v) with variances A, B, covariance P and correlation cos θ: E abs(u) abs(v) = (2/π) "
        "√(AB) (sin θ + (π/2 − θ) cos θ).",
        "absolute_value_kernel",
    ),
    _kernel(
        "step-kernel",
        "The chance that both are positive is (π − θ)/(2π).",
        "step_kernel",
        f"{EVERY}, A, B > 0",
    ),
    _kernel(
        "sign-kernel",
        "E sign(u) sign(v) = (2/π) arcsin(cos θ).",
        "sign_kernel",
        f"{EVERY}, A, B > 0",
    ),
    _kernel(
        "rectifier-power-kernel",
        "E relu(u)^k relu(v)^k = (AB)^(k/2) J_k(θ)/(2π), with J_k of Cho and Saul: k! times the integral over "
        "0 < t < π − θ of (cos t + cos θ)^k.",
        "relu_power_kernel",
        f"{EVERY}, every whole k from 2 to 12",
    ),
    _kernel(
        "monomial-kernel",
        "E u^k v^k is the sum over pairings: a polynomial in P and AB with positive coefficients.",
        "monomial_kernel",
        f"{EVERY}, every whole k from 2 to 12",
    ),
    _kernel(
        "hermite-kernel",
        "E He_k(u) He_k(v) is the same sum over pairings at P and (A − 1)(B − 1); it is k! P^k for A = B = 1.",
        "hermite_kernel",
        f"{EVERY}, every whole k from 2 to 12",
    ),
    _kernel(
        "erf-kernel",
        "E erf(u) erf(v) = (2/π) arcsin(2P/√((1 + 2A)(1 + 2B))).",
        "erf_kernel",
    ),
    _kernel(
        "gelu-kernel",
        "For φ(x) = xΦ(x), with r² = (1 + A)(1 + B) − P² and β the angle of the vector (−P, r): E φ(u) φ(v) = (Pβ + "
        "(AB − P² + P²(1/(1 + A) + 1/(1 + B)))/r)/(2π).",
        "gelu_kernel",
    ),
    _kernel(
        "sine-kernel",
        "E sin(wu) sin(wv) = e^(−w²(A + B)/2) sinh(w²P).",
        "sine_kernel",
        f"{EVERY}, every rational w",
    ),
    _kernel(
        "cosine-kernel",
        "E cos(wu) cos(wv) = e^(−w²(A + B)/2) cosh(w²P).",
        "cosine_kernel",
        f"{EVERY}, every rational w",
    ),
    _kernel(
        "exponential-kernel",
        "E e^(wu) e^(wv) = e^(w²(A + 2P + B)/2).",
        "exponential_kernel",
        f"{EVERY}, every rational w",
    ),
    _kernel(
        "rescaled-integral",
        "For h ~ N(0, Σ) and φ homogeneous of degree 1, n E φ(h_i)φ(h_j)/(abs(h)² + nε) is n times the integral over "
        "s > 0 of e^(−snε) det(I + 2sΣ)^(−1/2) V(Σ(I + 2sΣ)⁻¹)_ij, V the dual kernel, and its derivative that of the "
        "integrand.",
        "rescaled_integral",
        "every covariance matrix Σ, every ε ≥ 0; Σ ≠ 0 where ε = 0",
    ),
    _kernel(
        "rescaled-powers",
        "For φ homogeneous of degree k ≥ 1, n^k E φ(h_i)φ(h_j)/(abs(h)² + nε)^k is n^k/Γ(k) times the integral over "
        "s > 0 "
        "of s^(k−1) e^(−snε) det(I + 2sΣ)^(−1/2) V(Σ(I + 2sΣ)⁻¹)_ij.",
        "rescaled_powers",
        "every covariance matrix Σ, every ε ≥ 0; Σ ≠ 0 where ε = 0",
    ),
    _kernel(
        "rescaled-circle",
        "With u = h/√(abs(h)²/n + ε), h ~ N(0, Σ), E φ(u_i)φ(u_j) is φ(0)² and the integral over s > 0 of "
        "e^(−snε) det(I + 2sΣ)^(−1/2) W(nsΣ(I + 2sΣ)⁻¹)_ij/s, W(M) the slope at τ = 1 of the mean over the circle of "
        "φ(√(2τM_ii) cos θ) φ(√(2τM_jj) cos(θ − δ)), cos δ the correlation.",
        "rescaled_circle",
        "every polynomial or entire φ of the table, every covariance matrix Σ, every ε ≥ 0; Σ ≠ 0 where ε = 0",
    ),
)
"""The statements of the group, in order."""
