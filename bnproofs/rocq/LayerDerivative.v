(* The derivative of the layer at a batch of m exchangeable points and one odd point, n = m + 1 points in all.

   batch_layer_derivative: along a line K + h E of matrices, E_oo = 0, the kernel changes to first order by
   kernel_change E, entry by entry, and the layer by its recentred matrix, as recentring is linear. *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix KernelDerivative Eigenvalues
  KernelOfFamily.
Open Scope R_scope.

(* Recentring is linear. *)

Lemma total_derivative : forall (m : nat) (f : R -> nat -> R) (d : nat -> R) (x : R),
  (forall k, is_derive (fun h => f h k) x (d k)) -> is_derive (fun h => total m (f h)) x (total m d).
Proof.
  intros m f d x f_der. induction m as [| m IH]; simpl; [apply @is_derive_const |].
  exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ IH (f_der m)).
Qed.

Lemma constant_quotient_derivative : forall (f : R -> R) (x d c : R), is_derive f x d ->
  is_derive (fun h => f h / c) x (d / c).
Proof.
  intros f x d c f_der. apply (is_derive_ext (fun h => / c * f h)).
  - intros h. derivative_value. unfold Rdiv. ring.
  - evar_last; [exact (is_derive_scal _ _ (/ c) _ f_der) |]. derivative_value. unfold Rdiv. ring.
Qed.

Lemma recentred_derivative : forall (N : nat) (A : R -> matrix) (D : matrix) (x : R),
  (forall i j, is_derive (fun h => A h i j) x (D i j)) ->
  forall i j, is_derive (fun h => recentred N (A h) i j) x (recentred N D i j).
Proof.
  intros N A D x A_der i j. unfold recentred.
  apply (is_derive_plus (V := R_NormedModule)); [apply (is_derive_minus (V := R_NormedModule)) |].
  - apply (is_derive_minus (V := R_NormedModule)); [apply A_der |].
    apply constant_quotient_derivative, total_derivative. intros k. apply A_der.
  - apply constant_quotient_derivative, (total_derivative N (fun h k => A h k j)). intros k. apply A_der.
  - apply constant_quotient_derivative, (total_derivative N (fun h k => total N (A h k))). intros k.
    apply total_derivative. intros l. apply A_der.
Qed.

Lemma recentred_ext : forall (N : nat) (A B : matrix) (i j : nat), (i < N)%nat -> (j < N)%nat ->
  (forall k l, (k < N)%nat -> (l < N)%nat -> A k l = B k l) -> recentred N A i j = recentred N B i j.
Proof.
  intros N A B i j i_lt j_lt same. unfold recentred. rewrite same by assumption.
  rewrite (total_ext N (fun k => A i k) (fun k => B i k)), (total_ext N (fun k => A k j) (fun k => B k j))
    by (intros; apply same; assumption).
  rewrite (total_ext N (fun k => total N (fun l => A k l)) (fun k => total N (fun l => B k l))); [reflexivity |].
  intros k k_lt. apply total_ext. intros l l_lt. apply same; assumption.
Qed.

(* A symmetric matrix of known row sums that add up to 0. *)
Lemma recentred_of_rows : forall (N : nat) (A : matrix) (r : nat -> R) (i j : nat), (i < N)%nat -> (j < N)%nat ->
  (forall k l, A k l = A l k) -> (forall k, (k < N)%nat -> total N (fun l => A k l) = r k) -> total N r = 0 ->
  recentred N A i j = A i j - r i / INR N - r j / INR N.
Proof.
  intros N A r i j i_lt j_lt symmetric rows all. unfold recentred.
  rewrite (total_ext N (fun k => A k j) (fun k => A j k)) by (intros; apply symmetric).
  rewrite (total_ext N (fun k => total N (fun l => A k l)) r) by exact rows.
  rewrite all, (rows i i_lt), (rows j j_lt). unfold Rdiv. ring.
Qed.

(* The kernel along a line. *)

Definition line (K E : matrix) (h : R) : matrix := fun i j => K i j + h * E i j.

Definition family_batch (m : nat) (s : R) : matrix := matrix_of m (odd_family (INR (S m)) (s ^ 2)).

Definition kernel_change (m : nat) (n s : R) (E : matrix) : matrix := fun i j =>
  if (i =? j)%nat then E i i / 2
  else if (i =? m)%nat then cross_variance_slope n s * E j j + cross_slope s * E i j
  else if (j =? m)%nat then cross_variance_slope n s * E i i + cross_slope s * E i j
  else pair_variance_slope n s * (E i i + E j j) + pair_slope n s * E i j.

Lemma pair_of_family : forall n s : R, 3 <= n -> pair (odd_family n (s ^ 2)) = cos_theta n s.
Proof.
  intros n s n_ge. unfold odd_family, cos_theta. cbn [pair]. pose proof (one_plus_square_pos s). field. lra.
Qed.

Lemma kernel_matrix_derivative : forall (m : nat) (s : R) (E : matrix), 3 <= INR (S m) -> 0 < s -> E m m = 0 ->
  forall i j, is_derive (fun h => kernel_matrix (line (family_batch m s) E h) i j) 0
                        (kernel_change m (INR (S m)) s E i j).
Proof.
  intros m s E n_ge s_pos odd_zero i j. unfold kernel_matrix, line, family_batch, matrix_of, kernel_change.
  assert (odd_pos : 0 < odd (odd_family (INR (S m)) (s ^ 2))).
  { cbn [odd odd_family]. pose proof (one_plus_square_pos s). apply Rdiv_lt_0_compat; [apply pow_lt |]; lra. }
  rewrite !Nat.eqb_refl. destruct (Nat.eqb_spec i j) as [-> | i_neq].
  - destruct (j =? m)%nat; apply diagonal_change; [exact odd_pos | cbn [cluster odd_family]; lra].
  - destruct (Nat.eqb_spec i m) as [-> | i_cluster].
    + destruct (Nat.eqb_spec j m) as [-> | j_cluster]; [contradiction |].
      pose proof (cross_change (INR (S m)) s (E j j) (E m j) n_ge s_pos) as change.
      apply (is_derive_ext _ _ _ _ (fun h => relu_kernel_symmetric _ _ _)) in change. revert change.
      apply is_derive_ext. intros h. rewrite odd_zero, Rmult_0_r, Rplus_0_r. reflexivity.
    + destruct (Nat.eqb_spec j m) as [-> | j_cluster].
      * pose proof (cross_change (INR (S m)) s (E i i) (E i m) n_ge s_pos) as change. revert change.
        apply is_derive_ext. intros h. rewrite odd_zero, Rmult_0_r, Rplus_0_r. reflexivity.
      * rewrite pair_of_family by exact n_ge. apply pair_change; assumption.
Qed.

Theorem batch_layer_derivative : forall (m : nat) (s : R) (E : matrix), 3 <= INR (S m) -> 0 < s -> E m m = 0 ->
  forall i j, is_derive (fun h => batch_layer (S m) (line (family_batch m s) E h) i j) 0
                        (recentred (S m) (kernel_change m (INR (S m)) s E) i j).
Proof.
  intros m s E n_ge s_pos odd_zero. apply recentred_derivative.
  intros i j. apply kernel_matrix_derivative; assumption.
Qed.
