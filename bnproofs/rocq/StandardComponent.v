(* The standard component at a fixed point with theta <= pi/2, for every real n >= 4.

   Both eigenvalues are real and in (-1, 1): the 2 x 2 matrix M has M11, M22 >= 0 >= M12, M21 and M22 < 1,
   and at F = 0, with m = n - 1,

     g^2 det(I - M) = (theta/pi - q) X,  4n X = (1 - psi/pi) (1 - cos theta) + q ((m-3) + (m^2-m+2) cos theta)/2 > 0. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField Eigenvalues JuryConditions ScalarComponents.
Open Scope R_scope.

Lemma row_mean_beta_range : forall n s : R, 4 <= n -> 0 < s -> theta n s <= PI / 2 ->
  0 <= row_mean_beta n s <= pair_slope n s.
Proof.
  intros n s n_ge s_pos acute. pose proof PI_RGT_0.
  pose proof (psi_range s s_pos) as [psi_pos psi_lt]. pose proof (pair_slope_pos n s ltac:(lra) s_pos).
  assert (w_pos : 0 <= cross_slope s) by (unfold cross_slope; apply Rdiv_le_0_compat; lra).
  assert (difference : 0 <= pair_slope n s - cross_slope s).
  { unfold pair_slope, cross_slope.
    replace ((1 - theta n s / PI) / 2 - psi s / (2 * PI)) with ((PI - theta n s - psi s) / (2 * PI)) by (field; lra).
    apply Rdiv_le_0_compat; lra. }
  unfold row_mean_beta. split.
  - apply Rdiv_le_0_compat; [apply Rmult_le_pos |]; lra.
  - apply (Rmult_le_reg_r n); [lra |].
    replace ((n - 3) * (pair_slope n s - cross_slope s) / n * n) with ((n - 3) * (pair_slope n s - cross_slope s))
      by (field; lra).
    nra.
Qed.

Lemma sin_theta_range : forall n s : R, 3 <= n -> 0 < s -> 0 < sin_theta n s <= 1.
Proof.
  intros n s n_ge s_pos. rewrite <- sin_theta_is_sine. pose proof (theta_range n s n_ge s_pos).
  split; [apply sin_gt_0; lra | apply SIN_bound].
Qed.

Lemma row_mean_alpha_range : forall n s : R, 4 <= n -> 0 < s ->
  pair_variance_slope n s <= row_mean_alpha n s /\ 2 * row_mean_alpha n s <= 1 / 2.
Proof.
  intros n s n_ge s_pos. pose proof PI2_3_2 as pi_ge. pose proof (psi_range s s_pos) as [psi_pos psi_lt].
  pose proof (sin_theta_range n s ltac:(lra) s_pos) as [sine_pos sine_le]. pose proof (one_plus_square_pos s) as p.
  assert (sc_pos : 0 < s / (1 + s ^ 2)) by (apply Rdiv_lt_0_compat; lra).
  assert (sc_le : s / (1 + s ^ 2) <= 1 / 2).
  { apply (Rmult_le_reg_r (1 + s ^ 2)); [exact p |]. pose proof (pow2_ge_0 (s - 1)).
    replace (s / (1 + s ^ 2) * (1 + s ^ 2)) with s by (field; lra). lra. }
  assert (l_pos : 0 < pair_variance_slope n s) by (unfold pair_variance_slope; apply Rdiv_lt_0_compat; lra).
  assert (w_pos : 0 < cross_slope s) by (unfold cross_slope; apply Rdiv_lt_0_compat; lra).
  assert (inverse : 0 < / PI < / 3).
  { split; [apply Rinv_0_lt_compat; lra | apply Rinv_lt_contravar; lra]. }
  assert (l_le : pair_variance_slope n s <= 1 / 12).
  { unfold pair_variance_slope.
    replace (sin_theta n s / (4 * PI)) with (sin_theta n s * / PI / 4) by (field; lra). nra. }
  assert (lc_range : 0 < cross_variance_slope n s <= (n - 1) / 24).
  { unfold cross_variance_slope.
    replace ((n - 1) * s / (1 + s ^ 2) / (4 * PI)) with ((n - 1) * (s / (1 + s ^ 2) * / PI) / 4) by (field; lra).
    assert (s / (1 + s ^ 2) * / PI <= 1 / 6) by nra. assert (0 < s / (1 + s ^ 2) * / PI) by nra. split; nra. }
  assert (sum_le : 3 * pair_variance_slope n s + cross_slope s <= 1 / 2).
  { unfold pair_variance_slope, cross_slope.
    replace (3 * (sin_theta n s / (4 * PI)) + psi s / (2 * PI)) with ((3 * sin_theta n s + 2 * psi s) / (4 * PI))
      by (field; lra).
    apply (Rmult_le_reg_r (4 * PI)); [lra |]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (mean : n * row_mean_alpha n s
                 = 1 / 2 + (n - 3) * pair_variance_slope n s - cross_slope s + cross_variance_slope n s)
    by (unfold row_mean_alpha; field; lra).
  split; apply (Rmult_le_reg_l n); nra.
Qed.

(* 4n X, where g^2 det(I - M) = (theta/pi - q) X. *)
Lemma determinant_factor_in_angles : forall n s : R, 4 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  4 * n * (row_mean_alpha n s - defect (half_tangent n s) / 4 + row_mean_beta n s * cos_theta n s / 2)
  = (1 - psi s / PI) * (1 - cos_theta n s)
    + defect (half_tangent n s) * ((n - 4) + ((n - 1) ^ 2 - (n - 1) + 2) * cos_theta n s) / 2.
Proof.
  intros n s n_ge s_pos zero. pose proof PI_RGT_0. pose proof (one_plus_square_pos s) as p.
  pose proof (defect_in_angles n s ltac:(lra) s_pos) as relation.
  assert (sine : sin_theta n s = PI * defect (half_tangent n s) * (1 - cos_theta n s) + theta n s * cos_theta n s)
    by lra.
  assert (overlap : (n - 1) / PI * (s / (1 + s ^ 2))
                    = (defect (half_tangent n s) * (n ^ 2 + s ^ 2) - 2 * (n - 1) * (1 - psi s / PI))
                      / (2 * (1 + s ^ 2))).
  { unfold fixed_point_form in zero. unfold psi.
    replace (defect (half_tangent n s) * (n ^ 2 + s ^ 2))
      with (2 * (n - 1) + 2 * (n - 1) / PI * (s - atan s)) by lra.
    field. lra. }
  unfold row_mean_alpha, row_mean_beta, pair_slope, pair_variance_slope, cross_slope, cross_variance_slope.
  rewrite sine.
  replace ((n - 1) * s / (1 + s ^ 2) / (4 * PI)) with ((n - 1) / PI * (s / (1 + s ^ 2)) / 4) by (field; lra).
  rewrite overlap. unfold cos_theta.
  remember (defect (half_tangent n s)) as q. remember (theta n s) as angle. remember (psi s) as odd_angle.
  field. repeat split; lra.
Qed.

Lemma characteristic_at_one : forall n s : R, 4 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  growth_at n s ^ 2 * standard_characteristic n s 1
  = (theta n s / PI - defect (half_tangent n s))
    * (row_mean_alpha n s - defect (half_tangent n s) / 4 + row_mean_beta n s * cos_theta n s / 2).
Proof.
  intros n s n_ge s_pos zero. pose proof PI_RGT_0. pose proof (growth_at_pos n s ltac:(lra) s_pos) as g_pos.
  pose proof (defect_in_angles n s ltac:(lra) s_pos) as relation.
  assert (slope : pair_variance_slope n s
                  = defect (half_tangent n s) * (1 - cos_theta n s) / 4 + theta n s / PI * cos_theta n s / 4).
  { unfold pair_variance_slope.
    replace (sin_theta n s) with (PI * defect (half_tangent n s) * (1 - cos_theta n s) + theta n s * cos_theta n s)
      by lra.
    field. lra. }
  unfold standard_characteristic, standard_aa, standard_ab, standard_ba, standard_bb. rewrite slope.
  transitivity ((1 / 2 - 2 * row_mean_alpha n s - growth_at n s) * (pair_slope n s - row_mean_beta n s - growth_at n s)
    + 2 * row_mean_beta n s * (defect (half_tangent n s) * (1 - cos_theta n s) / 4 + theta n s / PI * cos_theta n s / 4
                               - row_mean_alpha n s)); [field; lra |].
  rewrite growth_by_defect by (try exact zero; lra). unfold pair_slope. field. lra.
Qed.

Theorem characteristic_positive_at_one : forall n s : R, 4 <= n -> 0 < s -> theta n s <= PI / 2 ->
  fixed_point_form n s = 0 -> 0 < standard_characteristic n s 1.
Proof.
  intros n s n_ge s_pos acute zero. pose proof PI_RGT_0. pose proof (growth_at_pos n s ltac:(lra) s_pos) as g_pos.
  pose proof (cos_theta_nonneg n s ltac:(lra) s_pos acute) as cos_ge.
  pose proof (cos_theta_below_one n s ltac:(lra) s_pos) as cos_lt.
  pose proof (defect_below_angle n s ltac:(lra) s_pos) as gap. pose proof (psi_range s s_pos) as [_ psi_lt].
  pose proof (defect_pos _ (half_tangent_pos n s ltac:(lra) s_pos)) as q_pos.
  pose proof (determinant_factor_in_angles n s n_ge s_pos zero) as factor.
  assert (angle : psi s / PI < 1)
    by (apply (Rmult_lt_reg_r PI); [lra |]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra).
  assert (first : 0 < (1 - psi s / PI) * (1 - cos_theta n s)) by (apply Rmult_lt_0_compat; lra).
  assert (second : 0 <= defect (half_tangent n s) * ((n - 4) + ((n - 1) ^ 2 - (n - 1) + 2) * cos_theta n s) / 2).
  { apply Rdiv_le_0_compat; [apply Rmult_le_pos |]; [lra | | lra].
    apply Rplus_le_le_0_compat; [lra |]. apply Rmult_le_pos; [nra | exact cos_ge]. }
  assert (factor_pos : 0 < row_mean_alpha n s - defect (half_tangent n s) / 4 + row_mean_beta n s * cos_theta n s / 2)
    by (apply (Rmult_lt_reg_l (4 * n)); lra).
  apply (Rmult_lt_reg_l (growth_at n s ^ 2)); [apply pow_lt, g_pos |].
  rewrite Rmult_0_r, characteristic_at_one by assumption. apply Rmult_lt_0_compat; lra.
Qed.

Theorem standard_block_contracts : forall n s : R, 4 <= n -> 0 < s -> theta n s <= PI / 2 -> fixed_point_form n s = 0 ->
  0 <= standard_discriminant n s /\ -1 < standard_larger n s < 1 /\ -1 < standard_smaller n s < 1.
Proof.
  intros n s n_ge s_pos acute zero. pose proof (growth_at_pos n s ltac:(lra) s_pos) as g_pos.
  pose proof (characteristic_positive_at_one n s n_ge s_pos acute zero) as at_one.
  pose proof (row_mean_alpha_range n s n_ge s_pos) as [ba_le aa_ge].
  pose proof (row_mean_beta_range n s n_ge s_pos acute) as [ab_le bb_ge].
  pose proof (pair_slope_below_growth n s ltac:(lra) s_pos zero) as bb_lt.
  assert (aa : 0 <= standard_aa n s) by (apply Rdiv_le_0_compat; lra).
  assert (ab : 0 <= - standard_ab n s).
  { replace (- standard_ab n s) with (2 * row_mean_beta n s / growth_at n s) by (unfold standard_ab; field; lra).
    apply Rdiv_le_0_compat; lra. }
  assert (ba : 0 <= - standard_ba n s).
  { replace (- standard_ba n s) with ((row_mean_alpha n s - pair_variance_slope n s) / growth_at n s)
      by (unfold standard_ba; field; lra).
    apply Rdiv_le_0_compat; lra. }
  assert (bb : 0 <= standard_bb n s < 1).
  { split; [apply Rdiv_le_0_compat; lra |]. apply (Rmult_lt_reg_r (growth_at n s)); [exact g_pos |].
    unfold standard_bb, Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (product : 0 <= standard_ab n s * standard_ba n s).
  { replace (standard_ab n s * standard_ba n s) with (- standard_ab n s * - standard_ba n s) by ring.
    apply Rmult_le_pos; assumption. }
  assert (real : 0 <= standard_discriminant n s)
    by (unfold standard_discriminant; pose proof (pow2_ge_0 (standard_aa n s - standard_bb n s)); lra).
  unfold standard_characteristic in at_one.
  destruct (jury_of_signs (standard_aa n s) (standard_ab n s) (standard_ba n s) (standard_bb n s)) as [p [r det]];
    try assumption; [lra |].
  split; [exact real |].
  split; refine (jury_real _ _ _ p r det _).
  - rewrite <- (standard_larger_root n s real). unfold standard_characteristic. ring.
  - rewrite <- (standard_smaller_root n s real). unfold standard_characteristic. ring.
Qed.
