(* The derivative of the layer at the uniform point, a regular simplex of n points, by isotypic component of S_n.

     uniform_standard_derivative     E_ii = (n-2) v_i, E_ij = - (v_i + v_j), with v of sum 0, is multiplied by
                                     growth * uniform_standard
     uniform_pair_derivative         E = w, symmetric, 0 on the diagonal and of row sums 0, by growth * uniform_pair

   both at s = sqrt(n^2 - 2n), where the batch of the odd-point family is the simplex (family_at_uniform). *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField UniformPoint BatchMatrix Eigenvalues KernelOfFamily
  LayerDerivative UniformStability.
Open Scope R_scope.

Definition simplex (N : nat) : matrix := fun i j => if (i =? j)%nat then 1 else - / (INR N - 1).

Lemma family_at_uniform : forall m i j : nat, 3 <= INR (S m) ->
  family_batch m (sqrt (INR (S m) ^ 2 - 2 * INR (S m))) i j = simplex (S m) i j.
Proof.
  intros m i j n_ge. unfold family_batch. rewrite pow2_sqrt by nra. rewrite uniform_member by exact n_ge.
  unfold matrix_of, simplex. cbn [cluster pair cross odd].
  destruct (Nat.eqb_spec i m), (Nat.eqb_spec j m), (Nat.eqb_spec i j); try lia; reflexivity.
Qed.

Definition simplex_change (n s : R) (E : matrix) : matrix := fun i j =>
  if (i =? j)%nat then E i i / 2 else pair_variance_slope n s * (E i i + E j j) + pair_slope n s * E i j.

Lemma simplex_layer_derivative : forall (N : nat) (E : matrix), 3 <= INR N -> forall i j,
  is_derive (fun h => batch_layer N (line (simplex N) E h) i j) 0
            (recentred N (simplex_change (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) E) i j).
Proof.
  intros N E n_ge. apply recentred_derivative. intros i j. unfold kernel_matrix, line, simplex, simplex_change.
  rewrite !Nat.eqb_refl. destruct (Nat.eqb_spec i j) as [-> | i_neq]; [apply diagonal_change; lra |].
  rewrite <- cos_theta_at_uniform by exact n_ge. apply pair_change; [exact n_ge | apply uniform_tangent_pos, n_ge].
Qed.

(* The standard component. *)

Definition uniform_direction (N : nat) (v : nat -> R) (alpha beta : R) : matrix := fun i j =>
  if (i =? j)%nat then alpha * v i else beta * (v i + v j).

Lemma row_of_uniform_direction : forall (N : nat) (v : nat -> R) (alpha beta : R) (i : nat),
  total N v = 0 -> (i < N)%nat ->
  total N (fun k => uniform_direction N v alpha beta i k) = (alpha + (INR N - 2) * beta) * v i.
Proof.
  intros N v alpha beta i balanced i_lt.
  rewrite (total_ext N _ (fun k => if (i =? k)%nat then alpha * v i else beta * v i + beta * v k)).
  - rewrite (total_replace N i (alpha * v i) (fun k => beta * v i + beta * v k)) by exact i_lt.
    rewrite total_plus, total_constant, total_scale, balanced. ring.
  - intros k k_lt. unfold uniform_direction. destruct (i =? k)%nat; ring.
Qed.

Theorem uniform_standard_derivative : forall (N : nat) (v : nat -> R) (i j : nat),
  3 <= INR N -> total N v = 0 -> (i < N)%nat -> (j < N)%nat ->
  is_derive (fun h => batch_layer N (line (simplex N) (uniform_direction N v (INR N - 2) (-1)) h) i j) 0
    (growth_at (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) * (uniform_standard (INR N) (sqrt (INR N ^ 2 - 2 * INR N))
       * uniform_direction N v (INR N - 2) (-1) i j)).
Proof.
  intros N v i j n_ge balanced i_lt j_lt.
  pose proof (growth_at_pos _ _ n_ge (uniform_tangent_pos _ n_ge)) as g_pos.
  evar_last; [exact (simplex_layer_derivative N _ n_ge i j) |].
  set (n := INR N) in *. set (s := sqrt (n ^ 2 - 2 * n)) in *.
  set (b := pair_variance_slope n s * (n - 2) - pair_slope n s).
  assert (change : forall k l, simplex_change n s (uniform_direction N v (n - 2) (-1)) k l
                               = uniform_direction N v ((n - 2) / 2) b k l).
  { intros k l. unfold simplex_change, uniform_direction, b. rewrite !Nat.eqb_refl.
    destruct (Nat.eqb_spec k l) as [-> |]; field. }
  rewrite (recentred_ext N _ (uniform_direction N v ((n - 2) / 2) b)) by (try assumption; intros; apply change).
  rewrite (recentred_of_rows N _ (fun k => ((n - 2) / 2 + (n - 2) * b) * v k)); try assumption.
  - unfold uniform_standard, uniform_direction, b. fold n.
    destruct (Nat.eqb_spec i j) as [-> |]; field; lra.
  - intros k l. unfold uniform_direction. rewrite (Nat.eqb_sym l k). destruct (Nat.eqb_spec k l) as [-> |]; ring.
  - intros k k_lt. apply row_of_uniform_direction; assumption.
  - rewrite total_scale, balanced. ring.
Qed.

(* The component (n-2,2). *)

Theorem uniform_pair_derivative : forall (N : nat) (w : matrix) (i j : nat),
  3 <= INR N -> (forall k l, w k l = w l k) -> (forall k, w k k = 0) -> (forall k, (k < N)%nat -> total N (w k) = 0) ->
  (i < N)%nat -> (j < N)%nat ->
  is_derive (fun h => batch_layer N (line (simplex N) w h) i j) 0
    (growth_at (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) * (uniform_pair (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) * w i j)).
Proof.
  intros N w i j n_ge symmetric diagonal rows i_lt j_lt.
  pose proof (growth_at_pos _ _ n_ge (uniform_tangent_pos _ n_ge)) as g_pos.
  evar_last; [exact (simplex_layer_derivative N _ n_ge i j) |].
  set (n := INR N) in *. set (s := sqrt (n ^ 2 - 2 * n)) in *.
  assert (change : forall k l, simplex_change n s w k l = pair_slope n s * w k l).
  { intros k l. unfold simplex_change. rewrite !diagonal.
    destruct (Nat.eqb_spec k l) as [-> |]; [rewrite diagonal |]; field. }
  rewrite (recentred_ext N _ (fun k l => pair_slope n s * w k l)) by (try assumption; intros; apply change).
  rewrite (recentred_of_rows N _ (fun _ => 0)); try assumption.
  - unfold uniform_pair. fold n. field. lra.
  - intros k l. rewrite symmetric. reflexivity.
  - intros k k_lt. rewrite total_scale, rows by exact k_lt. ring.
  - rewrite total_constant. ring.
Qed.
