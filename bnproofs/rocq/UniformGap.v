(* The spectral gap of the uniform point at large batches, for every real n >= 3: with e = 1/n,

     n (1 - uniform_standard) = c_0 + c_1 e + r,   c_0 = (pi - 2)/(2 (pi - 1)),   c_1 = 1/(pi - 1) + c_0^2,

   and 9/10 e^2 < r < 2 e^2 (uniform_gap_two_terms). So the gap lies between 1/(4n) and 3/(4n) (uniform_gap_bounds).

   By uniform_standard_gap, n (1 - uniform_standard) = D/(pi - sin theta_0 - e D) with D = theta_0 - sin theta_0. Let
   c = -cos theta_0 = 1/(n - 1), so c = e w with w = 1/(1 - e), and sigma = sin theta_0 = sqrt(1 - c^2). Then
   theta_0 = pi/2 + c + rho c^3 with 0 <= rho <= 1/4, hence D = pi/2 - 1 + e + e^2 A and, with A and B bounded,

     r = e^2 (A + c_1 (pi/2 - 1) - (c_0 + c_1 e) B)/(pi - 1 - e (pi/2 - 1) + e^2 B),

   which interval arithmetic encloses on 0 <= e <= 1/3, 0 <= rho <= 1/4. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm UniformPoint Eigenvalues ScalarComponents UniformStability.
Open Scope R_scope.

(* The arcsine: c <= asin c <= c + c^3/4 for 0 < c <= 1/2. *)

Lemma asin_excess_range : forall c : R, 0 <= c <= 1 / 2 ->
  0 <= / (sqrt (1 - c ^ 2) * (1 + sqrt (1 - c ^ 2))) - / (3 * sqrt (1 - c ^ 2) ^ 3)
  /\ / (sqrt (1 - c ^ 2) * (1 + sqrt (1 - c ^ 2))) - / (3 * sqrt (1 - c ^ 2) ^ 3) + c ^ 2 / (5 * sqrt (1 - c ^ 2) ^ 5)
     <= 1 / 4.
Proof. intros c c_in. split; interval with (i_bisect c, i_autodiff c, i_prec 30). Qed.

Lemma asin_cubic : forall c : R, 0 < c <= 1 / 2 -> exists rho : R, 0 <= rho <= 1 / 4 /\ asin c = c + rho * c ^ 3.
Proof.
  intros c c_in. destruct (asin_excess_range c ltac:(lra)) as [excess_ge excess_le].
  assert (one : 0 < 1 - c ^ 2) by nra. pose proof (pow2_sqrt _ (Rlt_le _ _ one)) as square.
  pose proof (sqrt_lt_R0 _ one) as sigma_pos. pose proof (pow_lt c 3 (proj1 c_in)) as cube.
  rewrite asin_atan, Rsqr_pow2 by lra. set (sigma := sqrt (1 - c ^ 2)) in *.
  assert (u_ge : 0 <= c / sigma) by (apply Rdiv_le_0_compat; lra).
  pose proof (atan_ge_third _ u_ge) as below. pose proof (atan_le_fifth _ u_ge) as above.
  assert (first : c / sigma = c + c ^ 3 * / (sigma * (1 + sigma))).
  { replace (c ^ 3) with (c * (1 - sigma ^ 2)) by (rewrite square; ring). field. lra. }
  assert (third : (c / sigma) ^ 3 / 3 = c ^ 3 * / (3 * sigma ^ 3)) by (field; lra).
  assert (fifth : (c / sigma) ^ 5 / 5 = c ^ 3 * (c ^ 2 / (5 * sigma ^ 5))) by (field; lra).
  rewrite third, first in below. rewrite third, fifth, first in above.
  exists ((atan (c / sigma) - c) / c ^ 3). split; [| field; lra].
  rewrite first. split.
  - apply Rdiv_le_0_compat; [| exact cube].
    pose proof (Rmult_le_pos _ _ (Rlt_le _ _ cube) excess_ge). lra.
  - apply (Rmult_le_reg_r (c ^ 3)); [exact cube |]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra.
    apply (Rmult_le_compat_l (c ^ 3)) in excess_le; lra.
Qed.

(* The uniform point: theta_0 = pi/2 + asin c. *)

Lemma theta_at_uniform : forall n : R, 3 <= n -> theta n (sqrt (n ^ 2 - 2 * n)) = PI / 2 + asin (/ (n - 1)).
Proof.
  intros n n_ge. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (theta_range n _ n_ge s_pos) as theta_in.
  pose proof (cos_theta_is_cosine n (sqrt (n ^ 2 - 2 * n)) n_ge) as cosine.
  rewrite cos_theta_at_uniform in cosine by exact n_ge.
  assert (sine : sin (theta n (sqrt (n ^ 2 - 2 * n)) - PI / 2) = / (n - 1))
    by (rewrite sin_minus, cos_PI2, sin_PI2, cosine; ring).
  rewrite <- sine, asin_sin by lra. ring.
Qed.

Lemma sine_at_uniform : forall n : R, 3 <= n ->
  sin (theta n (sqrt (n ^ 2 - 2 * n))) = sqrt (1 - (/ (n - 1)) ^ 2).
Proof.
  intros n n_ge. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (theta_range n _ n_ge s_pos) as theta_in.
  pose proof (cos_theta_is_cosine n (sqrt (n ^ 2 - 2 * n)) n_ge) as cosine.
  rewrite cos_theta_at_uniform in cosine by exact n_ge.
  pose proof (sin2_cos2 (theta n (sqrt (n ^ 2 - 2 * n)))) as unit. rewrite !Rsqr_pow2, cosine in unit.
  rewrite <- (sqrt_pow2 (sin (theta n (sqrt (n ^ 2 - 2 * n))))); [f_equal; lra |].
  apply Rlt_le, sin_gt_0; lra.
Qed.

Lemma scaled_gap : forall n : R, 3 <= n ->
  let D := theta n (sqrt (n ^ 2 - 2 * n)) - sin (theta n (sqrt (n ^ 2 - 2 * n))) in
  0 < PI - sin (theta n (sqrt (n ^ 2 - 2 * n))) - D / n
  /\ n * (1 - uniform_standard n (sqrt (n ^ 2 - 2 * n))) = D / (PI - sin (theta n (sqrt (n ^ 2 - 2 * n))) - D / n).
Proof.
  intros n n_ge D. pose proof PI_RGT_0. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (growth_at_pos n _ n_ge s_pos) as g_pos.
  pose proof (growth_by_defect n _ n_ge (uniform_point_is_fixed n n_ge)) as g_eq.
  rewrite defect_at_simplex, <- sin_theta_is_sine in g_eq by exact n_ge.
  assert (scaled : PI - sin (theta n (sqrt (n ^ 2 - 2 * n))) - D / n = 2 * PI * growth_at n (sqrt (n ^ 2 - 2 * n)))
    by (rewrite g_eq; unfold D; field; lra).
  rewrite scaled. split; [apply Rmult_lt_0_compat; lra |].
  rewrite uniform_standard_gap by exact n_ge. fold D. field. lra.
Qed.

(* The expansion. *)

Definition gap_limit : R := (PI - 2) / (2 * (PI - 1)).
Definition gap_slope : R := 1 / (PI - 1) + gap_limit ^ 2.

Definition cosine_ratio (e : R) : R := / (1 - e).
Definition sine_of (e : R) : R := sqrt (1 - (e * cosine_ratio e) ^ 2).
Definition excess_term (e rho : R) : R :=
  cosine_ratio e + cosine_ratio e ^ 2 / (1 + sine_of e) + e * cosine_ratio e ^ 3 * rho.
Definition denominator_term (e rho : R) : R := cosine_ratio e ^ 2 / (1 + sine_of e) - 1 - e * excess_term e rho.
Definition remainder_numerator (e rho : R) : R :=
  excess_term e rho + gap_slope * (PI / 2 - 1) - (gap_limit + gap_slope * e) * denominator_term e rho.
Definition scaled_denominator (e rho : R) : R := PI - 1 - e * (PI / 2 - 1) + e ^ 2 * denominator_term e rho.

Lemma remainder_range : forall e rho : R, 0 <= e <= 1 / 3 -> 0 <= rho <= 1 / 4 ->
  0 < remainder_numerator e rho - 9 / 10 * scaled_denominator e rho
  /\ 0 < 2 * scaled_denominator e rho - remainder_numerator e rho.
Proof.
  intros e rho e_in rho_in.
  unfold remainder_numerator, scaled_denominator, denominator_term, excess_term, sine_of, cosine_ratio, gap_slope,
    gap_limit.
  split; interval with (i_bisect e, i_bisect rho, i_autodiff e, i_prec 30).
Qed.

Lemma excess_expansion : forall n rho : R, 3 <= n -> asin (/ (n - 1)) = / (n - 1) + rho * (/ (n - 1)) ^ 3 ->
  theta n (sqrt (n ^ 2 - 2 * n)) - sin (theta n (sqrt (n ^ 2 - 2 * n)))
  = PI / 2 - 1 + / n + (/ n) ^ 2 * excess_term (/ n) rho
  /\ PI - sin (theta n (sqrt (n ^ 2 - 2 * n)))
     = PI - 1 + (/ n) ^ 2 * (cosine_ratio (/ n) ^ 2 / (1 + sine_of (/ n))).
Proof.
  intros n rho n_ge arcsine. rewrite sine_at_uniform, theta_at_uniform, arcsine by exact n_ge.
  assert (c_eq : / n * cosine_ratio (/ n) = / (n - 1)) by (unfold cosine_ratio; field; lra).
  unfold excess_term, sine_of. rewrite c_eq.
  assert (c_in : 0 < / (n - 1) <= 1 / 2).
  { split; [apply Rinv_0_lt_compat; lra |]. replace (1 / 2) with (/ 2) by field. apply Rinv_le_contravar; lra. }
  assert (one : 0 <= 1 - (/ (n - 1)) ^ 2) by nra.
  pose proof (sqrt_pos (1 - (/ (n - 1)) ^ 2)) as sigma_ge. pose proof (pow2_sqrt _ one) as square.
  set (sigma := sqrt (1 - (/ (n - 1)) ^ 2)) in *.
  assert (short : (/ n) ^ 2 * (cosine_ratio (/ n) ^ 2 / (1 + sigma)) = 1 - sigma).
  { transitivity ((/ n * cosine_ratio (/ n)) ^ 2 / (1 + sigma)); [field; lra |].
    rewrite c_eq. replace ((/ (n - 1)) ^ 2) with ((1 - sigma) * (1 + sigma)) by lra.
    field. lra. }
  split; [| lra].
  transitivity (PI / 2 - 1 + (/ (n - 1) + rho * (/ (n - 1)) ^ 3) + (1 - sigma)); [ring |].
  rewrite <- short. unfold cosine_ratio. field. lra.
Qed.

Theorem uniform_gap_two_terms : forall n : R, 3 <= n ->
  gap_limit + gap_slope / n + 9 / 10 / n ^ 2
  < n * (1 - uniform_standard n (sqrt (n ^ 2 - 2 * n)))
  < gap_limit + gap_slope / n + 2 / n ^ 2.
Proof.
  intros n n_ge. pose proof PI2_3_2 as pi_ge. destruct (scaled_gap n n_ge) as [positive ->].
  assert (c_in : 0 < / (n - 1) <= 1 / 2).
  { split; [apply Rinv_0_lt_compat; lra |]. replace (1 / 2) with (/ 2) by field. apply Rinv_le_contravar; lra. }
  assert (e_in : 0 < / n <= 1 / 3).
  { split; [apply Rinv_0_lt_compat; lra |]. replace (1 / 3) with (/ 3) by field. apply Rinv_le_contravar; lra. }
  destruct (asin_cubic (/ (n - 1)) c_in) as [rho [rho_in arcsine]].
  destruct (excess_expansion n rho n_ge arcsine) as [D_eq P_eq].
  destruct (remainder_range (/ n) rho ltac:(lra) rho_in) as [lower upper].
  rewrite D_eq in *. rewrite P_eq in *. clear D_eq P_eq arcsine c_in.
  assert (scaled : PI - 1 + (/ n) ^ 2 * (cosine_ratio (/ n) ^ 2 / (1 + sine_of (/ n)))
                   - (PI / 2 - 1 + / n + (/ n) ^ 2 * excess_term (/ n) rho) / n = scaled_denominator (/ n) rho)
    by (unfold scaled_denominator, denominator_term, Rdiv; ring).
  rewrite scaled in *.
  assert (expansion : PI / 2 - 1 + / n + (/ n) ^ 2 * excess_term (/ n) rho
                      = (gap_limit + gap_slope / n) * scaled_denominator (/ n) rho
                        + (/ n) ^ 2 * remainder_numerator (/ n) rho).
  { unfold remainder_numerator, scaled_denominator, gap_slope, gap_limit. field. lra. }
  rewrite expansion. set (d := scaled_denominator (/ n) rho) in *. set (r := remainder_numerator (/ n) rho) in *.
  replace (((gap_limit + gap_slope / n) * d + (/ n) ^ 2 * r) / d)
    with (gap_limit + gap_slope / n + r / d / n ^ 2) by (field; lra).
  assert (inverse_square : 0 < / n ^ 2) by (apply Rinv_0_lt_compat, pow_lt; lra).
  assert (ratio : 9 / 10 < r / d < 2).
  { split; apply (Rmult_lt_reg_r d); try exact positive; replace (r / d * d) with r by (field; lra); lra. }
  split; apply Rplus_lt_compat_l, Rmult_lt_compat_r; try exact inverse_square; apply ratio.
Qed.

Corollary uniform_gap_bounds : forall n : R, 3 <= n ->
  1 / 4 < n * (1 - uniform_standard n (sqrt (n ^ 2 - 2 * n))) < 3 / 4.
Proof.
  intros n n_ge. destruct (uniform_gap_two_terms n n_ge) as [lower upper].
  assert (limit : 1 / 4 < gap_limit < 27 / 100) by (unfold gap_limit; split; interval with (i_prec 30)).
  assert (slope : 1 / 2 < gap_slope < 27 / 50) by (unfold gap_slope, gap_limit; split; interval with (i_prec 30)).
  assert (e_in : 0 < / n <= 1 / 3).
  { split; [apply Rinv_0_lt_compat; lra |]. replace (1 / 3) with (/ 3) by field. apply Rinv_le_contravar; lra. }
  replace (gap_slope / n) with (gap_slope * / n) in * by reflexivity.
  replace (9 / 10 / n ^ 2) with (9 / 10 * (/ n) ^ 2) in * by (field; lra).
  replace (2 / n ^ 2) with (2 * (/ n) ^ 2) in * by (field; lra). split; nra.
Qed.
