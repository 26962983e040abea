(* The angle of the odd point at large batches: n theta -> 3 pi, with an explicit rate for every real n >= 7.

   theta is the angle between two points of the cluster. Proved here, at the only zero s of F in (0, 9/n], with e = 1/n:

     odd_point_half_tangent   3 pi/2 - 5 e + 40 e^2 < n tan(theta/2) < 3 pi/2 + 30 e^2
     odd_point_angle          3 pi - 10 e < n theta < 3 pi
     odd_point_angle_limit    |n theta - 3 pi| < 10/n
     odd_point_angle_acute    theta < pi/2

   F changes sign between the curves of OddPointCurves.v, s increases with t, and F has only one zero in (0, 9/n]. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm OddPoint UniformPoint OddPointCurves Eigenvalues.
Open Scope R_scope.

(* The odd point lies between the two curves. *)

Lemma upper_curve_reached : forall n : R, 7 <= n -> tangent_of n (upper_tangent (/ n) / n) <= 9 / n.
Proof.
  intros n n_ge. pose proof (curves_of_batch n n_ge) as [below [between above]]. pose proof (inverse_in n n_ge) as e_in.
  pose proof (curves_in (/ n) ltac:(lra)) as [_ [_ square_lt]].
  pose proof (tangent_of_pos n (upper_tangent (/ n) / n) ltac:(lra) ltac:(split; lra)) as s_pos.
  pose proof (square_scaled n (upper_tangent (/ n)) ltac:(lra) ltac:(split; lra)) as square.
  apply Rsqr_incr_0_var; [| apply Rdiv_le_0_compat; lra].
  rewrite !Rsqr_pow2, square. replace ((9 / n) ^ 2) with ((/ n) ^ 2 * 81) by (field; lra).
  apply Rmult_le_compat_l; [apply pow2_ge_0 | lra].
Qed.

Lemma tangent_increasing : forall n a b : R, 3 <= n -> 0 < a -> a < b -> b < 1 -> tangent_of n a < tangent_of n b.
Proof.
  intros n a b n_ge a_pos between b_lt.
  pose proof (tangent_of_pos n b n_ge ltac:(split; lra)) as b_pos.
  pose proof (half_tangent_of_tangent n a n_ge ltac:(split; lra)) as at_a.
  pose proof (half_tangent_of_tangent n b n_ge ltac:(split; lra)) as at_b.
  destruct (Rlt_le_dec (tangent_of n a) (tangent_of n b)) as [| [lt | eq]]; [assumption | |].
  - pose proof (half_tangent_lt n (tangent_of n b) (tangent_of n a) n_ge ltac:(lra) lt). lra.
  - rewrite eq in at_b. lra.
Qed.

Theorem odd_point_half_tangent : forall n s : R, 7 <= n -> 0 < s <= 9 / n -> fixed_point_form n s = 0 ->
  3 * PI / 2 - 5 / n + 40 / n ^ 2 < n * half_tangent n s < 3 * PI / 2 + 30 / n ^ 2.
Proof.
  intros n s n_ge s_in zero. pose proof (curves_of_batch n n_ge) as [below [between above]].
  pose proof (tangent_of_pos n (lower_tangent (/ n) / n) ltac:(lra) ltac:(split; lra)) as a_pos.
  pose proof (tangent_increasing n _ _ ltac:(lra) below between above) as order.
  pose proof (upper_curve_reached n n_ge) as reached.
  destruct (zero_where_the_form_falls n _ _ ltac:(lra) (conj a_pos order) (lower_sign n n_ge) (upper_sign n n_ge))
    as [x [x_in x_zero]].
  destruct (odd_point_unique n n_ge) as [y [_ unique]].
  assert (same : s = x).
  { rewrite <- (unique s) by (split; [lra | exact zero]). apply unique. split; [lra | exact x_zero]. }
  subst x.
  pose proof (half_tangent_lt n _ _ ltac:(lra) a_pos (proj1 x_in)) as from_below.
  pose proof (half_tangent_lt n _ _ ltac:(lra) (proj1 s_in) (proj2 x_in)) as from_above.
  rewrite half_tangent_of_tangent in from_below, from_above by (try split; lra).
  apply (Rmult_lt_compat_l n) in from_below; [| lra]. apply (Rmult_lt_compat_l n) in from_above; [| lra].
  replace (n * (lower_tangent (/ n) / n)) with (3 * PI / 2 - 5 / n + 40 / n ^ 2) in from_below
    by (unfold lower_tangent; field; lra).
  replace (n * (upper_tangent (/ n) / n)) with (3 * PI / 2 + 30 / n ^ 2) in from_above
    by (unfold upper_tangent; field; lra).
  split; assumption.
Qed.

(* The angle, by the Taylor polynomials of the arctangent on the two curves. *)

Lemma angle_of_lower_curve : forall e : R, 0 <= e <= 1 / 7 ->
  0 < 80 - 2 / 3 * lower_tangent e ^ 3.
Proof. intros e e_in. unfold lower_tangent. interval with (i_bisect e, i_autodiff e, i_prec 30). Qed.

Lemma angle_of_upper_curve : forall e : R, 0 <= e <= 1 / 7 ->
  60 - 2 / 3 * upper_tangent e ^ 3 + 2 / 5 * e ^ 2 * upper_tangent e ^ 5 < 0.
Proof. intros e e_in. unfold upper_tangent. interval with (i_bisect e, i_autodiff e, i_prec 30). Qed.

Theorem odd_point_angle : forall n s : R, 7 <= n -> 0 < s <= 9 / n -> fixed_point_form n s = 0 ->
  3 * PI - 10 / n < n * theta n s < 3 * PI.
Proof.
  intros n s n_ge s_in zero. pose proof (inverse_in n n_ge) as e_in.
  pose proof (curves_of_batch n n_ge) as [below [between above]].
  destruct (odd_point_half_tangent n s n_ge s_in zero) as [from_below from_above].
  pose proof (angle_of_lower_curve (/ n) ltac:(lra)) as lower.
  pose proof (angle_of_upper_curve (/ n) ltac:(lra)) as upper.
  set (a := lower_tangent (/ n)) in *. set (b := upper_tangent (/ n)) in *.
  assert (a_eq : a = 3 * PI / 2 - 5 / n + 40 / n ^ 2) by (unfold a, lower_tangent; field; lra).
  assert (b_eq : b = 3 * PI / 2 + 30 / n ^ 2) by (unfold b, upper_tangent; field; lra).
  assert (a_lt : a / n < half_tangent n s).
  { apply (Rmult_lt_reg_l n); [lra |]. replace (n * (a / n)) with a by (field; lra). lra. }
  assert (b_gt : half_tangent n s < b / n).
  { apply (Rmult_lt_reg_l n); [lra |]. replace (n * (b / n)) with b by (field; lra). lra. }
  apply atan_increasing in a_lt. apply atan_increasing in b_gt. unfold theta. split.
  - apply Rlt_trans with (n * (2 * atan (a / n))); [| apply Rmult_lt_compat_l; lra].
    apply Rlt_le_trans with (n * (2 * (a / n - (a / n) ^ 3 / 3))).
    + assert (square_pos : 0 < (/ n) ^ 2) by (apply pow_lt; lra).
      apply (Rmult_lt_compat_l _ _ _ square_pos) in lower. rewrite Rmult_0_r in lower. apply Rminus_gt_0_lt.
      replace (n * (2 * (a / n - (a / n) ^ 3 / 3)) - (3 * PI - 10 / n))
        with ((/ n) ^ 2 * (80 - 2 / 3 * a ^ 3)); [exact lower |].
      replace (3 * PI) with (2 * a + 10 / n - 80 / n ^ 2) by (rewrite a_eq; field; lra). field. lra.
    + pose proof (atan_ge_third (a / n) (Rlt_le _ _ below)). apply Rmult_le_compat_l; lra.
  - apply Rlt_trans with (n * (2 * atan (b / n))); [apply Rmult_lt_compat_l; lra |].
    apply Rle_lt_trans with (n * (2 * (b / n - (b / n) ^ 3 / 3 + (b / n) ^ 5 / 5))).
    + pose proof (atan_le_fifth (b / n) ltac:(lra)). apply Rmult_le_compat_l; lra.
    + assert (square_pos : 0 < (/ n) ^ 2) by (apply pow_lt; lra).
      apply (Rmult_lt_compat_l _ _ _ square_pos) in upper. rewrite Rmult_0_r in upper. apply Rminus_lt.
      replace (n * (2 * (b / n - (b / n) ^ 3 / 3 + (b / n) ^ 5 / 5)) - 3 * PI)
        with ((/ n) ^ 2 * (60 - 2 / 3 * b ^ 3 + 2 / 5 * (/ n) ^ 2 * b ^ 5)); [exact upper |].
      replace (3 * PI) with (2 * b - 60 / n ^ 2) by (rewrite b_eq; field; lra). field. lra.
Qed.

Corollary odd_point_angle_limit : forall n s : R, 7 <= n -> 0 < s <= 9 / n -> fixed_point_form n s = 0 ->
  Rabs (n * theta n s - 3 * PI) < 10 / n.
Proof.
  intros n s n_ge s_in zero. destruct (odd_point_angle n s n_ge s_in zero).
  assert (0 < 10 / n) by (apply Rdiv_lt_0_compat; lra). apply Rabs_def1; lra.
Qed.

Corollary odd_point_angle_acute : forall n s : R, 7 <= n -> 0 < s <= 9 / n -> fixed_point_form n s = 0 ->
  theta n s < PI / 2.
Proof.
  intros n s n_ge s_in zero. destruct (odd_point_angle n s n_ge s_in zero) as [_ above]. pose proof PI_RGT_0.
  apply (Rmult_lt_reg_l n); nra.
Qed.
