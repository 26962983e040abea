(* The claims fixed-points and reduced-dynamics of a certificate for a small batch: nothing but the uniform point. *)

From Coq Require Import Reals Lra.
From BNProofs Require Import MeanField UniformPoint SmallBatches ReducedDynamics Claims.
Open Scope R_scope.

Lemma signs_of_small_batch : forall n : R, 3 <= n <= 6 -> signs_of_one n.
Proof.
  intros n n_in. split.
  - intros x x_in. apply form_positive_before_uniform; assumption.
  - intros x x_gt. apply form_negative_beyond_uniform; lra.
Qed.

(* For every real 3 <= n <= 6: the uniform point is the only fixed ray with tau > 0, and every orbit tends to it. *)
Theorem small_batches : forall n : R, 3 <= n <= 6 -> two_fixed_points n /\ flows_of_two n.
Proof.
  intros n n_in. pose proof (signs_of_small_batch n n_in) as signs. split.
  - apply two_fixed_points_from_signs; [lra | exact signs].
  - apply flows_of_two_from_signs; [lra | exact signs].
Qed.
