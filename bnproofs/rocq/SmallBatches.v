(* Batches of 3 to 6: the uniform point is the only fixed point of the odd-point family, for every real 3 <= n <= 6.

   F is positive before the uniform point s_0 = sqrt(n^2 - 2n). For s <= 1/2 this follows from q <= 4t/(3 pi); from
   there to a fraction of s_0 it is interval arithmetic in n and s; from that fraction to s_0 the derivative of F is
   negative, again by interval arithmetic, in n and x = s/s_0. That F is negative beyond s_0 is
   form_negative_beyond_uniform.

     form_positive_before_uniform   F n s > 0 for 0 < s < sqrt(n^2 - 2n)
     only_the_uniform_ray           odd_family n tau, tau > 0, spans a fixed ray exactly at tau = n^2 - 2n
     reduced_map_to_uniform         the reduced map moves tau up below n^2 - 2n and down beyond *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField OddPoint UniformPoint FixedPointCount CompleteList.
Open Scope R_scope.

(* The derivative of F in a form with few occurrences of its variables. *)

Lemma form_slope_closed : forall n s : R, 3 <= n -> 0 < s ->
  PI * form_slope n s = 2 * (n - 1) * s ^ 2 / (1 + s ^ 2)
    + 2 * (n ^ 2 - s ^ 4) / (half_tangent n s * s * (1 + s ^ 2))
    - 4 * atan (half_tangent n s) * (n ^ 2 * (n - 2) + s ^ 4) / ((n - 1) * s ^ 3).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (half_tangent_square n s n_ge) as t_square. pose proof (radicand_pos n s n_ge) as r_pos.
  unfold form_slope, defect. remember (half_tangent n s) as t.
  pose proof (one_plus_square_pos s). pose proof (one_plus_square_pos t).
  pose proof (pow_lt s 2 s_pos). pose proof (pow_lt t 2 t_pos).
  assert (cleared : t ^ 2 * (2 * (n - 2) + (n - 3) * s ^ 2) = s ^ 2 * (n - 1)) by (rewrite t_square; field; lra).
  assert (gap : 0 < (2 + s ^ 2) * t ^ 2 - s ^ 2).
  { apply (Rmult_lt_reg_r (n - 1)); [lra |]. rewrite Rmult_0_l.
    replace (((2 + s ^ 2) * t ^ 2 - s ^ 2) * (n - 1))
      with (t ^ 2 * (2 * (1 + s ^ 2)) + (t ^ 2 * (2 * (n - 2) + (n - 3) * s ^ 2) - s ^ 2 * (n - 1))) by ring.
    rewrite cleared. nra. }
  assert (n_eq : n = ((4 + 3 * s ^ 2) * t ^ 2 - s ^ 2) / ((2 + s ^ 2) * t ^ 2 - s ^ 2)).
  { apply (Rmult_eq_reg_r ((2 + s ^ 2) * t ^ 2 - s ^ 2)); [| lra].
    transitivity ((4 + 3 * s ^ 2) * t ^ 2 - s ^ 2); [| field; lra]. lra. }
  clear Heqt t_square cleared r_pos n_ge. rewrite n_eq. clear n_eq n.
  field. repeat split; try lra; nra.
Qed.

(* The same at the fraction x of the tangent of the uniform point, up to the factor pi. *)

Definition half_tangent_at (n x : R) : R := x * sqrt (n * (n - 1) / (2 + (n - 3) * (n * x ^ 2))).

Definition slope_at (n x : R) : R :=
  2 * (n - 1) * (x ^ 2 * (n * (n - 2))) / (1 + x ^ 2 * (n * (n - 2)))
  + 2 * n ^ 2 * (1 - x ^ 4 * (n - 2) ^ 2)
    / (half_tangent_at n x * (x * sqrt (n * (n - 2))) * (1 + x ^ 2 * (n * (n - 2))))
  - 4 * atan (half_tangent_at n x) * n * (1 + x ^ 4 * (n - 2)) / ((n - 1) * x ^ 3 * sqrt (n * (n - 2))).

Lemma form_slope_at_fraction : forall n x : R, 3 <= n -> 0 < x ->
  PI * form_slope n (x * sqrt (n ^ 2 - 2 * n)) = slope_at n x.
Proof.
  intros n x n_ge x_pos. pose proof (uniform_tangent_pos n n_ge) as u_pos.
  assert (u_square : sqrt (n ^ 2 - 2 * n) ^ 2 = n * (n - 2)) by (rewrite pow2_sqrt; nra).
  assert (s_pos : 0 < x * sqrt (n ^ 2 - 2 * n)) by (apply Rmult_lt_0_compat; assumption).
  assert (s_square : (x * sqrt (n ^ 2 - 2 * n)) ^ 2 = x ^ 2 * (n * (n - 2)))
    by (rewrite Rpow_mult_distr, u_square; ring).
  assert (p : 0 < 2 + (n - 3) * (n * x ^ 2)).
  { assert (0 <= n * x ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).
    assert (0 <= (n - 3) * (n * x ^ 2)) by (apply Rmult_le_pos; lra). lra. }
  assert (t_eq : half_tangent n (x * sqrt (n ^ 2 - 2 * n)) = half_tangent_at n x).
  { unfold half_tangent_at. assert (0 < n * (n - 1) / (2 + (n - 3) * (n * x ^ 2))) by (apply Rdiv_lt_0_compat; nra).
    apply Rsqr_inj; [apply Rlt_le, half_tangent_pos; assumption | apply Rmult_le_pos; [lra | apply sqrt_pos] |].
    rewrite !Rsqr_pow2, half_tangent_square, s_square, Rpow_mult_distr, pow2_sqrt by lra.
    field. split; [lra | nra]. }
  rewrite form_slope_closed, t_eq by assumption.
  pose proof (half_tangent_pos n _ n_ge s_pos) as t_pos. rewrite t_eq in t_pos.
  unfold slope_at. rewrite s_square. replace (n ^ 2 - 2 * n) with (n * (n - 2)) in * by ring.
  remember (half_tangent_at n x) as t. remember (sqrt (n * (n - 2))) as u.
  replace ((x * u) ^ 4) with ((x ^ 2 * (n * (n - 2))) ^ 2) by (rewrite <- s_square; ring).
  replace ((x * u) ^ 3) with (x ^ 3 * (n * (n - 2)) * u) by (rewrite <- u_square; ring).
  assert (0 < 1 + x ^ 2 * (n * (n - 2))).
  { assert (0 <= x ^ 2 * (n * (n - 2))) by (apply Rmult_le_pos; [apply pow2_ge_0 | nra]). lra. }
  field. repeat split; lra.
Qed.

(* Slopes near the uniform point: at fractions x from 2/5, 3/5 and 4/5 on. *)

Lemma slope_negative_3_4 : forall n x : R, 3 <= n <= 4 -> 2 / 5 <= x <= 1 -> slope_at n x < 0.
Proof.
  intros n x n_in x_in. unfold slope_at, half_tangent_at. interval with (i_bisect n, i_bisect x, i_prec 30).
Qed.

Lemma slope_negative_4_5 : forall n x : R, 4 <= n <= 5 -> 3 / 5 <= x <= 1 -> slope_at n x < 0.
Proof.
  intros n x n_in x_in. unfold slope_at, half_tangent_at. interval with (i_bisect n, i_bisect x, i_prec 30).
Qed.

Lemma slope_negative_5_6 : forall n x : R, 5 <= n <= 6 -> 4 / 5 <= x <= 1 -> slope_at n x < 0.
Proof.
  intros n x n_in x_in. unfold slope_at, half_tangent_at. interval with (i_bisect n, i_bisect x, i_prec 30).
Qed.

(* F itself up to there, and from s = 1/2 on. The least margin is at n = 6, s = 2.17, where F = 0.095. *)

Lemma form_positive_3_4 : forall n s : R, 3 <= n <= 4 -> 1 / 2 <= s <= 8 / 7 -> 0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30).
Qed.

Lemma form_positive_4_5 : forall n s : R, 4 <= n <= 5 -> 1 / 2 <= s <= 7 / 3 -> 0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30).
Qed.

Lemma form_positive_5_6 : forall n s : R, 5 <= n <= 6 -> 1 / 2 <= s <= 3 / 2 -> 0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30).
Qed.

Lemma form_positive_below_11_2 : forall n s : R, 5 <= n <= 11 / 2 -> 3 / 2 <= s <= 88 / 25 -> 0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30).
Qed.

Lemma form_positive_above_11_2 : forall n s : R, 11 / 2 <= n <= 6 -> 3 / 2 <= s <= 98 / 25 -> 0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_bisect s, i_autodiff s, i_prec 30).
Qed.

(* F near s = 0. *)

Lemma form_positive_near_zero : forall n s : R, 3 <= n <= 6 -> 0 < s <= 1 / 2 -> 0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in. pose proof PI_RGT_0. pose proof PI2_3_2.
  pose proof (half_tangent_pos n s ltac:(lra) ltac:(lra)) as t_pos.
  pose proof (half_tangent_square n s ltac:(lra)) as t_square. pose proof (radicand_pos n s ltac:(lra)) as r_pos.
  pose proof (pow_lt s 2 ltac:(lra)) as s_square.
  assert (t_le : half_tangent n s <= s).
  { apply Rsqr_incr_0; [| lra | lra]. rewrite !Rsqr_pow2, t_square.
    apply (Rmult_le_reg_r (2 * (n - 2) + (n - 3) * s ^ 2)); [exact r_pos |].
    replace (s ^ 2 * (n - 1) / (2 * (n - 2) + (n - 3) * s ^ 2) * (2 * (n - 2) + (n - 3) * s ^ 2))
      with (s ^ 2 * (n - 1)) by (field; lra).
    apply Rmult_le_compat_l; [lra |]. assert (0 <= (n - 3) * s ^ 2) by (apply Rmult_le_pos; lra). lra. }
  assert (q_le : defect (half_tangent n s) <= 2 / 9).
  { eapply Rle_trans; [apply defect_upper, t_pos |].
    apply (Rmult_le_reg_r (3 * PI)); [lra |].
    replace (4 * half_tangent n s / (3 * PI) * (3 * PI)) with (4 * half_tangent n s) by (field; lra). lra. }
  assert (overlap : 0 <= 2 * (n - 1) / PI * (s - atan s)).
  { apply Rmult_le_pos; [apply Rdiv_le_0_compat; lra |]. pose proof (atan_le_first s). lra. }
  assert (product : defect (half_tangent n s) * (n ^ 2 + s ^ 2) <= 2 / 9 * (n ^ 2 + 1 / 4)).
  { apply Rmult_le_compat; [apply Rlt_le, defect_pos, t_pos | nra | exact q_le | nra]. }
  unfold fixed_point_form. nra.
Qed.

(* F is positive up to the fraction x0 and falls from there to its zero. *)
Lemma form_positive_by_slope : forall n x0 : R, 3 <= n -> 0 < x0 ->
  (forall s : R, 0 < s <= x0 * sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n s) ->
  (forall x : R, x0 <= x <= 1 -> slope_at n x < 0) ->
  forall s : R, 0 < s < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n s.
Proof.
  intros n x0 n_ge x0_pos start falls s s_in. pose proof PI_RGT_0.
  destruct (Rle_lt_dec s (x0 * sqrt (n ^ 2 - 2 * n))) as [s_le | s_gt]; [apply start; lra |].
  pose proof (uniform_point_is_fixed n n_ge) as zero.
  pose proof (uniform_tangent_pos n n_ge) as u_pos.
  destruct (MVT_cor2 (fixed_point_form n) (form_slope n) s (sqrt (n ^ 2 - 2 * n)) ltac:(lra)) as [c [increment c_in]].
  - intros c c_in. apply is_derive_Reals, form_slope_is_derivative; lra.
  - set (x := c / sqrt (n ^ 2 - 2 * n)).
    assert (c_eq : c = x * sqrt (n ^ 2 - 2 * n)) by (unfold x; field; lra).
    assert (x_in : x0 <= x <= 1) by (split; apply (Rmult_le_reg_r (sqrt (n ^ 2 - 2 * n))); lra).
    pose proof (form_slope_at_fraction n x n_ge ltac:(lra)) as slope. rewrite <- c_eq in slope.
    pose proof (falls x x_in). assert (form_slope n c < 0) by nra. nra.
Qed.

Lemma fraction_le : forall n x0 b : R, 3 <= n -> 0 < x0 -> 0 < b -> x0 ^ 2 * (n ^ 2 - 2 * n) <= b ^ 2 ->
  x0 * sqrt (n ^ 2 - 2 * n) <= b.
Proof.
  intros n x0 b n_ge x0_pos b_pos le. apply Rsqr_incr_0; [| | lra].
  - rewrite !Rsqr_pow2, Rpow_mult_distr, pow2_sqrt; [exact le | nra].
  - apply Rmult_le_pos; [lra | apply sqrt_pos].
Qed.

Theorem form_positive_before_uniform : forall n s : R, 3 <= n <= 6 -> 0 < s < sqrt (n ^ 2 - 2 * n) ->
  0 < fixed_point_form n s.
Proof.
  intros n s n_in s_in.
  assert (near : forall s, 0 < s <= 1 / 2 -> 0 < fixed_point_form n s)
    by (intros x x_in; apply form_positive_near_zero; assumption).
  destruct (Rle_lt_dec n 4); [| destruct (Rle_lt_dec n 5)].
  - apply (form_positive_by_slope n (2 / 5)); try lra.
    + pose proof (fraction_le n (2 / 5) (8 / 7) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(nra)).
      intros x x_in. destruct (Rle_lt_dec x (1 / 2)); [apply near | apply form_positive_3_4]; lra.
    + intros x x_in. apply slope_negative_3_4; lra.
  - apply (form_positive_by_slope n (3 / 5)); try lra.
    + pose proof (fraction_le n (3 / 5) (7 / 3) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(nra)).
      intros x x_in. destruct (Rle_lt_dec x (1 / 2)); [apply near | apply form_positive_4_5]; lra.
    + intros x x_in. apply slope_negative_4_5; lra.
  - apply (form_positive_by_slope n (4 / 5)); try lra.
    + intros x x_in. destruct (Rle_lt_dec x (1 / 2)); [apply near; lra |].
      destruct (Rle_lt_dec x (3 / 2)); [apply form_positive_5_6; lra |].
      destruct (Rle_lt_dec n (11 / 2)).
      * pose proof (fraction_le n (4 / 5) (88 / 25) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(nra)).
        apply form_positive_below_11_2; lra.
      * pose proof (fraction_le n (4 / 5) (98 / 25) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(nra)).
        apply form_positive_above_11_2; lra.
    + intros x x_in. apply slope_negative_5_6; lra.
Qed.

(* The ray and the reduced map. *)

Theorem only_the_uniform_ray : forall n tau : R, 3 <= n <= 6 -> 0 < tau ->
  (fixed_ray n (odd_family n tau) <-> tau = n ^ 2 - 2 * n).
Proof.
  intros n tau n_in tau_pos. rewrite fixed_ray_of_square_root by lra.
  destruct (one_from_sign n ltac:(lra)) as [only _].
  { intros x x_in. pose proof (form_positive_before_uniform n x n_in x_in). lra. }
  split.
  - intros zero. apply sqrt_inj; [lra | nra |]. apply only; [apply sqrt_lt_R0, tau_pos | exact zero].
  - intros ->. apply uniform_point_is_fixed. lra.
Qed.

Theorem reduced_map_to_uniform : forall n : R, 3 <= n <= 6 ->
  (forall tau : R, 0 < tau < n ^ 2 - 2 * n -> tau < reduced_map n tau)
  /\ (forall tau : R, n ^ 2 - 2 * n < tau -> reduced_map n tau < tau).
Proof.
  intros n n_in. assert (0 < n ^ 2 - 2 * n) by nra.
  split; intros tau tau_in; apply reduced_map_rises_iff; try lra.
  - apply form_positive_before_uniform, square_root_lt; assumption.
  - apply form_negative_beyond_uniform; [| apply square_root_lt]; lra.
Qed.
