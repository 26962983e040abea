(* What the claims of the theorem for every batch size say, and their proofs.

   n is a real number except in the claim on two clusters, where whole n and k are meant; F is fixed_point_form. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField TwoClusters UniformPoint FixedPointCount.
From BNProofs Require Import Eigenvalues Stability StableOddPoint UniformStability UniformGap AngleLimit.
From BNProofs Require Import SmallClaims Claims LayerEigenvalues EveryBatch SaddleNodeClaim.
Open Scope R_scope.

Definition two_clusters_claim : Prop := forall n k : R, 1 <= k <= n - 1 ->
  1 < transverse_multiplier n k /\ transverse_multiplier n 1 <= transverse_multiplier n k.

Theorem two_clusters_proved : two_clusters_claim.
Proof.
  intros n k k_in. split; [apply transverse_exceeds_one; lra | apply transverse_least_at_one, k_in].
Qed.

(* No four zeros, and three are simple. (That a double zero and the uniform point are all is not said.) *)
Definition at_most_three_claim : Prop := forall n : R, 3 <= n ->
  (forall a b c d : R, 0 < a < b -> b < c -> c < d -> fixed_point_form n a = 0 -> fixed_point_form n b = 0 ->
   fixed_point_form n c = 0 -> fixed_point_form n d = 0 -> False)
  /\ (forall a b c : R, 0 < a < b -> b < c -> fixed_point_form n a = 0 -> fixed_point_form n b = 0 ->
      fixed_point_form n c = 0 -> form_slope n a <> 0 /\ form_slope n b <> 0 /\ form_slope n c <> 0).

Theorem at_most_three_proved : at_most_three_claim.
Proof.
  intros n n_ge. split.
  - intros a b c d ab bc cd za zb zc zd. exact (at_most_three_zeros n a b c d n_ge ab bc cd za zb zc zd).
  - intros a b c ab bc za zb zc. exact (zeros_are_simple n a b c n_ge ab bc za zb zc).
Qed.

Definition small_batches_claim : Prop := forall n : R, 3 <= n <= 6 -> two_fixed_points n.

Theorem small_batches_proved : small_batches_claim.
Proof. intros n n_in. apply small_batches, n_in. Qed.

Definition between_curves (n s : R) : Prop :=
  3 * PI / 2 - 5 / n + 40 / n ^ 2 < n * half_tangent n s < 3 * PI / 2 + 30 / n ^ 2.

(* Claims on the odd point s and the separating point r, of which there is one pair for each n. *)
Definition odd_point_claim : Prop := forall n : R, 7 <= n -> exists s r : R,
  four_fixed_points n s r /\ (forall s' r' : R, four_fixed_points n s' r' -> s' = s /\ r' = r) /\ between_curves n s.

Definition angle_claim : Prop := forall n s r : R, 7 <= n -> four_fixed_points n s r ->
  3 * PI - 10 / n < n * theta n s < 3 * PI.

Definition stability_claim : Prop := forall n s r : R, 7 <= n -> four_fixed_points n s r ->
  projectively_stable n s /\ eigenvalues_of_layer n s.

Lemma odd_point_of_large_batch : forall n : R, 7 <= n -> exists s r : R,
  four_fixed_points n s r /\ 0 < s <= 9 / n /\ fixed_point_form n s = 0.
Proof.
  intros n n_ge. destruct (signs_of_large_batch n n_ge) as [s [r [s_in [_ [_ signs]]]]].
  exists s, r. split; [apply four_fixed_points_from_signs; [lra | exact signs] |]. split; [exact s_in | apply signs].
Qed.

(* The first point of the list is the one that is known. *)
Lemma odd_point_is_near : forall n s r : R, 7 <= n -> four_fixed_points n s r ->
  0 < s <= 9 / n /\ fixed_point_form n s = 0.
Proof.
  intros n s r n_ge points. destruct (odd_point_of_large_batch n n_ge) as [s' [r' [points' known]]].
  destruct (four_fixed_points_unique n s r s' r' ltac:(lra) points points') as [-> _]. exact known.
Qed.

Theorem odd_point_proved : odd_point_claim.
Proof.
  intros n n_ge. destruct (odd_point_of_large_batch n n_ge) as [s [r [points [s_in zero]]]].
  exists s, r. split; [exact points |]. split.
  - intros s' r' points'. exact (four_fixed_points_unique n s' r' s r ltac:(lra) points' points).
  - exact (odd_point_half_tangent n s n_ge s_in zero).
Qed.

Theorem angle_proved : angle_claim.
Proof.
  intros n s r n_ge points. destruct (odd_point_is_near n s r n_ge points) as [s_in zero].
  exact (odd_point_angle n s n_ge s_in zero).
Qed.

Theorem stability_proved : stability_claim.
Proof.
  intros n s r n_ge points. destruct (odd_point_is_near n s r n_ge points) as [s_in zero].
  destruct (fixed_point_near_zero_is_stable n s n_ge s_in zero) as [_ [stable _]].
  split; [exact stable | apply layer_has_eigenvalues; lra].
Qed.

Definition uniform_point_claim : Prop := forall n : R, 3 <= n ->
  0 < uniform_pair n (uniform_point n) < 1 /\ 0 < uniform_standard n (uniform_point n) < 1
  /\ eigenvalues_of_simplex n
  /\ gap_limit + gap_slope / n < n * (1 - uniform_standard n (uniform_point n)) < gap_limit + gap_slope / n + 2 / n ^ 2.

Theorem uniform_point_proved : uniform_point_claim.
Proof.
  intros n n_ge. split; [apply uniform_pair_contracts, n_ge |]. split; [apply uniform_standard_contracts, n_ge |].
  split; [apply simplex_has_eigenvalues, n_ge |].
  destruct (uniform_gap_two_terms n n_ge) as [lower upper].
  assert (0 < 9 / 10 / n ^ 2) by (apply Rdiv_lt_0_compat; [lra | apply pow_lt; lra]).
  unfold uniform_point. lra.
Qed.

(* The fold, in intervals B of batch sizes and S of tau. *)
Definition saddle_node_claim (B S : R * R) : Prop := exists n_c s_c : R,
  inside n_c B /\ inside (s_c ^ 2) S /\ is_the_fold n_c s_c
  /\ (forall n s : R, 3 <= n -> 0 < s < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n s = 0 -> form_slope n s = 0 ->
      n = n_c /\ s = s_c)
  /\ (forall n : R, 3 <= n < n_c -> two_fixed_points n)
  /\ (forall n : R, n_c < n -> exists s r : R, four_fixed_points n s r).

Lemma saddle_node_from_signs : forall B T S : R * R,
  6 < fst B -> fst B < snd B -> snd B < 7 -> 9 / 5 < fst T -> fst T < snd T -> snd T < 23 / 10 ->
  fst S <= fst T ^ 2 -> snd T ^ 2 <= snd S ->
  (forall n : R, inside n B -> form_slope n (fst T) < 0) -> (forall n : R, inside n B -> 0 < form_slope n (snd T)) ->
  (forall s : R, inside s T -> 0 < fixed_point_form (fst B) s) -> fixed_point_form (snd B) (fst T) < 0 ->
  saddle_node_claim B S.
Proof.
  intros B T S b1 b2 b3 t1 t2 t3 s1 s2 left right positive negative.
  destruct (fold_from_signs B T b1 b2 b3 t1 t2 t3 left right positive negative) as [n_c [s_c [n_in [s_in fold]]]].
  exists n_c, s_c. split; [exact n_in |].
  split; [apply (square_inside s_c T S s_in); lra |]. split; [exact fold |].
  apply one_saddle_node; [destruct n_in; lra | exact fold].
Qed.
