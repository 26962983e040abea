(* The Jury conditions: both roots of a real polynomial x^2 - T x + D are inside the unit circle if

     1 - T + D > 0,  1 + T + D > 0,  D < 1.

   For a matrix (a b; c d) with b c >= 0, a >= 0 and 0 <= d < 1 all three follow from det(I - M) > 0. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma jury_real : forall T D x : R, 0 < 1 - T + D -> 0 < 1 + T + D -> D < 1 -> x ^ 2 - T * x + D = 0 -> -1 < x < 1.
Proof.
  intros T D x at_one at_minus_one det root.
  assert (upper : 0 < (1 - x) * (1 - (T - x))) by nra. assert (lower : 0 < (1 + x) * (1 + (T - x))) by nra.
  assert (D = x * (T - x)) by lra. split; apply Rnot_le_lt; intros outside.
  - assert (T - x < -1) by nra. nra.
  - assert (1 < T - x) by nra. nra.
Qed.

Lemma jury_complex : forall (T D : R) (z : C), 0 < 1 - T + D -> 0 < 1 + T + D -> D < 1 ->
  Cplus (Cminus (Cmult z z) (Cmult (RtoC T) z)) (RtoC D) = RtoC 0 -> Cmod z < 1.
Proof.
  intros T D [a b] at_one at_minus_one det root.
  unfold Cplus, Cminus, Copp, Cmult, RtoC in root. cbn -[pow] in root. injection root as real imaginary.
  assert (square : a ^ 2 + b ^ 2 < 1).
  { destruct (Req_dec b 0) as [-> | b_neq].
    - pose proof (jury_real T D a at_one at_minus_one det ltac:(lra)). nra.
    - assert (T = 2 * a) by (apply (Rmult_eq_reg_r b); lra). nra. }
  unfold Cmod. cbn -[pow]. rewrite <- sqrt_1. apply sqrt_lt_1_alt.
  pose proof (pow2_ge_0 a). pose proof (pow2_ge_0 b). lra.
Qed.

Lemma jury_of_signs : forall a b c d : R, 0 <= b * c -> 0 <= a -> 0 <= d < 1 -> 0 < (1 - a) * (1 - d) - b * c ->
  0 < 1 - (a + d) + (a * d - b * c) /\ 0 < 1 + (a + d) + (a * d - b * c) /\ a * d - b * c < 1.
Proof.
  intros a b c d product a_ge d_in det. assert (a < 1) by nra. repeat split; nra.
Qed.
