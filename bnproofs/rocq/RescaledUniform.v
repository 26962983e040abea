(* The uniform point of recentring + rescaling + ReLU, for every batch of N >= 3 points.

   The layer maps recentred covariances K to the recentred moments of RescaledMoments.v. Proved here, whatever the
   projectors P_k of the spectral resolution:

     rescaled_layer_at_simplex       every multiple of the simplex is taken to growth * simplex, so this one is fixed
     rescaled_standard_derivative    at this fixed point E_ii = (N - 2) v_i, E_ij = - (v_i + v_j), with v of sum 0, is
                                     multiplied by rescaled_standard
     rescaled_pair_derivative        E = w, symmetric, 0 on the diagonal and of row sums 0, by rescaled_pair

   That every symmetric E with rows of sum 0 has a spectral resolution is the spectral theorem, which is not formalised;
   RescaledDirections.v has resolutions of directions of the two kinds that span them. *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField UniformPoint BatchMatrix KernelDerivative
  Eigenvalues LayerDerivative UniformLinearisation RescaledStability RescaledMoments RescaledAtSimplex
  RescaledDerivative.
Open Scope R_scope.

Definition rescaled_layer (N p : nat) (lambda : nat -> R) (P : nat -> matrix) (d : nat -> nat) : matrix :=
  recentred N (rescaled_moments N p lambda P d).

(* The eigenvalues of growth * simplex + h E, where E has the eigenvalues epsilon_k. *)
Definition uniform_growth (N : nat) : R := growth_at (INR N) (sqrt (INR N ^ 2 - 2 * INR N)).

Definition near_uniform (N : nat) (epsilon : nat -> R) (h : R) (k : nat) : R :=
  uniform_growth N * (INR N / (INR N - 1)) + h * epsilon k.

Lemma uniform_growth_pos : forall N : nat, 3 <= INR N -> 0 < uniform_growth N.
Proof. intros N n_ge. apply growth_at_pos; [exact n_ge | apply uniform_tangent_pos, n_ge]. Qed.

Theorem near_uniform_is_line : forall (N p : nat) (epsilon : nat -> R) (P : nat -> matrix) (d : nat -> nat) (h : R)
  (i j : nat), resolution N p P d -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat ->
  combination p (near_uniform N epsilon h) P i j
  = line (fun k l => uniform_growth N * simplex N k l) (combination p epsilon P) h i j.
Proof.
  intros N p epsilon P d h i j res n_ge i_lt j_lt. unfold line, near_uniform, combination.
  rewrite simplex_by_centring, <- (resolution_complete N p P d res) by assumption.
  rewrite <- !total_scale, <- total_plus. apply total_ext. intros k _. ring.
Qed.

(* The fixed point. *)

Lemma recentred_of_exchangeable : forall (N : nat) (a b : R) (i j : nat), 3 <= INR N -> (i < N)%nat -> (j < N)%nat ->
  recentred N (fun k l => if (k =? l)%nat then a else b) i j = (a - b) * centring N i j.
Proof.
  intros N a b i j n_ge i_lt j_lt.
  assert (row : forall k, (k < N)%nat -> total N (fun l => if (k =? l)%nat then a else b) = a + (INR N - 1) * b).
  { intros k k_lt. rewrite (total_replace N k a (fun _ => b)), total_constant by exact k_lt. ring. }
  unfold recentred. rewrite row by exact i_lt.
  rewrite (total_ext N (fun k => if (k =? j)%nat then a else b) (fun k => if (j =? k)%nat then a else b)), row
    by (try intros; try rewrite Nat.eqb_sym; try reflexivity; assumption).
  rewrite (total_ext N (fun k => total N _) (fun _ => a + (INR N - 1) * b)), total_constant by exact row.
  unfold centring. destruct (i =? j)%nat; field; lra.
Qed.

Theorem rescaled_layer_at_simplex : forall (N p : nat) (P : nat -> matrix) (d : nat -> nat) (sigma : R) (i j : nat),
  resolution N p P d -> 3 <= INR N -> 0 < sigma -> (i < N)%nat -> (j < N)%nat ->
  rescaled_layer N p (fun _ => sigma) P d i j = uniform_growth N * simplex N i j.
Proof.
  intros N p P d sigma i j res n_ge sigma_pos i_lt j_lt. unfold rescaled_layer.
  rewrite (recentred_ext N _ (fun k l => if (k =? l)%nat then 1 / 2 else kappa (simplex_cosine (INR N)) / 2))
    by (try intros; try apply moments_of_simplex; assumption).
  rewrite recentred_of_exchangeable, simplex_by_centring by assumption. unfold uniform_growth.
  rewrite growth_by_kappa by exact n_ge. field. lra.
Qed.

(* The derivative of the layer. *)

Lemma recentred_of_multiple : forall (N : nat) (c : R) (A : matrix) (i j : nat),
  recentred N (fun k l => c * A k l) i j = c * recentred N A i j.
Proof.
  intros N c A i j. unfold recentred. rewrite !total_scale.
  rewrite (total_ext N (fun k => total N (fun l => c * A k l)) (fun k => c * total N (fun l => A k l)))
    by (intros; apply total_scale).
  rewrite total_scale. change (fun k => A i k) with (A i). unfold Rdiv. ring.
Qed.

Lemma recentred_derivative_below : forall (N : nat) (A : R -> matrix) (D : matrix) (x : R) (i j : nat),
  (forall i j, (i < N)%nat -> (j < N)%nat -> is_derive (fun h => A h i j) x (D i j)) -> (i < N)%nat -> (j < N)%nat ->
  is_derive (fun h => recentred N (A h) i j) x (recentred N D i j).
Proof.
  intros N A D x i j A_der i_lt j_lt.
  set (inside := fun (B : matrix) k l => if (k <? N)%nat then if (l <? N)%nat then B k l else 0 else 0).
  assert (same : forall B k l, (k < N)%nat -> (l < N)%nat -> inside B k l = B k l).
  { intros B k l k_lt l_lt. unfold inside. apply Nat.ltb_lt in k_lt, l_lt. rewrite k_lt, l_lt. reflexivity. }
  rewrite <- (recentred_ext N (inside D)) by (try intros; try apply same; assumption).
  apply (is_derive_ext (fun h => recentred N (inside (A h)) i j)).
  { intros h. apply recentred_ext; try assumption. apply same. }
  apply recentred_derivative. intros k l. unfold inside.
  destruct (Nat.ltb_spec k N); [| apply @is_derive_const]. destruct (Nat.ltb_spec l N); [| apply @is_derive_const].
  apply A_der; assumption.
Qed.

(* The derivative is that of the layer without rescaling, up to the factor (N - 1)/(N + 1)/growth. *)
Theorem rescaled_layer_derivative : forall (N p : nat) (epsilon : nat -> R) (P : nat -> matrix) (d : nat -> nat)
  (E : matrix) (i j : nat), resolution N p P d -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat ->
  (forall k l, (k < N)%nat -> (l < N)%nat -> E k l = combination p epsilon P k l) -> total N (fun k => E k k) = 0 ->
  is_derive (fun h => rescaled_layer N p (near_uniform N epsilon h) P d i j) 0
    ((INR N - 1) / (INR N + 1) / uniform_growth N * Derive (fun h => batch_layer N (line (simplex N) E h) i j) 0).
Proof.
  intros N p epsilon P d E i j res n_ge i_lt j_lt spectral traceless.
  assert (without : Derive (fun h => batch_layer N (line (simplex N) E h) i j) 0
                    = recentred N (simplex_change (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) E) i j)
    by exact (is_derive_unique _ _ _ (simplex_layer_derivative N E n_ge i j)).
  rewrite without, <- recentred_of_multiple.
  apply (recentred_derivative_below N (fun h => rescaled_moments N p (near_uniform N epsilon h) P d));
    [| exact i_lt | exact j_lt].
  intros k l k_lt l_lt. apply moments_derivative; try assumption. apply uniform_growth_pos, n_ge.
Qed.

Theorem rescaled_standard_derivative : forall (N p : nat) (epsilon : nat -> R) (P : nat -> matrix) (d : nat -> nat)
  (v : nat -> R) (i j : nat), resolution N p P d -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat -> total N v = 0 ->
  (forall k l, (k < N)%nat -> (l < N)%nat ->
     uniform_direction N v (INR N - 2) (-1) k l = combination p epsilon P k l) ->
  is_derive (fun h => rescaled_layer N p (near_uniform N epsilon h) P d i j) 0
    (rescaled_standard (INR N) * uniform_direction N v (INR N - 2) (-1) i j).
Proof.
  intros N p epsilon P d v i j res n_ge i_lt j_lt balanced spectral. pose proof (uniform_growth_pos N n_ge) as g_pos.
  evar_last; [apply (rescaled_layer_derivative N p epsilon P d _ i j res n_ge i_lt j_lt spectral) |].
  - rewrite (total_ext N _ (fun k => (INR N - 2) * v k)), total_scale, balanced; [ring |].
    intros k _. unfold uniform_direction. rewrite Nat.eqb_refl. reflexivity.
  - rewrite (is_derive_unique (fun h : R => _) _ _ (uniform_standard_derivative N v i j n_ge balanced i_lt j_lt)).
    rewrite (proj1 (rescaled_by_uniform _ n_ge)). unfold uniform_growth in *. field. lra.
Qed.

Theorem rescaled_pair_derivative : forall (N p : nat) (epsilon : nat -> R) (P : nat -> matrix) (d : nat -> nat)
  (w : matrix) (i j : nat), resolution N p P d -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat ->
  (forall k l, w k l = w l k) -> (forall k, w k k = 0) -> (forall k, (k < N)%nat -> total N (w k) = 0) ->
  (forall k l, (k < N)%nat -> (l < N)%nat -> w k l = combination p epsilon P k l) ->
  is_derive (fun h => rescaled_layer N p (near_uniform N epsilon h) P d i j) 0 (rescaled_pair (INR N) * w i j).
Proof.
  intros N p epsilon P d w i j res n_ge i_lt j_lt symmetric diagonal rows spectral.
  pose proof (uniform_growth_pos N n_ge) as g_pos.
  evar_last; [apply (rescaled_layer_derivative N p epsilon P d _ i j res n_ge i_lt j_lt spectral) |].
  - rewrite (total_ext N _ (fun _ => 0)), total_constant by (intros; apply diagonal). ring.
  - rewrite (is_derive_unique (fun h : R => _) _ _
               (uniform_pair_derivative N w i j n_ge symmetric diagonal rows i_lt j_lt)).
    rewrite (proj2 (rescaled_by_uniform _ n_ge)). unfold uniform_growth in *. field. lra.
Qed.
