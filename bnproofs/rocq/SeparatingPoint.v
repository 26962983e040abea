(* The separating point, and the theorem on all of them.

   F is positive just to the left of the uniform point; as it is negative at s = 9/n, it has another zero between the
   two: the separating point.

   fixed_rays, for every real n >= 7: an odd point, a separating point and the uniform point span fixed rays of the
   layer, with tau in this order and all different, and no other 0 < tau <= 81/n^2 does. That there are no more beyond
   is exactly_three_rays in CompleteList.v. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField OddPoint UniformPoint.
Open Scope R_scope.

Theorem exists_separating_point : forall n : R, 7 <= n -> exists s : R,
  9 / n < s < sqrt (n ^ 2 - 2 * n) /\ fixed_point_form n s = 0.
Proof.
  intros n n_ge. assert (lower : 0 < 9 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (gap : 9 / n < sqrt (n ^ 2 - 2 * n)).
  { apply Rle_lt_trans with (sqrt 9).
    - replace 9 with (3 ^ 2) at 2 by ring. rewrite sqrt_pow2 by lra.
      apply (Rmult_le_reg_r n); [lra |]. replace (9 / n * n) with 9 by (field; lra). lra.
    - apply sqrt_lt_1; nra. }
  destruct (positive_before_uniform n (9 / n) ltac:(lra) gap) as [b [b_in positive]].
  destruct (zero_where_the_form_rises n (9 / n) b) as [s [s_in zero]]; try lra.
  - apply form_negative; lra.
  - exists s. split; [lra | exact zero].
Qed.

(* All together, as rays of Gram matrices. *)

Lemma squares_between : forall a s b : R, 0 < a -> a < s < b -> a ^ 2 < s ^ 2 < b ^ 2.
Proof. intros a s b a_pos s_in. split; nra. Qed.

Theorem fixed_rays : forall n : R, 7 <= n -> exists tau_odd tau_separating : R,
  36 / n ^ 2 < tau_odd < 81 / n ^ 2
  /\ 81 / n ^ 2 < tau_separating < n ^ 2 - 2 * n
  /\ fixed_ray n (odd_family n tau_odd)
  /\ fixed_ray n (odd_family n tau_separating)
  /\ fixed_ray n (odd_family n (n ^ 2 - 2 * n))
  /\ (forall tau : R, 0 < tau <= 81 / n ^ 2 -> fixed_ray n (odd_family n tau) -> tau = tau_odd).
Proof.
  intros n n_ge.
  destruct (odd_point_unique n n_ge) as [unique_s [_ unique]].
  destruct (exists_odd_point n n_ge) as [s [s_in s_zero]].
  destruct (exists_separating_point n n_ge) as [r [r_in r_zero]].
  assert (lower : 0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (middle : 0 < 9 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
  replace (36 / n ^ 2) with ((6 / n) ^ 2) by (field; lra).
  replace (81 / n ^ 2) with ((9 / n) ^ 2) by (field; lra).
  replace (n ^ 2 - 2 * n) with (sqrt (n ^ 2 - 2 * n) ^ 2) by (apply pow2_sqrt; lra).
  exists (s ^ 2), (r ^ 2). repeat split.
  - apply (squares_between _ _ _ lower s_in).
  - apply (squares_between _ _ _ lower s_in).
  - apply (squares_between _ _ _ middle r_in).
  - apply (squares_between _ _ _ middle r_in).
  - apply fixed_ray_iff; [lra | lra | exact s_zero].
  - apply fixed_ray_iff; [lra | lra | exact r_zero].
  - apply fixed_ray_iff; [lra | apply sqrt_lt_R0, uniform_pos | apply uniform_point_is_fixed; lra].
  - intros tau [tau_pos tau_le] ray.
    pose proof (sqrt_lt_R0 tau tau_pos) as root_pos.
    assert (root_le : sqrt tau <= 9 / n).
    { rewrite <- (sqrt_pow2 (9 / n)) by lra. apply sqrt_le_1; lra. }
    rewrite <- (pow2_sqrt tau) in ray |- * by lra.
    apply fixed_ray_iff in ray; [| lra | exact root_pos].
    rewrite <- (unique (sqrt tau)) by (split; [split |]; assumption).
    rewrite <- (unique s) by (split; [split |]; lra). reflexivity.
Qed.
