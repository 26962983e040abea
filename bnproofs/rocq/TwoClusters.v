(* The ideal two-cluster rays of recentring + ReLU, for every real n and k with 0 < k < n.

   A batch of n - k points at one place and k at another is, after recentring, g * k/n on the first group and
   - g * (n-k)/n on the second, for every neuron, with a real number g that depends on the weights. *)

From Coq Require Import Reals Lra Psatz.
Open Scope R_scope.

Definition relu (x : R) : R := Rmax 0 x.

Definition first_group (n k g : R) : R := g * (k / n).
Definition second_group (n k g : R) : R := - g * ((n - k) / n).

Definition weight (n k : R) : R := (n - k) ^ 2 + k ^ 2.
Definition transverse_multiplier (n k : R) : R := n ^ 2 / weight n k.

(* The eigenvalue on the standard component of the cluster of n - k points (derivations/two_cluster_spectrum.py). *)
Definition standard_multiplier (n k : R) : R := k * n / weight n k.

(* Whatever the weights, the two groups have disjoint supports after the ReLU: they are exactly orthogonal. *)
Theorem disjoint_supports : forall n k g : R,
  0 < k < n -> relu (first_group n k g) * relu (second_group n k g) = 0.
Proof.
  intros n k g [k_pos k_lt]. unfold relu, first_group, second_group.
  assert (a_pos : 0 < k / n) by (apply Rdiv_lt_0_compat; lra).
  assert (b_pos : 0 < (n - k) / n) by (apply Rdiv_lt_0_compat; lra).
  destruct (Rle_lt_dec g 0) as [g_neg | g_pos].
  - rewrite (Rmax_left 0 (g * (k / n))) by nra. ring.
  - rewrite (Rmax_left 0 (- g * ((n - k) / n))) by nra. ring.
Qed.

Lemma weight_pos : forall n k : R, 0 < k < n -> 0 < weight n k.
Proof. intros n k H. unfold weight. nra. Qed.

(* Perturbations within a cluster grow, relative to the scale. *)
Theorem transverse_exceeds_one : forall n k : R, 0 < k < n -> 1 < transverse_multiplier n k.
Proof.
  intros n k H. pose proof (weight_pos n k H) as w. unfold transverse_multiplier.
  apply (Rmult_lt_reg_r (weight n k)); [exact w |].
  replace (n ^ 2 / weight n k * weight n k) with (n ^ 2) by (field; lra).
  unfold weight. nra.
Qed.

(* One odd point is the least unstable of all two-cluster rays. *)
Theorem transverse_least_at_one : forall n k : R,
  1 <= k <= n - 1 -> transverse_multiplier n 1 <= transverse_multiplier n k.
Proof.
  intros n k H. unfold transverse_multiplier, Rdiv.
  apply Rmult_le_compat_l; [nra |].
  apply Rinv_le_contravar; [apply weight_pos; lra | unfold weight; nra].
Qed.

