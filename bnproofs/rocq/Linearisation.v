(* The derivative of the layer at a batch of m exchangeable points and one odd point, by isotypic component.

     standard_derivative     E_ii = alpha v_i, E_ij = beta (v_i + v_j), E_io = - (alpha + (m-2) beta) v_i, with v of sum
                             0, is taken to growth times such a matrix, (alpha, beta) multiplied by the block standard_*
     pair_derivative         E_ij = w_ij in the cluster, 0 elsewhere, with w symmetric, 0 on the diagonal and of row
                             sums 0, is multiplied by growth * pair_eigenvalue

   The trivial component is in TrivialComponent.v. *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix Eigenvalues
  KernelOfFamily LayerDerivative.
Open Scope R_scope.

(* The standard component. *)

Definition vector_direction (m : nat) (v : nat -> R) (alpha beta gamma : R) : matrix := fun i j =>
  if (i =? m)%nat then (if (j =? m)%nat then 0 else gamma * v j)
  else if (j =? m)%nat then gamma * v i else if (i =? j)%nat then alpha * v i else beta * (v i + v j).

Definition standard_direction (m : nat) (v : nat -> R) (alpha beta : R) : matrix :=
  vector_direction m v alpha beta (- alpha - (INR m - 2) * beta).

Lemma row_of_direction : forall (m : nat) (v : nat -> R) (alpha beta gamma : R) (i : nat),
  total m v = 0 -> (i <= m)%nat ->
  total (S m) (vector_direction m v alpha beta gamma i)
  = if (i =? m)%nat then 0 else (alpha + (INR m - 2) * beta + gamma) * v i.
Proof.
  intros m v alpha beta gamma i balanced i_le. cbn [total]. unfold vector_direction at 2. rewrite Nat.eqb_refl.
  destruct (Nat.eqb_spec i m) as [-> | i_neq].
  - rewrite (total_ext m _ (fun k => gamma * v k)), total_scale, balanced; [ring |].
    intros k k_lt. unfold vector_direction. rewrite Nat.eqb_refl. destruct (Nat.eqb_spec k m); [lia | reflexivity].
  - rewrite (total_ext m _ (fun k => if (i =? k)%nat then alpha * v i else beta * v i + beta * v k)).
    + rewrite (total_replace m i (alpha * v i) (fun k => beta * v i + beta * v k)) by lia.
      rewrite total_plus, total_constant, total_scale, balanced. ring.
    + intros k k_lt. unfold vector_direction. destruct (Nat.eqb_spec i m); [lia |].
      destruct (Nat.eqb_spec k m); [lia |]. destruct (i =? k)%nat; ring.
Qed.

Lemma recentred_of_direction : forall (m : nat) (v : nat -> R) (alpha beta gamma rho : R) (i j : nat), total m v = 0 ->
  rho = (alpha + (INR m - 2) * beta + gamma) / INR (S m) -> (i <= m)%nat -> (j <= m)%nat ->
  recentred (S m) (vector_direction m v alpha beta gamma) i j
  = vector_direction m v (alpha - 2 * rho) (beta - rho) (gamma - rho) i j.
Proof.
  intros m v alpha beta gamma rho i j balanced mean i_le j_le.
  assert (n_neq : INR (S m) <> 0) by (apply not_0_INR; lia).
  rewrite (recentred_of_rows (S m) _
             (fun k => if (k =? m)%nat then 0 else (alpha + (INR m - 2) * beta + gamma) * v k)); try lia.
  - rewrite mean. unfold vector_direction.
    destruct (i =? m)%nat, (j =? m)%nat; try (destruct (Nat.eqb_spec i j) as [-> |]); field; exact n_neq.
  - intros k l. unfold vector_direction. rewrite (Nat.eqb_sym l k).
    destruct (k =? m)%nat, (l =? m)%nat; try (destruct (Nat.eqb_spec k l) as [-> |]); ring.
  - intros k k_lt. apply row_of_direction; [exact balanced | lia].
  - cbn [total]. rewrite Nat.eqb_refl.
    rewrite (total_ext m _ (fun k => (alpha + (INR m - 2) * beta + gamma) * v k)), total_scale, balanced; [ring |].
    intros k k_lt. destruct (Nat.eqb_spec k m); [lia | reflexivity].
Qed.

Theorem standard_derivative : forall (m : nat) (s : R) (v : nat -> R) (alpha beta : R) (i j : nat),
  3 <= INR (S m) -> 0 < s -> total m v = 0 -> (i <= m)%nat -> (j <= m)%nat ->
  is_derive (fun h => batch_layer (S m) (line (family_batch m s) (standard_direction m v alpha beta) h) i j) 0
    (growth_at (INR (S m)) s * standard_direction m v
       (standard_aa (INR (S m)) s * alpha + standard_ab (INR (S m)) s * beta)
       (standard_ba (INR (S m)) s * alpha + standard_bb (INR (S m)) s * beta) i j).
Proof.
  intros m s v alpha beta i j n_ge s_pos balanced i_le j_le. pose proof (growth_at_pos _ _ n_ge s_pos) as g_pos.
  assert (diagonal : standard_direction m v alpha beta m m = 0)
    by (unfold standard_direction, vector_direction; rewrite Nat.eqb_refl; reflexivity).
  evar_last; [exact (batch_layer_derivative m s _ n_ge s_pos diagonal i j) |].
  set (n := INR (S m)) in *. assert (m_eq : INR m = n - 1) by (unfold n; rewrite S_INR; ring).
  set (gamma := - alpha - (INR m - 2) * beta).
  rewrite (recentred_ext (S m) _ (vector_direction m v (alpha / 2)
             (pair_slope n s * beta + pair_variance_slope n s * alpha)
             (cross_slope s * gamma + cross_variance_slope n s * alpha))); try lia.
  - rewrite (recentred_of_direction m v _ _ _ (row_mean_alpha n s * alpha + row_mean_beta n s * beta)); try assumption.
    + unfold standard_direction, vector_direction, gamma, standard_aa, standard_ab, standard_ba, standard_bb.
      rewrite m_eq. unfold row_mean_alpha, row_mean_beta.
      destruct (i =? m)%nat, (j =? m)%nat, (i =? j)%nat; field; lra.
    + fold n. rewrite m_eq. unfold gamma, row_mean_alpha, row_mean_beta. rewrite m_eq. field. lra.
  - intros k l k_lt l_lt. unfold kernel_change, standard_direction, vector_direction. fold gamma.
    rewrite !Nat.eqb_refl. destruct (Nat.eqb_spec k l) as [-> |].
    + destruct (l =? m)%nat; field.
    + destruct (Nat.eqb_spec k m), (Nat.eqb_spec l m); try lia; ring.
Qed.

(* The component (m-2,2). *)

Definition pair_direction (m : nat) (w : matrix) : matrix := fun i j =>
  if (i =? m)%nat then 0 else if (j =? m)%nat then 0 else w i j.

Theorem pair_derivative : forall (m : nat) (s : R) (w : matrix) (i j : nat),
  3 <= INR (S m) -> 0 < s -> (forall k l, w k l = w l k) -> (forall k, w k k = 0) ->
  (forall k, (k < m)%nat -> total m (w k) = 0) -> (i <= m)%nat -> (j <= m)%nat ->
  is_derive (fun h => batch_layer (S m) (line (family_batch m s) (pair_direction m w) h) i j) 0
    (growth_at (INR (S m)) s * (pair_eigenvalue (INR (S m)) s * pair_direction m w i j)).
Proof.
  intros m s w i j n_ge s_pos symmetric diagonal rows i_le j_le. pose proof (growth_at_pos _ _ n_ge s_pos) as g_pos.
  assert (odd_zero : pair_direction m w m m = 0) by (unfold pair_direction; rewrite Nat.eqb_refl; reflexivity).
  evar_last; [exact (batch_layer_derivative m s _ n_ge s_pos odd_zero i j) |].
  set (n := INR (S m)) in *.
  rewrite (recentred_ext (S m) _ (fun k l => pair_slope n s * pair_direction m w k l)); try lia.
  - rewrite (recentred_of_rows (S m) _ (fun _ => 0)); try lia.
    + unfold pair_eigenvalue. fold n. field. lra.
    + intros k l. unfold pair_direction. rewrite symmetric. destruct (k =? m)%nat, (l =? m)%nat; reflexivity.
    + intros k k_lt. rewrite total_scale. cbn [total]. unfold pair_direction at 2. rewrite Nat.eqb_refl.
      destruct (Nat.eqb_spec k m) as [-> | k_neq].
      * rewrite (total_ext m _ (fun _ => 0)), total_constant; [ring |].
        intros l l_lt. unfold pair_direction. rewrite Nat.eqb_refl. reflexivity.
      * rewrite (total_ext m _ (w k)), rows; [ring | lia |]. intros l l_lt. unfold pair_direction.
        destruct (Nat.eqb_spec k m); [lia |]. destruct (Nat.eqb_spec l m); [lia | reflexivity].
    + rewrite total_constant. ring.
  - intros k l k_lt l_lt. unfold kernel_change, pair_direction. rewrite !diagonal.
    destruct (Nat.eqb_spec k l) as [-> |].
    + rewrite diagonal. destruct (l =? m)%nat; field.
    + destruct (Nat.eqb_spec k m), (Nat.eqb_spec l m); try lia; ring.
Qed.
