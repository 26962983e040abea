(* The uniform point: all n points exchangeable, a fixed point for every real n >= 3.

   There cos theta = -1/(n-1) and the batch is a regular simplex: tau = n^2 - 2n. With t = tan(theta/2) there, in
   (1, sqrt 3], the derivative of F is (4t/pi) (t/(1 + t^2) - atan t) < 0. Proved here, for every real n >= 3:

     uniform_point_is_fixed         F = 0 there
     uniform_slope_negative         F falls there
     positive_before_uniform        F is positive somewhere in (a, sqrt(n^2 - 2n)), whatever a
     form_negative_beyond_uniform   F is negative at every s > sqrt(n^2 - 2n): no fixed point lies beyond *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField.
Open Scope R_scope.

(* The uniform point: n and s in terms of t = tan(theta/2) > 1. *)

Definition batch_of (t : R) : R := 2 * t ^ 2 / (t ^ 2 - 1).
Definition uniform_tangent_of (t : R) : R := 2 * t / (t ^ 2 - 1).

Lemma atan_gt_quarter_turn : forall t : R, 1 < t -> PI / 4 < atan t.
Proof. intros t t_gt. rewrite <- atan_1. apply atan_increasing, t_gt. Qed.

Lemma angle_at_uniform : forall t : R, 1 < t -> atan (2 * t / (t ^ 2 - 1)) = PI - 2 * atan t.
Proof.
  intros t t_gt. pose proof PI_RGT_0. pose proof (atan_gt_quarter_turn t t_gt). pose proof (atan_bound t).
  pose proof (one_plus_square_pos t). assert (1 < t ^ 2) by nra.
  rewrite <- (atan_tan (PI - 2 * atan t)) by lra. f_equal.
  unfold tan. rewrite Rtrigo_facts.sin_pi_minus, Rtrigo_facts.cos_pi_minus, sin_double_atan, cos_double_atan.
  field. repeat split; nra.
Qed.

Lemma half_tangent_at_uniform : forall t : R, 1 < t -> 3 <= batch_of t ->
  half_tangent (batch_of t) (uniform_tangent_of t) = t.
Proof.
  intros t t_gt n_ge. assert (1 < t ^ 2) by nra.
  assert (s_pos : 0 < uniform_tangent_of t) by (apply Rdiv_lt_0_compat; lra).
  apply Rsqr_inj; [apply Rlt_le, half_tangent_pos; assumption | lra |].
  rewrite !Rsqr_pow2, half_tangent_square by exact n_ge.
  unfold batch_of, uniform_tangent_of. field. repeat split; nra.
Qed.

Lemma form_zero_at_uniform : forall t : R, 1 < t -> 3 <= batch_of t ->
  fixed_point_form (batch_of t) (uniform_tangent_of t) = 0.
Proof.
  intros t t_gt n_ge. pose proof PI_RGT_0. assert (1 < t ^ 2) by nra.
  unfold fixed_point_form. rewrite half_tangent_at_uniform by assumption.
  unfold uniform_tangent_of at 2. rewrite angle_at_uniform by assumption.
  unfold defect, batch_of, uniform_tangent_of. field. repeat split; lra.
Qed.

(* The slope of the form at the uniform point, in closed form. *)
Lemma form_derivative_at_uniform : forall t : R, 1 < t -> 3 <= batch_of t ->
  is_derive (fixed_point_form (batch_of t)) (uniform_tangent_of t) (4 * t / PI * (t / (1 + t ^ 2) - atan t)).
Proof.
  intros t t_gt n_ge. pose proof PI_RGT_0. assert (1 < t ^ 2) by nra.
  assert (s_pos : 0 < uniform_tangent_of t) by (apply Rdiv_lt_0_compat; lra).
  pose proof (half_tangent_derivative _ _ n_ge s_pos) as t_der.
  pose proof (defect_derivative t ltac:(lra)) as q_der.
  rewrite <- (half_tangent_at_uniform t) in q_der at 1 by assumption.
  evar_last; [exact (form_derivative _ _ _ _ t_der q_der) |].
  rewrite half_tangent_at_uniform by assumption.
  unfold defect, batch_of, uniform_tangent_of. field. repeat split; nra.
Qed.

Lemma batch_from_half_tangent : forall n : R, 3 <= n -> exists t : R,
  1 < t /\ batch_of t = n /\ uniform_tangent_of t = sqrt (n ^ 2 - 2 * n).
Proof.
  intros n n_ge. exists (sqrt (n / (n - 2))).
  assert (ratio : 1 < n / (n - 2)).
  { apply (Rmult_lt_reg_r (n - 2)); [lra |]. replace (n / (n - 2) * (n - 2)) with n by (field; lra). lra. }
  assert (square : sqrt (n / (n - 2)) ^ 2 = n / (n - 2)) by (apply pow2_sqrt; lra).
  assert (t_gt : 1 < sqrt (n / (n - 2))) by (rewrite <- sqrt_1; apply sqrt_lt_1; lra).
  repeat split.
  - exact t_gt.
  - unfold batch_of. rewrite square. field. lra.
  - unfold uniform_tangent_of. rewrite square.
    replace (n ^ 2 - 2 * n) with ((n - 2) ^ 2 * (n / (n - 2))) by (field; lra).
    rewrite sqrt_mult by (try apply pow2_ge_0; lra). rewrite sqrt_pow2 by lra. field. lra.
Qed.

Theorem uniform_point_is_fixed : forall n : R, 3 <= n -> fixed_point_form n (sqrt (n ^ 2 - 2 * n)) = 0.
Proof.
  intros n n_ge. destruct (batch_from_half_tangent n n_ge) as [t [t_gt [n_eq s_eq]]].
  rewrite <- s_eq, <- n_eq in *. apply form_zero_at_uniform; assumption.
Qed.

Lemma uniform_member : forall n : R, 3 <= n -> odd_family n (n ^ 2 - 2 * n) = Gram 1 (- / (n - 1)) (- / (n - 1)) 1.
Proof.
  intros n n_ge. unfold odd_family. replace (1 + (n ^ 2 - 2 * n)) with ((n - 1) ^ 2) by ring.
  f_equal; field; lra.
Qed.

(* F is positive just before the uniform point. *)

Lemma positive_to_the_left : forall (f : R -> R) (a b slope : R),
  a < b -> f b = 0 -> is_derive f b slope -> slope < 0 ->
  exists x : R, a < x < b /\ 0 < f x.
Proof.
  intros f a b slope a_lt zero f_der slope_neg.
  apply is_derive_Reals in f_der.
  destruct (f_der (- slope) ltac:(lra)) as [delta near].
  pose proof (cond_pos delta) as delta_pos.
  set (h := Rmin (delta / 2) ((b - a) / 2)).
  assert (h_pos : 0 < h) by (apply Rmin_glb_lt; lra).
  assert (h_delta : h <= delta / 2) by apply Rmin_l.
  assert (h_gap : h <= (b - a) / 2) by apply Rmin_r.
  exists (b + - h). split; [lra |].
  specialize (near (- h) ltac:(lra)).
  rewrite Rabs_Ropp, (Rabs_pos_eq h) in near by lra. specialize (near ltac:(lra)).
  apply Rabs_def2 in near. rewrite zero in near.
  assert (quotient : (f (b + - h) - 0) / - h < 0) by lra.
  replace (f (b + - h)) with (- h * ((f (b + - h) - 0) / - h)) by (field; lra).
  nra.
Qed.

Lemma uniform_tangent_pos : forall n : R, 3 <= n -> 0 < sqrt (n ^ 2 - 2 * n).
Proof. intros n n_ge. apply sqrt_lt_R0. nra. Qed.

Lemma uniform_slope_negative : forall n : R, 3 <= n -> form_slope n (sqrt (n ^ 2 - 2 * n)) < 0.
Proof.
  intros n n_ge. destruct (batch_from_half_tangent n n_ge) as [t [t_gt [n_eq s_eq]]].
  pose proof (form_slope_is_derivative n _ n_ge (uniform_tangent_pos n n_ge)) as slope.
  subst n. rewrite <- s_eq in slope |- *.
  rewrite <- (is_derive_unique _ _ _ slope), (is_derive_unique _ _ _ (form_derivative_at_uniform t t_gt n_ge)).
  pose proof PI_RGT_0. pose proof (atan_gt_chord t ltac:(lra)).
  assert (0 < 4 * t / PI) by (apply Rdiv_lt_0_compat; lra). nra.
Qed.

Lemma positive_before_uniform : forall n a : R, 3 <= n -> a < sqrt (n ^ 2 - 2 * n) ->
  exists x : R, a < x < sqrt (n ^ 2 - 2 * n) /\ 0 < fixed_point_form n x.
Proof.
  intros n a n_ge a_lt. apply (positive_to_the_left _ _ _ (form_slope n (sqrt (n ^ 2 - 2 * n))) a_lt).
  - apply uniform_point_is_fixed, n_ge.
  - apply form_slope_is_derivative; [exact n_ge | apply uniform_tangent_pos, n_ge].
  - apply uniform_slope_negative, n_ge.
Qed.

(* F is negative beyond the uniform point. The defect q increases with s; with its value q_0 at the uniform point in its
   place F becomes a concave quadratic in s, up to the term psi > psi_0, that vanishes there, and whose slope there is
   2 (n-1)/pi - 2 q_0 s_0. That this is at most 0 is the inequality atan t >= t/2 for 1 <= t <= 2. *)

Lemma defect_lt : forall x y : R, 0 < x -> x < y -> defect x < defect y.
Proof.
  intros x y x_pos lt. pose proof PI_RGT_0 as pi_pos.
  destruct (MVT_cor2 defect (fun t => (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) / PI) x y lt)
    as [t [increment t_in]].
  - intros t t_in. apply is_derive_Reals, defect_derivative. lra.
  - pose proof (atan_gt_chord t ltac:(lra)) as chord. pose proof (one_plus_square_pos t) as p.
    assert (cube : 0 < t ^ 3) by (apply pow_lt; lra).
    assert (slope : 0 < (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) / PI).
    { replace (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3)
        with (2 * (atan t - t / (1 + t ^ 2)) / t ^ 3) by (field; lra).
      repeat (apply Rdiv_lt_0_compat; [| assumption]). lra. }
    apply (Rmult_lt_compat_r (y - x)) in slope; lra.
Qed.

Lemma half_tangent_lt : forall n x y : R, 3 <= n -> 0 < x -> x < y -> half_tangent n x < half_tangent n y.
Proof.
  intros n x y n_ge x_pos lt.
  pose proof (half_tangent_pos n x n_ge x_pos). pose proof (half_tangent_pos n y n_ge ltac:(lra)).
  pose proof (radicand_pos n x n_ge) as rx. pose proof (radicand_pos n y n_ge) as ry.
  apply Rsqr_incrst_0; [| lra | lra]. rewrite !Rsqr_pow2, !half_tangent_square by exact n_ge.
  assert (squares : x ^ 2 < y ^ 2) by nra.
  apply Rminus_gt_0_lt.
  replace (y ^ 2 * (n - 1) / (2 * (n - 2) + (n - 3) * y ^ 2) - x ^ 2 * (n - 1) / (2 * (n - 2) + (n - 3) * x ^ 2))
    with (2 * (n - 2) * (n - 1) * (y ^ 2 - x ^ 2)
          / ((2 * (n - 2) + (n - 3) * y ^ 2) * (2 * (n - 2) + (n - 3) * x ^ 2))) by (field; lra).
  apply Rdiv_lt_0_compat; [repeat apply Rmult_lt_0_compat | apply Rmult_lt_0_compat]; lra.
Qed.

Lemma atan_ge_half : forall t : R, 1 <= t <= 2 -> t / 2 <= atan t.
Proof.
  intros t t_in. pose proof PI2_3_2. rewrite <- (Rinv_inv t), atan_inv by (apply Rinv_0_lt_compat; lra).
  pose proof (atan_le_first (/ t) ltac:(apply Rlt_le, Rinv_0_lt_compat; lra)).
  rewrite Rinv_inv.
  assert (/ t <= 3 / 2 - t / 2); [| lra].
  apply (Rmult_le_reg_l t); [lra |]. rewrite Rinv_r by lra. nra.
Qed.

Lemma defect_at_uniform : forall n : R, 3 <= n ->
  n - 1 <= PI * defect (half_tangent n (sqrt (n ^ 2 - 2 * n))) * sqrt (n ^ 2 - 2 * n).
Proof.
  intros n n_ge. pose proof PI_RGT_0. destruct (batch_from_half_tangent n n_ge) as [t [t_gt [n_eq s_eq]]].
  subst n. rewrite <- s_eq. rewrite half_tangent_at_uniform by assumption.
  assert (square : 0 < t ^ 2 - 1) by nra.
  assert (t_le : t <= 2).
  { unfold batch_of in n_ge. apply (Rmult_le_compat_r (t ^ 2 - 1)) in n_ge; [| lra].
    replace (2 * t ^ 2 / (t ^ 2 - 1) * (t ^ 2 - 1)) with (2 * t ^ 2) in n_ge by (field; lra). nra. }
  pose proof (atan_ge_half t ltac:(lra)) as angle.
  apply Rminus_le_0. unfold batch_of, uniform_tangent_of, defect.
  replace (PI * ((atan t + (t - atan t) / t ^ 2) / PI) * (2 * t / (t ^ 2 - 1)) - (2 * t ^ 2 / (t ^ 2 - 1) - 1))
    with (2 * (atan t - t / 2) / t) by (field; repeat split; lra).
  apply Rdiv_le_0_compat; lra.
Qed.

Theorem form_negative_beyond_uniform : forall n s : R, 3 <= n -> sqrt (n ^ 2 - 2 * n) < s -> fixed_point_form n s < 0.
Proof.
  intros n s n_ge s_gt. pose proof PI_RGT_0 as pi_pos.
  pose proof (uniform_tangent_pos n n_ge) as u_pos.
  pose proof (uniform_point_is_fixed n n_ge) as zero.
  pose proof (defect_at_uniform n n_ge) as slope.
  pose proof (half_tangent_lt n _ s n_ge u_pos s_gt) as t_lt.
  pose proof (defect_lt _ _ (half_tangent_pos n _ n_ge u_pos) t_lt) as q_lt.
  pose proof (atan_increasing _ _ s_gt) as angle.
  unfold fixed_point_form in *. remember (sqrt (n ^ 2 - 2 * n)) as u.
  remember (defect (half_tangent n u)) as q0. remember (defect (half_tangent n s)) as q.
  assert (0 < q0) by (rewrite Heqq0; apply defect_pos, half_tangent_pos; assumption).
  assert (first : q0 * (n ^ 2 + s ^ 2) < q * (n ^ 2 + s ^ 2)) by (apply Rmult_lt_compat_r; nra).
  assert (second : 2 * (n - 1) / PI * (s - atan s) <= 2 * (n - 1) / PI * (s - atan u))
    by (apply Rmult_le_compat_l; [apply Rdiv_le_0_compat |]; lra).
  assert (third : 2 * (n - 1) / PI * (s - atan u) <= 2 * (n - 1) / PI * (u - atan u) + 2 * (q0 * u) * (s - u)).
  { replace (s - atan u) with ((u - atan u) + (s - u)) by ring. rewrite Rmult_plus_distr_l.
    apply Rplus_le_compat_l, Rmult_le_compat_r; [lra |].
    apply (Rmult_le_reg_r PI); [exact pi_pos |].
    replace (2 * (n - 1) / PI * PI) with (2 * (n - 1)) by (field; lra). lra. }
  assert (0 <= q0 * (s - u) ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]). lra.
Qed.
