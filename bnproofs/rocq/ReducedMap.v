(* The reduced map tau -> tau' of the odd-point family is increasing up to the uniform point tau = n^2 - 2n and maps
   what lies beyond it beyond it, for every real n >= 3.

   In s = tan psi, tau = s^2, with w = sin^2 psi = s^2/(1 + s^2), theta = 2 atan t, t = half_tangent n s:

     tau' = n^2 N / y,   N = (1 - q) w,   y = Y cos^2 psi = Y/(1 + s^2),
     dN/dw = 1 - theta/pi > 0,
     dy/dw = -((n - 1)^2 + 1 - theta/pi + (2(n - 1)/pi) (psi - s/2)) < 0   for 0 < s <= pi (n - 1),

   so that tau' is strictly increasing there, and n^2 - 2n < (n - 1)^2. Beyond s = pi (n - 1), the bound q <= 1/2 does.

     reduced_map_derivative            d tau'/d tau, for every tau > 0
     reduced_map_slope_pos             it is positive for 0 < tau <= n^2 - 2n
     reduced_map_slope_at_fixed_point  it is 1 + s F'(s)/(2 Y) where F(s) = 0
     reduced_map_increasing            tau' increases for 0 < tau <= n^2 - 2n
     reduced_map_beyond                n^2 - 2n < tau' for n^2 - 2n < tau, the uniform point being a fixed point *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField.
Open Scope R_scope.

(* The mean value theorem: a function with a positive derivative on [a, b] increases from a to b. *)
Lemma increases_by_derivative : forall (f f' : R -> R) (a b : R), a < b ->
  (forall x : R, a <= x <= b -> is_derive f x (f' x)) -> (forall x : R, a <= x <= b -> 0 < f' x) -> f a < f b.
Proof.
  intros f f' a b a_lt f_der f'_pos.
  destruct (MVT_gen f a b f') as [x [x_in increment]]; rewrite Rmin_left, Rmax_right in * by lra.
  - intros x x_in. apply f_der. lra.
  - intros x x_in. apply derivable_continuous_pt, ex_derive_Reals_0. exists (f' x). apply f_der. lra.
  - pose proof (Rmult_lt_0_compat (f' x) (b - a) (f'_pos x x_in)). lra.
Qed.

(* Numerator and denominator as functions of s. *)

Definition weighted_defect (n s : R) : R := defect (half_tangent n s) * (s ^ 2 / (1 + s ^ 2)).
Definition scaled_numerator (n s : R) : R := s ^ 2 / (1 + s ^ 2) - weighted_defect n s.
Definition scaled_denominator (n s : R) : R :=
  ((n - 1) ^ 2 + 1) / (1 + s ^ 2) + weighted_defect n s - 2 * (n - 1) / PI * ((s - atan s) / (1 + s ^ 2)).

Lemma scaled_denominator_eq : forall n s : R, scaled_denominator n s = denominator n s / (1 + s ^ 2).
Proof.
  intros n s. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  unfold scaled_denominator, weighted_defect, denominator. field. split; lra.
Qed.

Lemma scaled_numerator_eq : forall n s : R,
  scaled_numerator n s = s ^ 2 * (1 - defect (half_tangent n s)) / (1 + s ^ 2).
Proof.
  intros n s. pose proof (one_plus_square_pos s). unfold scaled_numerator, weighted_defect. field. lra.
Qed.

Lemma scaled_denominator_pos : forall n s : R, 3 <= n -> 0 < s -> 0 < scaled_denominator n s.
Proof.
  intros n s n_ge s_pos. rewrite scaled_denominator_eq.
  apply Rdiv_lt_0_compat; [apply denominator_pos; assumption | apply one_plus_square_pos].
Qed.

Lemma scaled_numerator_pos : forall n s : R, 3 <= n -> 0 < s -> 0 < scaled_numerator n s.
Proof.
  intros n s n_ge s_pos. rewrite scaled_numerator_eq.
  pose proof (defect_lt_one _ (half_tangent_pos n s n_ge s_pos)).
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; [apply pow_lt, s_pos | lra] | apply one_plus_square_pos].
Qed.

Lemma reduced_map_as_quotient : forall n tau : R, 3 <= n -> 0 < tau ->
  reduced_map n tau = n ^ 2 * scaled_numerator n (sqrt tau) / scaled_denominator n (sqrt tau).
Proof.
  intros n tau n_ge tau_pos. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (denominator_pos n (sqrt tau) n_ge s_pos). pose proof (one_plus_square_pos (sqrt tau)).
  rewrite scaled_numerator_eq, scaled_denominator_eq. unfold reduced_map.
  rewrite pow2_sqrt in * by lra. field. lra.
Qed.

(* Derivatives. *)

Lemma sine_square_derivative : forall s : R, is_derive (fun x => x ^ 2 / (1 + x ^ 2)) s (2 * s / (1 + s ^ 2) ^ 2).
Proof. intros s. pose proof (one_plus_square_pos s). auto_derive; [lra |]. field. lra. Qed.

Lemma weighted_defect_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (weighted_defect n) s (2 * s / (1 + s ^ 2) ^ 2 * (2 * atan (half_tangent n s) / PI)).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  pose proof (radicand_pos n s n_ge) as r_pos. pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (one_plus_square_pos (half_tangent n s)).
  pose proof (half_tangent_derivative n s n_ge s_pos) as t_der.
  pose proof (defect_derivative _ t_pos) as q_der.
  pose proof (is_derive_comp (V := R_NormedModule) defect (half_tangent n) _ _ _ q_der t_der) as composed.
  evar_last; [exact (is_derive_mult _ _ _ _ _ composed (sine_square_derivative s) Rmult_comm) |].
  unfold plus, mult, scal. simpl. unfold mult. simpl. unfold defect.
  (* n in terms of s and t, by t^2 (2 (n - 2) + (n - 3) s^2) = s^2 (n - 1) *)
  pose proof (half_tangent_square n s n_ge) as t_square.
  remember (half_tangent n s) as t.
  assert (one_plus_t : 1 + t ^ 2 = 2 * (n - 2) * (1 + s ^ 2) / (2 * (n - 2) + (n - 3) * s ^ 2))
    by (rewrite t_square; field; lra).
  replace ((2 / (1 + t * (t * 1)) - 2 / (t * (t * 1)) + 2 * atan t / (t * (t * (t * 1)))) / PI)
    with ((2 * t ^ 2 / (1 + t ^ 2) - 2 + 2 * atan t / t) / (PI * t ^ 2)) by (field; repeat split; lra).
  replace ((atan t + (t - atan t) / (t * (t * 1))) / PI)
    with ((atan t + (t - atan t) / t ^ 2) / PI) by (field; repeat split; lra).
  rewrite one_plus_t, t_square. field. repeat split; try lra; nra.
Qed.

Lemma scaled_numerator_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (scaled_numerator n) s (2 * s / (1 + s ^ 2) ^ 2 * (1 - 2 * atan (half_tangent n s) / PI)).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  pose proof (weighted_defect_derivative n s n_ge s_pos) as q_der.
  evar_last; [exact (is_derive_minus (V := R_NormedModule) _ _ _ _ _ (sine_square_derivative s) q_der) |].
  unfold minus, plus, opp. simpl. field. split; lra.
Qed.

(* - dy/dw *)
Definition denominator_fall (n s : R) : R :=
  (n - 1) ^ 2 + 1 - 2 * atan (half_tangent n s) / PI + 2 * (n - 1) / PI * (atan s - s / 2).

Lemma scaled_denominator_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (scaled_denominator n) s (- (2 * s / (1 + s ^ 2) ^ 2 * denominator_fall n s)).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  assert (constant : is_derive (fun x => ((n - 1) ^ 2 + 1) / (1 + x ^ 2)) s
                               (- (2 * s / (1 + s ^ 2) ^ 2 * ((n - 1) ^ 2 + 1)))).
  { auto_derive; [lra |]. field. lra. }
  assert (overlap : is_derive (fun x => 2 * (n - 1) / PI * ((x - atan x) / (1 + x ^ 2))) s
                              (2 * s / (1 + s ^ 2) ^ 2 * (2 * (n - 1) / PI * (atan s - s / 2)))).
  { auto_derive; [lra |]. field. split; lra. }
  pose proof (weighted_defect_derivative n s n_ge s_pos) as q_der.
  pose proof (is_derive_plus (V := R_NormedModule) _ _ _ _ _ constant q_der) as sum.
  evar_last; [exact (is_derive_minus (V := R_NormedModule) _ _ _ _ _ sum overlap) |].
  unfold minus, plus, opp, denominator_fall. simpl. field. split; lra.
Qed.

Definition reduced_map_slope (n s : R) : R :=
  n ^ 2 * ((1 - 2 * atan (half_tangent n s) / PI) * denominator n s
           + s ^ 2 * (1 - defect (half_tangent n s)) * denominator_fall n s)
  / ((1 + s ^ 2) * denominator n s ^ 2).

(* The same with respect to s: d tau'/ds = 2 s d tau'/d tau. *)
Lemma quotient_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (fun x => n ^ 2 * scaled_numerator n x / scaled_denominator n x) s (2 * s * reduced_map_slope n s).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  pose proof (denominator_pos n s n_ge s_pos). pose proof (scaled_denominator_pos n s n_ge s_pos) as y_pos.
  pose proof (is_derive_scal _ _ (n ^ 2) _ (scaled_numerator_derivative n s n_ge s_pos)) as upper.
  pose proof (scaled_denominator_derivative n s n_ge s_pos) as lower.
  evar_last; [apply (is_derive_div _ _ _ _ _ upper lower); lra |].
  unfold minus, plus, opp, mult, scal. simpl. unfold mult, reduced_map_slope. simpl.
  rewrite scaled_denominator_eq, scaled_numerator_eq. field. repeat split; lra.
Qed.

Lemma near_positive : forall s : R, 0 < s -> locally s (fun x => 0 < x).
Proof.
  intros s s_pos. exists (mkposreal s s_pos). intros x near.
  apply Rabs_def2 in near. unfold minus, plus, opp in near. simpl in near. lra.
Qed.

Theorem reduced_map_derivative : forall n tau : R, 3 <= n -> 0 < tau ->
  is_derive (reduced_map n) tau (reduced_map_slope n (sqrt tau)).
Proof.
  intros n tau n_ge tau_pos. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  apply (is_derive_ext_loc (fun x => (fun s => n ^ 2 * scaled_numerator n s / scaled_denominator n s) (sqrt x))).
  - apply (filter_imp (fun x => 0 < x)); [| apply near_positive, tau_pos].
    intros x x_pos. symmetry. apply reduced_map_as_quotient; assumption.
  - assert (root_der : is_derive sqrt tau (/ (2 * sqrt tau))) by (auto_derive; [exact tau_pos | field; lra]).
    pose proof (quotient_derivative n (sqrt tau) n_ge s_pos) as outer.
    evar_last; [exact (is_derive_comp (V := R_NormedModule) _ _ _ _ _ outer root_der) |].
    unfold scal. simpl. unfold mult. simpl. field. lra.
Qed.

Lemma reduced_map_continuous : forall n tau : R, 3 <= n -> 0 < tau -> continuity_pt (reduced_map n) tau.
Proof.
  intros n tau n_ge tau_pos. apply derivable_continuous_pt, ex_derive_Reals_0.
  exists (reduced_map_slope n (sqrt tau)). apply reduced_map_derivative; assumption.
Qed.

(* Signs: up to s = pi (n - 1), which is beyond the uniform point, the denominator falls. *)

Lemma angle_share : forall t : R, 2 * atan t / PI < 1.
Proof.
  intros t. pose proof PI_RGT_0. pose proof (atan_bound t). apply (Rmult_lt_reg_r PI); [assumption |].
  replace (2 * atan t / PI * PI) with (2 * atan t) by (field; lra). lra.
Qed.

Lemma denominator_fall_pos : forall n s : R, 3 <= n -> 0 < s <= PI * (n - 1) -> 0 < denominator_fall n s.
Proof.
  intros n s n_ge [s_pos s_le]. pose proof PI_RGT_0. pose proof (angle_share (half_tangent n s)).
  pose proof (atan_pos s s_pos).
  assert (scale : 0 < 2 * (n - 1) / PI) by (apply Rdiv_lt_0_compat; lra).
  assert (2 * (n - 1) / PI * (- (PI * (n - 1) / 2)) <= 2 * (n - 1) / PI * (atan s - s / 2))
    by (apply Rmult_le_compat_l; lra).
  assert (2 * (n - 1) / PI * (- (PI * (n - 1) / 2)) = - (n - 1) ^ 2) by (field; lra).
  unfold denominator_fall. lra.
Qed.

Lemma reduced_map_slope_pos_in_s : forall n s : R, 3 <= n -> 0 < s <= PI * (n - 1) -> 0 < reduced_map_slope n s.
Proof.
  intros n s n_ge s_in. pose proof (angle_share (half_tangent n s)).
  pose proof (denominator_fall_pos n s n_ge s_in). destruct s_in as [s_pos _].
  pose proof (denominator_pos n s n_ge s_pos). pose proof (one_plus_square_pos s).
  pose proof (defect_lt_one _ (half_tangent_pos n s n_ge s_pos)). pose proof (pow_lt s 2 s_pos).
  assert (0 < n ^ 2) by (apply pow_lt; lra).
  unfold reduced_map_slope. apply Rdiv_lt_0_compat.
  - apply Rmult_lt_0_compat; [assumption |].
    apply Rplus_lt_0_compat; repeat apply Rmult_lt_0_compat; lra.
  - apply Rmult_lt_0_compat; [assumption | apply pow_lt; assumption].
Qed.

Lemma root_within : forall n tau : R, 3 <= n -> tau <= (PI * (n - 1)) ^ 2 -> sqrt tau <= PI * (n - 1).
Proof.
  intros n tau n_ge tau_le. pose proof PI_RGT_0.
  rewrite <- (sqrt_pow2 (PI * (n - 1))) by (apply Rmult_le_pos; lra). apply sqrt_le_1_alt, tau_le.
Qed.

Lemma uniform_within : forall n : R, 3 <= n -> n ^ 2 - 2 * n < (PI * (n - 1)) ^ 2.
Proof.
  intros n n_ge. pose proof PI2_3_2. rewrite Rpow_mult_distr. assert (1 <= PI ^ 2) by nra.
  assert (1 * (n - 1) ^ 2 <= PI ^ 2 * (n - 1) ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0 | assumption]).
  nra.
Qed.

Theorem reduced_map_slope_pos : forall n tau : R, 3 <= n -> 0 < tau <= n ^ 2 - 2 * n ->
  0 < reduced_map_slope n (sqrt tau).
Proof.
  intros n tau n_ge [tau_pos tau_le]. pose proof (uniform_within n n_ge).
  apply reduced_map_slope_pos_in_s; [exact n_ge |]. split; [apply sqrt_lt_R0, tau_pos |].
  apply root_within; lra.
Qed.

(* At a fixed point: tau' = tau + F tau/Y, and F = 0 there. *)

Theorem reduced_map_slope_at_fixed_point : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  reduced_map_slope n s = 1 + s * form_slope n s / (2 * denominator n s).
Proof.
  intros n s n_ge s_pos zero. pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  pose proof (scaled_denominator_pos n s n_ge s_pos) as scaled_pos.
  pose proof (scaled_denominator_derivative n s n_ge s_pos) as y_der.
  pose proof (is_derive_div _ _ _ _ _ (sine_square_derivative s) y_der ltac:(lra)) as share_der.
  pose proof (is_derive_mult _ _ _ _ _ (form_slope_is_derivative n s n_ge s_pos) share_der Rmult_comm) as move_der.
  assert (square_der : is_derive (fun x => x ^ 2) s (2 * s)) by (auto_derive; [exact I | ring]).
  pose proof (is_derive_plus (V := R_NormedModule) _ _ _ _ _ square_der move_der) as sum_der.
  apply (is_derive_ext_loc _ (fun x => n ^ 2 * scaled_numerator n x / scaled_denominator n x)) in sum_der.
  - pose proof (is_derive_unique _ _ _ (quotient_derivative n s n_ge s_pos)) as slope_eq.
    rewrite (is_derive_unique _ _ _ sum_der) in slope_eq.
    apply (Rmult_eq_reg_l (2 * s)); [| lra]. rewrite <- slope_eq, zero.
    unfold plus, mult. simpl. rewrite scaled_denominator_eq in *.
    pose proof (one_plus_square_pos s). field. lra.
  - apply (filter_imp (fun x => 0 < x)); [| apply near_positive, s_pos].
    intros x x_pos. pose proof (reduced_map_moves_by_the_form n x n_ge x_pos) as move.
    rewrite reduced_map_as_quotient, sqrt_pow2 in move by (try apply pow_lt; lra).
    pose proof (denominator_pos n x n_ge x_pos). pose proof (one_plus_square_pos x).
    replace (n ^ 2 * scaled_numerator n x / scaled_denominator n x)
      with (x ^ 2 + x ^ 2 * fixed_point_form n x / denominator n x) by lra.
    unfold plus, mult. simpl. rewrite scaled_denominator_eq. field. lra.
Qed.

Theorem reduced_map_derivative_at_fixed_point : forall n s : R, 3 <= n -> 0 < s <= sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 ->
  is_derive (reduced_map n) (s ^ 2) (1 + s * form_slope n s / (2 * denominator n s))
  /\ 0 < 1 + s * form_slope n s / (2 * denominator n s).
Proof.
  intros n s n_ge [s_pos s_le] zero.
  rewrite <- reduced_map_slope_at_fixed_point by assumption.
  pose proof (pow_lt s 2 s_pos). rewrite <- (sqrt_pow2 s) at 2 3 by lra. split.
  - apply reduced_map_derivative; assumption.
  - apply reduced_map_slope_pos; [exact n_ge |]. split; [assumption |].
    rewrite <- (pow2_sqrt (n ^ 2 - 2 * n)) by nra. apply pow_incr. lra.
Qed.

(* Monotonicity. *)

Lemma reduced_map_increasing_within : forall n x y : R, 3 <= n -> 0 < x < y -> y <= (PI * (n - 1)) ^ 2 ->
  reduced_map n x < reduced_map n y.
Proof.
  intros n x y n_ge [x_pos x_lt] y_le.
  apply (increases_by_derivative (reduced_map n) (fun z => reduced_map_slope n (sqrt z))); [exact x_lt | |].
  - intros z z_in. apply reduced_map_derivative; lra.
  - intros z z_in. apply reduced_map_slope_pos_in_s; [exact n_ge |].
    split; [apply sqrt_lt_R0; lra | apply root_within; lra].
Qed.

Theorem reduced_map_increasing : forall n x y : R, 3 <= n -> 0 < x < y -> y <= n ^ 2 - 2 * n ->
  reduced_map n x < reduced_map n y.
Proof.
  intros n x y n_ge x_in y_le. pose proof (uniform_within n n_ge).
  apply reduced_map_increasing_within; [exact n_ge | exact x_in | lra].
Qed.

(* The defect increases to 1/2. *)

Lemma defect_rises : forall x y : R, 0 < x < y -> defect x < defect y.
Proof.
  intros x y [x_pos x_lt]. pose proof PI_RGT_0.
  apply (increases_by_derivative defect (fun t => (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) / PI)).
  - exact x_lt.
  - intros t t_in. apply defect_derivative. lra.
  - intros t t_in. assert (t_pos : 0 < t) by lra.
    pose proof (one_plus_square_pos t). pose proof (atan_gt_chord t t_pos). pose proof (pow_lt t 3 t_pos).
    apply Rdiv_lt_0_compat; [| assumption].
    replace (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3)
      with (2 * (atan t - t / (1 + t ^ 2)) / t ^ 3) by (field; lra).
    apply Rdiv_lt_0_compat; lra.
Qed.

Lemma defect_le_half : forall t : R, 0 < t -> defect t <= 1 / 2.
Proof.
  intros t t_pos. pose proof PI_RGT_0. pose proof PI2_3_2.
  destruct (Rle_lt_dec (defect t) (1 / 2)) as [le | gt]; [exact le | exfalso].
  (* at the larger tangent u = t + 1/(q - 1/2) the defect is at most 1/2 + 1/(pi u) *)
  set (gap := defect t - 1 / 2). assert (gap_pos : 0 < gap) by (unfold gap; lra).
  pose proof (Rinv_0_lt_compat gap gap_pos).
  set (u := t + / gap). assert (u_pos : 0 < u) by (unfold u; lra).
  pose proof (defect_rises t u ltac:(unfold u; lra)) as larger.
  assert (far : PI * defect u < PI / 2 + / u).
  { unfold defect. pose proof (atan_bound u). pose proof (atan_pos u u_pos).
    assert (0 < atan u / u ^ 2) by (apply Rdiv_lt_0_compat; [assumption | apply pow_lt, u_pos]).
    replace (PI * ((atan u + (u - atan u) / u ^ 2) / PI)) with (atan u + / u - atan u / u ^ 2) by (field; lra).
    lra. }
  assert (small : / u < gap).
  { rewrite <- (Rinv_inv gap). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat | unfold u]; lra. }
  assert (defect t = gap + 1 / 2) by (unfold gap; ring). nra.
Qed.

(* Beyond s = pi (n - 1), as Y <= s^2/2 + n - (n - 1)^2 there:
   (tau' - (n^2 - 2n)) Y >= n s^2 + (n^2 - 2n) ((n - 1)^2 - n) > 0. *)
Lemma reduced_map_far_beyond : forall n s : R, 3 <= n -> PI * (n - 1) <= s -> n ^ 2 - 2 * n < reduced_map n (s ^ 2).
Proof.
  intros n s n_ge s_ge. pose proof PI_RGT_0. pose proof PI2_3_2. pose proof (atan_bound s).
  assert (s_pos : 0 < s) by nra.
  pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  pose proof (defect_le_half _ (half_tangent_pos n s n_ge s_pos)) as q_le.
  pose proof (defect_pos _ (half_tangent_pos n s n_ge s_pos)) as q_pos.
  pose proof (pow_lt s 2 s_pos) as square_pos.
  assert (overlap : 2 * (n - 1) / PI * (PI * (n - 1) - PI / 2) <= 2 * (n - 1) / PI * (s - atan s)).
  { apply Rmult_le_compat_l; [apply Rlt_le, Rdiv_lt_0_compat |]; lra. }
  replace (2 * (n - 1) / PI * (PI * (n - 1) - PI / 2)) with (2 * (n - 1) ^ 2 - (n - 1)) in overlap by (field; lra).
  unfold reduced_map. rewrite sqrt_pow2 by lra.
  assert (y_le : denominator n s <= 1 / 2 * s ^ 2 + (n - (n - 1) ^ 2)).
  { unfold denominator. assert (defect (half_tangent n s) * s ^ 2 <= 1 / 2 * s ^ 2) by nra. lra. }
  apply (Rmult_lt_reg_r (denominator n s)); [exact y_pos |].
  replace (n ^ 2 * s ^ 2 * (1 - defect (half_tangent n s)) / denominator n s * denominator n s)
    with (n ^ 2 * s ^ 2 * (1 - defect (half_tangent n s))) by (field; lra).
  assert (n ^ 2 * s ^ 2 * (1 / 2) <= n ^ 2 * s ^ 2 * (1 - defect (half_tangent n s))).
  { apply Rmult_le_compat_l; [| lra]. apply Rmult_le_pos; [apply pow2_ge_0 | lra]. }
  assert ((n ^ 2 - 2 * n) * denominator n s <= (n ^ 2 - 2 * n) * (1 / 2 * s ^ 2 + (n - (n - 1) ^ 2)))
    by (apply Rmult_le_compat_l; [nra | exact y_le]).
  assert ((n ^ 2 - 2 * n) * ((n - 1) ^ 2 - n) >= 0) by (apply Rle_ge, Rmult_le_pos; nra).
  assert (0 < n * s ^ 2) by (apply Rmult_lt_0_compat; lra).
  lra.
Qed.

(* The hypothesis, that the uniform point is a fixed point, follows from the value of the arctangent there. *)
Theorem reduced_map_beyond : forall n tau : R, 3 <= n -> fixed_point_form n (sqrt (n ^ 2 - 2 * n)) = 0 ->
  n ^ 2 - 2 * n < tau -> n ^ 2 - 2 * n < reduced_map n tau.
Proof.
  intros n tau n_ge uniform tau_gt. assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
  apply fixed_points_of_reduced_map in uniform; [| exact n_ge | apply sqrt_lt_R0, uniform_pos].
  rewrite pow2_sqrt in uniform by lra.
  destruct (Rle_lt_dec tau ((PI * (n - 1)) ^ 2)) as [near | far].
  - rewrite <- uniform at 1. apply reduced_map_increasing_within; [exact n_ge | lra | exact near].
  - rewrite <- (pow2_sqrt tau) by lra. apply reduced_map_far_beyond; [exact n_ge |].
    pose proof PI_RGT_0. rewrite <- (sqrt_pow2 (PI * (n - 1))) by (apply Rmult_le_pos; lra).
    apply sqrt_le_1_alt. lra.
Qed.
