(* What the eigenvalues of Eigenvalues.v have to do with the layer.

   At a zero of F the member tau = s^2 of the family spans a fixed ray, of growth growth_at, and the derivative of the
   reduced map there is trivial_eigenvalue. For a whole number n = m + 1 of points the derivative of the layer, as a map
   of n x n matrices, divided by the growth, acts on the other isotypic components as the block standard_* and as
   multiplication by pair_eigenvalue. In the same way uniform_standard and uniform_pair belong to the simplex.

   That there are no other directions than these (and the scale mode, and those that recentring annihilates) is derived in
   derivations/isotypic_blocks.py, not here. *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix UniformPoint Eigenvalues
  LayerDerivative Linearisation TrivialComponent UniformLinearisation.
Open Scope R_scope.

Definition eigenvalues_of_layer (n s : R) : Prop :=
  layer n (odd_family n (s ^ 2)) = scale (growth_at n s) (odd_family n (s ^ 2))
  /\ is_derive (reduced_map n) (s ^ 2) (trivial_eigenvalue n s)
  /\ (forall (m : nat) (v : nat -> R) (alpha beta : R) (i j : nat), n = INR (S m) -> total m v = 0 ->
      (i <= m)%nat -> (j <= m)%nat ->
      is_derive (fun h => batch_layer (S m) (line (family_batch m s) (standard_direction m v alpha beta) h) i j) 0
        (growth_at n s * standard_direction m v (standard_aa n s * alpha + standard_ab n s * beta)
                                                (standard_ba n s * alpha + standard_bb n s * beta) i j))
  /\ (forall (m : nat) (w : matrix) (i j : nat), n = INR (S m) -> (forall k l, w k l = w l k) -> (forall k, w k k = 0) ->
      (forall k, (k < m)%nat -> total m (w k) = 0) -> (i <= m)%nat -> (j <= m)%nat ->
      is_derive (fun h => batch_layer (S m) (line (family_batch m s) (pair_direction m w) h) i j) 0
        (growth_at n s * (pair_eigenvalue n s * pair_direction m w i j))).

Theorem layer_has_eigenvalues : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 -> eigenvalues_of_layer n s.
Proof.
  intros n s n_ge s_pos zero. split; [| split; [| split]].
  - rewrite layer_on_family by nra. rewrite growth_at_fixed_point by assumption. f_equal. f_equal.
    pose proof (reduced_map_moves_by_the_form n s n_ge s_pos) as move. rewrite zero in move.
    replace (s ^ 2 * 0 / denominator n s) with 0 in move by (unfold Rdiv; ring). lra.
  - apply trivial_eigenvalue_is_derivative; assumption.
  - intros m v alpha beta i j -> balanced i_le j_le. apply standard_derivative; assumption.
  - intros m w i j -> symmetric diagonal rows i_le j_le. apply pair_derivative; assumption.
Qed.

Definition eigenvalues_of_simplex (n : R) : Prop :=
  (forall (N : nat) (v : nat -> R) (i j : nat), n = INR N -> total N v = 0 -> (i < N)%nat -> (j < N)%nat ->
   is_derive (fun h => batch_layer N (line (simplex N) (uniform_direction N v (n - 2) (-1)) h) i j) 0
     (growth_at n (sqrt (n ^ 2 - 2 * n))
      * (uniform_standard n (sqrt (n ^ 2 - 2 * n)) * uniform_direction N v (n - 2) (-1) i j)))
  /\ (forall (N : nat) (w : matrix) (i j : nat), n = INR N -> (forall k l, w k l = w l k) -> (forall k, w k k = 0) ->
      (forall k, (k < N)%nat -> total N (w k) = 0) -> (i < N)%nat -> (j < N)%nat ->
      is_derive (fun h => batch_layer N (line (simplex N) w h) i j) 0
        (growth_at n (sqrt (n ^ 2 - 2 * n)) * (uniform_pair n (sqrt (n ^ 2 - 2 * n)) * w i j))).

Theorem simplex_has_eigenvalues : forall n : R, 3 <= n -> eigenvalues_of_simplex n.
Proof.
  intros n n_ge. split.
  - intros N v i j -> balanced i_lt j_lt. apply uniform_standard_derivative; assumption.
  - intros N w i j -> symmetric diagonal rows i_lt j_lt. apply uniform_pair_derivative; assumption.
Qed.
