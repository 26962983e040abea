(* The uniform point, s = sqrt(n^2 - 2n), for every real n >= 3.

   The eigenvalues on both components of S_n are in (0, 1). There cos theta_0 = -1/(n-1), the defect is
   ((n-1) sin theta_0 + theta_0)/(n pi), and exactly

     1 - uniform_standard = (theta_0 - sin theta_0)/(2 pi n g). *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField UniformPoint Eigenvalues ScalarComponents.
Open Scope R_scope.

Lemma cos_theta_at_uniform : forall n : R, 3 <= n -> cos_theta n (sqrt (n ^ 2 - 2 * n)) = - / (n - 1).
Proof.
  intros n n_ge. unfold cos_theta. rewrite pow2_sqrt by nra.
  replace (1 + (n ^ 2 - 2 * n)) with ((n - 1) ^ 2) by ring. field. lra.
Qed.

Lemma defect_at_simplex : forall n : R, 3 <= n ->
  defect (half_tangent n (sqrt (n ^ 2 - 2 * n)))
  = ((n - 1) * sin_theta n (sqrt (n ^ 2 - 2 * n)) + theta n (sqrt (n ^ 2 - 2 * n))) / (n * PI).
Proof.
  intros n n_ge. pose proof PI_RGT_0. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (defect_in_angles n _ n_ge s_pos) as relation. rewrite cos_theta_at_uniform in relation by exact n_ge.
  apply (Rmult_eq_reg_l (PI * (1 - - / (n - 1)))).
  - transitivity (PI * defect (half_tangent n (sqrt (n ^ 2 - 2 * n))) * (1 - - / (n - 1))); [ring |].
    rewrite relation. field. repeat split; lra.
  - assert (0 < / (n - 1)) by (apply Rinv_0_lt_compat; lra).
    apply Rgt_not_eq, Rmult_lt_0_compat; lra.
Qed.

Theorem uniform_pair_contracts : forall n : R, 3 <= n -> 0 < uniform_pair n (sqrt (n ^ 2 - 2 * n)) < 1.
Proof.
  intros n n_ge.
  exact (pair_eigenvalue_contracts n _ n_ge (uniform_tangent_pos n n_ge) (uniform_point_is_fixed n n_ge)).
Qed.

Theorem uniform_standard_gap : forall n : R, 3 <= n ->
  1 - uniform_standard n (sqrt (n ^ 2 - 2 * n))
  = (theta n (sqrt (n ^ 2 - 2 * n)) - sin (theta n (sqrt (n ^ 2 - 2 * n))))
    / (2 * PI * n * growth_at n (sqrt (n ^ 2 - 2 * n))).
Proof.
  intros n n_ge. pose proof PI_RGT_0. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (growth_at_pos n _ n_ge s_pos) as g_pos. pose proof (defect_at_simplex n n_ge) as q_eq.
  pose proof (growth_by_defect n _ n_ge (uniform_point_is_fixed n n_ge)) as g_eq.
  rewrite sin_theta_is_sine. unfold uniform_standard, pair_slope, pair_variance_slope.
  set (s := sqrt (n ^ 2 - 2 * n)) in *. set (g := growth_at n s) in *.
  transitivity ((g - (2 / n * ((1 - theta n s / PI) / 2 - (n - 2) * (sin_theta n s / (4 * PI)))
                      + (n - 2) / (2 * n))) / g);
    [field; lra |].
  replace (g - (2 / n * ((1 - theta n s / PI) / 2 - (n - 2) * (sin_theta n s / (4 * PI))) + (n - 2) / (2 * n)))
    with ((theta n s - sin_theta n s) / (2 * PI * n)); [field; lra |].
  rewrite g_eq, q_eq. field. lra.
Qed.

Theorem uniform_standard_contracts : forall n : R, 3 <= n -> 0 < uniform_standard n (sqrt (n ^ 2 - 2 * n)) < 1.
Proof.
  intros n n_ge. pose proof PI2_3_2 as pi_ge. pose proof (uniform_tangent_pos n n_ge) as s_pos.
  pose proof (growth_at_pos n _ n_ge s_pos) as g_pos. pose proof (theta_range n _ n_ge s_pos) as [theta_pos theta_lt].
  pose proof (sin_lt_x _ theta_pos) as chord. split.
  - pose proof (pair_slope_pos n _ n_ge s_pos) as k_pos.
    pose proof (SIN_bound (theta n (sqrt (n ^ 2 - 2 * n)))) as [_ sine]. rewrite sin_theta_is_sine in sine.
    unfold uniform_standard. apply Rdiv_lt_0_compat; [| exact g_pos].
    set (s := sqrt (n ^ 2 - 2 * n)) in *.
    assert (slope : pair_variance_slope n s < 1 / 4).
    { unfold pair_variance_slope. apply (Rmult_lt_reg_r (4 * PI)); [lra |].
      unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    replace (2 / n * (pair_slope n s - (n - 2) * pair_variance_slope n s) + (n - 2) / (2 * n))
      with ((2 * pair_slope n s + 2 * (n - 2) * (1 / 4 - pair_variance_slope n s)) / n) by (field; lra).
    apply Rdiv_lt_0_compat; [| lra]. apply Rplus_lt_0_compat; [lra |]. apply Rmult_lt_0_compat; lra.
  - assert (gap : 0 < 1 - uniform_standard n (sqrt (n ^ 2 - 2 * n))); [| lra].
    rewrite uniform_standard_gap by exact n_ge. apply Rdiv_lt_0_compat; [lra |].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]; lra.
Qed.
