(* The signs of the derivatives of F for real batch sizes 6 <= n <= 7, by interval arithmetic on boxes of (n, s).

     0 < s <= 9/5           F_s < 0
     9/5 <= s <= 23/10      F_ss > 0 and -2 < F_n < 0; F_s < 0 at the left end, > 0 at the right end
     23/10 <= s <= 33/10    F_s > 0
     33/10 <= s <= 6        F_ss < 0

   The uniform point, s = sqrt(n^2 - 2n), is in the last range. Also the signs that enclose the double zero: 36
   decimals of n, 32 of s. SaddleNode.v draws the conclusion. *)

From Coq Require Import Reals Lra Psatz.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm OddPoint FormDerivatives.
Open Scope R_scope.

Ltac form_expression :=
  unfold form_curvature, form_batch_slope, half_tangent_slope, half_tangent_curvature, defect_curvature, defect_slope,
    form_slope, fixed_point_form, defect, half_tangent; cbv zeta.

(* Left: F falls. Near s = 0 the arctangent is replaced by t - t^3/3. *)

Lemma limit_slope_below : forall n s : R, 6 <= n <= 7 -> 0 <= s <= 6 / 5 ->
  0 < (2 / (1 + half_tangent n s ^ 2) - 2 / 3)
      * (sqrt (n - 1) / sqrt (2 * (n - 2) + (n - 3) * s ^ 2) * (2 * (n - 2) / (2 * (n - 2) + (n - 3) * s ^ 2)))
      * (n ^ 2 + s ^ 2) - 2 * (n - 1) * (s ^ 2 / (1 + s ^ 2)).
Proof. intros n s n_in s_in. form_expression. interval with (i_bisect n, i_bisect s, i_prec 30). Qed.

Lemma slope_near_zero : forall n s : R, 6 <= n <= 7 -> 0 < s <= 6 / 5 -> form_slope n s < 0.
Proof.
  intros n s n_in s_in. pose proof PI_RGT_0 as pi_pos.
  pose proof (limit_slope_below n s n_in ltac:(lra)) as limit.
  pose proof (half_tangent_pos n s ltac:(lra) (proj1 s_in)) as t_pos.
  pose proof (defect_slope_lower _ t_pos) as bracket. pose proof (defect_pos _ t_pos) as q_pos.
  pose proof (radicand_pos n s ltac:(lra)) as r_pos. pose proof (sqrt_lt_R0 _ r_pos) as root_pos.
  pose proof (one_plus_square_pos s) as one_pos.
  remember (sqrt (n - 1) / sqrt (2 * (n - 2) + (n - 3) * s ^ 2) * (2 * (n - 2) / (2 * (n - 2) + (n - 3) * s ^ 2)))
    as d eqn:d_eq.
  assert (speed : half_tangent n s * (2 * (n - 2)) / (s * (2 * (n - 2) + (n - 3) * s ^ 2)) = d)
    by (rewrite d_eq; unfold half_tangent; field; repeat split; lra).
  unfold form_slope. cbv zeta. rewrite speed.
  assert (speed_ge : 0 <= d).
  { rewrite d_eq. apply Rmult_le_pos; apply Rmult_le_pos; try apply sqrt_pos; try lra;
      apply Rlt_le, Rinv_0_lt_compat; assumption. }
  remember (half_tangent n s) as t.
  remember (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) as b.
  assert (product : (2 / (1 + t ^ 2) - 2 / 3) * d * (n ^ 2 + s ^ 2) <= b * d * (n ^ 2 + s ^ 2)).
  { apply Rmult_le_compat_r; [pose proof (pow2_ge_0 n); pose proof (pow2_ge_0 s); lra |].
    apply Rmult_le_compat_r; assumption. }
  assert (0 < defect t * (2 * s)) by (apply Rmult_lt_0_compat; lra).
  replace (2 * (n - 1) / PI * (s ^ 2 / (1 + s ^ 2)) - b / PI * d * (n ^ 2 + s ^ 2))
    with (- ((b * d * (n ^ 2 + s ^ 2) - 2 * (n - 1) * (s ^ 2 / (1 + s ^ 2))) / PI)) by (field; split; lra).
  assert (0 < (b * d * (n ^ 2 + s ^ 2) - 2 * (n - 1) * (s ^ 2 / (1 + s ^ 2))) / PI)
    by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat, pi_pos]).
  lra.
Qed.

Lemma slope_to_the_left : forall n s : R, 6 <= n <= 7 -> 0 < s <= 9 / 5 -> form_slope n s < 0.
Proof.
  intros n s n_in s_in. destruct (Rle_lt_dec s (6 / 5)); [apply slope_near_zero; lra |].
  assert (s_ge : 6 / 5 <= s) by lra. destruct s_in as [_ s_le]. form_expression.
  interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30, i_depth 20).
Qed.

(* Middle: F is convex in s, and falls in n. *)

Lemma curvature_in_the_middle : forall n s : R, 6 <= n <= 7 -> 9 / 5 <= s <= 23 / 10 -> 0 < form_curvature n s.
Proof.
  intros n s n_in s_in. form_expression. interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30, i_depth 20).
Qed.

Lemma batch_slope_in_the_middle : forall n s : R, 6 <= n <= 7 -> 9 / 5 <= s <= 23 / 10 -> -2 < form_batch_slope n s < 0.
Proof.
  intros n s n_in s_in. form_expression.
  split; interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30, i_depth 20).
Qed.

(* Right: F rises, and is concave from there to beyond the uniform point. *)

Lemma slope_to_the_right : forall n s : R, 6 <= n <= 7 -> 23 / 10 <= s <= 33 / 10 -> 0 < form_slope n s.
Proof.
  intros n s n_in s_in. form_expression. interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30, i_depth 20).
Qed.

Lemma curvature_beyond : forall n s : R, 6 <= n <= 7 -> 33 / 10 <= s <= 6 -> form_curvature n s < 0.
Proof.
  intros n s n_in s_in. form_expression. interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30, i_depth 20).
Qed.

Lemma form_positive_near_zero : forall n : R, 6 <= n <= 7 -> 0 < fixed_point_form n (1 / 5).
Proof. intros n n_in. form_expression. interval with (i_bisect n, i_prec 30). Qed.

(* The digits. *)

Definition fold_batch_lower : R := 6.107075124879186012664776245384940685.
Definition fold_batch_upper : R := 6.107075124879186012664776245384940686.
Definition fold_tangent_lower : R := 2.14418171774057030683861460270236.
Definition fold_tangent_upper : R := 2.14418171774057030683861460270237.

Ltac digits := unfold fold_batch_lower, fold_batch_upper, fold_tangent_lower, fold_tangent_upper in *.

Lemma digits_in_the_middle : 6 < fold_batch_lower < fold_batch_upper /\ fold_batch_upper < 7
  /\ 9 / 5 < fold_tangent_lower < fold_tangent_upper /\ fold_tangent_upper < 23 / 10.
Proof. digits. lra. Qed.

Lemma slope_at_the_digits : forall n : R, fold_batch_lower <= n <= fold_batch_upper ->
  form_slope n fold_tangent_lower < 0 < form_slope n fold_tangent_upper.
Proof. intros n n_in. digits. form_expression. split; interval with (i_prec 150). Qed.

Lemma form_positive_at_lower_batch : forall s : R, fold_tangent_lower <= s <= fold_tangent_upper ->
  0 < fixed_point_form fold_batch_lower s.
Proof.
  intros s s_in. digits. form_expression. interval with (i_bisect s, i_autodiff s, i_prec 150, i_depth 5).
Qed.

Lemma form_negative_at_upper_batch : fixed_point_form fold_batch_upper fold_tangent_lower < 0.
Proof. digits. form_expression. interval with (i_prec 150). Qed.
