(* The derivative of the rescaled moments at a multiple of the simplex, under the integral sign.

   moments_derivative: for a symmetric recentred E of trace 0, given by its spectral resolution, the moments of
   c simplex + h E have at h = 0 the derivative

     (N - 1)/(N + 1)/c * simplex_change E,

   that of the kernel without rescaling up to the factor (N - 1)/(N + 1)/c; on multiples of the simplex the moments are
   constant (moments_of_simplex). For small h the integrals that define them converge (moments_near_simplex). In the
   integral over [0, 1] of RescaledAtSimplex.v the product of the powers of D_k has the derivative 0, and the kernel
   that of x^2 E/sigma, sigma = c N/(N - 1): the factor comes from int_0^1 x^N dx = 1/(N + 1). *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField UniformPoint BatchMatrix KernelDerivative
  Eigenvalues LayerDerivative UniformLinearisation ParameterIntegral RescaledMoments RescaledAtSimplex
  RescaledIntegrand.
Open Scope R_scope.

Lemma locally_below : forall (p : nat) (z : R * R) (Q : nat -> R * R -> Prop),
  (forall k, (k < p)%nat -> locally z (Q k)) -> locally z (fun w => forall k, (k < p)%nat -> Q k w).
Proof.
  induction p as [| p IH]; intros z Q near.
  - apply (filter_forall (F := locally z)). intros w k k_lt. lia.
  - refine (filter_imp (F := locally z) _ _ _ (filter_and _ _ (IH z Q _) (near p _)));
      [| intros; apply near; lia | lia].
    intros w [below last] k k_lt. destruct (Nat.eq_dec k p) as [-> |]; [exact last | apply below; lia].
Qed.

Lemma factors_positive : forall (p : nat) (e : nat -> R), exists delta : posreal, forall h, Rabs h < delta ->
  forall x, 0 <= x <= 1 -> forall k, (k < p)%nat -> 0 < factor (h * e k) x.
Proof.
  intros p e. apply (tube (fun h x => forall k, (k < p)%nat -> 0 < factor (h * e k) x)). intros x _.
  apply (locally_below p (0, x) (fun k w => 0 < factor (fst w * e k) (snd w))). intros k _.
  apply (smooth_continuous _ _ _ (smooth_factor (e k) (0, x))), (open_gt 0). cbn [fst snd].
  rewrite factor_at_zero. lra.
Qed.

Lemma trace_by_ranks : forall (N p : nat) (P : nat -> matrix) (d : nat -> nat) (e : nat -> R), resolution N p P d ->
  total N (fun i => combination p e P i i) = total p (fun k => INR (d k) * e k).
Proof.
  intros N p P d e res. unfold combination. rewrite total_exchange. apply total_ext. intros k k_lt.
  rewrite total_scale, (resolution_ranks N p P d res) by exact k_lt. ring.
Qed.

Lemma integral_derivative : forall (N p : nat) (e : nat -> R) (P : nat -> matrix) (d : nat -> nat) (i j : nat),
  resolution N p P d -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat -> total p (fun k => INR (d k) * e k) = 0 ->
  is_derive (fun h => RInt (unit_integrand N p (fun k => h * e k) P d i j) 0 1) 0
    (simplex_change (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) (combination p e P) i j / (INR N + 1))
  /\ exists delta : posreal, forall h, Rabs h < delta -> forall x, 0 <= x <= 1 ->
     continuous (unit_integrand N p (fun k => h * e k) P d i j) x.
Proof.
  intros N p e P d i j res n_ge i_lt j_lt traceless. assert (size : (3 <= N)%nat) by (apply INR_le; simpl; lra).
  destruct (smooth_kernel_of_ratio N p e P d i j res n_ge i_lt j_lt) as [V [V_smooth V_zero]].
  set (change := simplex_change (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) (combination p e P) i j) in *.
  assert (power_cont : forall x, continuous (fun x => x ^ (N - 2)) x)
    by (intros x; apply (ex_derive_continuous (V := R_NormedModule)); auto_derive; exact I).
  pose proof (fun x => smooth_mult _ _ _ _ (0, x) (smooth_of_variable (fun x => x ^ (N - 2)) (0, x) power_cont)
                (smooth_mult _ _ _ _ (0, x) (smooth_factor_root p e d x) (V_smooth x))) as near.
  split.
  - evar_last; [exact (derivative_under_integral _ _ (fun x _ => near x)) |]. cbv beta.
    rewrite (RInt_ext _ (fun x => scal change (x ^ N))).
    + rewrite (is_RInt_unique _ _ _ _ (is_RInt_scal (V := R_NormedModule) _ _ _ _ _ (power_integral N))).
      rewrite S_INR. unfold scal. cbn -[INR]. unfold mult. cbn -[INR]. reflexivity.
    + intros x _. rewrite V_zero. assert (product : factor_root p (fun k => 0 * e k) d x = 1).
      { unfold factor_root. rewrite (total_ext p _ (fun _ => 0)), total_constant;
          [replace (- (INR p * 0) / 2) with 0 by field; apply exp_0 |].
        intros k _. rewrite factor_at_zero, ln_1. ring. }
      rewrite product. rewrite (total_ext p _ (fun k => (1 - x ^ 2) * (INR (d k) * e k)))
        by (intros k _; rewrite factor_at_zero; field).
      rewrite total_scale, traceless. replace (x ^ N) with (x ^ (N - 2) * x ^ 2) by (rewrite <- pow_add; f_equal; lia).
      unfold scal. cbn -[pow]. unfold mult. cbn -[pow]. ring.
  - destruct (smooth_tube _ _ (fun x _ => near x)) as [delta inside]. exists delta. intros h h_lt x x_in.
    destruct (inside h h_lt x x_in) as [_ [cont _]]. exact cont.
Qed.

Lemma moments_near_simplex : forall (N p : nat) (epsilon : nat -> R) (P : nat -> matrix) (d : nat -> nat) (sigma : R)
  (i j : nat), resolution N p P d -> 3 <= INR N -> 0 < sigma -> (i < N)%nat -> (j < N)%nat ->
  total p (fun k => INR (d k) * (epsilon k / sigma)) = 0 -> locally 0 (fun h =>
    is_RInt_gen (fun s => determinant_root p (fun k => sigma + h * epsilon k) d s
                          * kernel_matrix (shrunk p (fun k => sigma + h * epsilon k) P s) i j)
      (at_point 0) (Rbar_locally p_infty) (RInt (unit_integrand N p (fun k => h * (epsilon k / sigma)) P d i j) 0 1)
    /\ rescaled_moments N p (fun k => sigma + h * epsilon k) P d i j
       = INR N * RInt (unit_integrand N p (fun k => h * (epsilon k / sigma)) P d i j) 0 1).
Proof.
  intros N p epsilon P d sigma i j res n_ge sigma_pos i_lt j_lt balanced.
  destruct (integral_derivative N p (fun k => epsilon k / sigma) P d i j res n_ge i_lt j_lt balanced)
    as [_ [delta cont]].
  destruct (factors_positive p (fun k => epsilon k / sigma)) as [delta' positive].
  refine (filter_imp (F := locally 0) _ _ _ (filter_and _ _ (near_zero delta) (near_zero delta'))).
  intros h [h_lt h_lt']. apply (moments_by_unit_integral N p _ _ P d sigma i j); try assumption.
  - intros k _. field. lra.
  - intros k x k_lt x_in. apply positive; assumption.
  - intros x x_in. apply cont; assumption.
Qed.

Theorem moments_derivative : forall (N p : nat) (epsilon : nat -> R) (P : nat -> matrix) (d : nat -> nat) (E : matrix)
  (c : R) (i j : nat), resolution N p P d -> 3 <= INR N -> 0 < c -> (i < N)%nat -> (j < N)%nat ->
  (forall k l, (k < N)%nat -> (l < N)%nat -> E k l = combination p epsilon P k l) -> total N (fun k => E k k) = 0 ->
  is_derive (fun h => rescaled_moments N p (fun k => c * (INR N / (INR N - 1)) + h * epsilon k) P d i j) 0
    ((INR N - 1) / (INR N + 1) / c * simplex_change (INR N) (sqrt (INR N ^ 2 - 2 * INR N)) E i j).
Proof.
  intros N p epsilon P d E c i j res n_ge c_pos i_lt j_lt spectral traceless.
  set (sigma := c * (INR N / (INR N - 1))).
  assert (sigma_pos : 0 < sigma) by (apply Rmult_lt_0_compat; [| apply Rdiv_lt_0_compat]; lra).
  set (e := fun k => epsilon k / sigma).
  assert (balanced : total p (fun k => INR (d k) * e k) = 0).
  { rewrite (total_ext p _ (fun k => / sigma * (INR (d k) * epsilon k))) by (intros k _; unfold e, Rdiv; ring).
    rewrite total_scale, <- (trace_by_ranks N p P d) by exact res.
    rewrite (total_ext N _ (fun k => E k k)), traceless; [ring |].
    intros k k_lt. symmetry. apply spectral; exact k_lt. }
  destruct (integral_derivative N p e P d i j res n_ge i_lt j_lt balanced) as [derivative _].
  apply (is_derive_ext_loc (fun h => INR N * RInt (unit_integrand N p (fun k => h * e k) P d i j) 0 1)).
  - refine (filter_imp (F := locally 0) _ _ _
              (moments_near_simplex N p epsilon P d sigma i j res n_ge sigma_pos i_lt j_lt balanced)).
    intros h [_ value]. symmetry. exact value.
  - evar_last; [exact (is_derive_scal _ _ (INR N) _ derivative) |].
    assert (entry : forall k l, (k < N)%nat -> (l < N)%nat -> combination p e P k l = E k l / sigma).
    { intros k l k_lt l_lt. rewrite spectral by assumption. unfold combination, Rdiv.
      rewrite Rmult_comm, <- total_scale. apply total_ext. intros r _. unfold e, Rdiv. ring. }
    unfold simplex_change. rewrite !entry by assumption. unfold sigma.
    match goal with |- @eq _ ?x ?y => change (@eq R x y) end. destruct (i =? j)%nat; field; lra.
Qed.
