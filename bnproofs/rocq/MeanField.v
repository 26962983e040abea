(* One layer of infinite width (weights, ReLU, recentring) on batches of n - 1 exchangeable points and one odd point.

   The Gram matrix of such a batch has four different entries. The mean-field layer takes a recentred Gram matrix K to
   that of the ReLU of a Gaussian vector of covariance K (the arc-cosine kernel, entry by entry), and recentres again. All
   is stated for real n, the number of points; for an integer n it is the n x n matrix map.

   Recentred batches of this kind form, up to scale, a family of one parameter tau = tan^2 psi (odd_family). Proved here:

     layer_on_family          the layer maps the member tau to a positive multiple of the member reduced_map n tau
     fixed_ray_iff            the member tau spans a fixed ray of the layer exactly where F n (sqrt tau) = 0
     reduced_map_in_angles    the reduced map in terms of the angles theta and psi *)

From Coq Require Import Reals Ratan Lra Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm.
Open Scope R_scope.

(* Entries: diagonal of the cluster, two points of the cluster, cluster and odd point, diagonal of the odd point. *)
Record gram : Type := Gram { cluster : R; pair : R; cross : R; odd : R }.

Definition scale (g : R) (G : gram) : gram := Gram (g * cluster G) (g * pair G) (g * cross G) (g * odd G).

(* Recentring on both sides: G becomes C G C with C = I - 11^T/n. Means of a cluster row, the odd row, all. *)
Definition cluster_mean (n : R) (G : gram) : R := (cluster G + (n - 2) * pair G + cross G) / n.
Definition odd_mean (n : R) (G : gram) : R := ((n - 1) * cross G + odd G) / n.
Definition grand_mean (n : R) (G : gram) : R := ((n - 1) * cluster_mean n G + odd_mean n G) / n.

Definition recentre (n : R) (G : gram) : gram := Gram
  (cluster G - 2 * cluster_mean n G + grand_mean n G)
  (pair G - 2 * cluster_mean n G + grand_mean n G)
  (cross G - cluster_mean n G - odd_mean n G + grand_mean n G)
  (odd G - 2 * odd_mean n G + grand_mean n G).

(* E relu(u) relu(v) for centred Gaussian u, v of variances a, b and covariance k. *)
Definition kappa (rho : R) : R := (sqrt (1 - rho ^ 2) + (PI - acos rho) * rho) / PI.

Definition relu_kernel (a b k : R) : R := sqrt (a * b) * kappa (k / sqrt (a * b)) / 2.

Definition relu_moments (K : gram) : gram := Gram
  (relu_kernel (cluster K) (cluster K) (cluster K))
  (relu_kernel (cluster K) (cluster K) (pair K))
  (relu_kernel (cluster K) (odd K) (cross K))
  (relu_kernel (odd K) (odd K) (odd K)).

Definition layer (n : R) (K : gram) : gram := recentre n (relu_moments K).

(* A positive multiple of K is mapped to a positive multiple of K. *)
Definition fixed_ray (n : R) (K : gram) : Prop := exists g : R, 0 < g /\ layer n K = scale g K.

(* The recentred Gram matrices with variance 1 in the cluster and angle pi - psi to the odd point, tau = tan^2 psi. *)
Definition odd_family (n tau : R) : gram := Gram
  1
  (((n - 1) / (1 + tau) - 1) / (n - 2))
  (- (n - 1) / (1 + tau))
  ((n - 1) ^ 2 / (1 + tau)).

Lemma odd_family_is_recentred : forall n tau : R, 3 <= n -> 0 <= tau -> recentre n (odd_family n tau) = odd_family n tau.
Proof.
  intros n tau n_ge tau_ge.
  unfold recentre, grand_mean, cluster_mean, odd_mean, odd_family. cbn [cluster pair cross odd].
  f_equal; field; lra.
Qed.

(* The kernel at the angles of the family. *)

Lemma kappa_of_cosine : forall theta : R, 0 <= theta <= PI ->
  kappa (cos theta) = (sin theta + (PI - theta) * cos theta) / PI.
Proof.
  intros theta theta_in. unfold kappa. rewrite acos_cos by exact theta_in.
  replace (1 - cos theta ^ 2) with (sin theta ^ 2) by (pose proof (sin2_cos2 theta); unfold Rsqr in *; lra).
  rewrite sqrt_pow2; [reflexivity | apply sin_ge_0; lra].
Qed.

Lemma kappa_at_one : kappa 1 = 1.
Proof.
  pose proof PI_RGT_0. rewrite <- cos_0, kappa_of_cosine, sin_0, cos_0 by lra. field. lra.
Qed.

Lemma relu_kernel_diagonal : forall a : R, 0 < a -> relu_kernel a a a = a / 2.
Proof.
  intros a a_pos. unfold relu_kernel. rewrite sqrt_square by lra.
  replace (a / a) with 1 by (field; lra). rewrite kappa_at_one. field.
Qed.

Lemma relu_kernel_unit : forall k : R, relu_kernel 1 1 k = kappa k / 2.
Proof.
  intros k. unfold relu_kernel. rewrite Rmult_1_r, sqrt_1. replace (k / 1) with k by field. field.
Qed.

Lemma kappa_by_half_tangent : forall t : R, 0 < t ->
  kappa ((1 - t ^ 2) / (1 + t ^ 2)) = 1 - 2 * t ^ 2 / (1 + t ^ 2) * (1 - defect t).
Proof.
  intros t t_pos. pose proof PI_RGT_0. pose proof (atan_bound t). pose proof (one_plus_square_pos t) as p.
  assert (0 < atan t) by (rewrite <- atan_0; apply atan_increasing, t_pos).
  pose proof (cos_double_atan t) as cosine. pose proof (sin_double_atan t) as sine.
  rewrite <- cosine, kappa_of_cosine by lra. rewrite cosine, sine. unfold defect.
  field. repeat split; lra.
Qed.

Lemma kappa_by_tangent : forall s : R, 0 <= s ->
  kappa (- 1 / sqrt (1 + s ^ 2)) = (s - atan s) / (PI * sqrt (1 + s ^ 2)).
Proof.
  intros s s_ge. pose proof PI_RGT_0. pose proof (atan_bound s).
  assert (0 <= atan s) by (destruct s_ge as [s_pos | <-];
    [rewrite <- atan_0; apply Rlt_le, atan_increasing, s_pos | rewrite atan_0; lra]).
  assert (root : sqrt (1 + s ^ 2) <> 0) by (apply Rgt_not_eq, sqrt_lt_R0, one_plus_square_pos).
  assert (cosine : cos (PI - atan s) = - 1 / sqrt (1 + s ^ 2)).
  { rewrite Rtrigo_facts.cos_pi_minus, cos_atan. rewrite Rsqr_pow2. field. exact root. }
  assert (sine : sin (PI - atan s) = s / sqrt (1 + s ^ 2)).
  { rewrite Rtrigo_facts.sin_pi_minus, sin_atan. rewrite Rsqr_pow2. reflexivity. }
  rewrite <- cosine, kappa_of_cosine by lra. rewrite cosine, sine. field. split; [exact root | lra].
Qed.

Lemma moments_of_pair : forall n s : R, 3 <= n -> 0 < s ->
  pair (relu_moments (odd_family n (s ^ 2)))
  = (1 - (n - 1) * s ^ 2 / ((n - 2) * (1 + s ^ 2)) * (1 - defect (half_tangent n s))) / 2.
Proof.
  intros n s n_ge s_pos. cbn [cluster pair cross odd relu_moments odd_family].
  pose proof (one_plus_square_pos s). pose proof (radicand_pos n s n_ge) as r_pos.
  pose proof (half_tangent_square n s n_ge) as t_square.
  pose proof (one_plus_square_pos (half_tangent n s)).
  rewrite relu_kernel_unit.
  replace (((n - 1) / (1 + s ^ 2) - 1) / (n - 2)) with ((1 - half_tangent n s ^ 2) / (1 + half_tangent n s ^ 2)).
  - rewrite kappa_by_half_tangent by (apply half_tangent_pos; assumption).
    f_equal. f_equal. f_equal. rewrite t_square. field. repeat split; try lra. nra.
  - rewrite t_square. field. repeat split; try lra. nra.
Qed.

Lemma moments_of_cross : forall n s : R, 3 <= n -> 0 < s ->
  cross (relu_moments (odd_family n (s ^ 2))) = (n - 1) * (s - atan s) / (2 * PI * (1 + s ^ 2)).
Proof.
  intros n s n_ge s_pos. cbn [cluster pair cross odd relu_moments odd_family]. unfold relu_kernel.
  pose proof PI_RGT_0. pose proof (one_plus_square_pos s) as p.
  assert (root : 0 < sqrt (1 + s ^ 2)) by (apply sqrt_lt_R0, p).
  assert (root_square : sqrt (1 + s ^ 2) ^ 2 = 1 + s ^ 2) by (apply pow2_sqrt; lra).
  assert (norm : sqrt (1 * ((n - 1) ^ 2 / (1 + s ^ 2))) = (n - 1) / sqrt (1 + s ^ 2)).
  { rewrite Rmult_1_l, sqrt_div_alt by exact p. rewrite sqrt_pow2 by lra. reflexivity. }
  rewrite norm.
  replace (- (n - 1) / (1 + s ^ 2) / ((n - 1) / sqrt (1 + s ^ 2))) with (- 1 / sqrt (1 + s ^ 2)).
  - rewrite kappa_by_tangent by lra. remember (sqrt (1 + s ^ 2)) as r. rewrite <- root_square. field. lra.
  - remember (sqrt (1 + s ^ 2)) as r. rewrite <- root_square. field. lra.
Qed.

Lemma relu_moments_of_family : forall n s : R, 3 <= n -> 0 < s -> relu_moments (odd_family n (s ^ 2)) = Gram
  (1 / 2)
  ((1 - (n - 1) * s ^ 2 / ((n - 2) * (1 + s ^ 2)) * (1 - defect (half_tangent n s))) / 2)
  ((n - 1) * (s - atan s) / (2 * PI * (1 + s ^ 2)))
  ((n - 1) ^ 2 / (1 + s ^ 2) / 2).
Proof.
  intros n s n_ge s_pos. rewrite <- moments_of_pair, <- moments_of_cross by assumption.
  unfold relu_moments. cbn [cluster pair cross odd odd_family].
  rewrite !relu_kernel_diagonal; [reflexivity | | lra].
  apply Rdiv_lt_0_compat; [apply pow_lt; lra | apply one_plus_square_pos].
Qed.

(* The layer on the family. *)

Definition reduced_map (n tau : R) : R :=
  n ^ 2 * tau * (1 - defect (half_tangent n (sqrt tau))) / denominator n (sqrt tau).

Definition growth (n tau : R) : R :=
  (denominator n (sqrt tau) + n ^ 2 * tau * (1 - defect (half_tangent n (sqrt tau)))) / (2 * n ^ 2 * (1 + tau)).

Lemma growth_pos : forall n tau : R, 3 <= n -> 0 < tau -> 0 < growth n tau.
Proof.
  intros n tau n_ge tau_pos. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (denominator_pos n (sqrt tau) n_ge s_pos).
  pose proof (defect_lt_one _ (half_tangent_pos n (sqrt tau) n_ge s_pos)).
  assert (0 < n ^ 2) by (apply pow_lt; lra).
  unfold growth. apply Rdiv_lt_0_compat; [| apply Rmult_lt_0_compat; lra].
  apply Rplus_lt_0_compat; [assumption |]. repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma reduced_map_pos : forall n tau : R, 3 <= n -> 0 < tau -> 0 < reduced_map n tau.
Proof.
  intros n tau n_ge tau_pos. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (defect_lt_one _ (half_tangent_pos n (sqrt tau) n_ge s_pos)).
  assert (0 < n ^ 2) by (apply pow_lt; lra).
  unfold reduced_map. apply Rdiv_lt_0_compat; [| apply denominator_pos; assumption].
  repeat apply Rmult_lt_0_compat; lra.
Qed.

Theorem layer_on_family : forall n tau : R, 3 <= n -> 0 < tau ->
  layer n (odd_family n tau) = scale (growth n tau) (odd_family n (reduced_map n tau)).
Proof.
  intros n tau n_ge tau_pos. pose proof PI_RGT_0. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (denominator_pos n (sqrt tau) n_ge s_pos) as y_pos.
  pose proof (defect_lt_one _ (half_tangent_pos n (sqrt tau) n_ge s_pos)) as q_lt.
  unfold growth, reduced_map.
  remember (sqrt tau) as s eqn:s_def.
  replace tau with (s ^ 2) by (rewrite s_def; apply pow2_sqrt; lra). clear s_def tau tau_pos.
  unfold layer. rewrite relu_moments_of_family by assumption.
  replace ((n - 1) * (s - atan s) / (2 * PI * (1 + s ^ 2)))
    with (((n - 1) ^ 2 + 1 + defect (half_tangent n s) * s ^ 2 - denominator n s) / (4 * (1 + s ^ 2)))
    by (unfold denominator; pose proof (one_plus_square_pos s); field; lra).
  remember (defect (half_tangent n s)) as q. remember (denominator n s) as y.
  assert (mixed : 0 < y + (n * s) ^ 2 * (1 - q)).
  { apply Rplus_lt_0_compat; [assumption |]. apply Rmult_lt_0_compat; [apply pow_lt, Rmult_lt_0_compat |]; lra. }
  unfold scale, recentre, grand_mean, cluster_mean, odd_mean, odd_family. cbn [cluster pair cross odd].
  pose proof (one_plus_square_pos s).
  f_equal; field; repeat split; lra.
Qed.

(* F is, up to a positive factor, tau' - tau. *)
Lemma reduced_map_moves_by_the_form : forall n s : R, 3 <= n -> 0 < s ->
  reduced_map n (s ^ 2) - s ^ 2 = s ^ 2 * fixed_point_form n s / denominator n s.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  unfold reduced_map. rewrite sqrt_pow2 by lra.
  replace (fixed_point_form n s) with (n ^ 2 * (1 - defect (half_tangent n s)) - denominator n s)
    by (unfold denominator, fixed_point_form; field; lra).
  field. lra.
Qed.

Theorem fixed_points_of_reduced_map : forall n s : R, 3 <= n -> 0 < s ->
  (reduced_map n (s ^ 2) = s ^ 2 <-> fixed_point_form n s = 0).
Proof.
  intros n s n_ge s_pos. pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  pose proof (reduced_map_moves_by_the_form n s n_ge s_pos) as move. pose proof (pow_lt s 2 s_pos).
  split; intros fixed.
  - rewrite fixed, Rminus_diag_eq in move by reflexivity.
    apply (Rmult_eq_reg_l (s ^ 2 / denominator n s)); [| apply Rgt_not_eq, Rdiv_lt_0_compat; assumption].
    rewrite Rmult_0_r, move. field. lra.
  - rewrite fixed in move. unfold Rdiv in move. rewrite Rmult_0_r, Rmult_0_l in move. lra.
Qed.

Theorem fixed_ray_iff : forall n s : R, 3 <= n -> 0 < s ->
  (fixed_ray n (odd_family n (s ^ 2)) <-> fixed_point_form n s = 0).
Proof.
  intros n s n_ge s_pos. pose proof (pow_lt s 2 s_pos) as tau_pos.
  pose proof (growth_pos n (s ^ 2) n_ge tau_pos) as g_pos.
  rewrite <- fixed_points_of_reduced_map by assumption. unfold fixed_ray. rewrite layer_on_family by assumption.
  split.
  - intros [g [_ ray]].
    pose proof (f_equal cluster ray) as diagonal. pose proof (f_equal odd ray) as odd_entry.
    unfold scale, odd_family in diagonal, odd_entry. cbn [cluster pair cross odd] in diagonal, odd_entry.
    assert (g_eq : g = growth n (s ^ 2)) by lra. rewrite g_eq in odd_entry.
    pose proof (reduced_map_pos n (s ^ 2) n_ge tau_pos) as image_pos.
    apply Rmult_eq_reg_l in odd_entry; [| lra].
    remember (reduced_map n (s ^ 2)) as image.
    apply (f_equal (fun x => x * ((1 + image) * (1 + s ^ 2)))) in odd_entry.
    replace ((n - 1) ^ 2 / (1 + image) * ((1 + image) * (1 + s ^ 2))) with ((n - 1) ^ 2 * (1 + s ^ 2))
      in odd_entry by (field; lra).
    replace ((n - 1) ^ 2 / (1 + s ^ 2) * ((1 + image) * (1 + s ^ 2))) with ((n - 1) ^ 2 * (1 + image))
      in odd_entry by (field; lra).
    apply Rmult_eq_reg_l in odd_entry; [lra |]. apply Rgt_not_eq, pow_lt. lra.
  - intros fixed. exists (growth n (s ^ 2)). rewrite fixed. split; [exact g_pos | reflexivity].
Qed.

(* The reduced map in angles, tau' = tau g(theta); sin^2 psi and 1 - cos theta are proportional. *)

Definition contraction (theta : R) : R := 1 - (sin theta - theta * cos theta) / (PI * (1 - cos theta)).

Theorem reduced_map_in_angles : forall n theta psi : R, 3 <= n -> 0 < theta < PI -> 0 < psi < PI / 2 ->
  (n - 1) * sin psi ^ 2 = (n - 2) * (1 - cos theta) ->
  reduced_map n (tan psi ^ 2) = tan psi ^ 2 *
    (n ^ 2 * contraction theta /
     ((n - 1) ^ 2 + 1 + tan psi ^ 2 * (1 - contraction theta) - 2 * (n - 1) / PI * (tan psi - psi))).
Proof.
  intros n theta psi n_ge theta_in psi_in relation. pose proof PI_RGT_0.
  assert (s_pos : 0 < tan psi) by (apply tan_gt_0; lra).
  assert (t_pos : 0 < tan (theta / 2)) by (apply tan_gt_0; lra).
  assert (psi_eq : atan (tan psi) = psi) by (apply atan_tan; lra).
  assert (theta_eq : theta = 2 * atan (tan (theta / 2))) by (rewrite atan_tan; lra).
  remember (tan psi) as s. remember (tan (theta / 2)) as t.
  pose proof (one_plus_square_pos s) as p. pose proof (one_plus_square_pos t).
  pose proof (radicand_pos n s n_ge) as r_pos.
  assert (t_eq : half_tangent n s = t).
  { apply Rsqr_inj; [apply Rlt_le, half_tangent_pos; assumption | lra |].
    rewrite !Rsqr_pow2, half_tangent_square by exact n_ge.
    rewrite theta_eq, cos_double_atan in relation.
    rewrite <- psi_eq, sin_atan, Rsqr_pow2 in relation.
    replace ((s / sqrt (1 + s ^ 2)) ^ 2) with (s ^ 2 / (1 + s ^ 2)) in relation.
    - assert (cleared : (n - 1) * s ^ 2 * (1 + t ^ 2) = 2 * (n - 2) * t ^ 2 * (1 + s ^ 2)).
      { apply (f_equal (fun x => x * ((1 + s ^ 2) * (1 + t ^ 2)))) in relation.
        field_simplify in relation; try lra. }
      apply (Rmult_eq_reg_r (2 * (n - 2) + (n - 3) * s ^ 2)); [| lra].
      transitivity (s ^ 2 * (n - 1)); [field; lra | lra].
    - rewrite <- (pow2_sqrt (1 + s ^ 2)) at 1 by lra. field. apply Rgt_not_eq, sqrt_lt_R0, p. }
  assert (h_eq : contraction theta = 1 - defect t).
  { unfold contraction, defect. rewrite theta_eq, sin_double_atan, cos_double_atan. field. repeat split; nra. }
  pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  unfold reduced_map. rewrite sqrt_pow2 by lra. unfold denominator in *. rewrite t_eq, psi_eq in *. rewrite h_eq.
  replace (s ^ 2 * (1 - (1 - defect t))) with (defect t * s ^ 2) by ring.
  remember ((n - 1) ^ 2 + 1 + defect t * s ^ 2 - 2 * (n - 1) / PI * (s - psi)) as y. field. lra.
Qed.
