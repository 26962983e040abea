(* The odd point of recentring + ReLU exists for every real n >= 7, and it is the only fixed point with 0 < s <= 9/n.

   (s = sqrt(n^2 - 2n) is another one, the uniform point of SeparatingPoint.v: "some zero" alone would say little.)

   F is positive at s = 6/n and negative at s = 9/n, and decreases up to there. For 7 <= n <= 20 the two signs are interval
   arithmetic in n. For n >= 20 the arctangents are replaced by Taylor polynomials, after which F/n is bounded, with
   e = 1/n and s = e y, by an expression without any division by e, and interval arithmetic on 0 <= e <= 1/20 decides. The
   same is done with the derivative, for all n >= 7 at once. (The option i_prec selects interval's own arithmetic on
   integers, so that no property of the machine's floating-point numbers is assumed.) *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField.
Open Scope R_scope.

(* Batches of 7 to 20. *)

Lemma form_positive_small_batch : forall n : R, 7 <= n <= 20 -> 0 < fixed_point_form n (6 / n).
Proof.
  intros n n_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_autodiff n, i_prec 30).
Qed.

Lemma form_negative_small_batch : forall n : R, 7 <= n <= 20 -> fixed_point_form n (9 / n) < 0.
Proof.
  intros n n_in. unfold fixed_point_form, defect, half_tangent.
  interval with (i_bisect n, i_autodiff n, i_prec 30).
Qed.

(* Batches of 20 and more: t = scaled_tangent y e / n at s = y/n, e = 1/n. *)

Definition scaled_tangent (y e : R) : R := y * sqrt (1 - e) / sqrt (2 * (1 - 2 * e) + (1 - 3 * e) * (y * e) ^ 2).

Lemma half_tangent_scaled : forall n y : R, 3 <= n -> half_tangent n (y / n) = scaled_tangent y (/ n) / n.
Proof.
  intros n y n_ge. unfold half_tangent, scaled_tangent.
  pose proof (radicand_pos n (y / n) n_ge) as r_pos.
  assert (root_n : 0 < sqrt n) by (apply sqrt_lt_R0; lra).
  assert (e_lt : 3 * / n <= 1) by (apply (Rmult_le_reg_r n); [lra | rewrite Rmult_assoc, Rinv_l; lra]).
  assert (r_eq : 2 * (n - 2) + (n - 3) * (y / n) ^ 2
                 = n * (2 * (1 - 2 * / n) + (1 - 3 * / n) * (y * / n) ^ 2)) by (field; lra).
  rewrite r_eq in *.
  assert (e_pos : 0 < 2 * (1 - 2 * / n) + (1 - 3 * / n) * (y * / n) ^ 2)
    by (apply (Rmult_lt_reg_l n); lra).
  assert (root_e : 0 < sqrt (2 * (1 - 2 * / n) + (1 - 3 * / n) * (y * / n) ^ 2)) by (apply sqrt_lt_R0, e_pos).
  replace (n - 1) with (n * (1 - / n)) by (field; lra).
  rewrite !sqrt_mult by lra.
  field. repeat split; lra.
Qed.

Lemma defect_upper : forall t : R, 0 < t -> defect t <= 4 * t / (3 * PI).
Proof.
  intros t t_pos. pose proof PI_RGT_0. unfold defect.
  pose proof (atan_le_first t (Rlt_le _ _ t_pos)). pose proof (atan_ge_third t (Rlt_le _ _ t_pos)).
  replace (4 * t / (3 * PI)) with ((t + t / 3) / PI) by (field; lra).
  apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; assumption |].
  apply Rplus_le_compat; [assumption |].
  replace (t / 3) with (t ^ 3 / 3 / t ^ 2) by (field; lra).
  apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, pow_lt, t_pos | lra].
Qed.

Lemma defect_lower : forall t : R, 0 < t -> (4 * t / 3 - 8 * t ^ 3 / 15) / PI <= defect t.
Proof.
  intros t t_pos. pose proof PI_RGT_0. unfold defect.
  pose proof (atan_ge_third t (Rlt_le _ _ t_pos)). pose proof (atan_le_fifth t (Rlt_le _ _ t_pos)).
  replace (4 * t / 3 - 8 * t ^ 3 / 15) with (t - t ^ 3 / 3 + (t ^ 3 / 3 - t ^ 5 / 5) / t ^ 2) by (field; lra).
  apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; assumption |].
  apply Rplus_le_compat; [assumption |].
  apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, pow_lt, t_pos | lra].
Qed.

Lemma inverse_of_large : forall n : R, 20 <= n -> 0 <= / n <= 1 / 20.
Proof.
  intros n n_ge. split.
  - apply Rlt_le, Rinv_0_lt_compat. lra.
  - replace (1 / 20) with (/ 20) by field. apply Rinv_le_contravar; lra.
Qed.

Lemma limit_form_positive : forall e : R, 0 <= e <= 1 / 20 ->
  0 < 2 * (1 - e) - 4 * scaled_tangent 6 e / (3 * PI) * (1 + 36 * e ^ 4).
Proof.
  intros e e_in. unfold scaled_tangent. interval with (i_bisect e, i_autodiff e, i_prec 30).
Qed.

Lemma limit_form_negative : forall e : R, 0 <= e <= 1 / 20 ->
  2 * (1 - e) + 2 * (1 - e) / PI * (243 * e ^ 3)
  - (4 * scaled_tangent 9 e / 3 - 8 * scaled_tangent 9 e ^ 3 / 15 * e ^ 2) / PI * (1 + 81 * e ^ 4) < 0.
Proof.
  intros e e_in. unfold scaled_tangent. interval with (i_bisect e, i_autodiff e, i_prec 30).
Qed.

Lemma form_positive_large_batch : forall n : R, 20 <= n -> 0 < fixed_point_form n (6 / n).
Proof.
  intros n n_ge. pose proof PI_RGT_0 as pi_pos.
  assert (s_pos : 0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  pose proof (limit_form_positive (/ n) (inverse_of_large n n_ge)) as limit.
  pose proof (half_tangent_pos n (6 / n) ltac:(lra) s_pos) as t_pos.
  pose proof (defect_upper _ t_pos) as q_le.
  rewrite half_tangent_scaled in q_le by lra.
  apply (Rmult_lt_compat_l n) in limit; [| lra]. rewrite Rmult_0_r in limit.
  eapply Rlt_le_trans; [exact limit |].
  unfold fixed_point_form. rewrite half_tangent_scaled by lra.
  assert (overlap : 0 <= 2 * (n - 1) / PI * (6 / n - atan (6 / n))).
  { apply Rmult_le_pos; [apply Rdiv_le_0_compat; lra |].
    pose proof (atan_le_first (6 / n)). lra. }
  apply (Rmult_le_compat_r (n ^ 2 + (6 / n) ^ 2)) in q_le;
    [| pose proof (pow2_ge_0 n); pose proof (pow2_ge_0 (6 / n)); lra].
  eapply Rle_trans; [| apply Rplus_le_compat; [apply Rplus_le_compat_l, overlap | apply Ropp_le_contravar, q_le]].
  apply Req_le. field. lra.
Qed.

Lemma form_negative_large_batch : forall n : R, 20 <= n -> fixed_point_form n (9 / n) < 0.
Proof.
  intros n n_ge. pose proof PI_RGT_0 as pi_pos.
  assert (s_pos : 0 < 9 / n) by (apply Rdiv_lt_0_compat; lra).
  pose proof (limit_form_negative (/ n) (inverse_of_large n n_ge)) as limit.
  pose proof (half_tangent_pos n (9 / n) ltac:(lra) s_pos) as t_pos.
  pose proof (defect_lower _ t_pos) as q_ge.
  rewrite half_tangent_scaled in q_ge by lra.
  apply (Rmult_lt_compat_l n) in limit; [| lra]. rewrite Rmult_0_r in limit.
  eapply Rle_lt_trans; [| exact limit].
  unfold fixed_point_form. rewrite half_tangent_scaled by lra.
  assert (overlap : 2 * (n - 1) / PI * (9 / n - atan (9 / n)) <= 2 * (n - 1) / PI * ((9 / n) ^ 3 / 3)).
  { apply Rmult_le_compat_l; [apply Rdiv_le_0_compat; lra |].
    pose proof (atan_ge_third (9 / n)). lra. }
  apply (Rmult_le_compat_r (n ^ 2 + (9 / n) ^ 2)) in q_ge;
    [| pose proof (pow2_ge_0 n); pose proof (pow2_ge_0 (9 / n)); lra].
  eapply Rle_trans; [apply Rplus_le_compat; [apply Rplus_le_compat_l, overlap | apply Ropp_le_contravar, q_ge] |].
  apply Req_le. field. lra.
Qed.

(* Existence. *)

Lemma form_positive : forall n : R, 7 <= n -> 0 < fixed_point_form n (6 / n).
Proof.
  intros n n_ge. destruct (Rle_lt_dec n 20); [apply form_positive_small_batch | apply form_positive_large_batch]; lra.
Qed.

Lemma form_negative : forall n : R, 7 <= n -> fixed_point_form n (9 / n) < 0.
Proof.
  intros n n_ge. destruct (Rle_lt_dec n 20); [apply form_negative_small_batch | apply form_negative_large_batch]; lra.
Qed.

Theorem exists_odd_point : forall n : R, 7 <= n -> exists s : R, 6 / n < s < 9 / n /\ fixed_point_form n s = 0.
Proof.
  intros n n_ge. apply zero_where_the_form_falls; [lra | | apply form_positive, n_ge | apply form_negative, n_ge].
  split; [apply Rdiv_lt_0_compat; lra |]. apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat |]; lra.
Qed.

(* Uniqueness: F decreases where s <= 9/n. In the lemma on the limit e = 1/n and s are independent. *)

Definition scaled_radicand (e s : R) : R := 2 * (1 - 2 * e) + (1 - 3 * e) * s ^ 2.

Lemma limit_slope_negative : forall e s : R, 0 <= e <= 1 / 7 -> 0 <= s <= 9 / 7 ->
  0 < (2 / (1 + s ^ 2 * (1 - e) / scaled_radicand e s) - 2 / 3)
      * sqrt ((1 - e) / scaled_radicand e s) * (2 * (1 - 2 * e) / scaled_radicand e s) * (1 + e ^ 2 * s ^ 2)
      - 2 * e * (1 - e) * (s ^ 2 / (1 + s ^ 2)).
Proof.
  intros e s e_in s_in. unfold scaled_radicand. interval with (i_bisect e, i_bisect s, i_prec 30).
Qed.

Lemma defect_slope_lower : forall t : R, 0 < t ->
  2 / (1 + t ^ 2) - 2 / 3 <= 2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3.
Proof.
  intros t t_pos. pose proof (atan_ge_third t (Rlt_le _ _ t_pos)).
  pose proof (pow_lt t 3 t_pos) as cube.
  assert (2 * (t - t ^ 3 / 3) / t ^ 3 <= 2 * atan t / t ^ 3).
  { apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, cube | lra]. }
  replace (2 * (t - t ^ 3 / 3) / t ^ 3) with (2 / t ^ 2 - 2 / 3) in * by (field; lra).
  lra.
Qed.

Lemma form_slope_negative : forall n s : R, 7 <= n -> 0 < s <= 9 / n -> form_slope n s < 0.
Proof.
  intros n s n_ge [s_pos s_le]. pose proof PI_RGT_0 as pi_pos.
  assert (e_in : 0 < / n <= 1 / 7).
  { split; [apply Rinv_0_lt_compat; lra |]. replace (1 / 7) with (/ 7) by field. apply Rinv_le_contravar; lra. }
  assert (s_in : 0 <= s <= 9 / 7) by (unfold Rdiv in *; lra).
  pose proof (limit_slope_negative (/ n) s ltac:(lra) s_in) as limit.
  assert (r_pos : 0 < scaled_radicand (/ n) s).
  { unfold scaled_radicand. pose proof (pow_lt s 2 s_pos).
    assert (0 <= (1 - 3 * / n) * s ^ 2) by (apply Rmult_le_pos; lra). lra. }
  assert (radicand : 2 * (n - 2) + (n - 3) * s ^ 2 = n * scaled_radicand (/ n) s)
    by (unfold scaled_radicand; field; lra).
  assert (t_pos : 0 < half_tangent n s) by (apply half_tangent_pos; lra).
  assert (t_square : half_tangent n s ^ 2 = s ^ 2 * (1 - / n) / scaled_radicand (/ n) s).
  { rewrite half_tangent_square, radicand by lra. field. split; lra. }
  assert (t_eq : half_tangent n s = s * sqrt ((1 - / n) / scaled_radicand (/ n) s)).
  { rewrite <- (sqrt_pow2 (half_tangent n s)), t_square by lra.
    replace (s ^ 2 * (1 - / n) / scaled_radicand (/ n) s) with (s ^ 2 * ((1 - / n) / scaled_radicand (/ n) s))
      by (field; split; lra).
    rewrite sqrt_mult, sqrt_pow2; [reflexivity | lra | apply pow2_ge_0 |].
    apply Rdiv_le_0_compat; lra. }
  pose proof (defect_slope_lower _ t_pos) as bracket.
  unfold form_slope. rewrite radicand. cbv zeta.
  assert (q_pos : 0 < defect (half_tangent n s) * (2 * s)) by (apply Rmult_lt_0_compat; [apply defect_pos, t_pos | lra]).
  assert (speed : half_tangent n s * (2 * (n - 2)) / (s * (n * scaled_radicand (/ n) s))
                  = sqrt ((1 - / n) / scaled_radicand (/ n) s) * (2 * (1 - 2 * / n) / scaled_radicand (/ n) s)).
  { rewrite t_eq. field. repeat split; lra. }
  rewrite speed.
  assert (speed_ge : 0 <= sqrt ((1 - / n) / scaled_radicand (/ n) s) * (2 * (1 - 2 * / n) / scaled_radicand (/ n) s)).
  { apply Rmult_le_pos; [apply sqrt_pos | apply Rdiv_le_0_compat; lra]. }
  rewrite <- t_square in limit.
  remember (sqrt ((1 - / n) / scaled_radicand (/ n) s) * (2 * (1 - 2 * / n) / scaled_radicand (/ n) s)) as d.
  remember (half_tangent n s) as t.
  assert (product : (2 / (1 + t ^ 2) - 2 / 3) * (d * (n ^ 2 + s ^ 2))
                    <= (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) * (d * (n ^ 2 + s ^ 2))).
  { apply Rmult_le_compat_r; [| exact bracket].
    apply Rmult_le_pos; [exact speed_ge | pose proof (pow2_ge_0 n); pose proof (pow2_ge_0 s); lra]. }
  rewrite (Rmult_assoc (2 / (1 + t ^ 2) - 2 / 3)), <- Heqd in limit.
  apply (Rmult_lt_compat_l (n ^ 2)) in limit; [| apply pow_lt; lra].
  replace (n ^ 2 * ((2 / (1 + t ^ 2) - 2 / 3) * d * (1 + (/ n) ^ 2 * s ^ 2) - 2 * / n * (1 - / n) * (s ^ 2 / (1 + s ^ 2))))
    with ((2 / (1 + t ^ 2) - 2 / 3) * (d * (n ^ 2 + s ^ 2)) - 2 * (n - 1) * (s ^ 2 / (1 + s ^ 2)))
    in limit by (field; pose proof (one_plus_square_pos t); pose proof (one_plus_square_pos s); repeat split; lra).
  remember (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) as b.
  replace (2 * (n - 1) / PI * (s ^ 2 / (1 + s ^ 2)) - b / PI * d * (n ^ 2 + s ^ 2))
    with ((2 * (n - 1) * (s ^ 2 / (1 + s ^ 2)) - b * (d * (n ^ 2 + s ^ 2))) / PI)
    by (field; pose proof (one_plus_square_pos s); split; lra).
  assert ((2 * (n - 1) * (s ^ 2 / (1 + s ^ 2)) - b * (d * (n ^ 2 + s ^ 2))) / PI < 0).
  { apply (Rmult_lt_reg_r PI); [exact pi_pos |]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  lra.
Qed.

Lemma form_decreasing : forall n a b : R, 7 <= n -> 0 < a < b -> b <= 9 / n ->
  fixed_point_form n b < fixed_point_form n a.
Proof.
  intros n a b n_ge [a_pos a_lt] b_le.
  destruct (MVT_cor2 (fixed_point_form n) (form_slope n) a b a_lt) as [c [increment c_in]].
  - intros c c_in. apply is_derive_Reals, form_slope_is_derivative; lra.
  - pose proof (form_slope_negative n c n_ge ltac:(lra)). nra.
Qed.

Theorem odd_point_unique : forall n : R, 7 <= n -> exists! s : R, 0 < s <= 9 / n /\ fixed_point_form n s = 0.
Proof.
  intros n n_ge. destruct (exists_odd_point n n_ge) as [s [s_in zero]].
  assert (0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  exists s. split; [split; lra |].
  intros x [x_in x_zero].
  destruct (Rtotal_order s x) as [lt | [eq | gt]]; [| exact eq |].
  - pose proof (form_decreasing n s x n_ge ltac:(lra) ltac:(lra)). lra.
  - pose proof (form_decreasing n x s n_ge ltac:(lra) ltac:(lra)). lra.
Qed.
