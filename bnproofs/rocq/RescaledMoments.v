(* The mean-field map of a layer with recentring, rescaling and ReLU, on the covariances around the uniform point.

   For centred Gaussian u of covariance K, of N components, E relu(u_i) relu(u_j) N/|u|^2 is, by 1/|u|^2 = int_0^oo
   exp(- s |u|^2) ds,

     N int_0^oo det(I + 2sK)^(-1/2) V(K (I + 2sK)^(-1))_ij ds,       V the ReLU kernel.

   Here K = sum_k lambda_k P_k with projectors P_k on orthogonal spaces, of dimensions d_k, that add up to C = I -
   11^T/N (a resolution): so are all recentred covariances, by the spectral theorem. Then K (I + 2sK)^(-1) is the sum of
   the lambda_k/(1 + 2s lambda_k) P_k, and det(I + 2sK) is the product of the (1 + 2s lambda_k)^(d_k). With these the
   integral is defined (rescaled_moments). That they are what they should be:

     shrunk_solves              S (I + 2sK) = K for the first
     determinant_jacobi         d/ds log det(I + 2sK) = 2 tr S and det I = 1 for the second: Jacobi's formula

   That E relu(u_i) relu(u_j) N/|u|^2 is the integral is derived in derivations/rescaled_integral.py, not here. *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix ReducedDynamics Eigenvalues
  LayerDerivative UniformLinearisation RescaledStability ImproperIntegral.
Open Scope R_scope.

Definition centring (N : nat) : matrix := fun i j => (if (i =? j)%nat then 1 else 0) - / INR N.

Record resolution (N p : nat) (P : nat -> matrix) (d : nat -> nat) : Prop := Resolution {
  resolution_symmetric : forall k i j, (k < p)%nat -> P k i j = P k j i;
  resolution_orthogonal : forall k l i j, (k < p)%nat -> (l < p)%nat -> (i < N)%nat -> (j < N)%nat ->
    total N (fun r => P k i r * P l r j) = if (k =? l)%nat then P k i j else 0;
  resolution_ranks : forall k, (k < p)%nat -> total N (fun i => P k i i) = INR (d k);
  resolution_complete : forall i j, (i < N)%nat -> (j < N)%nat -> total p (fun k => P k i j) = centring N i j }.

Definition combination (p : nat) (c : nat -> R) (P : nat -> matrix) : matrix := fun i j =>
  total p (fun k => c k * P k i j).

Definition shrunk (p : nat) (lambda : nat -> R) (P : nat -> matrix) (s : R) : matrix :=
  combination p (fun k => lambda k / (1 + 2 * s * lambda k)) P.

(* det(I + 2sK)^(-1/2). *)
Definition determinant_root (p : nat) (lambda : nat -> R) (d : nat -> nat) (s : R) : R :=
  exp (- total p (fun k => INR (d k) * ln (1 + 2 * s * lambda k)) / 2).

Definition rescaled_moments (N p : nat) (lambda : nat -> R) (P : nat -> matrix) (d : nat -> nat) : matrix := fun i j =>
  INR N * RInt_gen (fun s => determinant_root p lambda d s * kernel_matrix (shrunk p lambda P s) i j)
                   (at_point 0) (Rbar_locally p_infty).

(* The definitions say what they should. *)

Lemma total_exchange : forall (m p : nat) (f : nat -> nat -> R),
  total m (fun i => total p (fun k => f i k)) = total p (fun k => total m (fun i => f i k)).
Proof.
  intros m p f. induction m as [| m IH]; simpl; [rewrite total_constant; ring |]. rewrite IH, <- total_plus.
  reflexivity.
Qed.

Lemma total_delta : forall (p k : nat) (f : nat -> R), (k < p)%nat ->
  total p (fun l => if (k =? l)%nat then f l else 0) = f k.
Proof.
  intros p k f k_lt. rewrite (total_ext p _ (fun l => if (k =? l)%nat then f k else 0)).
  - rewrite (total_replace p k (f k) (fun _ => 0)), total_constant by exact k_lt. ring.
  - intros l _. destruct (Nat.eqb_spec k l) as [-> |]; reflexivity.
Qed.

Lemma product_of_combinations : forall (N p : nat) (P : nat -> matrix) (d : nat -> nat) (a b : nat -> R) (i j : nat),
  resolution N p P d -> (i < N)%nat -> (j < N)%nat ->
  total N (fun r => combination p a P i r * combination p b P r j) = combination p (fun k => a k * b k) P i j.
Proof.
  intros N p P d a b i j res i_lt j_lt. unfold combination.
  rewrite (total_ext N _ (fun r => total p (fun k => total p (fun l => a k * b l * (P k i r * P l r j))))).
  - rewrite total_exchange. apply total_ext. intros k k_lt. rewrite total_exchange.
    rewrite (total_ext p _ (fun l => if (k =? l)%nat then a k * b l * P k i j else 0)).
    + rewrite (total_delta p k (fun l => a k * b l * P k i j)) by exact k_lt. reflexivity.
    + intros l l_lt. rewrite total_scale, (resolution_orthogonal N p P d res) by assumption.
      destruct (k =? l)%nat; ring.
  - intros r r_lt. rewrite (Rmult_comm (total p _)), <- total_scale. apply total_ext. intros k k_lt.
    rewrite (Rmult_comm (total p _)), <- total_scale. apply total_ext. intros l l_lt. ring.
Qed.

Lemma total_derivative_below : forall (m : nat) (f : R -> nat -> R) (f' : nat -> R) (x : R),
  (forall k, (k < m)%nat -> is_derive (fun h => f h k) x (f' k)) -> is_derive (fun h => total m (f h)) x (total m f').
Proof.
  intros m f f' x f_der. induction m as [| m IH]; simpl; [apply @is_derive_const |].
  apply (is_derive_plus (V := R_NormedModule)); [apply IH; intros; apply f_der | apply f_der]; lia.
Qed.

(* S (I + 2sK) = K for the shrunk matrix S. *)
Theorem shrunk_solves : forall (N p : nat) (lambda : nat -> R) (P : nat -> matrix) (d : nat -> nat) (s : R) (i j : nat),
  resolution N p P d -> 0 <= s -> (forall k, (k < p)%nat -> 0 < lambda k) -> (i < N)%nat -> (j < N)%nat ->
  shrunk p lambda P s i j + 2 * s * total N (fun r => shrunk p lambda P s i r * combination p lambda P r j)
  = combination p lambda P i j.
Proof.
  intros N p lambda P d s i j res s_ge positive i_lt j_lt. unfold shrunk at 2.
  rewrite (product_of_combinations N p P d) by assumption. unfold shrunk, combination.
  rewrite <- total_scale, <- total_plus. apply total_ext. intros k k_lt. pose proof (positive k k_lt).
  field. assert (0 <= s * lambda k) by (apply Rmult_le_pos; lra). lra.
Qed.

(* d/ds log det(I + 2sK) = 2 tr(K (I + 2sK)^(-1)), and det I = 1. *)
Theorem determinant_jacobi : forall (N p : nat) (lambda : nat -> R) (P : nat -> matrix) (d : nat -> nat) (s : R),
  resolution N p P d -> 0 <= s -> (forall k, (k < p)%nat -> 0 < lambda k) -> determinant_root p lambda d 0 = 1 /\
  is_derive (fun s => -2 * ln (determinant_root p lambda d s)) s (2 * total N (fun i => shrunk p lambda P s i i)).
Proof.
  intros N p lambda P d s res s_ge positive. split.
  - unfold determinant_root. rewrite (total_ext p _ (fun _ => 0)), total_constant; [rewrite <- exp_0; f_equal; field |].
    intros k _. replace (1 + 2 * 0 * lambda k) with 1 by ring. rewrite ln_1. ring.
  - apply (is_derive_ext (fun s => total p (fun k => INR (d k) * ln (1 + 2 * s * lambda k)))).
    { intros t. unfold determinant_root. rewrite ln_exp.
      match goal with |- @eq _ ?x ?y => change (@eq R x y) end. field. }
    evar_last.
    + apply (total_derivative_below p (fun s k => INR (d k) * ln (1 + 2 * s * lambda k))
               (fun k => INR (d k) * (2 * lambda k / (1 + 2 * s * lambda k)))).
      intros k k_lt. pose proof (positive k k_lt). assert (0 <= s * lambda k) by (apply Rmult_le_pos; lra).
      auto_derive; [lra | field; lra].
    + unfold shrunk, combination. rewrite total_exchange, <- total_scale. apply total_ext. intros k k_lt.
      rewrite total_scale, (resolution_ranks N p P d res) by exact k_lt. unfold Rdiv. ring.
Qed.
