(* Two curves in the (n, t) plane between which the odd point lies, for every real n >= 7.

   theta is the angle between two points of the cluster, t = tan(theta/2), v = n t and e = 1/n. Proved here:

     lower_sign   F is positive at v = 3 pi/2 - 5 e + 40 e^2
     upper_sign   F is negative at v = 3 pi/2 + 30 e^2

   On both curves the terms of F that grow with n cancel exactly, since 4v/(3 pi) = 2 at v = 3 pi/2; after Taylor
   polynomials in place of the arctangents what remains has no division by e, and interval arithmetic on 0 <= e <= 1/20
   decides. For 7 <= n <= 20 the signs are interval arithmetic in n. AngleLimit.v draws the conclusion. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BNProofs Require Import ArctangentBounds OddPointForm OddPoint.
Open Scope R_scope.

(* The two curves. *)

Definition lower_tangent (e : R) : R := 3 * PI / 2 - 5 * e + 40 * e ^ 2.
Definition upper_tangent (e : R) : R := 3 * PI / 2 + 30 * e ^ 2.

(* s as a function of n and t < 1, the inverse of half_tangent. *)

Definition tangent_of (n t : R) : R := t * sqrt (2 * (n - 2) / ((n - 1) - (n - 3) * t ^ 2)).

Lemma inverse_radicand_pos : forall n t : R, 3 <= n -> 0 < t < 1 -> 0 < (n - 1) - (n - 3) * t ^ 2.
Proof. intros n t n_ge t_in. assert (t ^ 2 < 1) by nra. assert ((n - 3) * t ^ 2 <= n - 3) by nra. lra. Qed.

Lemma inverse_ratio_pos : forall n t : R, 3 <= n -> 0 < t < 1 -> 0 < 2 * (n - 2) / ((n - 1) - (n - 3) * t ^ 2).
Proof. intros n t n_ge t_in. apply Rdiv_lt_0_compat; [lra | apply inverse_radicand_pos; assumption]. Qed.

Lemma tangent_of_pos : forall n t : R, 3 <= n -> 0 < t < 1 -> 0 < tangent_of n t.
Proof.
  intros n t n_ge t_in. apply Rmult_lt_0_compat; [lra |]. apply sqrt_lt_R0, inverse_ratio_pos; assumption.
Qed.

Lemma tangent_of_square : forall n t : R, 3 <= n -> 0 < t < 1 ->
  tangent_of n t ^ 2 = t ^ 2 * (2 * (n - 2) / ((n - 1) - (n - 3) * t ^ 2)).
Proof.
  intros n t n_ge t_in. unfold tangent_of. rewrite Rpow_mult_distr, pow2_sqrt; [reflexivity |].
  apply Rlt_le, inverse_ratio_pos; assumption.
Qed.

Lemma half_tangent_of_tangent : forall n t : R, 3 <= n -> 0 < t < 1 -> half_tangent n (tangent_of n t) = t.
Proof.
  intros n t n_ge t_in. pose proof (tangent_of_pos n t n_ge t_in) as s_pos.
  pose proof (inverse_radicand_pos n t n_ge t_in).
  apply Rsqr_inj; [apply Rlt_le, half_tangent_pos; assumption | lra |].
  rewrite !Rsqr_pow2, half_tangent_square, tangent_of_square by assumption. field.
  split; [lra |]. replace (2 * (n - 2) * (n - 1 - (n - 3) * t ^ 2) + (n - 3) * t ^ 2 * 2 * (n - 2))
    with (2 * (n - 2) * (n - 1)) by ring. apply Rgt_not_eq. nra.
Qed.

Lemma minus_sum : forall a b c : R, a - (b + c) = a - b - c.
Proof. intros a b c. ring. Qed.

(* The Taylor polynomials, one order further than in OddPoint.v. *)

Lemma atan_ge_seventh : forall t : R, 0 <= t -> t - t ^ 3 / 3 + t ^ 5 / 5 - t ^ 7 / 7 <= atan t.
Proof.
  intros t t_ge.
  enough (0 <= atan t - (t - t ^ 3 / 3 + t ^ 5 / 5 - t ^ 7 / 7)) by lra.
  apply (nonneg_by_derivative (fun x => atan x - (x - x ^ 3 / 3 + x ^ 5 / 5 - x ^ 7 / 7))
           (fun x => x ^ 8 / (1 + x ^ 2)) t t_ge).
  - rewrite atan_0. field.
  - intros x. pose proof (one_plus_square_pos x). auto_derive; [lra | field; lra].
  - intros x. pose proof (one_plus_square_pos x).
    apply Rdiv_le_0_compat; [replace (x ^ 8) with ((x ^ 4) ^ 2) by ring; apply pow2_ge_0 | assumption].
Qed.

Lemma defect_upper_fifth : forall t : R, 0 < t -> defect t <= (4 * t / 3 - 8 * t ^ 3 / 15 + 12 * t ^ 5 / 35) / PI.
Proof.
  intros t t_pos. pose proof PI_RGT_0. unfold defect.
  pose proof (atan_le_fifth t (Rlt_le _ _ t_pos)). pose proof (atan_ge_seventh t (Rlt_le _ _ t_pos)).
  replace (4 * t / 3 - 8 * t ^ 3 / 15 + 12 * t ^ 5 / 35)
    with (t - t ^ 3 / 3 + t ^ 5 / 5 + (t ^ 3 / 3 - t ^ 5 / 5 + t ^ 7 / 7) / t ^ 2) by (field; lra).
  apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; assumption |].
  apply Rplus_le_compat; [assumption |].
  apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, pow_lt, t_pos | lra].
Qed.

(* The signs of F on the curves, for n <= 20. *)

Definition form_of_tangent (n t : R) : R :=
  2 * (n - 1) + 2 * (n - 1) / PI * (tangent_of n t - atan (tangent_of n t)) - defect t * (n ^ 2 + tangent_of n t ^ 2).

Lemma form_at_tangent : forall n t : R, 3 <= n -> 0 < t < 1 ->
  fixed_point_form n (tangent_of n t) = form_of_tangent n t.
Proof.
  intros n t n_ge t_in. unfold fixed_point_form, form_of_tangent. rewrite half_tangent_of_tangent by assumption.
  reflexivity.
Qed.

Lemma lower_sign_small_batch : forall n : R, 7 <= n <= 20 -> 0 < form_of_tangent n (lower_tangent (/ n) / n).
Proof.
  intros n n_in. unfold form_of_tangent, tangent_of, defect, lower_tangent.
  interval with (i_bisect n, i_autodiff n, i_prec 30).
Qed.

Lemma upper_sign_small_batch : forall n : R, 7 <= n <= 20 -> form_of_tangent n (upper_tangent (/ n) / n) < 0.
Proof.
  intros n n_in. unfold form_of_tangent, tangent_of, defect, upper_tangent.
  interval with (i_bisect n, i_autodiff n, i_prec 30).
Qed.

(* The signs for n >= 20. The square of s/e, and F without its growing terms. *)

Definition scaled_square (e v : R) : R := v ^ 2 * (2 * (1 - 2 * e) / ((1 - e) - (1 - 3 * e) * (e * v) ^ 2)).

Lemma limit_sign_lower : forall e : R, 0 <= e <= 1 / 20 ->
  0 < - 2 + 20 / (3 * PI) - 160 * e / (3 * PI)
      + (8 / 15 * lower_tangent e ^ 3 * e - 12 / 35 * lower_tangent e ^ 5 * e ^ 3) / PI
      - 4 * lower_tangent e * e ^ 3 / (3 * PI) * scaled_square e (lower_tangent e).
Proof. intros e e_in. unfold scaled_square, lower_tangent. interval with (i_bisect e, i_autodiff e, i_prec 30). Qed.

Lemma limit_sign_upper : forall e : R, 0 <= e <= 1 / 20 ->
  - 2 - 40 * e / PI + 8 / 15 * upper_tangent e ^ 3 * e / PI
  + 2 * (1 - e) / PI * (e ^ 2 * sqrt (scaled_square e (upper_tangent e)) ^ 3 / 3) < 0.
Proof. intros e e_in. unfold scaled_square, upper_tangent. interval with (i_bisect e, i_autodiff e, i_prec 30). Qed.

Lemma square_scaled : forall n v : R, 3 <= n -> 0 < v / n < 1 ->
  tangent_of n (v / n) ^ 2 = (/ n) ^ 2 * scaled_square (/ n) v.
Proof.
  intros n v n_ge t_in. pose proof (inverse_radicand_pos n _ n_ge t_in) as r_pos.
  rewrite tangent_of_square by assumption. unfold scaled_square. field.
  replace (n - 1 - (n - 3) * (v / n) ^ 2) with (((n - 1) * n ^ 2 - (n - 3) * v ^ 2) / n ^ 2) in r_pos by (field; lra).
  assert (0 < n ^ 2) by nra.
  assert (pos : 0 < (n - 1) * n ^ 2 - (n - 3) * v ^ 2).
  { apply (Rmult_lt_compat_r (n ^ 2)) in r_pos; [| assumption]. unfold Rdiv in r_pos.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_0_l in r_pos by lra. exact r_pos. }
  repeat split; lra.
Qed.

Lemma lower_sign_large_batch : forall n : R, 20 <= n -> 0 < lower_tangent (/ n) / n < 1 ->
  0 < form_of_tangent n (lower_tangent (/ n) / n).
Proof.
  intros n n_ge t_in. pose proof PI_RGT_0 as pi_pos.
  pose proof (limit_sign_lower (/ n) (inverse_of_large n n_ge)) as limit.
  pose proof (square_scaled n (lower_tangent (/ n)) ltac:(lra) t_in) as square.
  pose proof (tangent_of_pos n _ ltac:(lra) t_in) as s_pos.
  pose proof (defect_upper_fifth _ (proj1 t_in)) as q_le_fifth. pose proof (defect_upper _ (proj1 t_in)) as q_le.
  unfold form_of_tangent. rewrite square. set (s := tangent_of n (lower_tangent (/ n) / n)) in *.
  assert (overlap : 0 <= 2 * (n - 1) / PI * (s - atan s)).
  { apply Rmult_le_pos; [apply Rdiv_le_0_compat; lra |].
    pose proof (atan_le_first _ (Rlt_le _ _ s_pos)). lra. }
  assert (first : defect (lower_tangent (/ n) / n) * n ^ 2 <=
                  2 * (n - 1) - (- 2 + 20 / (3 * PI) - 160 * / n / (3 * PI)
                  + (8 / 15 * lower_tangent (/ n) ^ 3 * / n - 12 / 35 * lower_tangent (/ n) ^ 5 * (/ n) ^ 3) / PI)).
  { apply (Rmult_le_compat_r (n ^ 2)) in q_le_fifth; [| apply pow2_ge_0].
    assert (growing : 4 * lower_tangent (/ n) * n / (3 * PI)
                      = 2 * (n - 1) - (- 2 + 20 / (3 * PI) - 160 * / n / (3 * PI)))
      by (unfold lower_tangent; field; lra).
    eapply Rle_trans; [exact q_le_fifth |]. apply Req_le. rewrite minus_sum, <- growing. field. lra. }
  assert (second : defect (lower_tangent (/ n) / n) * ((/ n) ^ 2 * scaled_square (/ n) (lower_tangent (/ n))) <=
                   4 * lower_tangent (/ n) * (/ n) ^ 3 / (3 * PI) * scaled_square (/ n) (lower_tangent (/ n))).
  { eapply Rle_trans; [apply Rmult_le_compat_r; [rewrite <- square; apply pow2_ge_0 | exact q_le] |].
    apply Req_le. field. lra. }
  lra.
Qed.

Lemma upper_sign_large_batch : forall n : R, 20 <= n -> 0 < upper_tangent (/ n) / n < 1 ->
  form_of_tangent n (upper_tangent (/ n) / n) < 0.
Proof.
  intros n n_ge t_in. pose proof PI_RGT_0 as pi_pos.
  pose proof (limit_sign_upper (/ n) (inverse_of_large n n_ge)) as limit.
  pose proof (square_scaled n (upper_tangent (/ n)) ltac:(lra) t_in) as square.
  pose proof (tangent_of_pos n _ ltac:(lra) t_in) as s_pos.
  pose proof (defect_lower _ (proj1 t_in)) as q_ge. pose proof (defect_pos _ (proj1 t_in)) as q_pos.
  assert (inverse_pos : 0 < / n) by (apply Rinv_0_lt_compat; lra).
  unfold form_of_tangent. set (s := tangent_of n (upper_tangent (/ n) / n)) in *.
  assert (root : s = / n * sqrt (scaled_square (/ n) (upper_tangent (/ n)))).
  { rewrite <- (sqrt_pow2 s), square by lra.
    rewrite sqrt_mult_alt, sqrt_pow2 by (try apply pow2_ge_0; lra). reflexivity. }
  assert (overlap : 2 * (n - 1) / PI * (s - atan s)
                    <= 2 * (1 - / n) / PI * ((/ n) ^ 2 * sqrt (scaled_square (/ n) (upper_tangent (/ n))) ^ 3 / 3)).
  { apply Rle_trans with (2 * (n - 1) / PI * (s ^ 3 / 3)).
    - apply Rmult_le_compat_l; [apply Rdiv_le_0_compat; lra |].
      pose proof (atan_ge_third _ (Rlt_le _ _ s_pos)). lra.
    - rewrite root. apply Req_le. field. lra. }
  assert (first : 2 * (n - 1) - (- 2 - 40 * / n / PI + 8 / 15 * upper_tangent (/ n) ^ 3 * / n / PI)
                  <= defect (upper_tangent (/ n) / n) * n ^ 2).
  { apply (Rmult_le_compat_r (n ^ 2)) in q_ge; [| apply pow2_ge_0].
    assert (growing : 4 * upper_tangent (/ n) * n / (3 * PI) = 2 * (n - 1) - (- 2 - 40 * / n / PI))
      by (unfold upper_tangent; field; lra).
    eapply Rle_trans; [| exact q_ge]. apply Req_le. rewrite minus_sum, <- growing. field. lra. }
  assert (second : 0 <= defect (upper_tangent (/ n) / n) * s ^ 2)
    by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).
  lra.
Qed.

(* The curves are ordered, have t < 1 and s < 9/n; the signs for every n >= 7. *)

Lemma inverse_in : forall n : R, 7 <= n -> 0 < / n <= 1 / 7.
Proof.
  intros n n_ge. split; [apply Rinv_0_lt_compat; lra |].
  replace (1 / 7) with (/ 7) by field. apply Rinv_le_contravar; lra.
Qed.

Lemma curves_in : forall e : R, 0 <= e <= 1 / 7 ->
  0 < lower_tangent e /\ e * upper_tangent e < 1 /\ scaled_square e (upper_tangent e) < 81.
Proof.
  intros e e_in. unfold scaled_square, lower_tangent, upper_tangent.
  repeat split; interval with (i_bisect e, i_autodiff e, i_prec 30).
Qed.

Lemma curves_of_batch : forall n : R, 7 <= n ->
  0 < lower_tangent (/ n) / n /\ lower_tangent (/ n) / n < upper_tangent (/ n) / n /\ upper_tangent (/ n) / n < 1.
Proof.
  intros n n_ge. pose proof (inverse_in n n_ge) as e_in. pose proof (curves_in (/ n) ltac:(lra)) as [below [above _]].
  repeat split.
  - apply Rdiv_lt_0_compat; lra.
  - apply Rmult_lt_compat_r; [lra |]. unfold lower_tangent, upper_tangent. nra.
  - unfold Rdiv. rewrite Rmult_comm. exact above.
Qed.

Lemma lower_sign : forall n : R, 7 <= n -> 0 < fixed_point_form n (tangent_of n (lower_tangent (/ n) / n)).
Proof.
  intros n n_ge. pose proof (curves_of_batch n n_ge). rewrite form_at_tangent by (try split; lra).
  destruct (Rle_lt_dec n 20); [apply lower_sign_small_batch | apply lower_sign_large_batch]; lra.
Qed.

Lemma upper_sign : forall n : R, 7 <= n -> fixed_point_form n (tangent_of n (upper_tangent (/ n) / n)) < 0.
Proof.
  intros n n_ge. pose proof (curves_of_batch n n_ge). rewrite form_at_tangent by (try split; lra).
  destruct (Rle_lt_dec n 20); [apply upper_sign_small_batch | apply upper_sign_large_batch]; lra.
Qed.
