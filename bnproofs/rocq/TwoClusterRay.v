(* The ray of Gram matrices of a batch at two places, n - k points at one and k at the other, under one layer of
   infinite width: it is fixed, for every real 0 < k < n.

   Such a Gram matrix has three different entries: squared norm in the first group, product across, squared norm in the
   second group. TwoClusters.v says what happens with finitely many neurons, and how perturbations grow. *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import MeanField TwoClusters.
Open Scope R_scope.

Record two_gram : Type := TwoGram { first : R; across : R; second : R }.

Definition two_scale (g : R) (G : two_gram) : two_gram := TwoGram (g * first G) (g * across G) (g * second G).

(* Recentring: every entry loses the means of its row and its column, and gains the mean of all. *)
Definition first_mean (n k : R) (G : two_gram) : R := ((n - k) * first G + k * across G) / n.
Definition second_mean (n k : R) (G : two_gram) : R := ((n - k) * across G + k * second G) / n.
Definition two_mean (n k : R) (G : two_gram) : R := ((n - k) * first_mean n k G + k * second_mean n k G) / n.

Definition two_recentre (n k : R) (G : two_gram) : two_gram := TwoGram
  (first G - 2 * first_mean n k G + two_mean n k G)
  (across G - first_mean n k G - second_mean n k G + two_mean n k G)
  (second G - 2 * second_mean n k G + two_mean n k G).

Definition two_moments (K : two_gram) : two_gram := TwoGram
  (relu_kernel (first K) (first K) (first K))
  (relu_kernel (first K) (second K) (across K))
  (relu_kernel (second K) (second K) (second K)).

Definition two_layer (n k : R) (K : two_gram) : two_gram := two_recentre n k (two_moments K).

(* The recentred Gram matrix of two places at distance 1. *)
Definition two_places (n k : R) : two_gram := TwoGram ((k / n) ^ 2) (- (k / n * ((n - k) / n))) (((n - k) / n) ^ 2).

Definition two_growth (n k : R) : R := weight n k / (2 * n ^ 2).

(* The norm of the second group over that of the first, after the ReLU. *)
Definition two_norm_ratio (n k : R) : R := sqrt (second (two_moments (two_places n k)) / first (two_moments (two_places n k))).

Lemma kappa_at_minus_one : kappa (- 1) = 0.
Proof.
  pose proof PI_RGT_0. rewrite <- cos_PI, kappa_of_cosine, sin_PI, cos_PI by lra. field. lra.
Qed.

Lemma fractions_pos : forall n k : R, 0 < k < n -> 0 < k / n /\ 0 < (n - k) / n.
Proof. intros n k k_in. split; apply Rdiv_lt_0_compat; lra. Qed.

(* After the ReLU the two groups are orthogonal, each with half its squared norm. *)
Lemma moments_of_two_places : forall n k : R, 0 < k < n ->
  two_moments (two_places n k) = TwoGram ((k / n) ^ 2 / 2) 0 (((n - k) / n) ^ 2 / 2).
Proof.
  intros n k k_in. destruct (fractions_pos n k k_in) as [a_pos b_pos].
  unfold two_moments, two_places. cbn [first across second].
  rewrite !relu_kernel_diagonal by (apply pow_lt; assumption). f_equal.
  unfold relu_kernel.
  assert (norm : sqrt ((k / n) ^ 2 * ((n - k) / n) ^ 2) = k / n * ((n - k) / n)).
  { rewrite <- Rpow_mult_distr. apply sqrt_pow2. apply Rlt_le, Rmult_lt_0_compat; assumption. }
  rewrite norm. replace (- (k / n * ((n - k) / n)) / (k / n * ((n - k) / n))) with (- 1).
  - rewrite kappa_at_minus_one. field. lra.
  - field. lra.
Qed.

Theorem two_places_ray : forall n k : R, 0 < k < n ->
  two_layer n k (two_places n k) = two_scale (two_growth n k) (two_places n k).
Proof.
  intros n k k_in. unfold two_layer. rewrite moments_of_two_places by exact k_in.
  unfold two_recentre, two_mean, first_mean, second_mean, two_scale, two_places, two_growth, weight.
  cbn [first across second]. f_equal; field; lra.
Qed.

Theorem two_norm_ratio_is : forall n k : R, 0 < k < n -> two_norm_ratio n k = (n - k) / k.
Proof.
  intros n k k_in. destruct (fractions_pos n k k_in) as [a_pos b_pos]. unfold two_norm_ratio.
  rewrite moments_of_two_places by exact k_in. cbn [first second].
  replace (((n - k) / n) ^ 2 / 2 / ((k / n) ^ 2 / 2)) with (((n - k) / k) ^ 2) by (field; lra).
  apply sqrt_pow2. apply Rlt_le, Rdiv_lt_0_compat; lra.
Qed.

(* Within a cluster the kernel at correlation 1 has slope 1/2: relative to the growth, the transverse multiplier. *)
Theorem transverse_multiplier_is : forall n k : R, 0 < k < n -> transverse_multiplier n k = 1 / 2 / two_growth n k.
Proof.
  intros n k k_in. pose proof (weight_pos n k k_in). unfold transverse_multiplier, two_growth. field. lra.
Qed.
