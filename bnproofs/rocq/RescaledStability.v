(* The spectrum of recentring + rescaling + ReLU at its uniform point, for every real n >= 3.

   With rho = - 1/(n - 1), kappa_0 = (pi - acos rho)/pi and kappa_1 = kappa rho the eigenvalues are

     standard   n/(n+1) [(1 - 2/n) (1 - sqrt(1 - rho^2)/pi) + 2 kappa_0/n]/(1 - kappa_1)
     (n-2,2)    n/(n+1) kappa_0/(1 - kappa_1),

   (n - 1)/(n + 1) times those without rescaling (rescaled_by_uniform). RescaledUniform.v proves that they are that.
   Proved here:

     rescaled_contracts          both are in (0, (n - 1)/(n + 1)), so below 1
     rescaled_standard_gap       n (1 - rescaled_standard n) = (5 pi - 6)/(2 (pi - 1)) - r, 1/n < r < 2/n
     rescaled_pair_remainder     rescaled_pair n = pi/(2 (pi - 1)) - r, 1/n < r < 2/n
     rescaled_standard_limit, rescaled_pair_limit      the limits that follow *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField UniformPoint Eigenvalues ScalarComponents
  UniformStability UniformGap.
Open Scope R_scope.

Definition simplex_cosine (n : R) : R := - / (n - 1).
Definition kappa_slope (rho : R) : R := (PI - acos rho) / PI.

Definition rescaled_standard (n : R) : R :=
  n / (n + 1) * ((1 - 2 / n) * (1 - sqrt (1 - simplex_cosine n ^ 2) / PI) + 2 * kappa_slope (simplex_cosine n) / n)
  / (1 - kappa (simplex_cosine n)).

Definition rescaled_pair (n : R) : R :=
  n / (n + 1) * kappa_slope (simplex_cosine n) / (1 - kappa (simplex_cosine n)).

(* The closed forms are (n - 1)/(n + 1) times those without rescaling. *)

Lemma angle_of_simplex_cosine : forall n : R, 3 <= n -> acos (simplex_cosine n) = theta n (sqrt (n ^ 2 - 2 * n)).
Proof.
  intros n n_ge. pose proof (theta_range n _ n_ge (uniform_tangent_pos n n_ge)). unfold simplex_cosine.
  rewrite <- cos_theta_at_uniform, <- cos_theta_is_cosine by exact n_ge. apply acos_cos. lra.
Qed.

Lemma sine_of_simplex_cosine : forall n : R, 3 <= n ->
  sqrt (1 - simplex_cosine n ^ 2) = sin_theta n (sqrt (n ^ 2 - 2 * n)).
Proof.
  intros n n_ge. rewrite <- sin_theta_is_sine, sine_at_uniform by exact n_ge. unfold simplex_cosine.
  f_equal. ring.
Qed.

Lemma growth_by_kappa : forall n : R, 3 <= n ->
  growth_at n (sqrt (n ^ 2 - 2 * n)) = (n - 1) / (2 * n) * (1 - kappa (simplex_cosine n)).
Proof.
  intros n n_ge. pose proof PI_RGT_0. unfold kappa.
  rewrite angle_of_simplex_cosine, sine_of_simplex_cosine by exact n_ge.
  rewrite (growth_by_defect n _ n_ge (uniform_point_is_fixed n n_ge)), defect_at_simplex by exact n_ge.
  unfold simplex_cosine. field. lra.
Qed.

Theorem rescaled_by_uniform : forall n : R, 3 <= n ->
  rescaled_standard n = (n - 1) / (n + 1) * uniform_standard n (sqrt (n ^ 2 - 2 * n))
  /\ rescaled_pair n = (n - 1) / (n + 1) * uniform_pair n (sqrt (n ^ 2 - 2 * n)).
Proof.
  intros n n_ge. pose proof PI_RGT_0. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (growth_at_pos n _ n_ge s_pos) as g_pos. rewrite growth_by_kappa in g_pos by exact n_ge.
  assert (0 < (n - 1) / (2 * n)) by (apply Rdiv_lt_0_compat; lra).
  assert (collapse : 1 - kappa (simplex_cosine n) <> 0) by (intros zero; rewrite zero in g_pos; lra).
  unfold rescaled_standard, rescaled_pair, uniform_standard, uniform_pair, pair_variance_slope, pair_slope, kappa_slope.
  rewrite growth_by_kappa, <- sine_of_simplex_cosine, <- angle_of_simplex_cosine by exact n_ge.
  split; field; repeat split; lra.
Qed.

(* Where they lie. *)

Theorem rescaled_contracts : forall n : R, 3 <= n ->
  0 < rescaled_standard n < (n - 1) / (n + 1) /\ 0 < rescaled_pair n < (n - 1) / (n + 1) /\ (n - 1) / (n + 1) < 1.
Proof.
  intros n n_ge. destruct (rescaled_by_uniform n n_ge) as [-> ->].
  pose proof (uniform_standard_contracts n n_ge). pose proof (uniform_pair_contracts n n_ge).
  assert (0 < (n - 1) / (n + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert ((n - 1) / (n + 1) < 1).
  { apply (Rmult_lt_reg_r (n + 1)); [lra |]. replace ((n - 1) / (n + 1) * (n + 1)) with (n - 1) by (field; lra). lra. }
  repeat split; nra.
Qed.

(* The gaps of both components are proportional. *)
Theorem uniform_pair_gap : forall n : R, 3 <= n ->
  1 - uniform_pair n (sqrt (n ^ 2 - 2 * n)) = (n - 1) * (1 - uniform_standard n (sqrt (n ^ 2 - 2 * n))).
Proof.
  intros n n_ge. pose proof PI_RGT_0. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (growth_at_pos n _ n_ge s_pos) as g_pos. rewrite uniform_standard_gap, sin_theta_is_sine by exact n_ge.
  pose proof (growth_by_defect n _ n_ge (uniform_point_is_fixed n n_ge)) as g_eq.
  rewrite defect_at_simplex in g_eq by exact n_ge. unfold uniform_pair, pair_slope.
  set (s := sqrt (n ^ 2 - 2 * n)) in *. set (g := growth_at n s) in *.
  transitivity ((2 * g - 1 + theta n s / PI) / (2 * g)); [field; lra |].
  replace (2 * g - 1 + theta n s / PI) with ((n - 1) * (theta n s - sin_theta n s) / (n * PI)).
  - field. repeat split; lra.
  - rewrite g_eq. field. lra.
Qed.

Definition rescaled_gap_limit : R := (5 * PI - 6) / (2 * (PI - 1)).
Definition rescaled_pair_of_large_batches : R := PI / (2 * (PI - 1)).

(* n (1 - uniform_standard) = c_0 + c_1/n + r n^(-2), in the form that the bounds need, e = 1/n. *)
Lemma gap_expansion : forall n : R, 3 <= n -> exists r : R, 9 / 10 < r < 2 /\
  uniform_standard n (sqrt (n ^ 2 - 2 * n)) = 1 - / n * (gap_limit + gap_slope * / n + r * (/ n) ^ 2).
Proof.
  intros n n_ge. pose proof (uniform_gap_two_terms n n_ge) as terms.
  set (lambda := uniform_standard n (sqrt (n ^ 2 - 2 * n))) in *.
  exists ((n * (1 - lambda) - gap_limit - gap_slope / n) * n ^ 2). split; [| field; lra].
  assert (square : 0 < n ^ 2) by (apply pow_lt; lra).
  assert (lower : 9 / 10 / n ^ 2 * n ^ 2 = 9 / 10) by (field; lra).
  assert (upper : 2 / n ^ 2 * n ^ 2 = 2) by (field; lra).
  rewrite <- lower, <- upper at 1. split; apply Rmult_lt_compat_r; lra.
Qed.

Lemma inverse_range : forall n : R, 3 <= n -> 0 < / n <= 1 / 3.
Proof.
  intros n n_ge. split; [apply Rinv_0_lt_compat; lra |].
  replace (1 / 3) with (/ 3) by field. apply Rinv_le_contravar; lra.
Qed.

Lemma standard_remainder : forall e r : R, 0 <= e <= 1 / 3 -> 9 / 10 <= r <= 2 ->
  0 < gap_slope - 2 * gap_limit + e * (2 - gap_slope + r * (1 - e))
  /\ gap_slope - 2 * gap_limit - 1 + e * (1 - gap_slope + r * (1 - e)) < 0.
Proof. intros e r e_in r_in. unfold gap_slope, gap_limit. split; interval with (i_bisect e, i_prec 30). Qed.

Lemma rescaled_standard_bounds : forall n : R, 3 <= n ->
  rescaled_gap_limit - 2 / n < n * (1 - rescaled_standard n) < rescaled_gap_limit - 1 / n.
Proof.
  intros n n_ge. pose proof PI2_3_2. destruct (rescaled_by_uniform n n_ge) as [-> _].
  destruct (gap_expansion n n_ge) as [r [r_in ->]]. pose proof (inverse_range n n_ge) as e_in.
  destruct (standard_remainder (/ n) r ltac:(lra) ltac:(lra)) as [lower upper].
  assert (limit : rescaled_gap_limit = 2 + gap_limit) by (unfold rescaled_gap_limit, gap_limit; field; lra).
  rewrite limit. assert (weight : 0 < / n / (1 + / n)) by (apply Rdiv_lt_0_compat; lra).
  split; apply Rminus_gt_0_lt.
  - replace (_ - _) with (/ n / (1 + / n) * (gap_slope - 2 * gap_limit + / n * (2 - gap_slope + r * (1 - / n))))
      by (field; lra). apply Rmult_lt_0_compat; assumption.
  - replace (_ - _) with (/ n / (1 + / n) * - (gap_slope - 2 * gap_limit - 1 + / n * (1 - gap_slope + r * (1 - / n))))
      by (field; lra). apply Rmult_lt_0_compat; lra.
Qed.

Lemma pair_remainder : forall e r : R, 0 <= e <= 1 / 3 -> 9 / 10 <= r <= 2 ->
  0 < gap_limit * (3 - e) + 2 * e - (1 - e) ^ 2 * (gap_slope + r * e)
  /\ gap_limit * (3 - e) + e - 1 - (1 - e) ^ 2 * (gap_slope + r * e) < 0.
Proof. intros e r e_in r_in. unfold gap_slope, gap_limit. split; interval with (i_bisect e, i_prec 30). Qed.

Lemma rescaled_pair_bounds : forall n : R, 3 <= n ->
  rescaled_pair_of_large_batches - 2 / n < rescaled_pair n < rescaled_pair_of_large_batches - 1 / n.
Proof.
  intros n n_ge. pose proof PI2_3_2. destruct (rescaled_by_uniform n n_ge) as [_ ->].
  assert (pair : uniform_pair n (sqrt (n ^ 2 - 2 * n)) = 1 - (n - 1) * (1 - uniform_standard n (sqrt (n ^ 2 - 2 * n))))
    by (rewrite <- uniform_pair_gap by exact n_ge; ring).
  rewrite pair. destruct (gap_expansion n n_ge) as [r [r_in ->]]. pose proof (inverse_range n n_ge) as e_in.
  destruct (pair_remainder (/ n) r ltac:(lra) ltac:(lra)) as [lower upper].
  assert (limit : rescaled_pair_of_large_batches = 1 - gap_limit)
    by (unfold rescaled_pair_of_large_batches, gap_limit; field; lra).
  rewrite limit. assert (weight : 0 < / n / (1 + / n)) by (apply Rdiv_lt_0_compat; lra).
  split; apply Rminus_gt_0_lt.
  - replace (_ - _) with (/ n / (1 + / n) * (gap_limit * (3 - / n) + 2 * / n
                                             - (1 - / n) ^ 2 * (gap_slope + r * / n))) by (field; lra).
    apply Rmult_lt_0_compat; assumption.
  - replace (_ - _) with (/ n / (1 + / n) * - (gap_limit * (3 - / n) + / n - 1
                                               - (1 - / n) ^ 2 * (gap_slope + r * / n))) by (field; lra).
    apply Rmult_lt_0_compat; lra.
Qed.

(* The limits. *)

Lemma limit_by_bounds : forall (f : R -> R) (l : R), (forall n : R, 3 <= n -> l - 2 / n < f n < l - 1 / n) ->
  is_lim f p_infty l.
Proof.
  intros f l between. apply is_lim_spec. intros eps. pose proof (cond_pos eps) as eps_pos.
  exists (Rmax 3 (2 / eps)). intros n n_gt.
  pose proof (Rmax_l 3 (2 / eps)). pose proof (Rmax_r 3 (2 / eps)).
  destruct (between n ltac:(lra)) as [lower upper].
  assert (0 < 1 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (2 / n < eps).
  { apply (Rmult_lt_reg_r n); [lra |]. replace (2 / n * n) with (2 / eps * eps) by (field; lra).
    rewrite (Rmult_comm eps). apply Rmult_lt_compat_r; lra. }
  apply Rabs_lt_between. lra.
Qed.

Theorem rescaled_standard_gap : forall n : R, 3 <= n -> exists remainder : R,
  n * (1 - rescaled_standard n) = (5 * PI - 6) / (2 * (PI - 1)) - remainder /\ 1 / n < remainder < 2 / n.
Proof.
  intros n n_ge. pose proof (rescaled_standard_bounds n n_ge) as bounds. unfold rescaled_gap_limit in bounds.
  exists ((5 * PI - 6) / (2 * (PI - 1)) - n * (1 - rescaled_standard n)). split; lra.
Qed.

Theorem rescaled_pair_remainder : forall n : R, 3 <= n -> exists remainder : R,
  rescaled_pair n = PI / (2 * (PI - 1)) - remainder /\ 1 / n < remainder < 2 / n.
Proof.
  intros n n_ge. pose proof (rescaled_pair_bounds n n_ge) as bounds. unfold rescaled_pair_of_large_batches in bounds.
  exists (PI / (2 * (PI - 1)) - rescaled_pair n). split; lra.
Qed.

Corollary rescaled_standard_limit : is_lim (fun n => n * (1 - rescaled_standard n)) p_infty rescaled_gap_limit.
Proof. apply limit_by_bounds, rescaled_standard_bounds. Qed.

Corollary rescaled_pair_limit : is_lim rescaled_pair p_infty rescaled_pair_of_large_batches.
Proof. apply limit_by_bounds, rescaled_pair_bounds. Qed.
