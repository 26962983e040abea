(* Projective stability of the fixed points of the odd-point family.

   For every real n >= 4, theta <= pi/2 and F' < 0 are enough. For every real n >= 3, a fixed point with F' > 0 is not
   projectively stable. *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField Eigenvalues ScalarComponents StandardComponent.
Open Scope R_scope.

(* A fixed point at which the eigenvalues of the projective Jacobian on the trivial, the standard and the (m-2,2)
   component are real and of absolute value below 1. *)
Definition projectively_stable (n s : R) : Prop :=
  fixed_point_form n s = 0
  /\ Rabs (trivial_eigenvalue n s) < 1
  /\ 0 <= standard_discriminant n s
  /\ Rabs (standard_larger n s) < 1
  /\ Rabs (standard_smaller n s) < 1
  /\ Rabs (pair_eigenvalue n s) < 1.

Theorem fixed_point_is_stable : forall n s : R, 4 <= n -> 0 < s -> theta n s <= PI / 2 ->
  fixed_point_form n s = 0 -> form_slope n s < 0 -> projectively_stable n s /\ 0 < trivial_eigenvalue n s.
Proof.
  intros n s n_ge s_pos acute zero falling. pose proof PI2_3_2 as pi_ge.
  assert (s_le : s <= PI * (n - 1)).
  { apply theta_acute_iff in acute; [| lra | exact s_pos].
    assert (s <= n - 1) by nra. nra. }
  pose proof (trivial_eigenvalue_positive n s ltac:(lra) (conj s_pos s_le) zero) as trivial_pos.
  pose proof (proj2 (trivial_eigenvalue_below_one_iff n s ltac:(lra) s_pos) falling) as trivial_lt.
  pose proof (standard_block_contracts n s n_ge s_pos acute zero) as [real [larger smaller]].
  pose proof (pair_eigenvalue_contracts n s ltac:(lra) s_pos zero) as pair_in.
  split; [| exact trivial_pos].
  split; [exact zero |]. split; [apply Rabs_def1; lra |]. split; [exact real |].
  repeat split; apply Rabs_def1; lra.
Qed.

Theorem rising_fixed_point_is_unstable : forall n s : R, 3 <= n -> 0 < s -> 0 < form_slope n s ->
  1 < trivial_eigenvalue n s /\ ~ projectively_stable n s.
Proof.
  intros n s n_ge s_pos rising. pose proof (proj2 (trivial_eigenvalue_above_one_iff n s n_ge s_pos) rising) as above.
  split; [exact above |]. intros [_ [below _]]. apply Rabs_def2 in below. lra.
Qed.
