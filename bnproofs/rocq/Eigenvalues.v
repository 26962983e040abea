(* The eigenvalues of the layer's projective Jacobian at a fixed point of the odd-point family, as explicit expressions.

   n is the number of points, m = n - 1 of them in the cluster, s = tan psi with psi in (0, pi/2), tau = s^2. The
   derivative of the layer at a fixed ray, divided by the growth and without the scale mode, is block diagonal on the
   isotypic components of S_m x S_1:

     trivial     multiplicity 1            trivial_eigenvalue, the derivative of the reduced map
     standard    multiplicity m - 1        standard_larger, standard_smaller: eigenvalues of the 2 x 2 block standard_*
     (m-2,2)     multiplicity m(m-3)/2     pair_eigenvalue

   and at the uniform point, s = sqrt(n^2 - 2n), on those of S_n (uniform_standard, uniform_pair). All definitions are
   expressions in +, -, *, /, sqrt, atan, PI and powers of n and s, which the tactic spectral_expression spells out.
   Linearisation.v, TrivialComponent.v and UniformLinearisation.v prove that they are that; proved here:

     growth_at_fixed_point, growth_by_defect                     growth = Y/(2n^2) = (1 - q)/2 where F = 0
     standard_roots_only, with standard_larger_root, ...         the two roots of the characteristic polynomial
     cos_cluster_of_moments, cos_odd_of_moments, norm_ratio_of_moments       the geometry after the ReLU *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField.
Open Scope R_scope.

(* Angles and growth. The angle between two cluster points is theta, that of cluster and odd point is pi - psi. *)

Definition theta (n s : R) : R := 2 * atan (half_tangent n s).
Definition psi (s : R) : R := atan s.
Definition sin_theta (n s : R) : R := 2 * half_tangent n s / (1 + half_tangent n s ^ 2).
Definition cos_theta (n s : R) : R := 1 - (n - 1) * s ^ 2 / ((n - 2) * (1 + s ^ 2)).
Definition growth_at (n s : R) : R := denominator n s / (2 * n ^ 2).

(* After the ReLU: cosines in the cluster, and between cluster and odd point; odd norm over cluster norm. *)

Definition cos_cluster (n s : R) : R := 1 - (1 - cos_theta n s) * (1 - defect (half_tangent n s)).
Definition cos_odd (n s : R) : R := (s - atan s) / (PI * sqrt (1 + s ^ 2)).
Definition norm_ratio (n s : R) : R := (n - 1) / sqrt (1 + s ^ 2).

(* Derivatives of the kernel: by the covariance and by one variance, of a cluster pair and of a cluster point with the
   odd point. r sin psi = (n - 1) s/(1 + s^2), where r is the norm ratio. *)

Definition pair_slope (n s : R) : R := (1 - theta n s / PI) / 2.
Definition pair_variance_slope (n s : R) : R := sin_theta n s / (4 * PI).
Definition cross_slope (s : R) : R := psi s / (2 * PI).
Definition cross_variance_slope (n s : R) : R := (n - 1) * s / (1 + s ^ 2) / (4 * PI).

(* The component (m-2,2). *)

Definition pair_eigenvalue (n s : R) : R := pair_slope n s / growth_at n s.

(* The standard component: (alpha, beta) is mapped to (aa alpha + ab beta, ba alpha + bb beta). *)

Definition row_mean_alpha (n s : R) : R :=
  (1 / 2 + (n - 3) * pair_variance_slope n s - cross_slope s + cross_variance_slope n s) / n.
Definition row_mean_beta (n s : R) : R := (n - 3) * (pair_slope n s - cross_slope s) / n.

Definition standard_aa (n s : R) : R := (1 / 2 - 2 * row_mean_alpha n s) / growth_at n s.
Definition standard_ab (n s : R) : R := - 2 * row_mean_beta n s / growth_at n s.
Definition standard_ba (n s : R) : R := (pair_variance_slope n s - row_mean_alpha n s) / growth_at n s.
Definition standard_bb (n s : R) : R := (pair_slope n s - row_mean_beta n s) / growth_at n s.

Definition standard_trace (n s : R) : R := standard_aa n s + standard_bb n s.
Definition standard_determinant (n s : R) : R := standard_aa n s * standard_bb n s - standard_ab n s * standard_ba n s.
Definition standard_discriminant (n s : R) : R :=
  (standard_aa n s - standard_bb n s) ^ 2 + 4 * standard_ab n s * standard_ba n s.
Definition standard_larger (n s : R) : R := (standard_trace n s + sqrt (standard_discriminant n s)) / 2.
Definition standard_smaller (n s : R) : R := (standard_trace n s - sqrt (standard_discriminant n s)) / 2.

(* The trivial component. *)

Definition trivial_eigenvalue (n s : R) : R := 1 + s * form_slope n s / (2 * denominator n s).

(* The uniform point, s = sqrt(n^2 - 2n). *)

Definition uniform_standard (n s : R) : R :=
  (2 / n * (pair_slope n s - (n - 2) * pair_variance_slope n s) + (n - 2) / (2 * n)) / growth_at n s.
Definition uniform_pair (n s : R) : R := pair_slope n s / growth_at n s.

Ltac spectral_expression :=
  unfold trivial_eigenvalue, standard_larger, standard_smaller, standard_trace, standard_determinant,
    standard_discriminant, standard_aa, standard_ab, standard_ba, standard_bb, row_mean_alpha, row_mean_beta,
    pair_eigenvalue, uniform_standard, uniform_pair, pair_slope, pair_variance_slope, cross_slope, cross_variance_slope,
    cos_cluster, cos_odd, norm_ratio, growth_at, cos_theta, sin_theta, theta, psi, form_slope, fixed_point_form,
    denominator, defect, half_tangent; cbv zeta.

(* The angles. *)

Lemma theta_range : forall n s : R, 3 <= n -> 0 < s -> 0 < theta n s < PI.
Proof.
  intros n s n_ge s_pos. unfold theta. pose proof (atan_bound (half_tangent n s)).
  pose proof (atan_pos _ (half_tangent_pos n s n_ge s_pos)). lra.
Qed.

Lemma psi_range : forall s : R, 0 < s -> 0 < psi s < PI / 2.
Proof. intros s s_pos. unfold psi. pose proof (atan_bound s). pose proof (atan_pos s s_pos). lra. Qed.

Lemma sin_theta_is_sine : forall n s : R, sin (theta n s) = sin_theta n s.
Proof. intros n s. apply sin_double_atan. Qed.

Lemma cos_theta_is_cosine : forall n s : R, 3 <= n -> cos (theta n s) = cos_theta n s.
Proof.
  intros n s n_ge. unfold theta, cos_theta. rewrite cos_double_atan, half_tangent_square by exact n_ge.
  pose proof (radicand_pos n s n_ge). pose proof (one_plus_square_pos s). pose proof (pow2_ge_0 s).
  field. repeat split; try lra. nra.
Qed.

(* The growth. *)

Lemma growth_at_pos : forall n s : R, 3 <= n -> 0 < s -> 0 < growth_at n s.
Proof.
  intros n s n_ge s_pos. unfold growth_at. pose proof (denominator_pos n s n_ge s_pos).
  assert (0 < n ^ 2) by (apply pow_lt; lra). apply Rdiv_lt_0_compat; lra.
Qed.

Lemma denominator_at_fixed_point : forall n s : R, fixed_point_form n s = 0 ->
  denominator n s = n ^ 2 * (1 - defect (half_tangent n s)).
Proof. intros n s zero. unfold fixed_point_form in zero. unfold denominator. nra. Qed.

Lemma growth_by_defect : forall n s : R, 3 <= n -> fixed_point_form n s = 0 ->
  growth_at n s = (1 - defect (half_tangent n s)) / 2.
Proof. intros n s n_ge zero. unfold growth_at. rewrite denominator_at_fixed_point by exact zero. field. lra. Qed.

Theorem growth_at_fixed_point : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  growth n (s ^ 2) = growth_at n s.
Proof.
  intros n s n_ge s_pos zero. unfold growth, growth_at. rewrite sqrt_pow2 by lra.
  rewrite denominator_at_fixed_point by exact zero.
  pose proof (one_plus_square_pos s). field. split; lra.
Qed.

(* The eigenvalues of the standard block. *)

Definition standard_characteristic (n s x : R) : R :=
  (standard_aa n s - x) * (standard_bb n s - x) - standard_ab n s * standard_ba n s.

Lemma standard_characteristic_factors : forall n s x : R, 0 <= standard_discriminant n s ->
  standard_characteristic n s x = (x - standard_larger n s) * (x - standard_smaller n s).
Proof.
  intros n s x real. pose proof (pow2_sqrt _ real) as square.
  unfold standard_larger, standard_smaller.
  transitivity (x ^ 2 - standard_trace n s * x + (standard_trace n s ^ 2 - sqrt (standard_discriminant n s) ^ 2) / 4);
    [| field].
  rewrite square. unfold standard_characteristic, standard_discriminant, standard_trace. field.
Qed.

Lemma standard_larger_root : forall n s : R, 0 <= standard_discriminant n s ->
  standard_characteristic n s (standard_larger n s) = 0.
Proof. intros n s real. rewrite standard_characteristic_factors by exact real. ring. Qed.

Lemma standard_smaller_root : forall n s : R, 0 <= standard_discriminant n s ->
  standard_characteristic n s (standard_smaller n s) = 0.
Proof. intros n s real. rewrite standard_characteristic_factors by exact real. ring. Qed.

Lemma standard_roots_only : forall n s x : R, 0 <= standard_discriminant n s ->
  standard_characteristic n s x = 0 -> x = standard_larger n s \/ x = standard_smaller n s.
Proof.
  intros n s x real root. rewrite standard_characteristic_factors in root by exact real.
  apply Rmult_integral in root. lra.
Qed.

(* The geometry after the ReLU. *)

Theorem cos_cluster_of_moments : forall n s : R, 3 <= n -> 0 < s ->
  cos_cluster n s = pair (relu_moments (odd_family n (s ^ 2))) / cluster (relu_moments (odd_family n (s ^ 2))).
Proof.
  intros n s n_ge s_pos. rewrite relu_moments_of_family by assumption. cbn [cluster pair].
  unfold cos_cluster, cos_theta. pose proof (one_plus_square_pos s). field. split; lra.
Qed.

Lemma root_of_odd_moment : forall n s : R, 3 <= n -> 0 < s ->
  sqrt ((n - 1) ^ 2 / (1 + s ^ 2)) = (n - 1) / sqrt (1 + s ^ 2).
Proof.
  intros n s n_ge s_pos. rewrite sqrt_div_alt, sqrt_pow2 by (try apply one_plus_square_pos; lra). reflexivity.
Qed.

Theorem norm_ratio_of_moments : forall n s : R, 3 <= n -> 0 < s ->
  norm_ratio n s = sqrt (odd (relu_moments (odd_family n (s ^ 2))) / cluster (relu_moments (odd_family n (s ^ 2)))).
Proof.
  intros n s n_ge s_pos. rewrite relu_moments_of_family by assumption. cbn [cluster odd].
  unfold norm_ratio. rewrite <- root_of_odd_moment by assumption.
  f_equal. pose proof (one_plus_square_pos s). field. lra.
Qed.

Theorem cos_odd_of_moments : forall n s : R, 3 <= n -> 0 < s ->
  cos_odd n s = cross (relu_moments (odd_family n (s ^ 2)))
                / sqrt (cluster (relu_moments (odd_family n (s ^ 2))) * odd (relu_moments (odd_family n (s ^ 2)))).
Proof.
  intros n s n_ge s_pos. rewrite relu_moments_of_family by assumption. cbn [cluster cross odd].
  pose proof (one_plus_square_pos s) as p. pose proof (sqrt_lt_R0 _ p). pose proof PI_RGT_0.
  replace (1 / 2 * ((n - 1) ^ 2 / (1 + s ^ 2) / 2)) with ((1 / 2) ^ 2 * ((n - 1) ^ 2 / (1 + s ^ 2))) by (field; lra).
  rewrite sqrt_mult_alt, sqrt_pow2, root_of_odd_moment by (try apply pow2_ge_0; lra).
  unfold cos_odd. rewrite <- (pow2_sqrt (1 + s ^ 2)) at 2 by lra. field. repeat split; lra.
Qed.
