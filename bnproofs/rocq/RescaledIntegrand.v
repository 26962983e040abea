(* The integrand of the rescaled moments near the uniform point as a smooth function of h, where eta_k = h e_k.

     smooth_factor_root        the product of the D_k^(-d_k/2)
     smooth_ratio              the entries of sum_k (1 + h e_k)/D_k P_k, which at h = 0 are those of C and change by x^2
                               times those of E = sum_k e_k P_k
     smooth_kernel_of_ratio    the kernel of that matrix: at h = 0 it changes by x^2 simplex_change E, the derivative
                               of the kernel at the simplex being simplex_change *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField UniformPoint BatchMatrix KernelDerivative
  Eigenvalues LayerDerivative UniformLinearisation RescaledStability ParameterIntegral SmoothKernel RescaledMoments
  RescaledAtSimplex.
Open Scope R_scope.

Lemma polynomial_continuous : forall x : R, continuous (fun x => 1 - x ^ 2) x.
Proof. intros x. apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I. Qed.

Lemma smooth_factor : forall (e : R) (z : R * R), smooth (fun h x => factor (h * e) x) (fun _ x => (1 - x ^ 2) * e) z.
Proof.
  intros e z.
  pose proof (smooth_mult _ _ _ _ z (smooth_of_variable (fun x => 1 - x ^ 2) z polynomial_continuous)
                (smooth_scale e _ _ z (smooth_parameter z))) as product.
  pose proof (smooth_of_variable (fun _ => 1) z (fun x => continuous_const 1 x)) as one.
  apply (smooth_value _ _ _ _ z (smooth_plus _ _ _ _ z one product)); intros h x; unfold factor; ring.
Qed.

Lemma factor_at_zero : forall e x : R, factor (0 * e) x = 1.
Proof. intros e x. unfold factor. ring. Qed.

(* The coefficients (1 + h e)/D, and their logarithms. *)

Lemma smooth_coefficient : forall e x : R, smooth (fun h x => (1 + h * e) / factor (h * e) x)
  (fun h x => e * / factor (h * e) x + (1 + h * e) * ((1 - x ^ 2) * e * - / factor (h * e) x ^ 2)) (0, x).
Proof.
  intros e x.
  assert (inverse : smooth (fun h x => / factor (h * e) x)
                      (fun h x => (1 - x ^ 2) * e * (- / factor (h * e) x ^ 2)) (0, x)).
  { apply (smooth_comp Rinv (fun y => - / y ^ 2)); [apply smooth_factor |]. cbn [fst snd]. rewrite factor_at_zero.
    refine (filter_imp (F := locally 1) _ _ _ (open_gt 0 1 Rlt_0_1)). intros y y_pos. split.
    - auto_derive; [lra | field; lra].
    - apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. nra. }
  pose proof (smooth_plus _ _ _ _ (0, x) (smooth_of_variable (fun _ => 1) (0, x) (fun y => continuous_const 1 y))
                (smooth_scale e _ _ (0, x) (smooth_parameter (0, x)))) as line.
  apply (smooth_value _ _ _ _ (0, x) (smooth_mult _ _ _ _ (0, x) line inverse)); intros u y; unfold Rdiv; ring.
Qed.

Lemma smooth_factor_root : forall (p : nat) (e : nat -> R) (d : nat -> nat) (x : R),
  smooth (fun h x => factor_root p (fun k => h * e k) d x)
         (fun h x => - / 2 * total p (fun k => INR (d k) * ((1 - x ^ 2) * e k * / factor (h * e k) x))
                     * factor_root p (fun k => h * e k) d x) (0, x).
Proof.
  intros p e d x.
  assert (logarithm : forall k, smooth (fun h x => INR (d k) * ln (factor (h * e k) x))
                                  (fun h x => INR (d k) * ((1 - x ^ 2) * e k * / factor (h * e k) x)) (0, x)).
  { intros k. apply smooth_scale, (smooth_comp ln Rinv); [apply smooth_factor |]. cbn [fst snd]. rewrite factor_at_zero.
    refine (filter_imp (F := locally 1) _ _ _ (open_gt 0 1 Rlt_0_1)). intros y y_pos. split.
    - auto_derive; [lra | field; lra].
    - apply continuous_Rinv. lra. }
  pose proof (smooth_scale (- / 2) _ _ (0, x) (smooth_total p _ _ (0, x) (fun k _ => logarithm k))) as exponent.
  apply (smooth_value _ _ _ _ (0, x)
           (smooth_comp exp exp _ _ (0, x) exponent (filter_forall (F := locally _) _
              (fun y => conj (is_derive_exp y) (continuous_exp y)))));
    intros u y; unfold factor_root;
    replace (- total p _ / 2) with (- / 2 * total p (fun k => INR (d k) * ln (factor (u * e k) y)))
      by field; reflexivity.
Qed.

Lemma smooth_ratio : forall (p : nat) (e : nat -> R) (P : nat -> matrix) (i j : nat) (x : R),
  smooth (fun h x => ratio_matrix p (fun k => h * e k) P x i j)
         (fun h x => total p (fun k => P k i j * (e k * / factor (h * e k) x
                       + (1 + h * e k) * ((1 - x ^ 2) * e k * - / factor (h * e k) x ^ 2)))) (0, x).
Proof.
  intros p e P i j x.
  apply (smooth_value _ _ _ _ (0, x) (smooth_total p _ _ (0, x)
           (fun k _ => smooth_scale (P k i j) _ _ (0, x) (smooth_coefficient (e k) x)))); intros u y; [| reflexivity].
  unfold ratio_matrix, combination. apply total_ext. intros k _. ring.
Qed.

(* The kernel of the matrix in the integrand. *)

Lemma ratio_at_zero : forall (N p : nat) (e : nat -> R) (P : nat -> matrix) (d : nat -> nat) (x : R) (i j : nat),
  resolution N p P d -> (i < N)%nat -> (j < N)%nat -> ratio_matrix p (fun k => 0 * e k) P x i j = centring N i j.
Proof.
  intros N p e P d x i j res i_lt j_lt. rewrite <- (resolution_complete N p P d res) by assumption.
  unfold ratio_matrix, combination. apply total_ext. intros k _. rewrite factor_at_zero. field.
Qed.

Lemma ratio_rate_at_zero : forall (p : nat) (e : nat -> R) (P : nat -> matrix) (x : R) (i j : nat),
  total p (fun k => P k i j * (e k * / factor (0 * e k) x
             + (1 + 0 * e k) * ((1 - x ^ 2) * e k * - / factor (0 * e k) x ^ 2))) = x ^ 2 * combination p e P i j.
Proof.
  intros p e P x i j. unfold combination. rewrite <- total_scale. apply total_ext. intros k _.
  rewrite factor_at_zero. field.
Qed.

Lemma rate_at_simplex : forall n da db dk : R, 3 <= n ->
  kernel_rate (1 - / n) (1 - / n) (0 - / n) da db dk
  = pair_variance_slope n (sqrt (n ^ 2 - 2 * n)) * (da + db) + pair_slope n (sqrt (n ^ 2 - 2 * n)) * dk.
Proof.
  intros n da db dk n_ge. pose proof PI_RGT_0. pose proof (inverse_range n n_ge).
  unfold kernel_rate, pair_variance_slope, pair_slope. rewrite sqrt_square by lra.
  replace ((0 - / n) / (1 - / n)) with (simplex_cosine n) by (unfold simplex_cosine; field; lra).
  rewrite angle_of_simplex_cosine, sine_of_simplex_cosine by exact n_ge.
  replace ((1 - / n) / (1 - / n)) with 1 by (field; lra). rewrite sqrt_1. field. lra.
Qed.

Lemma smooth_kernel_of_ratio : forall (N p : nat) (e : nat -> R) (P : nat -> matrix) (d : nat -> nat) (i j : nat),
  resolution N p P d -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat -> exists V : R -> R -> R,
  (forall x, smooth (fun h x => kernel_matrix (ratio_matrix p (fun k => h * e k) P x) i j) V (0, x))
  /\ (forall x, V 0 x = x ^ 2 * simplex_change (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) (combination p e P) i j).
Proof.
  intros N p e P d i j res n_ge i_lt j_lt. pose proof (inverse_range _ n_ge) as inverse.
  unfold simplex_change, kernel_matrix.
  destruct (Nat.eqb_spec i j) as [<- | distinct].
  - exists (fun h x => total p (fun k => P k i i * (e k * / factor (h * e k) x
                       + (1 + h * e k) * ((1 - x ^ 2) * e k * - / factor (h * e k) x ^ 2))) * / 2). split.
    + intros x.
      apply (smooth_comp (fun y => relu_kernel y y y) (fun _ => / 2) _ _ (0, x) (smooth_ratio p e P i i x)).
      cbn [fst snd]. rewrite (ratio_at_zero N p e P d) by assumption. unfold centring. rewrite Nat.eqb_refl.
      refine (filter_imp (F := locally (1 - / INR N)) _ _ _ (open_gt 0 (1 - / INR N) ltac:(lra))).
      intros y y_pos. split.
      * pose proof (relu_kernel_diagonal_derivative (fun y => y) y 1 (is_derive_id y) y_pos) as half.
        evar_last; [exact half | field].
      * apply continuous_const.
    + intros x. rewrite ratio_rate_at_zero. field.
  - eexists. split.
    + intros x. apply (smooth_kernel _ _ _ _ _ _ (0, x) (smooth_ratio p e P i i x) (smooth_ratio p e P j j x)
                         (smooth_ratio p e P i j x)); cbn [fst snd]; rewrite ?(ratio_at_zero N p e P d) by assumption;
        unfold centring; rewrite ?Nat.eqb_refl; destruct (Nat.eqb_spec i j); try contradiction; nra.
    + intros x. cbv beta. rewrite !(ratio_at_zero N p e P d), !ratio_rate_at_zero by assumption.
      unfold centring. rewrite !Nat.eqb_refl. destruct (Nat.eqb_spec i j); [contradiction |].
      rewrite rate_at_simplex by exact n_ge. ring.
Qed.
