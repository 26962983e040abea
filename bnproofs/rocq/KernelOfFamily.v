(* The derivative of the ReLU kernel at the entries of the odd-point family, along a line of covariances.

   Where the variances change by da, db and the covariance by dk, the kernel changes, to first order, by

     da/2                                                   on the diagonal
     pair_variance_slope (da + db) + pair_slope dk          at two points of the cluster
     cross_variance_slope da + cross_slope dk               at a cluster point and the odd point, db = 0 *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField KernelDerivative Eigenvalues.
Open Scope R_scope.

Lemma affine_derivative : forall a d : R, is_derive (fun h => a + h * d) 0 d.
Proof. intros a d. auto_derive; [exact I | ring]. Qed.

Lemma kernel_along_line : forall a b k da db dk : R, 0 < a -> 0 < b -> k ^ 2 < a * b ->
  is_derive (fun h => relu_kernel (a + h * da) (b + h * db) (k + h * dk)) 0
    (sqrt (1 - (k / sqrt (a * b)) ^ 2) / (4 * PI) * (sqrt (b / a) * da + sqrt (a / b) * db)
     + (PI - acos (k / sqrt (a * b))) / (2 * PI) * dk).
Proof.
  intros a b k da db dk a_pos b_pos strict.
  pose proof (relu_kernel_derivative (fun h => a + h * da) (fun h => b + h * db) (fun h => k + h * dk) 0 da db dk
                (affine_derivative a da) (affine_derivative b db) (affine_derivative k dk)) as along.
  cbv beta in along. rewrite !Rmult_0_l, !Rplus_0_r in along. exact (along a_pos b_pos strict).
Qed.

Lemma diagonal_change : forall a da : R, 0 < a ->
  is_derive (fun h => relu_kernel (a + h * da) (a + h * da) (a + h * da)) 0 (da / 2).
Proof.
  intros a da a_pos. apply (relu_kernel_diagonal_derivative (fun h => a + h * da)); [apply affine_derivative |]. lra.
Qed.

Lemma pair_change : forall n s da db dk : R, 3 <= n -> 0 < s ->
  is_derive (fun h => relu_kernel (1 + h * da) (1 + h * db) (cos_theta n s + h * dk)) 0
    (pair_variance_slope n s * (da + db) + pair_slope n s * dk).
Proof.
  intros n s da db dk n_ge s_pos. pose proof PI_RGT_0. pose proof (theta_range n s n_ge s_pos) as theta_in.
  pose proof (sin_gt_0 (theta n s) ltac:(lra) ltac:(lra)) as sine_pos. pose proof (sin2_cos2 (theta n s)) as one.
  unfold Rsqr in one. rewrite <- cos_theta_is_cosine by exact n_ge.
  evar_last; [apply kernel_along_line; try lra; nra |].
  replace (1 * 1) with 1 by ring. replace (1 / 1) with 1 by field. rewrite sqrt_1.
  replace (cos (theta n s) / 1) with (cos (theta n s)) by field. rewrite acos_cos by lra.
  replace (1 - cos (theta n s) ^ 2) with (sin (theta n s) ^ 2) by lra. rewrite sqrt_pow2 by lra.
  rewrite sin_theta_is_sine. unfold pair_variance_slope, pair_slope. derivative_value. field. lra.
Qed.

Lemma cross_change : forall n s da dk : R, 3 <= n -> 0 < s ->
  is_derive (fun h => relu_kernel (1 + h * da) ((n - 1) ^ 2 / (1 + s ^ 2)) (- (n - 1) / (1 + s ^ 2) + h * dk)) 0
    (cross_variance_slope n s * da + cross_slope s * dk).
Proof.
  intros n s da dk n_ge s_pos. pose proof PI_RGT_0. pose proof (psi_range s s_pos) as psi_in.
  pose proof (one_plus_square_pos s) as p. pose proof (sqrt_lt_R0 _ p) as root_pos.
  pose proof (pow2_sqrt _ (Rlt_le _ _ p)) as root_square. pose proof (pow_lt s 2 s_pos) as tau_pos.
  assert (odd_pos : 0 < (n - 1) ^ 2 / (1 + s ^ 2)) by (apply Rdiv_lt_0_compat; [apply pow_lt |]; lra).
  assert (strict : (- (n - 1) / (1 + s ^ 2)) ^ 2 < 1 * ((n - 1) ^ 2 / (1 + s ^ 2))).
  { replace ((- (n - 1) / (1 + s ^ 2)) ^ 2) with ((n - 1) ^ 2 / (1 + s ^ 2) * / (1 + s ^ 2)) by (field; lra).
    assert (/ (1 + s ^ 2) < 1) by (rewrite <- Rinv_1; apply Rinv_lt_contravar; lra). nra. }
  apply (is_derive_ext (fun h => relu_kernel (1 + h * da) ((n - 1) ^ 2 / (1 + s ^ 2) + h * 0)
                                             (- (n - 1) / (1 + s ^ 2) + h * dk))).
  { intros h. rewrite Rmult_0_r, Rplus_0_r. reflexivity. }
  evar_last; [apply kernel_along_line; [lra | exact odd_pos | exact strict] |].
  replace (1 * ((n - 1) ^ 2 / (1 + s ^ 2))) with ((n - 1) ^ 2 / (1 + s ^ 2)) by ring.
  replace ((n - 1) ^ 2 / (1 + s ^ 2) / 1) with ((n - 1) ^ 2 / (1 + s ^ 2)) by (field; lra).
  rewrite root_of_odd_moment by assumption.
  assert (cosine : - (n - 1) / (1 + s ^ 2) / ((n - 1) / sqrt (1 + s ^ 2)) = cos (PI - psi s)).
  { rewrite Rtrigo_facts.cos_pi_minus. unfold psi. rewrite cos_atan, Rsqr_pow2.
    rewrite <- root_square at 1. field. repeat split; lra. }
  assert (sine : sqrt (1 - cos (PI - psi s) ^ 2) = s / sqrt (1 + s ^ 2)).
  { replace (1 - cos (PI - psi s) ^ 2) with (sin (PI - psi s) ^ 2)
      by (pose proof (sin2_cos2 (PI - psi s)); unfold Rsqr in *; lra).
    rewrite sqrt_pow2 by (apply sin_ge_0; lra).
    rewrite Rtrigo_facts.sin_pi_minus. unfold psi. rewrite sin_atan, Rsqr_pow2. reflexivity. }
  rewrite cosine, sine, acos_cos by lra. rewrite Rmult_0_r, Rplus_0_r.
  unfold cross_variance_slope, cross_slope. derivative_value.
  rewrite <- root_square at 3. field. repeat split; lra.
Qed.
