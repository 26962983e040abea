"""The index: statement → file → the code that uses it. Plain data, so that listing the titles needs no SymPy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a derivation before it runs. `used_by` holds dotted names of the package."""

    title: str
    statement: str
    statement_latex: str
    source: str
    used_by: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.statement.endswith("."):
            raise ValueError(f"the statement of {self.title!r} is no sentence")


ENTRIES: dict[str, Entry] = {
    "relu_kernel": Entry(
        title="The dual kernel of the ReLU",
        statement="For (u, v) centred Gaussian with second moments K_uu, K_uv, K_vv and K_uv = √(K_uu K_vv) cos θ, "
        "E relu(u) relu(v) = √(K_uu K_vv) (sin θ + (π−θ) cos θ)/(2π), and E relu(u)² = K_uu/2.",
        statement_latex=r"E\,\mathrm{relu}(u)\,\mathrm{relu}(v) = \frac{\sqrt{K_{uu}K_{vv}}}{2\pi}"
        r"\bigl(\sin\theta + (\pi-\theta)\cos\theta\bigr)",
        source="the Gaussian integral in polar coordinates; the result is the arc-cosine kernel of order 1 of "
        "Cho & Saul (2009)",
        used_by=("bnproofs.activations.ReLU.dual_kernel", "bnproofs.activations.ReLU.second_moment"),
    ),
    "leaky_relu_kernel": Entry(
        title="The dual kernels of the leaky ReLU and of the identity",
        statement="For φ(x) = max(x, 0) + a min(x, 0), E φ(u)φ(v) = (1−a)² · (ReLU kernel) + a K_uv, "
        "and E φ(u)² = (1+a²)/2 · K_uu; a = 1 is the identity.",
        statement_latex=r"E\,\varphi(u)\varphi(v) = (1-a)^2\,E\,\mathrm{relu}(u)\,\mathrm{relu}(v) + a K_{uv}",
        source="the ReLU kernel and the symmetry (u, v) → (−u, −v)",
        used_by=(
            "bnproofs.activations.LeakyReLU.dual_kernel",
            "bnproofs.activations.LeakyReLU.second_moment",
            "bnproofs.activations.Identity.dual_kernel",
        ),
    ),
    "relu_kernel_derivatives": Entry(
        title="The derivatives of the ReLU kernel",
        statement="The partial derivative of the ReLU kernel by K_uv is (π−θ)/(2π), by K_uu it is "
        "sin θ/(4π) · √(K_vv/K_uu); the diagonal K_uu/2 has slope 1/2.",
        statement_latex=r"\frac{\partial V}{\partial K_{uv}} = \frac{\pi-\theta}{2\pi}, \qquad "
        r"\frac{\partial V}{\partial K_{uu}} = \frac{\sin\theta}{4\pi}\sqrt{\frac{K_{vv}}{K_{uu}}}",
        source="differentiation of the ReLU kernel",
        used_by=(
            "bnproofs.activations.ReLU.dual_kernel_gradient",
            "bnproofs.activations.ReLU.second_moment_slope",
            "bnproofs.activations.LeakyReLU.dual_kernel_gradient",
        ),
    ),
    "relu_kernel_ends": Entry(
        title="The ReLU kernel at the ends ρ = 1 and ρ = −1",
        statement="With δ = 1 − ρ, κ = 1 − δ + (√2/π) Σ binomial(2k, k) δ^(k+3/2)/(8^k (2k+1)(k+3/2)), and the "
        "same series in δ = 1 + ρ without 1 − δ at the other end: κ is once differentiable at both ends, "
        "one-sidedly, and not twice.",
        statement_latex=r"\kappa(1-\delta) = 1 - \delta + D(\delta), \qquad \kappa(-1+\delta) = D(\delta), \qquad "
        r"D(\delta) = \frac{\sqrt2}{\pi}\sum_{k\ge0}\binom{2k}{k}\frac{\delta^{k+3/2}}{8^k(2k+1)(k+3/2)}",
        source="the binomial series of the derivative of arccos",
        used_by=("bnproofs.activations.ReLU.dual_kernel",),
    ),
    "erf_kernel": Entry(
        title="The dual kernel of the error function",
        statement="For (u, v) centred Gaussian with second moments K_uu, K_uv, K_vv, E erf(u) erf(v) = (2/π) "
        "arctan(2K_uv/√D), D = (1+2K_uu)(1+2K_vv) − 4K_uv², which is (2/π) arcsin(2K_uv/√((1+2K_uu)(1+2K_vv))); its "
        "derivatives are 4/(π√D) by K_uv and −4K_uv/(π√D (1+2K_uu)) by K_uu.",
        statement_latex=r"E\,\mathrm{erf}(u)\,\mathrm{erf}(v) = \frac2\pi"
        r"\arcsin\frac{2K_{uv}}{\sqrt{(1+2K_{uu})(1+2K_{vv})}}",
        source="the chance that two Gaussians are both negative; the result is that of Williams (1997)",
        used_by=(
            "bnproofs.activations.Erf.dual_kernel",
            "bnproofs.activations.Erf.dual_kernel_gradient",
            "bnproofs.activations.Erf.second_moment",
            "bnproofs.activations.Erf.second_moment_slope",
        ),
    ),
    "gelu_kernel": Entry(
        title="The dual kernel of the GELU",
        statement="For φ(x) = x Φ(x), A = 1 + K_uu, B = 1 + K_vv, r² = AB − K_uv² and β = π/2 + arctan(K_uv/r), "
        "E φ(u)φ(v) = (K_uv β + (K_uu K_vv − K_uv² + K_uv²(1/A + 1/B))/r)/(2π); its derivative by K_uv is (β + "
        "(K_uv/r)(1/A + 1/B + 1/r²))/(2π).",
        statement_latex=r"E\,\varphi(u)\varphi(v) = \frac1{2\pi}\Bigl(K_{uv}\beta + "
        r"\frac{K_{uu}K_{vv}-K_{uv}^2+K_{uv}^2(1/A+1/B)}{r}\Bigr), \qquad r^2 = AB - K_{uv}^2",
        source="Gaussian integration by parts and the kernel of erf_kernel; compare Tsuchida et al. (2021)",
        used_by=(
            "bnproofs.activations.GELU.dual_kernel",
            "bnproofs.activations.GELU.dual_kernel_gradient",
            "bnproofs.activations.GELU.second_moment",
            "bnproofs.activations.GELU.second_moment_slope",
        ),
    ),
    "sine_kernel": Entry(
        title="The dual kernel of the sine",
        statement="E sin(wu) sin(wv) = e^(−w²(K_uu + K_vv)/2) sinh(w² K_uv), and E sin(wu)² = (1 − e^(−2w² K_uu))/2.",
        statement_latex=r"E\sin(wu)\sin(wv) = e^{-w^2(K_{uu}+K_{vv})/2}\,\sinh(w^2K_{uv})",
        source="the characteristic functions of u − v and of u + v",
        used_by=(
            "bnproofs.activations.Sine.dual_kernel",
            "bnproofs.activations.Sine.dual_kernel_gradient",
            "bnproofs.activations.Sine.second_moment",
            "bnproofs.activations.Sine.second_moment_slope",
        ),
    ),
    "cosine_kernel": Entry(
        title="The dual kernel of the cosine",
        statement="E cos(wu) cos(wv) = e^(−w²(K_uu + K_vv)/2) cosh(w² K_uv), and E cos(wu)² = (1 + e^(−2w² K_uu))/2.",
        statement_latex=r"E\cos(wu)\cos(wv) = e^{-w^2(K_{uu}+K_{vv})/2}\,\cosh(w^2K_{uv})",
        source="the characteristic functions of u − v and of u + v",
        used_by=(
            "bnproofs.activations.Cosine.dual_kernel",
            "bnproofs.activations.Cosine.dual_kernel_gradient",
            "bnproofs.activations.Cosine.second_moment",
            "bnproofs.activations.Cosine.second_moment_slope",
        ),
    ),
    "exponential_kernel": Entry(
        title="The dual kernel of the exponential",
        statement="E e^(wu) e^(wv) = e^(w²(K_uu + 2K_uv + K_vv)/2), and E e^(2wu) = e^(2w² K_uu).",
        statement_latex=r"E\,e^{wu}e^{wv} = e^{w^2(K_{uu}+2K_{uv}+K_{vv})/2}",
        source="the moment generating function of u + v",
        used_by=(
            "bnproofs.activations.Exponential.dual_kernel",
            "bnproofs.activations.Exponential.dual_kernel_gradient",
            "bnproofs.activations.Exponential.second_moment",
            "bnproofs.activations.Exponential.second_moment_slope",
        ),
    ),
    "rescaled_integral": Entry(
        title="The mean-field map of layers that rescale, as one integral",
        statement="For h ~ N(0, Σ) and φ positively homogeneous of degree 1, E φ(h_i)φ(h_j)/(|h|² + nε) is the "
        "integral over s > 0 of e^(−snε) det(I+2sΣ)^(−1/2) V(K(s))_ij, K(s) = Σ/(I+2sΣ), V the dual kernel of φ; the "
        "trapezoidal rule of step 3/10 in ln s has a relative error below 7/10^13 where φ ≥ 0.",
        statement_latex=r"E\,\frac{\varphi(h_i)\varphi(h_j)}{\|h\|^2+n\varepsilon} = \int_0^\infty e^{-sn\varepsilon}"
        r"\det(I+2s\Sigma)^{-1/2}\,V_\varphi\bigl(\Sigma(I+2s\Sigma)^{-1}\bigr)_{ij}\,ds",
        source="the inverse of a squared length as an integral of exponentials, and the Gaussian change of measure",
        used_by=(
            "bnproofs.evolution.rescaled_map.rescaled_map",
            "bnproofs.evolution.rescaled_balls.rescaled_enclosure",
            "bnproofs.evolution.rescaled_derivative.rescaled_derivative",
            "bnproofs.evolution.rescaled_covariance.TiltedCovariance.of",
            "bnproofs.evolution.rescaled_nodes.nodes_and_weights",
        ),
    ),
    "rescaled_powers": Entry(
        title="Rescaling before a φ of any degree, as one integral",
        statement="For h ~ N(0, Σ) and φ positively homogeneous of degree k ≥ 1, E φ(h_i)φ(h_j)/(|h|² + nε)^k is the "
        "integral over s > 0 of s^(k−1) e^(−snε) det(I+2sΣ)^(−1/2) V(K(s))_ij over Γ(k), K(s) = Σ/(I+2sΣ); the "
        "trapezoidal rule of step 3/(9 + k) in ln s has a relative error below 7/10^13 where φ ≥ 0, k ≤ 12. For k = 0 "
        "rescaling changes nothing.",
        statement_latex=r"E\,\frac{\varphi(h_i)\varphi(h_j)}{(\|h\|^2+n\varepsilon)^k} = \frac1{\Gamma(k)}"
        r"\int_0^\infty s^{k-1}e^{-sn\varepsilon}\det(I+2s\Sigma)^{-1/2}\,"
        r"V_\varphi\bigl(\Sigma(I+2s\Sigma)^{-1}\bigr)_{ij}\,ds",
        source="powers of a squared length as integrals of exponentials, and rescaled_integral",
        used_by=(
            "bnproofs.evolution.rescaled_powers.powers_quadrature",
            "bnproofs.evolution.rescaled_powers.power_integrals",
            "bnproofs.evolution.rescaled_balls.rescaled_enclosure",
            "bnproofs.evolution.rescaled_derivative.rescaled_derivative",
            "bnproofs.evolution.rescaled_nodes.nodes_units_weights",
        ),
    ),
    "rescaled_circle": Entry(
        title="Rescaling before any φ, as an integral of means over circles",
        statement="For u = h/√(|h|²/n + ε), h ~ N(0, Σ), E φ(u_i)φ(u_j) − φ(0)² is the integral over s > 0 of "
        "e^(−snε) det(I+2sΣ)^(−1/2) W(nsK(s))_ij/s, K(s) = Σ/(I+2sΣ); W(M) is the slope at τ = 1 of the mean of "
        "φ(√(2τM_ii) cos θ) φ(√(2τM_jj) cos(θ − δ)) over the circle, cos δ the correlation, which with φ(√(2M) cos θ) "
        "= Σ A_k(M) cos kθ and B = M A' is the sum of (A_k(M_ii)B_k(M_jj) + B_k(M_ii)A_k(M_jj)) cos(kδ)/2, twice that "
        "for k = 0.",
        statement_latex=r"E\,\varphi(u_i)\varphi(u_j) - \varphi(0)^2 = \int_0^\infty e^{-sn\varepsilon}"
        r"\det(I+2s\Sigma)^{-1/2}\,W\bigl(ns\,\Sigma(I+2s\Sigma)^{-1}\bigr)_{ij}\,\frac{ds}s, \qquad "
        r"W(M) = \frac{d}{d\tau}\Big|_{\tau=1}\frac1{2\pi}\int_0^{2\pi}\varphi(\sqrt{2\tau M_{ii}}\cos\theta)\,"
        r"\varphi(\sqrt{2\tau M_{jj}}\cos(\theta-\delta))\,d\theta",
        source="rescaled_powers, for the form of every degree in the power series of φ(x)φ(y)",
        used_by=(
            "bnproofs.evolution.circle_series.CircleSeries",
            "bnproofs.evolution.rescaled_circle.circle_map",
            "bnproofs.evolution.rescaled_pieces.pieces_map",
            "bnproofs.evolution.broken_circle.BrokenCircle",
            "bnproofs.evolution.rescaled_circle_balls.circle_enclosure",
            "bnproofs.evolution.circle_balls.CircleBalls",
            "bnproofs.evolution.rescaled_circle_derivative.circle_derivative",
            "bnproofs.symmetry.circle_kernel.CircleKernel",
        ),
    ),
    "linear_rescaling": Entry(
        title="Linear layers with rescaling, on eigenvalues",
        statement="Eigenvectors stay, and λ_i′ is nλ_i times the integral of det(I+2sΣ)^(−1/2)/(1+2sλ_i) over s > 0. "
        "The order of the eigenvalues is kept and quotients of different ones shrink strictly; fixed are exactly "
        "(n/k)P, P a projector of rank k. Of two positive eigenvalues the quotient goes to its root.",
        statement_latex=r"\lambda_i' = n\lambda_i\int_0^\infty \frac{\prod_j(1+2s\lambda_j)^{-1/2}}{1+2s\lambda_i}\,ds",
        source="the integral of rescaled_integral in the eigenvectors; the map is that of Daneshmand, Joudaki & Bach "
        "(2021)",
        used_by=("bnproofs.configurations.projector.scale",),
    ),
    "linear_convergence": Entry(
        title="Linear layers with rescaling orthogonalise every batch of full rank",
        statement="From every positive definite G the orbit tends to I, with λ_max/λ_min decreasing strictly, and 1 − "
        "λ_min′ ≤ (1 − 2λ_min/(n+2))(1 − λ_min); the rate n/(n+2) is the best.",
        statement_latex=r"1-\lambda_{\min}' \le \Bigl(1-\frac{2\lambda_{\min}}{n+2}\Bigr)(1-\lambda_{\min})",
        source="compactness, and convexity of the integrand in λ_min; the bound is that at the end of the proof of "
        "lemma 8 of Daneshmand, Joudaki & Bach (2021)",
        used_by=("bnproofs.configurations.projector.gain", "bnproofs.configurations.projector.traceless_eigenvalue"),
    ),
    "projector_spectrum": Entry(
        title="The spectrum of linear layers with rescaling at a projector",
        statement="At (n/k)P, P a projector of rank k, the derivative has the eigenvalues 0 on the scale mode, k/(k+2) "
        "on traceless matrices within the range, 1 along the manifold of projectors and, for k ≥ 3, k/(k−2) > 1 beside "
        "the range.",
        statement_latex=r"\frac{k}{k+2}, \qquad 1, \qquad \frac{k}{k-2}",
        source="the derivative of rescaled_integral",
        used_by=(
            "bnproofs.configurations.projector.traceless_eigenvalue",
            "bnproofs.configurations.projector.raising_eigenvalue",
            "bnproofs.configurations.projector.spectrum",
        ),
    ),
    "low_rank_rescaling": Entry(
        title="Rescaling is not differentiable at rank 1 and 2",
        statement="Beside the eigenvalues of a projector of rank 1 a new one, of quotient r, becomes √r, exactly; of "
        "rank 2, r log(1/r) + O(r). From rank 3 on there is a slope.",
        statement_latex=r"r \mapsto \sqrt r, \qquad r \mapsto r\log(1/r) + O(r)",
        source="the integral of rescaled_integral",
        used_by=("bnproofs.theorems.linear.prove",),
    ),
    "linear_chain": Entry(
        title="Linear layers without rescaling: Lyapunov exponents at finite width",
        statement="In mean field every (recentred) Gram matrix is fixed. At width d the i-th largest eigenvalue goes "
        "like e^(2γ_i l), γ_i = (ψ((d−i+1)/2) + ln(2/d))/2, ψ the digamma function; γ_i decreases and γ_i − γ_(i+2) = "
        "1/(d−i−1), so that the rank collapses to 1.",
        statement_latex=r"\gamma_i = \tfrac12\bigl(\psi(\tfrac{d-i+1}2) + \ln\tfrac2d\bigr), \qquad "
        r"\gamma_i - \gamma_{i+2} = \frac1{d-i-1}",
        source="volumes of Gaussian matrices; compare Newman (1986)",
        used_by=("bnproofs.evolution.linear_chain.exponent_gap",),
    ),
    "defect_monotone": Entry(
        title="The defect q of the ReLU kernel increases with the angle",
        statement="With q(θ) = (sin θ − θ cos θ)/(π(1 − cos θ)): 1 − κ(ρ) = (1−ρ)(1−q), κ(ρ) − κ(−ρ) = ρ, and q "
        "increases on (0, π) from 0 to 1/2.",
        statement_latex=r"1-\kappa(\rho) = (1-\rho)(1-q), \qquad q = "
        r"\frac{\sin\theta-\theta\cos\theta}{\pi(1-\cos\theta)}, "
        r"\qquad q' = \frac{\sin\theta\,(\theta-\sin\theta)}{\pi(1-\cos\theta)^2} > 0",
        source="differentiation of the ReLU kernel",
        used_by=("bnproofs.configurations.odd_family.defect",),
    ),
    "step_kernel": Entry(
        title="The dual kernel of the step",
        statement="For (u, v) centred Gaussian at the angle θ, K_uv = √(K_uu K_vv) cos θ, both are positive with the "
        "chance (π−θ)/(2π); its derivatives are 1/(2πs) by K_uv and −K_uv/(4πsK_uu) by K_uu, s² = K_uu K_vv − K_uv², "
        "infinite at θ = 0 and θ = π.",
        statement_latex=r"P(u > 0,\ v > 0) = \frac{\pi-\theta}{2\pi}, \qquad "
        r"\frac{\partial V}{\partial K_{uv}} = \frac1{2\pi s}",
        source="the Gaussian integral in polar coordinates; the arc-cosine kernel of order 0 of Cho & Saul (2009)",
        used_by=(
            "bnproofs.activations.Step.dual_kernel",
            "bnproofs.activations.Step.dual_kernel_gradient",
            "bnproofs.activations.Step.second_moment",
            "bnproofs.activations.Step.second_moment_slope",
        ),
    ),
    "sign_kernel": Entry(
        title="The dual kernel of the sign",
        statement="For (u, v) centred Gaussian of correlation ρ = cos θ, E sign(u) sign(v) = 1 − 2θ/π = (2/π) arcsin ρ "
        "with the derivatives 2/(πs) by K_uv and −K_uv/(πsK_uu) by K_uu, s² = K_uu K_vv − K_uv², infinite at ρ = ±1.",
        statement_latex=r"E\,\mathrm{sign}(u)\,\mathrm{sign}(v) = \frac2\pi\arcsin\rho, \qquad "
        r"\frac{\partial V}{\partial K_{uv}} = \frac2{\pi s}",
        source="the kernel of the step, sign = 2 step − 1",
        used_by=(
            "bnproofs.activations.Signum.dual_kernel",
            "bnproofs.activations.Signum.dual_kernel_gradient",
            "bnproofs.activations.Signum.second_moment",
            "bnproofs.activations.Signum.second_moment_slope",
        ),
    ),
    "absolute_value_kernel": Entry(
        title="The dual kernel of the absolute value",
        statement="For (u, v) centred Gaussian at the angle θ, E abs(u) abs(v) = (2/π) √(K_uu K_vv) (sin θ + (π/2−θ) "
        "cos θ); its derivatives are 1 − 2θ/π by K_uv and s/(πK_uu) by K_uu, s² = K_uu K_vv − K_uv².",
        statement_latex=r"E\,|u||v| = \frac2\pi\sqrt{K_{uu}K_{vv}}\Bigl(\sin\theta + "
        r"\Bigl(\frac\pi2-\theta\Bigr)\cos\theta\Bigr)",
        source="the ReLU kernel at the angles θ and π − θ",
        used_by=(
            "bnproofs.activations.AbsoluteValue.dual_kernel",
            "bnproofs.activations.AbsoluteValue.dual_kernel_gradient",
            "bnproofs.activations.AbsoluteValue.second_moment",
            "bnproofs.activations.AbsoluteValue.second_moment_slope",
        ),
    ),
    "relu_power_kernel": Entry(
        title="The arc-cosine kernels of every order",
        statement="For (u, v) centred Gaussian at the angle θ, E relu(u)^k relu(v)^k = k! M_k/(2π), M_k the integral "
        "of (r cos t − c)^k over 0 ≤ t ≤ δ, δ = π−θ, r = √(K_uu K_vv), c = −K_uv = r cos δ, s = r sin δ; k M_k = (k−1) "
        "s² M_(k−2) − (2k−1) c M_(k−1), M_0 = δ, M_1 = s − cδ; M_k = (r−c)^k √S Σ b_n S^n, S = sin²(δ/2), b_n > 0: "
        "it increases in s and decreases in c; the derivatives are k k!/(2π) M_(k−1) by K_uv and k k!/(2π) (M_k − K_uv "
        "M_(k−1))/(2K_uu) by K_uu.",
        statement_latex=r"E\,\mathrm{relu}(u)^k\,\mathrm{relu}(v)^k = \frac{k!}{2\pi}\int_0^{\pi-\theta}"
        r"(r\cos t + K_{uv})^k\,dt, \qquad r = \sqrt{K_{uu}K_{vv}}",
        source="the Gaussian integral in polar coordinates; the arc-cosine kernel of order k of Cho & Saul (2009)",
        used_by=(
            "bnproofs.activations.ReLUPower.dual_kernel",
            "bnproofs.activations.ReLUPower.dual_kernel_gradient",
            "bnproofs.activations.ReLUPower.second_moment",
            "bnproofs.activations.ReLUPower.second_moment_slope",
            "bnproofs.numbers.angular_moment.by_recurrence",
            "bnproofs.numbers.angular_moment.coefficients",
        ),
    ),
    "monomial_kernel": Entry(
        title="The dual kernels of monomials",
        statement="For (u, v) centred Gaussian, E u^k v^k is the sum over j + 2m = k of the number binomial(k, j)² j! "
        "((2m−1)!!)² of pairings with j pairs uv, times K_uv^j (K_uu K_vv)^m; E u^(2k) = (2k−1)!! K_uu^k; the slope "
        "by K_uv is k² times the kernel of k − 1.",
        statement_latex=r"E\,u^kv^k = \sum_{j+2m=k}\binom kj^2 j!\,((2m-1)!!)^2\,K_{uv}^j(K_{uu}K_{vv})^m",
        source="the moment generating function of a Gaussian; the theorem of Isserlis (1918)",
        used_by=(
            "bnproofs.activations.Monomial.dual_kernel",
            "bnproofs.activations.Monomial.dual_kernel_gradient",
            "bnproofs.activations.Monomial.second_moment",
            "bnproofs.activations.Monomial.second_moment_slope",
        ),
    ),
    "hermite_kernel": Entry(
        title="The dual kernels of Hermite polynomials",
        statement="For (u, v) centred Gaussian of any variances, E He_k(u) He_k(v) is the sum over pairings of the "
        "monomial with K_uu − 1 and K_vv − 1 for K_uu and K_vv; for variances 1 it is k! K_uv^k.",
        statement_latex=r"E\,He_k(u)He_k(v) = \sum_{j+2m=k}\binom kj^2 j!\,((2m-1)!!)^2\,"
        r"K_{uv}^j\bigl((K_{uu}-1)(K_{vv}-1)\bigr)^m",
        source="the generating function exp(tx − t²/2) of the polynomials; Mehler (1866) for variances 1",
        used_by=(
            "bnproofs.activations.Hermite.phi",
            "bnproofs.activations.Hermite.dual_kernel",
            "bnproofs.activations.Hermite.dual_kernel_gradient",
            "bnproofs.activations.Hermite.second_moment",
            "bnproofs.activations.Hermite.second_moment_slope",
        ),
    ),
    "relu_collapse_rate": Entry(
        title="The rate at which layers of ReLU align two points",
        statement="Without normalisation 1 − ρ_l = (9π²/(2l²)) (1 − 3 ln l/l + o(ln l/l)) from every ρ_0 < 1: what one "
        "layer adds to (1 − ρ)^(−1/2) tends to √2/(3π).",
        statement_latex=r"\ell^2(1-\rho_\ell) \to \frac{9\pi^2}{2}, \qquad "
        r"\frac{1}{\sqrt{1-\kappa(\rho)}} - \frac{1}{\sqrt{1-\rho}} \to \frac{\sqrt2}{3\pi}",
        source="the defect of the ReLU kernel at ρ = 1, and the theorem of Stolz on means of increments",
        used_by=("bnproofs.literature.collapse.increment", "bnproofs.literature.collapse.rate"),
    ),
    "arctangent_remainder": Entry(
        title="The remainder of the arctangent and its bounds",
        statement="With a(u) = (u − atan u)/u³, u > 0: a(u) is the integral of t²/(1+u²t²) over (0, 1), "
        "1/(3(1+u²)) ≤ a ≤ 1/3, a ≥ 1/3 − u²/5, −2u/5 ≤ a′ ≤ 0 and −2/5 ≤ a″ ≤ 8u²/7; η(y) = 1 − y atan(1/y) "
        "decreases from 1 to 0.",
        statement_latex=r"a(u) = \frac{u-\arctan u}{u^3} = \int_0^1\frac{t^2\,dt}{1+u^2t^2}, \qquad "
        r"-\frac{2u}{5} \le a'(u) \le 0",
        source="one integral, and comparison of integrands",
        used_by=(
            "bnproofs.numbers.symbols.Symbols.excess",
            "bnproofs.numbers.symbols.Symbols.reduced_excess",
            "bnproofs.every_batch.defect.quotient",
        ),
    ),
    "recentring": Entry(
        title="Recentring of block Gram matrices",
        statement="For two groups of p and q exchangeable points, n = p + q, recentring takes e_a + e_b − ē "
        "from each entry of the groups a, b, where e_a is the mean of a row of group a and ē = (p e_1 + q e_2)/n.",
        statement_latex=r"(CGC)_{ij} = G_{ij} - e_a - e_b + \bar e, \qquad "
        r"e_1 = \frac{d_1 + (p-1)o_1 + q x}{n}, \quad e_2 = \frac{d_2 + (q-1)o_2 + p x}{n}, \quad \bar e = "
        r"\frac{p e_1 + q e_2}{n}",
        source="the product C G C in the algebra that is spanned by identities and all-ones blocks",
        used_by=("bnproofs.symmetry.recentre_blocks", "bnproofs.evolution.recentring.recentre"),
    ),
    "one_angle": Entry(
        title="The recentred odd-point family has one angle",
        statement="Recentred, m exchangeable points and an odd one have, up to scale, one parameter: with θ the "
        "angle in the cluster and π − ψ that to the odd point, sin²ψ = ((m−1)/m)(1 − cos θ) and 1 + τ = 1/cos²ψ = m² "
        "K_cc/K_oo.",
        statement_latex=r"\sin^2\psi = \frac{m-1}{m}(1-\cos\theta), \qquad 1+\tau = \frac{1}{\cos^2\psi} = "
        r"m^2\frac{K_{cc}}{K_{oo}}",
        source="the rows of a recentred Gram matrix add up to zero",
        used_by=(
            "bnproofs.configurations.odd_family.half_angle",
            "bnproofs.configurations.odd_family.norm_ratio",
            "bnproofs.configurations.odd_family.recentred_gram",
        ),
    ),
    "two_cluster_invariance": Entry(
        title="Two-cluster representations are invariant for every weight matrix",
        statement="If n − k points of the batch are equal and the other k too, recentring and ReLU keep it so "
        "for every neuron and make the two groups orthogonal; in the mean, the norm ratio is (n−k)/k and the growth "
        "((n−k)² + k²)/(2n²).",
        statement_latex=r"\frac{\|\cdot\|_k}{\|\cdot\|_{n-k}} = \frac{n-k}{k}, \qquad g = \frac{(n-k)^2+k^2}{2n^2}",
        source="a case split on the sign of the difference of the two pre-activations",
        used_by=("bnproofs.configurations.two_clusters.norm_ratio", "bnproofs.configurations.two_clusters.growth"),
    ),
    "two_cluster_spectrum": Entry(
        title="The spectrum at a two-cluster ray",
        statement="With w = (n−k)² + k², relative to the growth: n²/w on matrices within a cluster, kn/w and "
        "(n−k)n/w on the standard components of the clusters of n−k and of k points, 0 across; n²/w > 1, and it is "
        "least at k = 1 and k = n − 1.",
        statement_latex=r"\lambda_{\perp} = \frac{n^2}{(n-k)^2+k^2} > 1, \quad \frac{kn}{w}, \quad "
        r"\frac{(n-k)n}{w}, \quad 0",
        source="the derivative ½ M∘E of the kernel, M the mask of the clusters, on outer products of vectors",
        used_by=(
            "bnproofs.configurations.two_clusters.transverse_multiplier",
            "bnproofs.configurations.two_clusters.standard_multiplier",
            "bnproofs.configurations.two_clusters.mixed_multiplier",
            "bnproofs.configurations.two_clusters.spectrum",
        ),
    ),
    "odd_point_map": Entry(
        title="One layer on the odd-point family",
        statement="One layer of recentring and ReLU takes τ = tan²ψ to τ′ = n²s²(1−q)/Y, tan ψ = s/c, and τ′ − "
        "τ has the sign of F = n²c²(1−q) − Y; the uniform point τ = n² − 2n is an exact zero of F.",
        statement_latex=r"\tau' = \frac{n^2s^2(1-q)}{Y}, \quad Y = (m^2+1)c^2 + qs^2 - \frac{2m}{\pi}cE, \quad "
        r"F = 2mc^2 + \frac{2m}{\pi}cE - q(n^2c^2+s^2), \quad E = s - c\arctan\frac sc",
        source="the ReLU kernel on the family, and recentring",
        used_by=(
            "bnproofs.configurations.odd_family.next_tau",
            "bnproofs.configurations.odd_family.fixed_point_form",
            "bnproofs.configurations.odd_family.denominator",
            "bnproofs.configurations.odd_family.growth",
            "bnproofs.configurations.odd_family.cos_cluster",
            "bnproofs.configurations.odd_family.cos_odd",
            "bnproofs.configurations.odd_family.theta",
            "bnproofs.configurations.odd_family.tau",
        ),
    ),
    "odd_point_asymptotics": Entry(
        title="The odd point for large batches",
        statement="The odd point has an expansion in ε = 1/n: θ = 3πε − 3πε² + (9π³/20)ε³ + O(ε⁴), and so has "
        "everything at the odd point; its three large eigenvalues are 1 − ε − ε² + O(ε³).",
        statement_latex=r"\theta^* = \frac{3\pi}{n} - \frac{3\pi}{n^2} + \frac{9\pi^3}{20n^3} + O(n^{-4})",
        source="undetermined coefficients in the fixed-point equation F = 0",
        used_by=("bnproofs.configurations.odd_family.fixed_point_form",),
    ),
    "isotypic_blocks": Entry(
        title="The isotypic blocks at the odd-point family",
        statement="On recentred matrices under S_m × S_1 the derivative of K ↦ C V(K) C is a 2×2 block B on the "
        "invariant matrices, one on the standard component (m−1 times) and the scalar (π−θ)/(2π) on (m−2, 2) "
        "(m(m−3)/2 times).",
        statement_latex=r"\frac{n(n-1)}{2} = 2\cdot 1 + 2\,(m-1) + 1\cdot\frac{m(m-3)}{2}, \qquad m = n-1",
        source="the derivative of the kernel on one matrix of each component, n a symbol",
        used_by=(
            "bnproofs.configurations.odd_family.standard_block",
            "bnproofs.configurations.odd_family.pair_eigenvalue",
            "bnproofs.symmetry.isotypic_blocks",
        ),
    ),
    "trivial_component": Entry(
        title="The projective eigenvalue on invariant matrices",
        statement="At a fixed ray K′ = gK of the odd-point family the derivative has on invariant matrices the "
        "eigenvalue g, for K itself, and g Λ with Λ = d log τ′/d log τ, the slope of the reduced map.",
        statement_latex=r"\Lambda = \frac{d\log\tau'}{d\log\tau} "
        r"= \frac{1}{s'c-sc'}\Bigl(s'c + \frac{sc}{2}\Bigl(-\frac{q'}{1-q}-\frac{Y'}{Y}\Bigr)\Bigr)",
        source="the chain rule; τ does not change with the scale of K",
        used_by=("bnproofs.symmetry.isotypic_blocks", "bnproofs.configurations.odd_family.next_tau"),
    ),
    "uniform_point": Entry(
        title="The uniform point and its spectrum",
        statement="The exchangeable batch with cos θ₀ = −1/(n−1) in K is fixed up to scale, with growth g = "
        "½(1−κ₀)(n−1)/n; λ_std and λ_(n−2,2) have closed forms, and λ_std = 1 − c/n + O(1/n²) with c = "
        "(π−2)/(2(π−1)).",
        statement_latex=r"g = \frac{(1-\kappa_0)(n-1)}{2n}, \quad \lambda_{(n-2,2)} = \frac{\pi-\theta_0}{2\pi "
        r"g}, \quad "
        r"\lambda_{\mathrm{std}} = "
        r"\frac1g\Bigl[\frac2n\Bigl(\frac{\pi-\theta_0}{2\pi}-\frac{(n-2)\sin\theta_0}{4\pi}\Bigr)"
        r"+\frac{n-2}{2n}\Bigr]",
        source="the derivative of the kernel on one matrix of each component, n a symbol",
        used_by=(
            "bnproofs.configurations.uniform.growth",
            "bnproofs.configurations.uniform.standard_eigenvalue",
            "bnproofs.configurations.uniform.pair_eigenvalue",
        ),
    ),
    "at_most_three": Entry(
        title="At most three fixed points on the odd-point family",
        statement="For every real n ≥ 3 the fixed-point form F has at most three zeros τ > 0, with multiplicity: "
        "W = πF cos²ψ μz, z = 2 sin²ψ, has an algebraic third derivative, which vanishes at most once in (0, 2).",
        statement_latex=r"W''' z^{3/2} = \frac{\mu^{3/2} Q}{(2-\mu z)^{3/2}}"
        r"\Bigl(1 - \frac{m}{2\sqrt\mu} R\Bigr), \qquad \frac{R'}{R} > 0",
        source="Rolle's theorem for the fixed-point form of odd_point_map",
        used_by=("bnproofs.every_batch.small_batches.at_most_three",),
    ),
    "monotone_reduced_map": Entry(
        title="The reduced map is monotone up to the uniform point, and maps what is beyond it beyond",
        statement="For every real n ≥ 3, τ′ increases with τ for √τ ≤ π(n−1), so up to the uniform point "
        "τ_u = n² − 2n, and τ > τ_u has τ′ > τ_u: orbits tend monotonically to the fixed point that the sign of F "
        "points to.",
        statement_latex=r"\tau' = \frac{n^2}{2}\,\frac{N}{y}, \qquad N' = 1 - \frac\theta\pi > 0, \qquad "
        r"y' < 0 \ (\sqrt\tau \le \pi m), \qquad y'' > 0 \ (\tau \ge 1)",
        source="differentiation of the reduced map of odd_point_map by z = 2 sin²ψ",
        used_by=("bnproofs.configurations.odd_family.next_tau", "bnproofs.configurations.odd_family.denominator"),
    ),
    "stability_by_hand": Entry(
        title="Fixed points of the odd-point family with θ ≤ π/2 are stable where F decreases",
        statement="For every real n ≥ 4, at a fixed point with θ ≤ π/2: the eigenvalue on (m−2, 2) is in (0, 1), both "
        "on the standard component are real and in (−1, 1), and the one on invariant matrices is < 1 if and only if F "
        "decreases there.",
        statement_latex=r"\lambda_{(m-2,2)} = \frac{1-\theta/\pi}{1-q} < 1, \qquad "
        r"g^2\det(I-M) = \Bigl(\frac\theta\pi-q\Bigr)"
        r"\Bigl(\rho_a-\frac q4+\frac{\rho_b\cos\theta}2\Bigr) > 0",
        source="the blocks of isotypic_blocks with 2g = 1 − q, which is F = 0",
        used_by=(
            "bnproofs.configurations.odd_family.standard_block",
            "bnproofs.configurations.odd_family.pair_eigenvalue",
            "bnproofs.every_batch.odd_point.prove_stability",
        ),
    ),
    "uniform_gap": Entry(
        title="The spectral gap of the uniform point",
        statement="For every real n ≥ 3, 1 − λ_std = (θ₀ − sin θ₀)/(2πng) and 1 − λ_(n−2,2) is n − 1 times that: the "
        "uniform point is stable. n(1 − λ_std) decreases to c_0 = (π−2)/(2(π−1)), and is c_0 + c_1/n + O(1/n²) with "
        "c_1 = π²/(4(π−1)²) = 1/(π−1) + c_0².",
        statement_latex=r"1-\lambda_{\mathrm{std}} = \frac{\theta_0-\sin\theta_0}{2\pi n g} = "
        r"\frac{\pi-2}{2(\pi-1)n} + \frac{\pi^2}{4(\pi-1)^2n^2} + O(n^{-3})",
        source="the eigenvalues of uniform_point, with cos θ₀ = −1/(n−1)",
        used_by=(
            "bnproofs.configurations.uniform.standard_eigenvalue",
            "bnproofs.configurations.uniform.pair_eigenvalue",
            "bnproofs.every_batch.uniform_point.gap",
            "bnproofs.every_batch.uniform_point.limit",
            "bnproofs.every_batch.uniform_point.correction",
        ),
    ),
    "rescaled_gradients": Entry(
        title="Gradients at the uniform point with rescaling",
        statement="With RC and RS and slopes b and a of φ, squared gradients grow by ((n−2)V + P + W)/((n−3)(V − W)) a "
        "layer towards the input, V and W the squared norm and the product of the uniform point, P the slope of the "
        "kernel, if gradients see weights of their own. For the identity (n−2)/(n−3), for the ReLU π/(π−1) as n → ∞.",
        statement_latex=r"\lambda_{\mathrm{grad}} = \frac{(n-2)V + P + W}{(n-3)(V - W)}",
        source="length and direction of an isotropic Gaussian are independent; for ReLU and identity theorem 8 of Yang "
        "et al. (2019)",
        used_by=("bnproofs.configurations.rescaled_gradients.gradient_growth",),
    ),
    "rescaled_uniform_point": Entry(
        title="The uniform point with rescaling",
        statement="With RC and RS and slopes b and a of φ, n exchangeable points have the squared norm (a²+b²)/2 and "
        "the product (b−a)² κ(ρ)/2 + abρ, ρ = −1/(n−1); the derivative there is (n−1)/(n+1) times the projective one "
        "without RS; for b = 1, a ≥ 0 its eigenvalues are in [0, (n−1)/(n+1)] for every n ≥ 3. For the ReLU "
        "λ_std = 1 − (5π−6)/(2(π−1)n) + O(1/n²).",
        statement_latex=r"\lambda_{\mathrm{std}} = \frac{n-1}{n+1}\cdot\frac{(b-a)^2 f + ab}{(b-a)^2 g + ab}, \qquad "
        r"\lambda_{\mathrm{std}}\big|_{\mathrm{relu}} = 1 - \frac{5\pi-6}{2(\pi-1)n} + O(n^{-2})",
        source="length and direction of an isotropic Gaussian are independent; the derivations of uniform_point and "
        "uniform_gap. The fixed point is BSB1 of Yang et al. (2019)",
        used_by=(
            "bnproofs.configurations.rescaled_uniform.diagonal",
            "bnproofs.configurations.rescaled_uniform.product",
            "bnproofs.configurations.rescaled_uniform.standard_eigenvalue",
            "bnproofs.configurations.rescaled_uniform.pair_eigenvalue",
            "bnproofs.theorems.rescaled_uniform.prove_uniform",
        ),
    ),
    "rescaled_two_clusters": Entry(
        title="Two clusters with rescaling: a fixed point where the map is not differentiable",
        statement="With RC and RS and slopes b and a of φ, p points at one place and k at another, p + k = n, stay so "
        "at any width, with the product −ab, and the mean-field map has a fixed point there. If the p points spread by "
        "the squared distance D, the next one D' has C √D − (a²+b²)n²/(2pkσ²) D ≤ D' ≤ C √D, C > 0, σ² the squared "
        "distance of the clusters; D/σ² grows while it is below (pkCσ/((a²+b²)n²))².",
        statement_latex=r"C\sqrt D - \frac{(a^2+b^2)n^2}{2pk\sigma^2}D \le D' \le C\sqrt D, \qquad C > 0",
        source="dominated convergence in the variable g/√D, g the Gaussian between the clusters",
        used_by=(
            "bnproofs.configurations.rescaled_two_clusters.squared_norms",
            "bnproofs.configurations.rescaled_two_clusters.correction",
            "bnproofs.configurations.rescaled_two_clusters.radius",
            "bnproofs.theorems.rescaled_uniform.prove_two_clusters",
        ),
    ),
    "square_root_constant": Entry(
        title="The constant of the square root in a cluster under rescaling",
        statement="The constant of rescaled_two_clusters is C = √(n³/(2pkσ²)) times the integral of "
        "cos^(p−1) η ((b−a)²(1−q) + 2ab) over 0 < η < π/2, q the defect of the kernel at the angle θ with "
        "cot²(θ/2) = 2k/(np sin² η) + (p−2)/p. For the ReLU and k = 1, C_3 = √(5/3) + 3/(π√5), and C_n tends to "
        "(π−1)/√(2π).",
        statement_latex=r"C = \sqrt{\frac{n^3}{2pk\sigma^2}}\int_0^{\pi/2}\cos^{p-1}\eta\,"
        r"\bigl((b-a)^2(1-q)+2ab\bigr)\,d\eta, \qquad C_3 = \sqrt{\tfrac53}+\frac{3}{\pi\sqrt5}",
        source="the squared length in an exponent, as in rescaled_integral",
        used_by=(
            "bnproofs.configurations.rescaled_two_clusters.defect",
            "bnproofs.configurations.rescaled_two_clusters.density",
            "bnproofs.theorems.square_root_constant.enclose_constant",
        ),
    ),
    "saddle_node": Entry(
        title="The saddle-node of the odd point",
        statement="The derivatives F_T, F_n and F_TT of the fixed-point form, T = √τ, in closed form; where F_TT > 0 "
        "on a box, F_T changes its sign in T for each n, and the least value of F its sign in n, there is a double "
        "zero, and the least value has the derivative F_n: two zeros bifurcate.",
        statement_latex=r"q_T = \frac{\theta-\sin\theta}{\pi\mu T^3}, \qquad "
        r"q_n = -\frac{(\theta-\sin\theta)(1+T^2)}{\pi m^2T^2}, \qquad "
        r"\frac{d}{dn}\min_T F = F_n",
        source="differentiation of the fixed-point form of odd_point_map",
        used_by=("bnproofs.every_batch.saddle_node.require_double_zero",),
    ),
    "beyond_uniform": Entry(
        title="Beyond the uniform point the fixed-point form falls",
        statement="For every real n ≥ 3, F_T < 0 for T ≥ T_u = √(n² − 2n): the uniform point is a simple zero of F, "
        "F > 0 just before it, and nothing beyond it is fixed.",
        statement_latex=r"F_T < \frac{2m}{\pi} - 2 q_u T_u < 0 \quad (T \ge T_u), \qquad "
        r"q_u T_u > \frac m\pi \iff (m-1)\theta_0^2 > m+1",
        source="the derivative F_T of saddle_node, and the defect at the uniform point",
        used_by=(
            "bnproofs.every_batch.odd_point.prove_odd_point",
            "bnproofs.every_batch.saddle_node.prove_saddle_node",
        ),
    ),
    "fold_direction": Entry(
        title="Double zeros are passed in one direction",
        statement="Where F = F_T = 0, T > 0, the derivative in n is F_n = −G/(π(n−2)(n²+T²)), G an explicit function "
        "of n and T = √τ. If G > 0 for 3 ≤ n ≤ 7, 0 ≤ T ≤ 6, there is a double zero with 0 < T < T_u, and none for "
        "n ≥ 7, then its n_c is the only one: for n < n_c only ideal and uniform are fixed, for n > n_c two more.",
        statement_latex=r"F_n = -\frac{G}{\pi(n-2)(n^2+T^2)}, \qquad "
        r"G = 2(\pi+T-\arctan T)\bigl(n(n-2)^2-(n-3)T^2+T^4\bigr) - T^3(n^2+T^2)",
        source="the derivatives of saddle_node, without the angle θ",
        used_by=("bnproofs.every_batch.crossing.crossing", "bnproofs.every_batch.crossing.prove_one_way"),
    ),
    "large_batches": Entry(
        title="The fixed-point form for large batches",
        statement="In ε = 1/n and v = n tan(θ/2) the form A = εF is analytic at ε = 0, where it is 2 − (4/(3π)) v; "
        "along a curve v = 3π/2 − βε + … it is zero there and has the slope −2 + (4/(3π)) β, and two bounds of the "
        "arctangent give nθ on such a curve.",
        statement_latex=r"A = 2(1-\varepsilon)\Bigl(1+\frac{T-\arctan T}{\pi}\Bigr) - v r (1+\varepsilon^2T^2), "
        r"\qquad \frac{dA}{d\varepsilon}\Big|_0 = -2 - \frac{4}{3\pi} v'(0)",
        source="the fixed-point form of odd_point_map, in the variables of one_angle",
        used_by=(
            "bnproofs.every_batch.forms.form_along",
            "bnproofs.every_batch.forms.tangent_ratio",
            "bnproofs.every_batch.defect.quotient",
            "bnproofs.every_batch.odd_point.prove_angle",
        ),
    ),
    "leaky_slope": Entry(
        title="Recentring + leaky ReLU, from recentring + ReLU",
        statement="With slope a the layer of recentred Gram matrices is (1−a)² times that of ReLU plus a times the "
        "identity: for a ≠ 1 the fixed rays are those of ReLU, the growth is g_a = (1−a)² g + a and an eigenvalue "
        "((1−a)² g λ + a)/g_a; two clusters have the transverse multiplier n²(1+a²)/((1+a²)w + 4ak(n−k)), w = (n−k)² + "
        "k²; for a ≥ 0 stable points stay stable, and τ moves in the same direction.",
        statement_latex=r"C V_a(K) C = (1-a)^2\,C V(K) C + aK, \qquad "
        r"\lambda_a = \frac{(1-a)^2 g\lambda + a}{(1-a)^2 g + a}",
        source="the leaky ReLU kernel, which is linear in the ReLU kernel and K",
        used_by=(
            "bnproofs.configurations.leaky_slope.growth",
            "bnproofs.configurations.leaky_slope.eigenvalue",
            "bnproofs.configurations.leaky_slope.cosine",
            "bnproofs.configurations.leaky_slope.two_cluster_growth",
            "bnproofs.configurations.leaky_slope.transverse_multiplier",
            "bnproofs.configurations.leaky_slope.spectrum",
            "bnproofs.theorems.leaky.prove",
        ),
    ),
    "leaky_collapse": Entry(
        title="How fast layers of leaky ReLU align two points",
        statement="One layer of slope a multiplies 1 − ρ by 1 − ηq, η = (1−a)²/(1+a²); with u = (1−ρ)^(−1/2), v = "
        "η√2/(3π) and C = η(25η+6)/300, u_0 + vl ≤ u_l, and u_l ≤ u_0 + vl + C/u_0 + (C/v) ln(1 + vl/u_0) if η²(1−ρ_0) "
        "≤ 2, which holds for a ≥ 0 and after the first layer; so l²(1−ρ_l) tends to 9π²/(2η²). At ρ = 1 the "
        "derivative of the layer is the growth (1+a²)/2 times the identity.",
        statement_latex=r"u_0 + vl \le u_l \le u_0 + vl + \frac{C}{u_0} + \frac Cv\ln\Bigl(1+\frac{vl}{u_0}\Bigr), "
        r"\qquad v = \frac{\eta\sqrt2}{3\pi}",
        source="two inequalities for the defect of the ReLU kernel over sin(θ/2), and what a layer adds to u",
        used_by=(
            "bnproofs.configurations.collapsed.contraction",
            "bnproofs.configurations.collapsed.growth",
            "bnproofs.configurations.collapsed.step",
            "bnproofs.configurations.collapsed.excess",
            "bnproofs.configurations.collapsed.rate",
            "bnproofs.configurations.collapsed.components",
            "bnproofs.theorems.collapse.prove_collapse",
        ),
    ),
    "rank_growth": Entry(
        title="One layer lifts the rank",
        statement="The kernel of the absolute value is Σ b_j ρ^(2j) with b_j > 0 and sum 1. For n points of norm 1 and "
        "|ρ| ≤ t < 1 its matrix has eigenvalues ≥ B = Σ b_j (1 − (n−1)t^(2j)) > 0, j ≥ J, (n−1)t^(2J) < 1; if J ≥ "
        "ln(2n−2)/α², t = cos α, B ≥ 1/(12π J^(3/2)). Leaky ReLU of slope a ≠ 1 has at least (1−a)²/4 of it.",
        statement_latex=r"\lambda_{\min} \ge \frac{(1-a)^2}{4}\sum_{j\ge J} b_j\bigl(1-(n-1)t^{2j}\bigr), \qquad "
        r"b_j = \frac2\pi\,\frac{\binom{2j-2}{j-1}}{4^{j-1}\,2j(2j-1)}",
        source="the binomial series of the second derivative of the kernel, Schur's theorem and Gershgorin discs",
        used_by=(
            "bnproofs.configurations.rank_growth.kernel",
            "bnproofs.configurations.rank_growth.next_coefficient",
            "bnproofs.configurations.rank_growth.bound",
            "bnproofs.configurations.rank_growth.simple_bound",
            "bnproofs.theorems.collapse.prove_rank_growth",
        ),
    ),
    "two_places": Entry(
        title="A batch collapsed to two places, for any activation",
        statement="Recentred, with k y on n − k points and −(n−k) y on the others, y ~ N(0, s): s goes to "
        "E (φ(ky) − φ(−(n−k)y))²/n², and the derivative has the eigenvalues E φ'(ky)², E φ'((n−k)y)² within the "
        "clusters, λ = (k M' + (n−k) ∂V/∂K_uv − 2k ∂V/∂K_uu)/n and λ' likewise on the standard components, "
        "E φ'(ky)φ'(−(n−k)y) across, and (kλ + (n−k)λ')/n for the scale.",
        statement_latex=r"\lambda = \frac1n\Bigl(k M'(K_{uu}) + (n-k)\,\partial_{K_{uv}}V - "
        r"2k\,\partial_{K_{uu}}V\Bigr), \qquad \lambda_{\rm scale} = \frac{k\lambda + (n-k)\lambda'}n",
        source="the derivative of the kernel on outer products of vectors, triangular",
        used_by=(
            "bnproofs.configurations.two_places.next_variance",
            "bnproofs.configurations.two_places.scale_eigenvalue",
            "bnproofs.configurations.two_places.transverse_eigenvalue",
            "bnproofs.configurations.two_places.standard_eigenvalue",
            "bnproofs.configurations.two_places.mixed_eigenvalue",
        ),
    ),
    "homogeneous_two_places": Entry(
        title="The collapsed batch of a homogeneous activation",
        statement="For φ = A x^α, x > 0, and B (−x)^α, x < 0, with N = (A² + B²)/2, D = AB, p = n − k and w = "
        "N (k^2α + p^2α) − 2D (kp)^α: growth (2α−1)!! w/n², and over it α² N k^(2α−2) n²/((2α−1)w) within a cluster, "
        "α n k^(α−1)(N k^α − D p^α)/w standard, −α² D (kp)^(α−1) n²/((2α−1)w) across; α for the scale. At k = 1 "
        "max(x, 0)^α, α ≥ 2, attracts for n ≥ 3, x³ for n ≥ 4 (marginal at n = 3), x|x| for n ≥ 4, x² for n ≥ 5 "
        "(marginal at n = 4); within the cluster x³, x|x| for n ≥ 3 and x² for n ≥ 4.",
        statement_latex=r"\lambda_{\rm within} = \frac{\alpha^2 N k^{2\alpha-2} n^2}{(2\alpha-1)\,w}, \qquad "
        r"\lambda_{\rm standard} = \frac{\alpha n k^{\alpha-1}(N k^\alpha - D p^\alpha)}{w}",
        source="Gaussian moments by parts, in the eigenvalues of two_places",
        used_by=(
            "bnproofs.configurations.homogeneous_two_places.HomogeneousTwoPlaces",
            "bnproofs.theorems.general_two_places.prove_homogeneous_collapse",
        ),
    ),
    "exchangeable_batch": Entry(
        title="The exchangeable batch, for any activation",
        statement="At K_ii = s, K_ij = −s/(n−1) the variance s goes to ((n−1)/n)(E φ(u)² − E φ(u)φ(v)); the derivative "
        "has the eigenvalues λ = ∂V/∂K_uv on (n−2, 2), σ = ((n−1)(M' − 2∂V/∂K_uu) + λ)/n for the scale, and "
        "((n−2)σ + λ)/(n−1) on the standard component. For φ homogeneous of degree α, σ is α times the growth.",
        statement_latex=r"\lambda_{\rm standard} = \frac{(n-2)\,\lambda_{\rm scale} + \lambda_{(n-2,2)}}{n-1}",
        source="the derivative of the kernel on isotypic components; Euler's theorem",
        used_by=(
            "bnproofs.configurations.exchangeable.next_variance",
            "bnproofs.configurations.exchangeable.scale_eigenvalue",
            "bnproofs.configurations.exchangeable.pair_eigenvalue",
            "bnproofs.configurations.exchangeable.standard_eigenvalue",
        ),
    ),
    "shrinking": Entry(
        title="Activations under which every batch shrinks, or grows",
        statement="If the odd and the even part of φ have Lipschitz constants L and M, tr CΦ(G)C ≤ (L² + M²) tr CGC; "
        "L² + M² is w² for sin(wx) and cos(wx), strictly, and 1/4 + (erf(1)/2 + 1/(e√π))² < 19/25 for GELU. Under "
        "exp(wx) tr CΦ(G)C > w² tr CGC for CGC ≠ 0.",
        statement_latex=r"\operatorname{tr} C\Phi(G)C \le (L^2+M^2)\operatorname{tr} CGC",
        source="the symmetry of centred Gaussians",
        used_by=("bnproofs.theorems.shrinking.prove_no_variance",),
    ),
    "hermite_growth": Entry(
        title="Hermite polynomials of odd order: every batch grows",
        statement="For φ = He_k, k = 3, 5, 7, 9, 11, and every Gaussian pair with E (u − v)² > 0, E (φ(u) − φ(v))² > "
        "2 E (u − v)². For k = 3 the quotient is at least 3, with t = E ((u + v)/2)², r = E ((u − v)/2)² and κtr = "
        "(E (u² − v²)/4)², and 3 at t = 1/6, r = 1/2, κ = 0 only.",
        statement_latex=r"\frac{E(He_3(u)-He_3(v))^2}{E(u-v)^2} = 3 + 3(1-\kappa)\bigl((3t+r-1)^2+(2r-1)^2\bigr) "
        r"+ \kappa\bigl(15(3t+r-\tfrac35)^2+\tfrac35\bigr)",
        source="the kernel of the polynomials; squares, and the signs of coefficients",
        used_by=("bnproofs.theorems.shrinking.prove_no_variance",),
    ),
    "hermite_ratio": Entry(
        title="Hermite polynomials of even order: no ratio below one is kept",
        statement="For φ = He_k, k = 4, 6, 8, 10, 12, and K of the odd-point family with n = 3 or n ≥ 5, λ < μ: if λ' "
        "is λ, then H is not zero, and μ' not μ.",
        statement_latex=r"\lambda'=\lambda<\mu \;\Rightarrow\; H = D\lambda'/\lambda - D' \ne 0",
        source="the kernel of the polynomials; the signs of coefficients, Sturm's theorem",
        used_by=("bnproofs.theorems.towards_uniform.prove_no_odd_point",),
    ),
    "towards_uniform": Entry(
        title="Where the odd-point family goes: to the uniform batch, or to the collapsed one",
        statement="n(λ'μ − λμ') = mλH, H = Dλ'/λ − D', D = E(u_c − u_o)² and D' = E(φ(u_c) − φ(u_o))². For φ odd, V = "
        "a p_a, o p_o on the diagonal, b q within the cluster and −w p_w across, e = (μ − λ)/m: H = o(p_a − p_o) + "
        "e(p_a − q)(1 + e/λ) + 2w(q − p_w). Under step, sign, erf and, for n ≥ 4, sine H has the sign of μ − λ, for "
        "λ, μ > 0; where λ < μ it is positive under sine for n = 3, negative under exp, and not zero under x².",
        statement_latex=r"n(\lambda'\mu - \lambda\mu') = m\lambda\,\bigl(o(p_a - p_o) + e(p_a - q)(1 + e/\lambda) "
        r"+ 2w(q - p_w)\bigr)",
        source="algebra of the family; monotone functions",
        used_by=("bnproofs.theorems.towards_uniform.prove_no_odd_point",),
    ),
    "rescaled_blocks": Entry(
        title="Rescaling on groups of exchangeable points",
        statement="For v of one group with sum zero, w constant on groups, B of the symmetry with Bv = bv and the "
        "column c "
        "of constants: B(κ diag(v) + v wᵀ + w vᵀ)B has b²κ for κ and b(κc + Bw) for w. A Gaussian mean E f has along "
        "H = Σ^(1/2)MΣ^(1/2) the slope ½ E f (zᵀMz − tr M), z standard normal, and E (zᵀMz − tr M)² = 2 tr M².",
        statement_latex=r"\partial_H\,E f = \tfrac12\,E f\,(\xi^T M \xi - \operatorname{tr} M), \qquad "
        r"E(z^T M z - \operatorname{tr} M)^2 = 2\operatorname{tr} M^2",
        source="the algebra of block matrices; Gaussian moments",
        used_by=(
            "bnproofs.symmetry.rescaled_isotypic.rescaled_isotypic_blocks",
            "bnproofs.symmetry.rescaling_sum.RescalingSum",
            "bnproofs.symmetry.rescaling_sum.slope_errors",
            "bnproofs.symmetry.block_operator.BlockOperator",
        ),
    ),
    "rescaled_odd_family": Entry(
        title="The odd-point family with recentring, rescaling and ReLU",
        statement="With N = n(n−2), x = τ/N and w = |1−v|^((n−3)/2)/√v one layer maps x to x' = A/B, A = ∫_x^1 w "
        "(1−q)/2 dv, "
        "B = ∫_x^1 w g/v dv, q and g those of the layer without rescaling at τ = Nv; P = A − xB has the derivatives "
        "−w f − B, f = (1−q)/2 − g, and w H/(4n²N c⁴ x(1−x)), H = ((n−4)s² + Nc²) F + (Nc² − s²)(2Y − Z).",
        statement_latex=r"x' = \frac{\int_x^1 w\,\frac{1-q}{2}\,dv}{\int_x^1 w\,\frac{g}{v}\,dv}, \qquad "
        r"P'' = \frac{w\,H}{4n^2 N c^4\,x(1-x)}",
        source="the rescaling integral, with the quotient of the tilted eigenvalues as its variable",
        used_by=(
            "bnproofs.configurations.rescaled_odd_family.bend_form",
            "bnproofs.configurations.rescaled_odd_family.defect_slope",
            "bnproofs.configurations.rescaled_odd_family.next_moments",
            "bnproofs.configurations.rescaled_odd_family.slope",
            "bnproofs.theorems.rescaled_odd.prove_fixed_points",
        ),
    ),
    "hermite_series": Entry(
        title="The dual kernel of any activation, in Hermite coefficients",
        statement="With c_k(a) = E φ(√a x) h_k(x), E h_k² = 1, E φ(u)φ(v) is Σ c_k(K_uu) c_k(K_vv) ρ^k, its derivative "
        "by K_uv Σ k c_k c_k ρ^(k−1)/√(K_uu K_vv) and by K_uu Σ √((k+1)(k+2)) c_(k+2) c_k ρ^k/(2K_uu); Gauss's rule of "
        "N ≥ 2 nodes errs by at most (64/15) M r^(−2N)/(1 − r^(−2)) on [−1, 1].",
        statement_latex=r"\partial_{K_{uu}} V = \frac1{2K_{uu}}\sum_k \sqrt{(k+1)(k+2)}\,c_{k+2}(K_{uu})\,"
        r"c_k(K_{vv})\,\rho^k",
        source="Mehler's formula; integration by parts; Chebyshev series",
        used_by=(
            "bnproofs.piecewise.Piecewise.dual_kernel",
            "bnproofs.piecewise.Piecewise.dual_kernel_gradient",
            "bnproofs.piecewise.expectations.hermite_moments",
        ),
    ),
    "regularised_uniform_point": Entry(
        title="The uniform point with recentring, rescaling with ε > 0 and ReLU",
        statement="With p = (n+1)/2, g the growth without rescaling and z = nε/(2λ) the scale λ of K is fixed where "
        "z e^z E_p(z) = ε/g, which has one root for ε < g and none for ε > g. The eigenvalues are 1 − p(1 − ρ) for the "
        "scale and ρ = z(g/ε − 1)/p times the projective ones without rescaling.",
        statement_latex=r"z e^z E_p(z) = \frac{\varepsilon}{g}, \qquad \rho = \frac zp\Bigl(\frac g\varepsilon - "
        r"1\Bigr)",
        source="the rescaling integral at an exchangeable batch; the recurrence of exponential integrals",
        used_by=(
            "bnproofs.configurations.regularised_uniform.damping",
            "bnproofs.configurations.regularised_uniform.scale_eigenvalue",
            "bnproofs.configurations.regularised_uniform.share_slope",
            "bnproofs.theorems.regularised_odd.prove_uniform",
        ),
    ),
    "rescaled_large_batches": Entry(
        title="The odd point with rescaling for n → ∞",
        statement="In the limit n → ∞ with τ = tn one layer of recentring, rescaling and ReLU keeps τ where "
        "M(t)(1 − 1/π + t) = 1, M(t) = √(π/(2t)) e^(t/2) erfc(√(t/2)).",
        statement_latex=r"M(t)\,\bigl(1 - \tfrac1\pi + t\bigr) = 1, \qquad "
        r"M(t) = \sqrt{\tfrac{\pi}{2t}}\, e^{t/2}\operatorname{erfc}\sqrt{t/2}",
        source="the two integrals of the reduced map, term by term",
        used_by=("bnproofs.fixed_points.rescaled_candidate.limit_ratio",),
    ),
}


def titles() -> dict[str, str]:
    """The title of every derivation, by name."""
    return {name: entry.title for name, entry in ENTRIES.items()}
