(* The rescaled moments near the uniform point as an integral over [0, 1], and their value there.

   With lambda_k = sigma (1 + eta_k) and x = (1 + 2 sigma s)^(-1/2) one has 1 + 2s lambda_k = D_k/x^2, where D_k is
   1 + (1 - x^2) eta_k (factor), and the integral of RescaledMoments.v becomes one over [0, 1]:

     moments_by_unit_integral   it converges, to
                                N int_0^1 x^(N-2) prod_k D_k^(-d_k/2) V(sum_k (1 + eta_k)/D_k P_k)_ij dx
     moments_of_simplex         where all eta_k are 0, that is K proportional to C, whatever its scale: 1/2 on the
                                diagonal and kappa(- 1/(N - 1))/2 beside it, as without rescaling *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix ReducedDynamics
  LayerDerivative UniformLinearisation RescaledStability ImproperIntegral RescaledMoments.
Open Scope R_scope.

Definition factor (eta x : R) : R := 1 + (1 - x ^ 2) * eta.

Definition factor_root (p : nat) (eta : nat -> R) (d : nat -> nat) (x : R) : R :=
  exp (- total p (fun k => INR (d k) * ln (factor (eta k) x)) / 2).

Definition ratio_matrix (p : nat) (eta : nat -> R) (P : nat -> matrix) (x : R) : matrix :=
  combination p (fun k => (1 + eta k) / factor (eta k) x) P.

Definition unit_integrand (N p : nat) (eta : nat -> R) (P : nat -> matrix) (d : nat -> nat) (i j : nat) (x : R) : R :=
  x ^ (N - 2) * (factor_root p eta d x * kernel_matrix (ratio_matrix p eta P x) i j).

Lemma sum_of_ranks : forall (N p : nat) (P : nat -> matrix) (d : nat -> nat), resolution N p P d -> 3 <= INR N ->
  total p (fun k => INR (d k)) = INR N - 1.
Proof.
  intros N p P d res n_ge.
  rewrite (total_ext p _ (fun k => total N (fun i => P k i i)))
    by (intros k k_lt; symmetry; apply (resolution_ranks N p P d res k k_lt)).
  rewrite <- total_exchange, (total_ext N _ (fun _ => 1 - / INR N)).
  - rewrite total_constant. field. lra.
  - intros i i_lt. rewrite (resolution_complete N p P d res) by exact i_lt. unfold centring.
    rewrite Nat.eqb_refl. reflexivity.
Qed.

Lemma kernel_of_multiple : forall (c : R) (A B : matrix) (i j : nat), 0 < c ->
  A i i = c * B i i -> A j j = c * B j j -> A i j = c * B i j -> kernel_matrix A i j = c * kernel_matrix B i j.
Proof.
  intros c A B i j c_pos first second mixed. unfold kernel_matrix. rewrite first, second, mixed.
  apply relu_kernel_is_homogeneous, c_pos.
Qed.

Lemma shrunk_is_multiple : forall (p : nat) (lambda eta : nat -> R) (P : nat -> matrix) (sigma s : R) (i j : nat),
  0 < sigma -> 0 <= s -> (forall k, (k < p)%nat -> lambda k = sigma * (1 + eta k)) ->
  (forall k, (k < p)%nat -> 0 < factor (eta k) (shrinking sigma s)) ->
  shrunk p lambda P s i j = sigma * shrinking sigma s ^ 2 * ratio_matrix p eta P (shrinking sigma s) i j.
Proof.
  intros p lambda eta P sigma s i j sigma_pos s_ge split_up positive. unfold shrunk, ratio_matrix, combination.
  rewrite <- total_scale. apply total_ext. intros k k_lt. pose proof (positive k k_lt) as factor_pos. revert factor_pos.
  rewrite split_up by exact k_lt. unfold factor. rewrite shrinking_square by assumption. intros factor_pos.
  assert (one : 0 < 1 + 2 * sigma * s) by nra.
  assert (cleared : 0 < 1 + 2 * s * (sigma * (1 + eta k))).
  { apply (Rmult_lt_compat_l (1 + 2 * sigma * s)) in factor_pos; [| exact one].
    replace ((1 + 2 * sigma * s) * (1 + (1 - / (1 + 2 * sigma * s)) * eta k))
      with (1 + 2 * s * (sigma * (1 + eta k))) in factor_pos by (field; lra). lra. }
  field. repeat split; lra.
Qed.

Lemma determinant_root_by_factors : forall (N p : nat) (lambda eta : nat -> R) (P : nat -> matrix) (d : nat -> nat)
  (sigma s : R), resolution N p P d -> 3 <= INR N ->
  0 < sigma -> 0 <= s -> (forall k, (k < p)%nat -> lambda k = sigma * (1 + eta k)) ->
  (forall k, (k < p)%nat -> 0 < factor (eta k) (shrinking sigma s)) ->
  determinant_root p lambda d s = shrinking sigma s ^ (N - 1) * factor_root p eta d (shrinking sigma s).
Proof.
  intros N p lambda eta P d sigma s res n_ge sigma_pos s_ge split_up positive.
  destruct (shrinking_range sigma s sigma_pos s_ge) as [x_pos _].
  unfold determinant_root, factor_root. set (x := shrinking sigma s) in *.
  assert (size : (3 <= N)%nat) by (apply INR_le; simpl; lra).
  assert (power : x ^ (N - 1) = exp ((INR N - 1) * ln x)).
  { rewrite <- (Rpower_pow (N - 1) x x_pos). unfold Rpower. rewrite minus_INR by lia. reflexivity. }
  rewrite power, <- exp_plus. f_equal. rewrite <- (sum_of_ranks N p P d res n_ge).
  rewrite (total_ext p _ (fun k => INR (d k) * ln (factor (eta k) x) + - 2 * ln x * INR (d k))).
  - rewrite total_plus, total_scale. field.
  - intros k k_lt. rewrite split_up by exact k_lt. pose proof (positive k k_lt) as factor_pos.
    assert (quotient : 1 + 2 * s * (sigma * (1 + eta k)) = factor (eta k) x * / (x * x)).
    { unfold factor. assert (x_square : x * x = / (1 + 2 * sigma * s))
        by (rewrite <- (shrinking_square sigma s sigma_pos s_ge); fold x; ring).
      replace (x ^ 2) with (x * x) by ring. rewrite x_square, Rinv_inv. field. nra. }
    assert (square_pos : 0 < x * x) by (apply Rmult_lt_0_compat; exact x_pos).
    rewrite quotient, ln_mult, ln_Rinv, ln_mult by (first [assumption | apply Rinv_0_lt_compat, square_pos]). ring.
Qed.

Theorem moments_by_unit_integral : forall (N p : nat) (lambda eta : nat -> R) (P : nat -> matrix) (d : nat -> nat)
  (sigma : R) (i j : nat), resolution N p P d -> 3 <= INR N -> 0 < sigma ->
  (forall k, (k < p)%nat -> lambda k = sigma * (1 + eta k)) ->
  (forall k x, (k < p)%nat -> 0 <= x <= 1 -> 0 < factor (eta k) x) ->
  (forall x, 0 <= x <= 1 -> continuous (unit_integrand N p eta P d i j) x) ->
  is_RInt_gen (fun s => determinant_root p lambda d s * kernel_matrix (shrunk p lambda P s) i j)
    (at_point 0) (Rbar_locally p_infty) (RInt (unit_integrand N p eta P d i j) 0 1)
  /\ rescaled_moments N p lambda P d i j = INR N * RInt (unit_integrand N p eta P d i j) 0 1.
Proof.
  intros N p lambda eta P d sigma i j res n_ge sigma_pos split_up positive cont. unfold rescaled_moments.
  assert (size : (3 <= N)%nat) by (apply INR_le; simpl; lra).
  enough (integral : is_RInt_gen (fun s => determinant_root p lambda d s * kernel_matrix (shrunk p lambda P s) i j)
                       (at_point 0) (Rbar_locally p_infty) (RInt (unit_integrand N p eta P d i j) 0 1))
    by (split; [exact integral | f_equal; apply is_RInt_gen_unique, integral]).
  refine (is_RInt_gen_ext _ _ _ _ (improper_integral _ sigma sigma_pos cont)).
  apply (Filter_prod _ _ _ (fun a => a = 0) (fun T => 0 < T)); [reflexivity | exists 0; intros T T_gt; exact T_gt |].
  intros a T -> T_pos s. cbn [fst snd]. rewrite Rmin_left, Rmax_right by lra. intros s_in.
  destruct (shrinking_range sigma s sigma_pos ltac:(lra)) as [x_pos x_le].
  assert (factor_pos : forall k, (k < p)%nat -> 0 < factor (eta k) (shrinking sigma s))
    by (intros k k_lt; apply positive; [exact k_lt | lra]).
  rewrite (determinant_root_by_factors N p lambda eta P d sigma s) by (try assumption; lra).
  assert (scale_pos : 0 < sigma * shrinking sigma s ^ 2) by (apply Rmult_lt_0_compat; [| apply pow_lt]; assumption).
  rewrite (kernel_of_multiple (sigma * shrinking sigma s ^ 2) _ (ratio_matrix p eta P (shrinking sigma s)))
    by (first [exact scale_pos | apply shrunk_is_multiple; try assumption; lra]).
  unfold unit_integrand. replace (N - 1)%nat with (S (N - 2)) by lia. cbn [pow].
  match goal with |- @eq _ ?a ?b => change (@eq R a b) end. ring.
Qed.

(* The simplex. *)

Lemma simplex_by_centring : forall (N i j : nat), 3 <= INR N -> simplex N i j = INR N / (INR N - 1) * centring N i j.
Proof. intros N i j n_ge. unfold simplex, centring. destruct (i =? j)%nat; field; lra. Qed.

Lemma kernel_of_centring : forall (N i j : nat), 3 <= INR N -> (i < N)%nat -> (j < N)%nat ->
  INR N / (INR N - 1) * kernel_matrix (centring N) i j = kernel_matrix (simplex N) i j.
Proof.
  intros N i j n_ge i_lt j_lt. symmetry.
  apply kernel_of_multiple; try (apply simplex_by_centring; exact n_ge). apply Rdiv_lt_0_compat; lra.
Qed.

Lemma kernel_of_simplex : forall (N i j : nat), 3 <= INR N ->
  kernel_matrix (simplex N) i j = if (i =? j)%nat then 1 / 2 else kappa (simplex_cosine (INR N)) / 2.
Proof.
  intros N i j n_ge. unfold kernel_matrix, simplex. rewrite !Nat.eqb_refl.
  destruct (i =? j)%nat; [apply relu_kernel_diagonal; lra | apply relu_kernel_unit].
Qed.

Lemma power_integral : forall m : nat, is_RInt (fun x => x ^ m) 0 1 (/ INR (S m)).
Proof.
  intros m. assert (m_pos : INR (S m) <> 0) by (apply not_0_INR; lia).
  replace (/ INR (S m)) with (minus (1 ^ S m / INR (S m)) (0 ^ S m / INR (S m)))
    by (unfold minus, plus, opp; cbn -[INR pow]; rewrite pow1, pow_i by lia; field; exact m_pos).
  apply (is_RInt_derive (V := R_CompleteNormedModule) (fun x => x ^ S m / INR (S m))).
  - intros x _. auto_derive; [exact I |]. field. exact m_pos.
  - intros x _. apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I.
Qed.

Theorem moments_of_simplex : forall (N p : nat) (P : nat -> matrix) (d : nat -> nat) (sigma : R) (i j : nat),
  resolution N p P d -> 3 <= INR N -> 0 < sigma -> (i < N)%nat -> (j < N)%nat ->
  rescaled_moments N p (fun _ => sigma) P d i j = if (i =? j)%nat then 1 / 2 else kappa (simplex_cosine (INR N)) / 2.
Proof.
  intros N p P d sigma i j res n_ge sigma_pos i_lt j_lt.
  assert (size : (3 <= N)%nat) by (apply INR_le; simpl; lra).
  assert (one : forall x, factor 0 x = 1) by (intros x; unfold factor; ring).
  assert (unit : forall x, unit_integrand N p (fun _ => 0) P d i j x = x ^ (N - 2) * kernel_matrix (centring N) i j).
  { intros x. unfold unit_integrand, factor_root. rewrite (total_ext p _ (fun _ => 0)), total_constant.
    - replace (- (INR p * 0) / 2) with 0 by field. rewrite exp_0.
      rewrite (kernel_of_multiple 1 _ (centring N)); [ring | lra | | |]; unfold ratio_matrix, combination;
        rewrite Rmult_1_l, <- (resolution_complete N p P d res) by assumption; apply total_ext; intros k _;
        rewrite one; field.
    - intros k _. rewrite one, ln_1. ring. }
  destruct (moments_by_unit_integral N p (fun _ => sigma) (fun _ => 0) P d sigma i j res n_ge sigma_pos)
    as [_ integral].
  - intros k _. ring.
  - intros k x _ _. rewrite one. lra.
  - intros x _. apply (continuous_ext (fun x => x ^ (N - 2) * kernel_matrix (centring N) i j));
      [intros y; symmetry; apply unit |].
    apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I.
  - rewrite integral, (RInt_ext _ (fun x => scal (kernel_matrix (centring N) i j) (x ^ (N - 2))))
      by (intros x _; rewrite unit; apply Rmult_comm).
    rewrite (is_RInt_unique _ _ _ _ (is_RInt_scal (V := R_NormedModule) _ _ _ _ _ (power_integral (N - 2)))).
    rewrite <- kernel_of_simplex, <- kernel_of_centring by assumption.
    replace (S (N - 2)) with (N - 1)%nat by lia. rewrite minus_INR by lia. unfold scal. cbn. unfold mult. cbn.
    field. lra.
Qed.
