(* The layer on the Gram matrices of batches of N points, entry by entry. On m exchangeable points and one odd point,
   N = m + 1, it is the map on four numbers of MeanField.v.

     recentred_of_blocks, batch_layer_of_blocks      recentring and the layer keep the form matrix_of m G

   Sums over points are total m f = f 0 + ... + f (m - 1). *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField.
Open Scope R_scope.

Fixpoint total (m : nat) (f : nat -> R) : R := match m with O => 0 | S k => total k f + f k end.

Lemma total_ext : forall (m : nat) (f g : nat -> R), (forall k, (k < m)%nat -> f k = g k) -> total m f = total m g.
Proof.
  induction m as [| m IH]; intros f g same; [reflexivity |]. simpl.
  rewrite (IH f g), same by (intros; try apply same; lia). reflexivity.
Qed.

Lemma total_plus : forall (m : nat) (f g : nat -> R), total m (fun k => f k + g k) = total m f + total m g.
Proof. induction m as [| m IH]; intros f g; simpl; [ring | rewrite IH; ring]. Qed.

Lemma total_scale : forall (m : nat) (c : R) (f : nat -> R), total m (fun k => c * f k) = c * total m f.
Proof. induction m as [| m IH]; intros c f; simpl; [ring | rewrite IH; ring]. Qed.

Lemma total_constant : forall (m : nat) (c : R), total m (fun _ => c) = INR m * c.
Proof. induction m as [| m IH]; intros c; [simpl; ring |]. simpl total. rewrite IH, S_INR. ring. Qed.

Lemma total_replace : forall (m i : nat) (x : R) (f : nat -> R), (i < m)%nat ->
  total m (fun k => if i =? k then x else f k)%nat = total m f + (x - f i).
Proof.
  induction m as [| m IH]; intros i x f i_lt; [lia |]. simpl.
  destruct (Nat.eqb_spec i m) as [-> | i_neq].
  - rewrite (total_ext m _ f); [ring |]. intros k k_lt. destruct (Nat.eqb_spec m k); [lia | reflexivity].
  - rewrite IH by lia. ring.
Qed.

(* Matrices of N points: recentring on both sides, the ReLU kernel, the layer. *)

Definition matrix : Type := nat -> nat -> R.

Definition recentred (N : nat) (A : matrix) : matrix := fun i j =>
  A i j - total N (fun k => A i k) / INR N - total N (fun k => A k j) / INR N
  + total N (fun k => total N (fun l => A k l)) / INR N ^ 2.

Definition kernel_matrix (K : matrix) : matrix := fun i j => relu_kernel (K i i) (K j j) (K i j).

Definition batch_layer (N : nat) (K : matrix) : matrix := recentred N (kernel_matrix K).

(* Points 0, ..., m - 1 are the cluster and point m is the odd one. *)
Definition matrix_of (m : nat) (G : gram) : matrix := fun i j =>
  if (i =? m)%nat then (if (j =? m)%nat then odd G else cross G)
  else if (j =? m)%nat then cross G else if (i =? j)%nat then cluster G else pair G.

Lemma matrix_of_symmetric : forall (m : nat) (G : gram) (i j : nat), matrix_of m G i j = matrix_of m G j i.
Proof.
  intros m G i j. unfold matrix_of. rewrite (Nat.eqb_sym j i). destruct (i =? m)%nat, (j =? m)%nat; reflexivity.
Qed.

Lemma row_of_blocks : forall (m : nat) (G : gram) (i : nat), (i <= m)%nat -> total (S m) (fun k => matrix_of m G i k)
  = if (i =? m)%nat then INR m * cross G + odd G else cluster G + (INR m - 1) * pair G + cross G.
Proof.
  intros m G i i_le. simpl. unfold matrix_of at 2. rewrite Nat.eqb_refl.
  destruct (Nat.eqb_spec i m) as [-> | i_neq].
  - rewrite (total_ext m _ (fun _ => cross G)), total_constant; [ring |].
    intros k k_lt. unfold matrix_of. rewrite Nat.eqb_refl. destruct (Nat.eqb_spec k m); [lia | reflexivity].
  - rewrite (total_ext m _ (fun k => if (i =? k)%nat then cluster G else pair G)).
    + rewrite (total_replace m i (cluster G) (fun _ => pair G)), total_constant by lia. ring.
    + intros k k_lt. unfold matrix_of. destruct (Nat.eqb_spec i m); [lia |].
      destruct (Nat.eqb_spec k m); [lia | reflexivity].
Qed.

Lemma all_of_blocks : forall (m : nat) (G : gram), total (S m) (fun k => total (S m) (fun l => matrix_of m G k l))
  = INR m * (cluster G + (INR m - 1) * pair G + cross G) + (INR m * cross G + odd G).
Proof.
  intros m G.
  rewrite (total_ext (S m) _ (fun k => if (k =? m)%nat then INR m * cross G + odd G
                                       else cluster G + (INR m - 1) * pair G + cross G))
    by (intros; apply row_of_blocks; lia).
  cbn [total]. rewrite Nat.eqb_refl.
  rewrite (total_ext m _ (fun _ => cluster G + (INR m - 1) * pair G + cross G)), total_constant; [reflexivity |].
  intros k k_lt. destruct (Nat.eqb_spec k m); [lia | reflexivity].
Qed.

Theorem recentred_of_blocks : forall (m : nat) (G : gram) (i j : nat), (i <= m)%nat -> (j <= m)%nat ->
  recentred (S m) (matrix_of m G) i j = matrix_of m (recentre (INR (S m)) G) i j.
Proof.
  intros m G i j i_le j_le. unfold recentred.
  rewrite (total_ext (S m) (fun k => matrix_of m G k j) (fun k => matrix_of m G j k))
    by (intros; apply matrix_of_symmetric).
  rewrite all_of_blocks, !row_of_blocks by assumption.
  assert (n_neq : INR (S m) <> 0) by (apply not_0_INR; lia).
  replace (INR m) with (INR (S m) - 1) by (rewrite S_INR; ring).
  unfold matrix_of, recentre, grand_mean, cluster_mean, odd_mean.
  destruct (i =? m)%nat, (j =? m)%nat, (i =? j)%nat; cbn [cluster pair cross odd]; field; exact n_neq.
Qed.

Lemma relu_kernel_symmetric : forall a b k : R, relu_kernel a b k = relu_kernel b a k.
Proof. intros a b k. unfold relu_kernel. rewrite (Rmult_comm a b). reflexivity. Qed.

Lemma kernel_of_blocks : forall (m : nat) (G : gram) (i j : nat),
  kernel_matrix (matrix_of m G) i j = matrix_of m (relu_moments G) i j.
Proof.
  intros m G i j. unfold kernel_matrix, matrix_of. rewrite !Nat.eqb_refl.
  destruct (i =? m)%nat, (j =? m)%nat, (i =? j)%nat; try reflexivity; apply relu_kernel_symmetric.
Qed.

Theorem batch_layer_of_blocks : forall (m : nat) (G : gram) (i j : nat), (i <= m)%nat -> (j <= m)%nat ->
  batch_layer (S m) (matrix_of m G) i j = matrix_of m (layer (INR (S m)) G) i j.
Proof.
  intros m G i j i_le j_le. unfold layer. rewrite <- recentred_of_blocks by assumption. unfold batch_layer, recentred.
  rewrite !kernel_of_blocks. f_equal; [f_equal; [f_equal |] |]; f_equal.
  - apply total_ext. intros. apply kernel_of_blocks.
  - apply total_ext. intros. apply kernel_of_blocks.
  - apply total_ext. intros. apply total_ext. intros. apply kernel_of_blocks.
Qed.
