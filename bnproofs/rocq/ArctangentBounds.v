(* Elementary facts about the arctangent: its Taylor polynomials as bounds on the right of 0, and the double angle.

     t - t^3/3 <= atan t <= t - t^3/3 + t^5/5,   t/(1 + t^2) < atan t <= t   for t > 0.

   The first three are proved from the sign of the derivative of the difference. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma one_plus_square_pos : forall x : R, 0 < 1 + x ^ 2.
Proof. intros x. pose proof (pow2_ge_0 x). lra. Qed.

(* A function that is 0 at 0 and has a nonnegative derivative is nonnegative to the right of 0. *)
Lemma nonneg_by_derivative : forall (f f' : R -> R) (t : R), 0 <= t -> f 0 = 0 ->
  (forall x : R, is_derive f x (f' x)) -> (forall x : R, 0 <= f' x) -> 0 <= f t.
Proof.
  intros f f' t t_ge f_0 f_der f'_ge.
  destruct (MVT_gen f 0 t f') as [x [_ increment]].
  - intros x _. apply f_der.
  - intros x _. apply derivable_continuous_pt, ex_derive_Reals_0. exists (f' x). apply f_der.
  - rewrite f_0 in increment. pose proof (Rmult_le_pos (f' x) (t - 0) (f'_ge x)). lra.
Qed.

Lemma atan_le_first : forall t : R, 0 <= t -> atan t <= t.
Proof.
  intros t t_ge.
  enough (0 <= t - atan t) by lra.
  apply (nonneg_by_derivative (fun x => x - atan x) (fun x => x ^ 2 / (1 + x ^ 2)) t t_ge).
  - rewrite atan_0. ring.
  - intros x. pose proof (one_plus_square_pos x). auto_derive; [lra | field; lra].
  - intros x. pose proof (one_plus_square_pos x).
    apply Rdiv_le_0_compat; [apply pow2_ge_0 | assumption].
Qed.

Lemma atan_ge_third : forall t : R, 0 <= t -> t - t ^ 3 / 3 <= atan t.
Proof.
  intros t t_ge.
  enough (0 <= atan t - (t - t ^ 3 / 3)) by lra.
  apply (nonneg_by_derivative (fun x => atan x - (x - x ^ 3 / 3)) (fun x => x ^ 4 / (1 + x ^ 2)) t t_ge).
  - rewrite atan_0. field.
  - intros x. pose proof (one_plus_square_pos x). auto_derive; [lra | field; lra].
  - intros x. pose proof (one_plus_square_pos x).
    apply Rdiv_le_0_compat; [replace (x ^ 4) with ((x ^ 2) ^ 2) by ring; apply pow2_ge_0 | assumption].
Qed.

Lemma atan_le_fifth : forall t : R, 0 <= t -> atan t <= t - t ^ 3 / 3 + t ^ 5 / 5.
Proof.
  intros t t_ge.
  enough (0 <= t - t ^ 3 / 3 + t ^ 5 / 5 - atan t) by lra.
  apply (nonneg_by_derivative (fun x => x - x ^ 3 / 3 + x ^ 5 / 5 - atan x) (fun x => x ^ 6 / (1 + x ^ 2)) t t_ge).
  - rewrite atan_0. field.
  - intros x. pose proof (one_plus_square_pos x). auto_derive; [lra | field; lra].
  - intros x. pose proof (one_plus_square_pos x).
    apply Rdiv_le_0_compat; [replace (x ^ 6) with ((x ^ 3) ^ 2) by ring; apply pow2_ge_0 | assumption].
Qed.

Lemma atan_pos : forall t : R, 0 < t -> 0 < atan t.
Proof. intros t t_pos. rewrite <- atan_0. apply atan_increasing, t_pos. Qed.

Lemma atan_le : forall x y : R, x <= y -> atan x <= atan y.
Proof. intros x y [lt | <-]; [apply Rlt_le, atan_increasing, lt | apply Rle_refl]. Qed.

Lemma cos_double_atan : forall t : R, cos (2 * atan t) = (1 - t ^ 2) / (1 + t ^ 2).
Proof.
  intros t. rewrite cos_2a, cos_atan, sin_atan, Rsqr_pow2.
  pose proof (one_plus_square_pos t) as p. pose proof (sqrt_lt_R0 _ p). pose proof (pow2_sqrt _ (Rlt_le _ _ p)) as square.
  remember (sqrt (1 + t ^ 2)) as r. rewrite <- square. field. lra.
Qed.

Lemma sin_double_atan : forall t : R, sin (2 * atan t) = 2 * t / (1 + t ^ 2).
Proof.
  intros t. rewrite sin_2a, cos_atan, sin_atan, Rsqr_pow2.
  pose proof (one_plus_square_pos t) as p. pose proof (sqrt_lt_R0 _ p). pose proof (pow2_sqrt _ (Rlt_le _ _ p)) as square.
  remember (sqrt (1 + t ^ 2)) as r. rewrite <- square. field. lra.
Qed.

Lemma atan_gt_chord : forall t : R, 0 < t -> t / (1 + t ^ 2) < atan t.
Proof.
  intros t t_pos. pose proof (sin_lt_x (2 * atan t)) as chord. rewrite sin_double_atan in chord.
  pose proof (atan_pos t t_pos).
  replace (2 * t / (1 + t ^ 2)) with (2 * (t / (1 + t ^ 2))) in chord by (field; pose proof (one_plus_square_pos t); lra).
  lra.
Qed.
