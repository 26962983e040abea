(* The uniform point and the separating point, and the theorem on all of them.

   With all n points exchangeable, cos theta = -1/(n-1), the batch is a regular simplex: tau = n^2 - 2n, a fixed point
   for every n >= 3. With t = tan(theta/2) there, the derivative of F is (4t/pi) (t/(1 + t^2) - atan t) < 0. So F is
   positive just to the left of the uniform point; as it is negative at s = 9/n, it has another zero between the two: the
   separating point.

   fixed_rays, for every real n >= 7: an odd point, a separating point and the uniform point span fixed rays of the layer,
   with tau in this order and all different, and no other 0 < tau <= 81/n^2 does. Whether there are more beyond is not
   claimed. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField OddPoint.
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

(* The separating point. *)

Lemma positive_to_the_left : forall (f : R -> R) (a b slope : R), a < b -> f b = 0 -> is_derive f b slope -> slope < 0 ->
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

Theorem exists_separating_point : forall n : R, 7 <= n -> exists s : R,
  9 / n < s < sqrt (n ^ 2 - 2 * n) /\ fixed_point_form n s = 0.
Proof.
  intros n n_ge. destruct (batch_from_half_tangent n ltac:(lra)) as [t [t_gt [n_eq s_eq]]].
  assert (lower : 0 < 9 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (gap : 9 / n < sqrt (n ^ 2 - 2 * n)).
  { apply Rle_lt_trans with (sqrt 9).
    - replace 9 with (3 ^ 2) at 2 by ring. rewrite sqrt_pow2 by lra.
      apply (Rmult_le_reg_r n); [lra |]. replace (9 / n * n) with 9 by (field; lra). lra.
    - apply sqrt_lt_1; nra. }
  destruct (positive_to_the_left (fixed_point_form n) (9 / n) (sqrt (n ^ 2 - 2 * n))
              (4 * t / PI * (t / (1 + t ^ 2) - atan t))) as [b [b_in positive]].
  - exact gap.
  - apply uniform_point_is_fixed. lra.
  - rewrite <- s_eq, <- n_eq. apply form_derivative_at_uniform; [exact t_gt | lra].
  - pose proof PI_RGT_0. pose proof (atan_gt_chord t ltac:(lra)).
    assert (0 < 4 * t / PI) by (apply Rdiv_lt_0_compat; lra). nra.
  - destruct (zero_where_the_form_rises n (9 / n) b) as [s [s_in zero]]; try lra.
    + apply form_negative; lra.
    + exists s. split; [lra | exact zero].
Qed.

(* All together, as rays of Gram matrices. *)

Lemma squares_between : forall a s b : R, 0 < a -> a < s < b -> a ^ 2 < s ^ 2 < b ^ 2.
Proof. intros a s b a_pos s_in. split; nra. Qed.

Theorem fixed_rays : forall n : R, 7 <= n -> exists tau_odd tau_separating : R,
  36 / n ^ 2 < tau_odd < 81 / n ^ 2
  /\ 81 / n ^ 2 < tau_separating < n ^ 2 - 2 * n
  /\ fixed_ray n (odd_family n tau_odd)
  /\ fixed_ray n (odd_family n tau_separating)
  /\ fixed_ray n (odd_family n (n ^ 2 - 2 * n))
  /\ (forall tau : R, 0 < tau <= 81 / n ^ 2 -> fixed_ray n (odd_family n tau) -> tau = tau_odd).
Proof.
  intros n n_ge.
  destruct (odd_point_unique n n_ge) as [unique_s [_ unique]].
  destruct (exists_odd_point n n_ge) as [s [s_in s_zero]].
  destruct (exists_separating_point n n_ge) as [r [r_in r_zero]].
  assert (lower : 0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (middle : 0 < 9 / n) by (apply Rdiv_lt_0_compat; lra).
  assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
  replace (36 / n ^ 2) with ((6 / n) ^ 2) by (field; lra).
  replace (81 / n ^ 2) with ((9 / n) ^ 2) by (field; lra).
  replace (n ^ 2 - 2 * n) with (sqrt (n ^ 2 - 2 * n) ^ 2) by (apply pow2_sqrt; lra).
  exists (s ^ 2), (r ^ 2). repeat split.
  - apply (squares_between _ _ _ lower s_in).
  - apply (squares_between _ _ _ lower s_in).
  - apply (squares_between _ _ _ middle r_in).
  - apply (squares_between _ _ _ middle r_in).
  - apply fixed_ray_iff; [lra | lra | exact s_zero].
  - apply fixed_ray_iff; [lra | lra | exact r_zero].
  - apply fixed_ray_iff; [lra | apply sqrt_lt_R0, uniform_pos | apply uniform_point_is_fixed; lra].
  - intros tau [tau_pos tau_le] ray.
    pose proof (sqrt_lt_R0 tau tau_pos) as root_pos.
    assert (root_le : sqrt tau <= 9 / n).
    { rewrite <- (sqrt_pow2 (9 / n)) by lra. apply sqrt_le_1; lra. }
    rewrite <- (pow2_sqrt tau) in ray |- * by lra.
    apply fixed_ray_iff in ray; [| lra | exact root_pos].
    rewrite <- (unique (sqrt tau)) by (split; [split |]; assumption).
    rewrite <- (unique s) by (split; [split |]; lra). reflexivity.
Qed.
