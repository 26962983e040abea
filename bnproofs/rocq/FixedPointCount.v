(* At most three fixed points of the odd-point family, for every real n >= 3.

   With m = n - 1, mu = m/(2(m-1)) and z = 2 sin^2 psi = 2 s^2/(1 + s^2) in (0, 2), and with the angles phi, theta of
   cosines 1 - z and 1 - mu z, pi mu z cos^2 psi F(s) is

     W(z) = mu m z (pi (2 - z) + sin phi - (2 - z) phi/2) - (sin theta - theta cos theta) (n^2 - (n^2 - 1) z/2).

   The third derivative of W is algebraic in z, and it has at most one zero in (0, 2). By Rolle's theorem, applied three
   times, W has at most four zeros in [0, 2), counted with multiplicity, and one of them is z = 0. Consequences for F:

     at_most_three_zeros    F does not have four zeros s > 0
     zeros_are_simple       if it has three, its derivative is not 0 at any of them
     complete_list          two zeros s < r before the uniform point: with the uniform point they are all
     signs_of_three_zeros   F is then positive, negative, positive, negative between them, with slopes -, +, -
     three_from_signs       the same from four values of F, of signs + - - +
     one_from_sign          if F has no zero before the uniform point, that is the only one *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm UniformPoint.
Open Scope R_scope.

(* Half the angle whose cosine is 1 - x, and the sine of the angle, for 0 <= x < 2. *)

Definition half_angle (x : R) : R := atan (sqrt (x / (2 - x))).
Definition sine (x : R) : R := sqrt (x * (2 - x)).

Lemma sine_pos : forall x : R, 0 < x < 2 -> 0 < sine x.
Proof. intros x x_in. apply sqrt_lt_R0, Rmult_lt_0_compat; lra. Qed.

Lemma sine_square : forall x : R, 0 < x < 2 -> sine x ^ 2 = x * (2 - x).
Proof. intros x x_in. apply pow2_sqrt, Rmult_le_pos; lra. Qed.

Lemma half_angle_derivative : forall x : R, 0 < x < 2 -> is_derive half_angle x (/ (2 * sine x)).
Proof.
  intros x x_in. assert (ratio : 0 < x / (2 - x)) by (apply Rdiv_lt_0_compat; lra).
  assert (tangent : sqrt (x / (2 - x)) = sine x / (2 - x)).
  { apply Rsqr_inj; [apply sqrt_pos | apply Rlt_le, Rdiv_lt_0_compat; [apply sine_pos, x_in | lra] |].
    rewrite !Rsqr_pow2, pow2_sqrt by lra. unfold Rdiv at 2. rewrite Rpow_mult_distr, sine_square by exact x_in.
    field. lra. }
  pose proof (sine_pos x x_in) as r_pos. pose proof (sine_square x x_in) as r_square.
  unfold half_angle. auto_derive.
  - repeat split; [lra | exact ratio].
  - replace (x * / (2 + - x)) with (x / (2 - x)) by reflexivity. rewrite tangent.
    replace (1 + (sine x / (2 - x)) * (sine x / (2 - x) * 1)) with (2 / (2 - x))
      by (replace (sine x / (2 - x) * (sine x / (2 - x) * 1)) with (sine x ^ 2 / (2 - x) ^ 2) by (field; lra);
          rewrite r_square; field; lra).
    field. lra.
Qed.

Lemma sine_derivative : forall x : R, 0 < x < 2 -> is_derive sine x ((1 - x) / sine x).
Proof.
  intros x x_in. pose proof (sine_pos x x_in) as r_pos. unfold sine in *.
  auto_derive; [apply Rmult_lt_0_compat; lra |].
  replace (x * (2 + - x)) with (x * (2 - x)) by reflexivity. field. lra.
Qed.

Lemma sine_continuous : forall x : R, 0 <= x < 2 -> continuous sine x.
Proof.
  intros x x_in. apply (continuous_comp (fun y => y * (2 - y)) sqrt); [| apply continuous_sqrt].
  apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I.
Qed.

Lemma half_angle_continuous : forall x : R, 0 <= x < 2 -> continuous half_angle x.
Proof.
  intros x x_in. apply (continuous_comp (fun y => sqrt (y / (2 - y))) atan).
  - apply (continuous_comp (fun y => y / (2 - y)) sqrt); [| apply continuous_sqrt].
    apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. lra.
  - apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I.
Qed.

(* The function W and its first three derivatives. With half_angle z = psi and half_angle (mu z) = theta/2,
   outer z = sin phi - (2 - z) phi/2 and inner (mu z) = sin theta - theta cos theta. *)

Definition ratio (n : R) : R := (n - 1) / (2 * (n - 2)).
Definition norm_square (n z : R) : R := n ^ 2 - (n ^ 2 - 1) * z / 2.

Definition outer (x : R) : R := sine x - (2 - x) * half_angle x.
Definition outer_slope (x : R) : R := half_angle x - x / (2 * sine x).
Definition inner (x : R) : R := sine x - 2 * (1 - x) * half_angle x.

Definition cleared_form (n z : R) : R :=
  ratio n * (n - 1) * (PI * z * (2 - z) + z * outer z) - inner (ratio n * z) * norm_square n z.

Definition cleared_slope (n z : R) : R :=
  ratio n * (n - 1) * (PI * (2 - 2 * z) + outer z + z * outer_slope z)
  - ratio n * (2 * half_angle (ratio n * z)) * norm_square n z + inner (ratio n * z) * ((n ^ 2 - 1) / 2).

Definition outer_part (z : R) : R := - 2 * PI + 2 * outer_slope z + z * ((1 - z) / (2 * (2 - z) * sine z)).
Definition inner_part (n z : R) : R :=
  ratio n ^ 2 / sine (ratio n * z) * norm_square n z - 2 * ratio n * (n ^ 2 - 1) * half_angle (ratio n * z).
Definition cleared_curvature (n z : R) : R := ratio n * (n - 1) * outer_part z - inner_part n z.

Definition quadratic (n z : R) : R := n ^ 2 * (1 - ratio n * z) + (n ^ 2 - 1) * z * (5 / 2 - ratio n * z).
Definition cleared_third (n z : R) : R :=
  ratio n ^ 3 * quadratic n z / sine (ratio n * z) ^ 3
  - ratio n * (n - 1) * (3 - 2 * (2 - z) ^ 2) / (2 * (2 - z) ^ 2 * sine z).

Lemma ratio_in : forall n : R, 3 <= n -> 0 < ratio n <= 1.
Proof.
  intros n n_ge. unfold ratio. split; [apply Rdiv_lt_0_compat; lra |].
  apply (Rmult_le_reg_r (2 * (n - 2))); [lra |].
  replace ((n - 1) / (2 * (n - 2)) * (2 * (n - 2))) with (n - 1) by (field; lra). lra.
Qed.

Lemma scaled_in : forall n z : R, 3 <= n -> 0 < z < 2 -> 0 < ratio n * z < 2.
Proof. intros n z n_ge z_in. pose proof (ratio_in n n_ge). split; nra. Qed.

Lemma outer_derivative : forall x : R, 0 < x < 2 -> is_derive outer x (outer_slope x).
Proof.
  intros x x_in. pose proof (sine_pos x x_in). unfold outer, outer_slope.
  pose proof (half_angle_derivative x x_in) as angle. pose proof (sine_derivative x x_in) as chord.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle), (is_derive_unique (fun x : R => sine x) _ _ chord).
  field. lra.
Qed.

Lemma outer_curvature : forall x : R, 0 < x < 2 -> is_derive outer_slope x ((1 - x) / (2 * (2 - x) * sine x)).
Proof.
  intros x x_in. pose proof (sine_pos x x_in). pose proof (sine_square x x_in) as square.
  pose proof (half_angle_derivative x x_in) as angle. pose proof (sine_derivative x x_in) as chord.
  unfold outer_slope. auto_derive; [repeat split; first [eexists; eassumption | lra] |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle), (is_derive_unique (fun x : R => sine x) _ _ chord).
  apply Rminus_diag_uniq.
  transitivity ((x * (2 - x) - sine x ^ 2) * (1 - x) / (2 * (2 - x) * sine x ^ 3)); [field; lra |].
  rewrite square. field. lra.
Qed.

Lemma inner_derivative : forall x : R, 0 < x < 2 -> is_derive inner x (2 * half_angle x).
Proof.
  intros x x_in. pose proof (sine_pos x x_in). unfold inner.
  pose proof (half_angle_derivative x x_in) as angle. pose proof (sine_derivative x x_in) as chord.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle), (is_derive_unique (fun x : R => sine x) _ _ chord).
  field. lra.
Qed.

Lemma cleared_form_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (cleared_form n) z (cleared_slope n z).
Proof.
  intros n z n_ge z_in. pose proof (scaled_in n z n_ge z_in) as x_in.
  pose proof (outer_derivative z z_in) as first. pose proof (inner_derivative _ x_in) as second.
  unfold cleared_form, cleared_slope, norm_square.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => outer x) _ _ first), (is_derive_unique (fun x : R => inner x) _ _ second).
  field.
Qed.

Lemma cleared_slope_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (cleared_slope n) z (cleared_curvature n z).
Proof.
  intros n z n_ge z_in. pose proof (scaled_in n z n_ge z_in) as x_in.
  pose proof (outer_derivative z z_in) as d1. pose proof (inner_derivative _ x_in) as d2.
  pose proof (outer_curvature z z_in) as d3. pose proof (half_angle_derivative _ x_in) as d4.
  unfold cleared_slope, cleared_curvature, outer_part, inner_part, norm_square.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => outer x) _ _ d1), (is_derive_unique (fun x : R => inner x) _ _ d2),
    (is_derive_unique (fun x : R => outer_slope x) _ _ d3), (is_derive_unique (fun x : R => half_angle x) _ _ d4).
  unfold outer_slope. field. pose proof (sine_pos z z_in). pose proof (sine_pos _ x_in). lra.
Qed.

Lemma outer_part_derivative : forall z : R, 0 < z < 2 ->
  is_derive outer_part z (- (3 - 2 * (2 - z) ^ 2) / (2 * (2 - z) ^ 2 * sine z)).
Proof.
  intros z z_in. pose proof (sine_pos z z_in). pose proof (sine_square z z_in) as square.
  pose proof (outer_curvature z z_in) as bend. pose proof (sine_derivative z z_in) as chord.
  unfold outer_part. auto_derive; [repeat split; first [eexists; eassumption | lra | apply Rgt_not_eq; nra] |].
  rewrite (is_derive_unique (fun x : R => outer_slope x) _ _ bend), (is_derive_unique (fun x : R => sine x) _ _ chord).
  apply Rminus_diag_uniq.
  transitivity ((sine z ^ 2 - z * (2 - z)) * (1 - z) ^ 2 / (2 * (2 - z) ^ 2 * sine z ^ 3)); [field; lra |].
  rewrite square. field. lra.
Qed.

Lemma inner_part_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (inner_part n) z (- ratio n ^ 3 * quadratic n z / sine (ratio n * z) ^ 3).
Proof.
  intros n z n_ge z_in. pose proof (scaled_in n z n_ge z_in) as x_in.
  pose proof (half_angle_derivative _ x_in) as angle. pose proof (sine_derivative _ x_in) as chord.
  pose proof (sine_pos _ x_in). pose proof (sine_square _ x_in) as square.
  unfold inner_part, quadratic, norm_square. auto_derive; [repeat split; first [eexists; eassumption | lra] |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle), (is_derive_unique (fun x : R => sine x) _ _ chord).
  apply Rminus_diag_uniq.
  transitivity (- (3 / 2) * ratio n ^ 2 * (n ^ 2 - 1) * (sine (ratio n * z) ^ 2 - ratio n * z * (2 - ratio n * z))
                / sine (ratio n * z) ^ 3); [field; lra |].
  rewrite square. field. lra.
Qed.

Lemma cleared_curvature_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (cleared_curvature n) z (cleared_third n z).
Proof.
  intros n z n_ge z_in.
  pose proof (outer_part_derivative z z_in) as first. pose proof (inner_part_derivative n z n_ge z_in) as second.
  pose proof (sine_pos z z_in). pose proof (sine_pos _ (scaled_in n z n_ge z_in)).
  unfold cleared_curvature, cleared_third. auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => outer_part x) _ _ first),
    (is_derive_unique (fun x : R => inner_part n x) _ _ second).
  field. lra.
Qed.

(* The third derivative has at most one zero. At a zero both 3 - 2 (2 - z)^2 and the quadratic are positive, and the
   quotient of the two terms increases with z: each factor of it does. *)

Lemma signs_at_a_zero : forall n z : R, 3 <= n -> 0 < z < 2 -> cleared_third n z = 0 ->
  0 < 3 - 2 * (2 - z) ^ 2 /\ 0 < quadratic n z
  /\ ratio n ^ 2 * quadratic n z * (2 * (2 - z) ^ 2 * sine z)
     = (n - 1) * (3 - 2 * (2 - z) ^ 2) * sine (ratio n * z) ^ 3.
Proof.
  intros n z n_ge z_in zero. pose proof (ratio_in n n_ge) as mu_in.
  pose proof (sine_pos z z_in) as r_pos. pose proof (sine_pos _ (scaled_in n z n_ge z_in)) as p_pos.
  assert (left_pos : 0 < ratio n ^ 2 * (2 * (2 - z) ^ 2 * sine z)).
  { apply Rmult_lt_0_compat; [apply pow_lt; lra |]. apply Rmult_lt_0_compat; [| exact r_pos].
    apply Rmult_lt_0_compat; [| apply pow_lt]; lra. }
  assert (right_pos : 0 < (n - 1) * sine (ratio n * z) ^ 3) by (apply Rmult_lt_0_compat; [lra | apply pow_lt, p_pos]).
  assert (balance : ratio n ^ 2 * quadratic n z * (2 * (2 - z) ^ 2 * sine z)
                    = (n - 1) * (3 - 2 * (2 - z) ^ 2) * sine (ratio n * z) ^ 3).
  { apply Rminus_diag_uniq. transitivity (cleared_third n z
      * (2 * (2 - z) ^ 2 * sine z * sine (ratio n * z) ^ 3 / ratio n)); [| rewrite zero; ring].
    unfold cleared_third. field. lra. }
  remember (3 - 2 * (2 - z) ^ 2) as p eqn:p_def. remember (quadratic n z) as q eqn:q_def.
  assert (p_pos' : 0 < p).
  { destruct (Rlt_le_dec 0 p) as [| p_le]; [assumption |]. exfalso.
    assert (z_lt : z < 1) by nra.
    assert (0 < q).
    { rewrite q_def. unfold quadratic. assert (ratio n * z < 1) by nra. assert (0 < n ^ 2 - 1) by nra.
      apply Rplus_lt_0_compat; [| apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]]; nra. }
    nra. }
  repeat split; [exact p_pos' | | exact balance].
  apply (Rmult_lt_reg_l (ratio n ^ 2 * (2 * (2 - z) ^ 2 * sine z))); [exact left_pos |].
  rewrite Rmult_0_r.
  replace (ratio n ^ 2 * (2 * (2 - z) ^ 2 * sine z) * q) with (ratio n ^ 2 * q * (2 * (2 - z) ^ 2 * sine z)) by ring.
  rewrite balance. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply pow_lt, p_pos].
Qed.

Lemma product_of_larger : forall a b c d a' b' c' d' : R, 0 < a < a' -> 0 < b <= b' -> 0 < c <= c' -> 0 < d <= d' ->
  a * b * c * d < a' * b' * c' * d'.
Proof.
  intros a b c d a' b' c' d' a_lt b_le c_le d_le.
  assert (ab : 0 < a * b < a' * b') by (split; nra).
  assert (abc : 0 < a * b * c < a' * b' * c') by (split; nra).
  nra.
Qed.

Lemma sines_compare : forall mu x y : R, 0 < mu <= 1 -> 0 < x < y -> y < 2 ->
  sine (mu * x) * sine y <= sine (mu * y) * sine x.
Proof.
  intros mu x y mu_in x_in y_lt.
  assert (mx : 0 < mu * x < 2) by (split; nra). assert (my : 0 < mu * y < 2) by (split; nra).
  pose proof (sine_pos _ mx). pose proof (sine_pos _ my).
  pose proof (sine_pos x ltac:(lra)). pose proof (sine_pos y ltac:(lra)).
  apply Rsqr_incr_0; [| apply Rlt_le, Rmult_lt_0_compat; assumption ..].
  rewrite !Rsqr_pow2, !Rpow_mult_distr, !sine_square by lra.
  replace (mu * x * (2 - mu * x) * (y * (2 - y))) with (mu * x * y * ((2 - mu * x) * (2 - y))) by ring.
  replace (mu * y * (2 - mu * y) * (x * (2 - x))) with (mu * x * y * ((2 - mu * y) * (2 - x))) by ring.
  apply Rmult_le_compat_l; [apply Rlt_le; repeat apply Rmult_lt_0_compat; lra | nra].
Qed.

Lemma third_derivative_has_one_zero : forall n x y : R, 3 <= n -> 0 < x -> x < y -> y < 2 ->
  cleared_third n x = 0 -> cleared_third n y = 0 -> False.
Proof.
  intros n x y n_ge x_pos lt y_lt zero_x zero_y. pose proof (ratio_in n n_ge) as mu_in.
  destruct (signs_at_a_zero n x n_ge ltac:(lra) zero_x) as [px_pos [qx_pos balance_x]].
  destruct (signs_at_a_zero n y n_ge ltac:(lra) zero_y) as [py_pos [qy_pos balance_y]].
  assert (x_in : 0 < ratio n * x < 2) by (apply scaled_in; lra).
  assert (y_in : 0 < ratio n * y < 2) by (apply scaled_in; lra).
  pose proof (sine_pos x ltac:(lra)) as rx_pos. pose proof (sine_pos y ltac:(lra)) as ry_pos.
  pose proof (sine_pos _ x_in) as sx_pos. pose proof (sine_pos _ y_in) as sy_pos.
  pose proof (sine_square _ x_in) as sx_square. pose proof (sine_square _ y_in) as sy_square.
  pose proof (sines_compare (ratio n) x y mu_in ltac:(lra) y_lt) as sines.
  assert (quadratics : x * quadratic n y < y * quadratic n x).
  { apply Rminus_gt_0_lt.
    replace (y * quadratic n x - x * quadratic n y)
      with (n ^ 2 * (y - x) + ratio n * (n ^ 2 - 1) * (x * y * (y - x))) by (unfold quadratic; ring).
    apply Rplus_lt_le_0_compat; [apply Rmult_lt_0_compat; [apply pow_lt |]; lra |].
    apply Rmult_le_pos; [apply Rmult_le_pos; nra |]. apply Rlt_le. repeat apply Rmult_lt_0_compat; lra. }
  assert (gaps : (2 - ratio n * x) * (2 - y) <= (2 - ratio n * y) * (2 - x)) by nra.
  assert (powers : (3 - 2 * (2 - x) ^ 2) * (2 - y) <= (3 - 2 * (2 - y) ^ 2) * (2 - x)).
  { apply Rminus_le_0.
    replace ((3 - 2 * (2 - y) ^ 2) * (2 - x) - (3 - 2 * (2 - x) ^ 2) * (2 - y))
      with ((y - x) * (3 + 2 * ((2 - x) * (2 - y)))) by ring.
    assert (0 < (2 - x) * (2 - y)) by (apply Rmult_lt_0_compat; lra).
    apply Rmult_le_pos; lra. }
  assert (less : x * quadratic n y * ((2 - ratio n * x) * (2 - y)) * ((3 - 2 * (2 - x) ^ 2) * (2 - y))
                   * (sine (ratio n * x) * sine y)
                 < y * quadratic n x * ((2 - ratio n * y) * (2 - x)) * ((3 - 2 * (2 - y) ^ 2) * (2 - x))
                   * (sine (ratio n * y) * sine x)).
  { apply product_of_larger; split; try assumption; apply Rmult_lt_0_compat; lra. }
  assert (cross : (ratio n ^ 2 * quadratic n x * (2 * (2 - x) ^ 2 * sine x))
                  * ((n - 1) * (3 - 2 * (2 - y) ^ 2) * sine (ratio n * y) ^ 3)
                  = ((n - 1) * (3 - 2 * (2 - x) ^ 2) * sine (ratio n * x) ^ 3)
                    * (ratio n ^ 2 * quadratic n y * (2 * (2 - y) ^ 2 * sine y)))
    by (rewrite balance_x, balance_y; ring).
  apply (Rlt_irrefl ((ratio n ^ 2 * quadratic n x * (2 * (2 - x) ^ 2 * sine x))
                     * ((n - 1) * (3 - 2 * (2 - y) ^ 2) * sine (ratio n * y) ^ 3))).
  rewrite cross at 1.
  assert (factor : 0 < 2 * (n - 1) * ratio n ^ 3) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
  apply (Rmult_lt_compat_l _ _ _ factor) in less.
  replace (sine (ratio n * x) ^ 3) with (sine (ratio n * x) * (ratio n * x * (2 - ratio n * x)))
    by (rewrite <- sx_square; ring).
  replace (sine (ratio n * y) ^ 3) with (sine (ratio n * y) * (ratio n * y * (2 - ratio n * y)))
    by (rewrite <- sy_square; ring).
  eapply Rle_lt_trans; [| eapply Rlt_le_trans; [exact less |]]; apply Req_le; ring.
Qed.

(* Rolle's theorem. *)

Lemma rolle : forall (f f' : R -> R) (a b : R), a < b -> (forall x : R, a <= x <= b -> continuity_pt f x) ->
  (forall x : R, a < x < b -> is_derive f x (f' x)) -> f a = 0 -> f b = 0 -> exists c : R, a < c < b /\ f' c = 0.
Proof.
  intros f f' a b lt f_cont f_der fa fb.
  assert (derivable : forall x : R, a < x < b -> derivable_pt f x).
  { intros x x_in. exists (f' x). apply is_derive_Reals, f_der, x_in. }
  destruct (Rolle f a b derivable f_cont lt ltac:(lra)) as [c [c_in zero]].
  exists c. split; [exact c_in |]. rewrite <- zero.
  apply (uniqueness_limite f c); [apply is_derive_Reals, f_der, c_in |].
  unfold derive_pt. destruct (derivable c c_in) as [l limit]. exact limit.
Qed.

Lemma derivable_continuous_at : forall (f : R -> R) (x l : R), is_derive f x l -> continuity_pt f x.
Proof. intros f x l f_der. apply derivable_continuous_pt. exists l. apply is_derive_Reals, f_der. Qed.

Lemma cleared_form_continuous : forall n z : R, 3 <= n -> 0 <= z < 2 -> continuity_pt (cleared_form n) z.
Proof.
  intros n z n_ge z_in. pose proof (ratio_in n n_ge) as mu_in.
  assert (x_in : 0 <= ratio n * z < 2) by (split; nra).
  apply continuity_pt_filterlim.
  assert (smooth : forall f : R -> R, ex_derive f z -> continuous f z)
    by (intros f; apply (ex_derive_continuous (V := R_NormedModule))).
  assert (inside : forall f : R -> R, continuous f (ratio n * z) -> continuous (fun z => f (ratio n * z)) z).
  { intros f f_cont. apply (continuous_comp (fun z => ratio n * z) f); [| exact f_cont].
    apply smooth. auto_derive. exact I. }
  assert (outer_cont : continuous outer z).
  { apply (continuous_minus (V := R_NormedModule)); [apply sine_continuous, z_in |].
    apply (continuous_mult (K := R_AbsRing)); [| apply half_angle_continuous, z_in].
    apply smooth. auto_derive. exact I. }
  assert (inner_cont : continuous inner (ratio n * z)).
  { apply (continuous_minus (V := R_NormedModule)); [apply sine_continuous, x_in |].
    apply (continuous_mult (K := R_AbsRing)); [| apply half_angle_continuous, x_in].
    apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I. }
  apply (continuous_minus (V := R_NormedModule)).
  - apply (continuous_mult (K := R_AbsRing)); [apply smooth; auto_derive; exact I |].
    apply (continuous_plus (V := R_NormedModule)); [apply smooth; auto_derive; exact I |].
    apply (continuous_mult (K := R_AbsRing)); [apply smooth; auto_derive; exact I | exact outer_cont].
  - apply (continuous_mult (K := R_AbsRing)); [apply inside, inner_cont |].
    unfold norm_square. apply smooth. auto_derive. exact I.
Qed.

Lemma cleared_form_zero_at_zero : forall n : R, cleared_form n 0 = 0.
Proof.
  intros n. unfold cleared_form, inner, sine, half_angle. rewrite !Rmult_0_r, !Rmult_0_l.
  replace (0 / (2 - 0)) with 0 by field. rewrite sqrt_0, atan_0. ring.
Qed.

Lemma slope_between_zeros : forall n x y : R, 3 <= n -> 0 <= x -> x < y -> y < 2 ->
  cleared_form n x = 0 -> cleared_form n y = 0 -> exists c : R, x < c < y /\ cleared_slope n c = 0.
Proof.
  intros n x y n_ge x_ge lt y_lt. apply rolle; [exact lt | |].
  - intros z z_in. apply cleared_form_continuous; lra.
  - intros z z_in. apply cleared_form_derivative; lra.
Qed.

Lemma slope_has_three_zeros : forall n a b c d : R, 3 <= n -> 0 < a -> a < b -> b < c -> c < d -> d < 2 ->
  cleared_slope n a = 0 -> cleared_slope n b = 0 -> cleared_slope n c = 0 -> cleared_slope n d = 0 -> False.
Proof.
  intros n a b c d n_ge a_pos ab bc cd d_lt za zb zc zd.
  assert (second : forall x y : R, 0 < x -> x < y -> y < 2 -> cleared_slope n x = 0 -> cleared_slope n y = 0 ->
    exists z : R, x < z < y /\ cleared_curvature n z = 0).
  { intros x y x_pos lt y_lt. apply rolle; [exact lt | |].
    - intros z z_in. apply (derivable_continuous_at _ _ (cleared_curvature n z)), cleared_slope_derivative; lra.
    - intros z z_in. apply cleared_slope_derivative; lra. }
  assert (third : forall x y : R, 0 < x -> x < y -> y < 2 -> cleared_curvature n x = 0 -> cleared_curvature n y = 0 ->
    exists z : R, x < z < y /\ cleared_third n z = 0).
  { intros x y x_pos lt y_lt. apply rolle; [exact lt | |].
    - intros z z_in. apply (derivable_continuous_at _ _ (cleared_third n z)), cleared_curvature_derivative; lra.
    - intros z z_in. apply cleared_curvature_derivative; lra. }
  destruct (second a b) as [x [x_in zx]]; try lra.
  destruct (second b c) as [y [y_in zy]]; try lra.
  destruct (second c d) as [z [z_in zz]]; try lra.
  destruct (third x y) as [u [u_in zu]]; try lra.
  destruct (third y z) as [v [v_in zv]]; try lra.
  apply (third_derivative_has_one_zero n u v); lra.
Qed.

(* F in terms of W: W(z) = pi mu z cos^2 psi F(s) at z = 2 s^2/(1 + s^2). *)

Definition versed (s : R) : R := 2 * s ^ 2 / (1 + s ^ 2).

Lemma versed_in : forall s : R, 0 < s -> 0 < versed s < 2.
Proof.
  intros s s_pos. pose proof (one_plus_square_pos s). pose proof (pow_lt s 2 s_pos). unfold versed.
  split; [apply Rdiv_lt_0_compat; lra |].
  apply (Rmult_lt_reg_r (1 + s ^ 2)); [assumption |].
  replace (2 * s ^ 2 / (1 + s ^ 2) * (1 + s ^ 2)) with (2 * s ^ 2) by (field; lra). lra.
Qed.

Lemma versed_increasing : forall x y : R, 0 < x -> x < y -> versed x < versed y.
Proof.
  intros x y x_pos lt. pose proof (one_plus_square_pos x). pose proof (one_plus_square_pos y).
  apply Rminus_gt_0_lt. unfold versed.
  replace (2 * y ^ 2 / (1 + y ^ 2) - 2 * x ^ 2 / (1 + x ^ 2))
    with (2 * (y - x) * (y + x) / ((1 + y ^ 2) * (1 + x ^ 2))) by (field; lra).
  apply Rdiv_lt_0_compat; apply Rmult_lt_0_compat; lra.
Qed.

Lemma half_angle_of_versed : forall s : R, 0 < s -> half_angle (versed s) = atan s.
Proof.
  intros s s_pos. pose proof (one_plus_square_pos s). unfold half_angle, versed.
  replace (2 * s ^ 2 / (1 + s ^ 2) / (2 - 2 * s ^ 2 / (1 + s ^ 2))) with (s ^ 2) by (field; lra).
  rewrite sqrt_pow2 by lra. reflexivity.
Qed.

Lemma sine_of_versed : forall s : R, 0 < s -> sine (versed s) = 2 * s / (1 + s ^ 2).
Proof.
  intros s s_pos. pose proof (one_plus_square_pos s). unfold sine, versed.
  replace (2 * s ^ 2 / (1 + s ^ 2) * (2 - 2 * s ^ 2 / (1 + s ^ 2))) with ((2 * s / (1 + s ^ 2)) ^ 2) by (field; lra).
  apply sqrt_pow2, Rlt_le, Rdiv_lt_0_compat; lra.
Qed.

Lemma versed_of_half_tangent : forall n s : R, 3 <= n -> 0 < s -> versed (half_tangent n s) = ratio n * versed s.
Proof.
  intros n s n_ge s_pos. unfold versed, ratio. rewrite half_tangent_square by exact n_ge.
  pose proof (radicand_pos n s n_ge). pose proof (one_plus_square_pos s). field.
  repeat split; try lra. nra.
Qed.

Lemma cleared_form_of_tangent : forall n s : R, 3 <= n -> 0 < s ->
  cleared_form n (versed s) = PI * ratio n * versed s / (1 + s ^ 2) * fixed_point_form n s.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (versed_of_half_tangent n s n_ge s_pos) as scaled.
  unfold cleared_form, outer, inner, norm_square, fixed_point_form. rewrite <- scaled.
  rewrite !half_angle_of_versed, !sine_of_versed by assumption.
  pose proof (one_plus_square_pos s). pose proof (one_plus_square_pos (half_tangent n s)).
  apply Rminus_diag_uniq.
  transitivity ((ratio n * versed s - versed (half_tangent n s))
                * (defect (half_tangent n s) * PI * (n ^ 2 + s ^ 2) / (1 + s ^ 2))); [| rewrite scaled; ring].
  unfold defect. remember (half_tangent n s) as t. unfold versed. field. lra.
Qed.

Lemma zero_of_cleared_form : forall n s : R, 3 <= n -> 0 < s ->
  fixed_point_form n s = 0 -> cleared_form n (versed s) = 0.
Proof. intros n s n_ge s_pos zero. rewrite cleared_form_of_tangent, zero by assumption. ring. Qed.

Lemma double_zero_of_cleared_form : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  form_slope n s = 0 -> cleared_slope n (versed s) = 0.
Proof.
  intros n s n_ge s_pos zero flat. pose proof (one_plus_square_pos s) as p.
  pose proof (form_slope_is_derivative n s n_ge s_pos) as slope.
  assert (speed : is_derive versed s (4 * s / (1 + s ^ 2) ^ 2)).
  { unfold versed. auto_derive; [lra |]. field. lra. }
  assert (chain : is_derive (fun x => cleared_form n (versed x)) s
                            (4 * s / (1 + s ^ 2) ^ 2 * cleared_slope n (versed s))).
  { apply (is_derive_comp (V := R_NormedModule) (cleared_form n) versed); [| exact speed].
    apply cleared_form_derivative; [exact n_ge | apply versed_in, s_pos]. }
  assert (product : is_derive (fun x => PI * ratio n * versed x / (1 + x ^ 2) * fixed_point_form n x) s 0).
  { unfold versed. auto_derive; [repeat split; [lra | lra | eexists; exact slope] |].
    rewrite (is_derive_unique (fun x : R => fixed_point_form n x) _ _ slope), zero, flat. ring. }
  apply (is_derive_ext_loc _ (fun x => cleared_form n (versed x))) in product.
  - apply is_derive_unique in product. rewrite (is_derive_unique _ _ _ chain) in product.
    apply Rmult_integral in product. destruct product as [e |]; [exfalso | assumption].
    assert (0 < 4 * s / (1 + s ^ 2) ^ 2) by (apply Rdiv_lt_0_compat; [lra | apply pow_lt, p]). lra.
  - exists (mkposreal s s_pos). intros x near. symmetry. apply cleared_form_of_tangent; [exact n_ge |].
    apply Rabs_def2 in near. unfold minus, plus, opp in near. simpl in near. lra.
Qed.

Theorem at_most_three_zeros : forall n s1 s2 s3 s4 : R, 3 <= n -> 0 < s1 < s2 -> s2 < s3 -> s3 < s4 ->
  fixed_point_form n s1 = 0 -> fixed_point_form n s2 = 0 -> fixed_point_form n s3 = 0 -> fixed_point_form n s4 = 0 ->
  False.
Proof.
  intros n s1 s2 s3 s4 n_ge [s1_pos lt12] lt23 lt34 z1 z2 z3 z4.
  apply zero_of_cleared_form in z1, z2, z3, z4; try lra.
  pose proof (versed_in s1 s1_pos). pose proof (versed_in s4 ltac:(lra)).
  pose proof (versed_increasing s1 s2 s1_pos lt12). pose proof (versed_increasing s2 s3 ltac:(lra) lt23).
  pose proof (versed_increasing s3 s4 ltac:(lra) lt34).
  destruct (slope_between_zeros n 0 (versed s1)) as [a [a_in za]]; try lra; [apply cleared_form_zero_at_zero |].
  destruct (slope_between_zeros n (versed s1) (versed s2)) as [b [b_in zb]]; try lra.
  destruct (slope_between_zeros n (versed s2) (versed s3)) as [c [c_in zc]]; try lra.
  destruct (slope_between_zeros n (versed s3) (versed s4)) as [d [d_in zd]]; try lra.
  apply (slope_has_three_zeros n a b c d); lra.
Qed.

Theorem zeros_are_simple : forall n s1 s2 s3 : R, 3 <= n -> 0 < s1 < s2 -> s2 < s3 ->
  fixed_point_form n s1 = 0 -> fixed_point_form n s2 = 0 -> fixed_point_form n s3 = 0 ->
  form_slope n s1 <> 0 /\ form_slope n s2 <> 0 /\ form_slope n s3 <> 0.
Proof.
  intros n s1 s2 s3 n_ge [s1_pos lt12] lt23 z1 z2 z3.
  pose proof (double_zero_of_cleared_form n s1 n_ge s1_pos z1) as d1.
  pose proof (double_zero_of_cleared_form n s2 n_ge ltac:(lra) z2) as d2.
  pose proof (double_zero_of_cleared_form n s3 n_ge ltac:(lra) z3) as d3.
  apply zero_of_cleared_form in z1, z2, z3; try lra.
  pose proof (versed_in s1 s1_pos). pose proof (versed_in s3 ltac:(lra)).
  pose proof (versed_increasing s1 s2 s1_pos lt12). pose proof (versed_increasing s2 s3 ltac:(lra) lt23).
  destruct (slope_between_zeros n 0 (versed s1)) as [a [a_in za]]; try lra; [apply cleared_form_zero_at_zero |].
  destruct (slope_between_zeros n (versed s1) (versed s2)) as [b [b_in zb]]; try lra.
  destruct (slope_between_zeros n (versed s2) (versed s3)) as [c [c_in zc]]; try lra.
  split; [| split]; intros flat.
  - apply (slope_has_three_zeros n a (versed s1) b c); lra.
  - apply (slope_has_three_zeros n a b (versed s2) c); lra.
  - apply (slope_has_three_zeros n a b c (versed s3)); lra.
Qed.

(* The complete list, and the signs of F between the zeros. *)

Theorem complete_list : forall n s r : R, 3 <= n -> 0 < s -> s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 ->
  forall x : R, 0 < x -> fixed_point_form n x = 0 -> x = s \/ x = r \/ x = sqrt (n ^ 2 - 2 * n).
Proof.
  intros n s r n_ge s_pos s_lt r_lt zs zr x x_pos zx. pose proof (uniform_point_is_fixed n n_ge) as zu.
  remember (sqrt (n ^ 2 - 2 * n)) as u.
  destruct (Rtotal_order x s) as [lt1 | [e | gt1]]; [exfalso | left; exact e |].
  { apply (at_most_three_zeros n x s r u); lra. }
  destruct (Rtotal_order x r) as [lt2 | [e | gt2]]; [exfalso | right; left; exact e |].
  { apply (at_most_three_zeros n s x r u); lra. }
  destruct (Rtotal_order x u) as [lt3 | [e | gt3]]; [exfalso | right; right; exact e | exfalso].
  - apply (at_most_three_zeros n s r x u); lra.
  - apply (at_most_three_zeros n s r u x); lra.
Qed.

Lemma no_zero_keeps_sign : forall n a b x y : R, 3 <= n -> 0 <= a ->
  (forall c : R, a < c < b -> fixed_point_form n c <> 0) -> a < x < b -> a < y < b ->
  0 < fixed_point_form n x -> 0 < fixed_point_form n y.
Proof.
  intros n a b x y n_ge a_ge none x_in y_in positive.
  destruct (Rtotal_order (fixed_point_form n y) 0) as [negative | [zero | ok]]; [exfalso | | exact ok].
  - destruct (Rtotal_order x y) as [lt | [e | gt]]; [| rewrite e in positive; lra |].
    + destruct (zero_where_the_form_falls n x y) as [c [c_in zero]]; try lra. apply (none c); lra.
    + destruct (zero_where_the_form_rises n y x) as [c [c_in zero]]; try lra. apply (none c); lra.
  - destruct (none y y_in zero).
Qed.

Lemma no_zero_keeps_negative_sign : forall n a b x y : R, 3 <= n -> 0 <= a ->
  (forall c : R, a < c < b -> fixed_point_form n c <> 0) -> a < x < b -> a < y < b ->
  fixed_point_form n x < 0 -> fixed_point_form n y < 0.
Proof.
  intros n a b x y n_ge a_ge none x_in y_in negative.
  destruct (Rtotal_order (fixed_point_form n y) 0) as [ok | [zero | positive]]; [exact ok | |].
  - destruct (none y y_in zero).
  - pose proof (no_zero_keeps_sign n a b y x n_ge a_ge none y_in x_in positive). lra.
Qed.

(* A function with a zero where its derivative is not 0 changes sign there. *)
Lemma crosses_at_simple_zero : forall (f : R -> R) (a b c slope : R), a < b < c -> f b = 0 -> is_derive f b slope ->
  slope <> 0 -> exists x y : R, a < x < b /\ b < y < c /\ f x * slope < 0 /\ 0 < f y * slope.
Proof.
  intros f a b c slope b_in zero f_der nonzero.
  apply is_derive_Reals in f_der.
  destruct (f_der (Rabs slope) (Rabs_pos_lt _ nonzero)) as [delta near].
  pose proof (cond_pos delta) as delta_pos.
  set (h := Rmin (delta / 2) (Rmin ((b - a) / 2) ((c - b) / 2))).
  assert (h_pos : 0 < h) by (repeat apply Rmin_glb_lt; lra).
  assert (h_delta : h <= delta / 2) by apply Rmin_l.
  assert (h_left : h <= (b - a) / 2) by (eapply Rle_trans; [apply Rmin_r | apply Rmin_l]).
  assert (h_right : h <= (c - b) / 2) by (eapply Rle_trans; [apply Rmin_r | apply Rmin_r]).
  assert (quotient : forall k : R, k <> 0 -> Rabs k < delta -> 0 < f (b + k) * slope * k).
  { intros k k_ne k_lt. specialize (near k k_ne k_lt). rewrite zero, Rminus_0_r in near.
    apply Rsqr_lt_abs_1 in near. unfold Rsqr in near.
    replace (f (b + k) * slope * k) with (f (b + k) / k * slope * (k * k)) by (field; exact k_ne).
    apply Rmult_lt_0_compat; nra. }
  exists (b + - h), (b + h).
  pose proof (quotient h ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
  pose proof (quotient (- h) ltac:(lra) ltac:(rewrite Rabs_Ropp, Rabs_pos_eq; lra)).
  repeat split; try lra; nra.
Qed.

Theorem signs_of_three_zeros : forall n s r : R, 3 <= n -> 0 < s -> s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 ->
  form_slope n s < 0 /\ 0 < form_slope n r
  /\ (forall x : R, 0 < x < s -> 0 < fixed_point_form n x)
  /\ (forall x : R, s < x < r -> fixed_point_form n x < 0)
  /\ (forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x)
  /\ (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0).
Proof.
  intros n s r n_ge s_pos s_lt r_lt zs zr.
  pose proof (complete_list n s r n_ge s_pos s_lt r_lt zs zr) as list.
  pose proof (uniform_point_is_fixed n n_ge) as zu.
  destruct (positive_before_uniform n r n_ge r_lt) as [p [p_in p_positive]].
  pose proof (form_negative_beyond_uniform n) as beyond.
  remember (sqrt (n ^ 2 - 2 * n)) as u.
  destruct (zeros_are_simple n s r u) as [simple_s [simple_r _]]; try lra.
  assert (none : forall c : R, 0 < c -> c <> s -> c <> r -> c <> u -> fixed_point_form n c <> 0).
  { intros c c_pos c_s c_r c_u zero. destruct (list c c_pos zero) as [| [|]]; contradiction. }
  assert (last : forall x : R, r < x < u -> 0 < fixed_point_form n x).
  { intros x x_in. apply (no_zero_keeps_sign n r u p x); try lra. intros c c_in. apply none; lra. }
  destruct (crosses_at_simple_zero (fixed_point_form n) s r u (form_slope n r))
    as [x1 [y1 [x1_in [y1_in [left1 right1]]]]];
    [lra | exact zr | apply form_slope_is_derivative; lra | exact simple_r |].
  pose proof (last y1 y1_in) as y1_positive.
  assert (slope_r : 0 < form_slope n r) by nra.
  assert (middle : forall x : R, s < x < r -> fixed_point_form n x < 0).
  { intros x x_in. apply (no_zero_keeps_negative_sign n s r x1 x); try lra; [| nra]. intros c c_in. apply none; lra. }
  destruct (crosses_at_simple_zero (fixed_point_form n) 0 s r (form_slope n s))
    as [x2 [y2 [x2_in [y2_in [left2 right2]]]]];
    [lra | exact zs | apply form_slope_is_derivative; lra | exact simple_s |].
  pose proof (middle y2 y2_in) as y2_negative.
  assert (slope_s : form_slope n s < 0) by nra.
  repeat split; try assumption.
  - intros x x_in. apply (no_zero_keeps_sign n 0 s x2 x); try lra; [| nra]. intros c c_in. apply none; lra.
  - intros x x_gt. apply beyond; assumption.
Qed.

(* Zeros from signs of F at four points: + - - + and the uniform point beyond them. *)
Theorem three_from_signs : forall n a b c d : R, 3 <= n -> 0 < a < b -> b <= c -> c < d -> d ^ 2 < n ^ 2 - 2 * n ->
  0 < fixed_point_form n a -> fixed_point_form n b < 0 -> fixed_point_form n c < 0 -> 0 < fixed_point_form n d ->
  exists s r : R, a < s < b /\ c < r < d /\ fixed_point_form n s = 0 /\ fixed_point_form n r = 0
  /\ (forall x : R, 0 < x -> fixed_point_form n x = 0 -> x = s \/ x = r \/ x = sqrt (n ^ 2 - 2 * n))
  /\ (forall x : R, 0 < x < s -> 0 < fixed_point_form n x)
  /\ (forall x : R, s < x < r -> fixed_point_form n x < 0)
  /\ (forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x)
  /\ (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0).
Proof.
  intros n a b c d n_ge a_in bc cd d_lt fa fb fc fd.
  assert (d_before : d < sqrt (n ^ 2 - 2 * n)).
  { rewrite <- (sqrt_pow2 d) by lra. apply sqrt_lt_1; [apply pow2_ge_0 | pose proof (pow2_ge_0 d); lra | exact d_lt]. }
  destruct (zero_where_the_form_falls n a b) as [s [s_in zs]]; try lra.
  destruct (zero_where_the_form_rises n c d) as [r [r_in zr]]; try lra.
  exists s, r.
  destruct (signs_of_three_zeros n s r) as [_ [_ signs]]; try lra.
  pose proof (complete_list n s r n_ge ltac:(lra) ltac:(lra) ltac:(lra) zs zr) as list.
  repeat split; try assumption; try lra; apply signs.
Qed.

(* No zero before the uniform point: F is positive before it and negative beyond, and it is the only zero. *)
Theorem one_from_sign : forall n : R, 3 <= n ->
  (forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n x <> 0) ->
  (forall x : R, 0 < x -> fixed_point_form n x = 0 -> x = sqrt (n ^ 2 - 2 * n))
  /\ (forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x)
  /\ (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0).
Proof.
  intros n n_ge none.
  destruct (positive_before_uniform n 0 n_ge (uniform_tangent_pos n n_ge)) as [p [p_in p_positive]].
  pose proof (form_negative_beyond_uniform n) as beyond.
  remember (sqrt (n ^ 2 - 2 * n)) as u.
  repeat split.
  - intros x x_pos zero. destruct (Rtotal_order x u) as [lt | [e | gt]]; [exfalso | exact e | exfalso].
    + apply (none x); lra.
    + pose proof (beyond x n_ge gt). lra.
  - intros x x_in. apply (no_zero_keeps_sign n 0 u p x); try lra. exact none.
  - intros x x_gt. apply beyond; assumption.
Qed.
