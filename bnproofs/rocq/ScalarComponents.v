(* The one-dimensional blocks of the projective Jacobian: the components (m-2,2) and trivial, for every real n >= 3.

     pair_eigenvalue_contracts               the (m-2,2) eigenvalue is in (0, 1) at a fixed point, as sin theta < theta
     trivial_eigenvalue_below_one_iff        the trivial eigenvalue is below 1 exactly where F' < 0
     trivial_eigenvalue_positive             at a fixed point it is positive where s <= pi (n-1)

   The last, with m = n - 1: (1 + s^2)/2 (2Y + s F') = (1 - theta/pi) (n^2 + s^2) + s^2 (m^2 - (m/pi) (s - 2 psi)). *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField Eigenvalues.
Open Scope R_scope.

(* Relations between the angles. *)

Lemma cos_theta_below_one : forall n s : R, 3 <= n -> 0 < s -> cos_theta n s < 1.
Proof.
  intros n s n_ge s_pos. unfold cos_theta. pose proof (pow_lt s 2 s_pos).
  assert (0 < (n - 1) * s ^ 2 / ((n - 2) * (1 + s ^ 2))) by (apply Rdiv_lt_0_compat; apply Rmult_lt_0_compat; lra).
  lra.
Qed.

Lemma defect_in_angles : forall n s : R, 3 <= n -> 0 < s ->
  PI * defect (half_tangent n s) * (1 - cos_theta n s) = sin_theta n s - theta n s * cos_theta n s.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (half_tangent_pos n s n_ge s_pos).
  pose proof (one_plus_square_pos (half_tangent n s)).
  rewrite <- cos_theta_is_cosine by exact n_ge. unfold theta at 1 3. rewrite cos_double_atan.
  unfold sin_theta, theta, defect. field. repeat split; lra.
Qed.

Lemma defect_below_angle : forall n s : R, 3 <= n -> 0 < s -> defect (half_tangent n s) < theta n s / PI.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (cos_theta_below_one n s n_ge s_pos).
  pose proof (defect_in_angles n s n_ge s_pos) as relation. pose proof (theta_range n s n_ge s_pos) as [theta_pos _].
  pose proof (sin_lt_x (theta n s) theta_pos) as chord. rewrite sin_theta_is_sine in chord.
  apply (Rmult_lt_reg_r (PI * (1 - cos_theta n s))); [apply Rmult_lt_0_compat; lra |].
  replace (theta n s / PI * (PI * (1 - cos_theta n s))) with (theta n s - theta n s * cos_theta n s) by (field; lra).
  lra.
Qed.

Lemma theta_acute_iff : forall n s : R, 3 <= n -> 0 < s -> (theta n s <= PI / 2 <-> s ^ 2 <= n - 2).
Proof.
  intros n s n_ge s_pos. pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (radicand_pos n s n_ge) as r_pos. pose proof (half_tangent_square n s n_ge) as square.
  assert (cleared : half_tangent n s ^ 2 * (2 * (n - 2) + (n - 3) * s ^ 2) = s ^ 2 * (n - 1))
    by (rewrite square; field; lra).
  assert (tangent : theta n s <= PI / 2 <-> half_tangent n s <= 1).
  { unfold theta. pose proof atan_1. split; intros le.
    - apply Rnot_lt_le. intros lt. apply atan_increasing in lt. lra.
    - pose proof (atan_le _ _ le). lra. }
  rewrite tangent. split; intros le; [assert (half_tangent n s ^ 2 <= 1) by nra; nra |].
  apply Rnot_lt_le. intros lt. assert (1 < half_tangent n s ^ 2) by nra. nra.
Qed.

Lemma cos_theta_nonneg : forall n s : R, 3 <= n -> 0 < s -> theta n s <= PI / 2 -> 0 <= cos_theta n s.
Proof.
  intros n s n_ge s_pos acute. rewrite <- cos_theta_is_cosine by exact n_ge.
  pose proof (theta_range n s n_ge s_pos). apply cos_ge_0; lra.
Qed.

(* The component (m-2,2). *)

Lemma pair_slope_below_growth : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  pair_slope n s < growth_at n s.
Proof.
  intros n s n_ge s_pos zero. pose proof (defect_below_angle n s n_ge s_pos).
  rewrite growth_by_defect by assumption. unfold pair_slope. lra.
Qed.

Lemma pair_slope_pos : forall n s : R, 3 <= n -> 0 < s -> 0 < pair_slope n s.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (theta_range n s n_ge s_pos). unfold pair_slope.
  replace ((1 - theta n s / PI) / 2) with ((PI - theta n s) / (2 * PI)) by (field; lra).
  apply Rdiv_lt_0_compat; lra.
Qed.

Theorem pair_eigenvalue_contracts : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  0 < pair_eigenvalue n s < 1.
Proof.
  intros n s n_ge s_pos zero. pose proof (growth_at_pos n s n_ge s_pos) as g_pos. unfold pair_eigenvalue. split.
  - apply Rdiv_lt_0_compat; [apply pair_slope_pos; assumption | exact g_pos].
  - apply (Rmult_lt_reg_r (growth_at n s)); [exact g_pos |].
    replace (pair_slope n s / growth_at n s * growth_at n s) with (pair_slope n s) by (field; lra).
    rewrite Rmult_1_l. apply pair_slope_below_growth; assumption.
Qed.

(* The trivial component. *)

Theorem trivial_eigenvalue_below_one_iff : forall n s : R, 3 <= n -> 0 < s ->
  (trivial_eigenvalue n s < 1 <-> form_slope n s < 0).
Proof.
  intros n s n_ge s_pos. pose proof (denominator_pos n s n_ge s_pos) as y_pos. unfold trivial_eigenvalue.
  assert (factor : 0 < s / (2 * denominator n s)) by (apply Rdiv_lt_0_compat; lra).
  replace (s * form_slope n s / (2 * denominator n s)) with (s / (2 * denominator n s) * form_slope n s)
    by (field; lra).
  split; intros lt; [apply Rnot_le_lt; intros le |]; nra.
Qed.

Lemma trivial_eigenvalue_above_one_iff : forall n s : R, 3 <= n -> 0 < s ->
  (1 < trivial_eigenvalue n s <-> 0 < form_slope n s).
Proof.
  intros n s n_ge s_pos. pose proof (denominator_pos n s n_ge s_pos) as y_pos. unfold trivial_eigenvalue.
  assert (factor : 0 < s / (2 * denominator n s)) by (apply Rdiv_lt_0_compat; lra).
  replace (s * form_slope n s / (2 * denominator n s)) with (s / (2 * denominator n s) * form_slope n s)
    by (field; lra).
  split; intros lt; [apply Rnot_le_lt; intros le |]; nra.
Qed.

Lemma slope_in_angles : forall n s : R, 3 <= n -> 0 < s -> form_slope n s =
  2 * (n - 1) / PI * (s ^ 2 / (1 + s ^ 2))
  - 2 * (theta n s / PI - defect (half_tangent n s)) * (n ^ 2 + s ^ 2) / (s * (1 + s ^ 2))
  - 2 * s * defect (half_tangent n s).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (one_plus_square_pos s) as p. pose proof (one_plus_square_pos (half_tangent n s)) as pt.
  pose proof (radicand_pos n s n_ge) as r_pos. pose proof (half_tangent_square n s n_ge) as square.
  assert (ratio : 2 * (n - 2) / (2 * (n - 2) + (n - 3) * s ^ 2) = (1 + half_tangent n s ^ 2) / (1 + s ^ 2))
    by (rewrite square; field; lra).
  unfold form_slope, theta, defect. cbv zeta. remember (half_tangent n s) as t.
  replace (t * (2 * (n - 2)) / (s * (2 * (n - 2) + (n - 3) * s ^ 2)))
    with (t / s * (2 * (n - 2) / (2 * (n - 2) + (n - 3) * s ^ 2))) by (field; lra).
  rewrite ratio. field. repeat split; lra.
Qed.

Theorem trivial_eigenvalue_positive : forall n s : R, 3 <= n -> 0 < s <= PI * (n - 1) -> fixed_point_form n s = 0 ->
  0 < trivial_eigenvalue n s.
Proof.
  intros n s n_ge [s_pos s_le] zero. pose proof PI_RGT_0. pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  pose proof (one_plus_square_pos s) as p. pose proof (pow_lt s 2 s_pos) as tau_pos.
  pose proof (denominator_at_fixed_point n s zero) as y_eq.
  pose proof (theta_range n s n_ge s_pos) as [_ theta_lt]. pose proof (psi_range s s_pos) as [psi_pos _].
  assert (angle : theta n s / PI < 1)
    by (apply (Rmult_lt_reg_r PI); [lra |]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra).
  assert (gap : 0 <= (1 - theta n s / PI) * (n ^ 2 + s ^ 2))
    by (apply Rmult_le_pos; [lra | pose proof (pow2_ge_0 n); lra]).
  assert (margin : 0 < (n - 1) ^ 2 - (n - 1) / PI * (s - 2 * psi s)).
  { replace ((n - 1) ^ 2 - (n - 1) / PI * (s - 2 * psi s)) with ((n - 1) / PI * (PI * (n - 1) - s + 2 * psi s))
      by (field; lra).
    apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat |]; lra. }
  assert (numerator : (1 + s ^ 2) / 2 * (2 * denominator n s + s * form_slope n s)
                      = (1 - theta n s / PI) * (n ^ 2 + s ^ 2)
                        + s ^ 2 * ((n - 1) ^ 2 - (n - 1) / PI * (s - 2 * psi s))).
  { rewrite y_eq, slope_in_angles by assumption. unfold fixed_point_form in zero. unfold psi.
    remember (defect (half_tangent n s)) as q.
    assert (q_form : q * (n ^ 2 + s ^ 2) = 2 * (n - 1) + 2 * (n - 1) / PI * (s - atan s)) by lra.
    transitivity ((1 - theta n s / PI) * (n ^ 2 + s ^ 2)
                  + s ^ 2 * (n ^ 2 - 1 + (n - 1) / PI * s - q * (n ^ 2 + s ^ 2))); [field; lra |].
    rewrite q_form. field. lra. }
  replace (trivial_eigenvalue n s)
    with ((1 + s ^ 2) / 2 * (2 * denominator n s + s * form_slope n s) / ((1 + s ^ 2) * denominator n s))
    by (unfold trivial_eigenvalue; field; lra).
  apply Rdiv_lt_0_compat; [| apply Rmult_lt_0_compat; assumption].
  rewrite numerator. apply Rplus_le_lt_0_compat; [exact gap | apply Rmult_lt_0_compat; assumption].
Qed.
