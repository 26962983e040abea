(* The third derivative of the cleared form W has at most one zero in (0, 2), for every real n >= 3.

     third_derivative_has_one_zero   W''' does not have two zeros *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import HalfAngle ClearedForm.
Open Scope R_scope.

(* The third derivative has at most one zero. At a zero both 3 - 2 (2 - z)^2 and the quadratic are positive, and the
   quotient of the two terms increases with z: each factor of it does. *)

Lemma signs_at_a_zero : forall n z : R, 3 <= n -> 0 < z < 2 -> cleared_third n z = 0 ->
  0 < 3 - 2 * (2 - z) ^ 2 /\ 0 < third_quadratic n z
  /\ mu_of n ^ 2 * third_quadratic n z * (2 * (2 - z) ^ 2 * sin_of z)
     = (n - 1) * (3 - 2 * (2 - z) ^ 2) * sin_of (mu_of n * z) ^ 3.
Proof.
  intros n z n_ge z_in zero. pose proof (mu_in_unit n n_ge) as mu_in.
  pose proof (sin_of_pos z z_in) as r_pos. pose proof (sin_of_pos _ (mu_of_scaled n z n_ge z_in)) as p_pos.
  assert (left_pos : 0 < mu_of n ^ 2 * (2 * (2 - z) ^ 2 * sin_of z)).
  { apply Rmult_lt_0_compat; [apply pow_lt; lra |]. apply Rmult_lt_0_compat; [| exact r_pos].
    apply Rmult_lt_0_compat; [| apply pow_lt]; lra. }
  assert (right_pos : 0 < (n - 1) * sin_of (mu_of n * z) ^ 3) by (apply Rmult_lt_0_compat; [lra | apply pow_lt, p_pos]).
  assert (balance : mu_of n ^ 2 * third_quadratic n z * (2 * (2 - z) ^ 2 * sin_of z)
                    = (n - 1) * (3 - 2 * (2 - z) ^ 2) * sin_of (mu_of n * z) ^ 3).
  { apply Rminus_diag_uniq. transitivity (cleared_third n z
      * (2 * (2 - z) ^ 2 * sin_of z * sin_of (mu_of n * z) ^ 3 / mu_of n)); [| rewrite zero; ring].
    unfold cleared_third. field. lra. }
  remember (3 - 2 * (2 - z) ^ 2) as p eqn:p_def. remember (third_quadratic n z) as q eqn:q_def.
  assert (p_pos' : 0 < p).
  { destruct (Rlt_le_dec 0 p) as [| p_le]; [assumption |]. exfalso.
    assert (z_lt : z < 1) by nra.
    assert (0 < q).
    { rewrite q_def. unfold third_quadratic. assert (mu_of n * z < 1) by nra. assert (0 < n ^ 2 - 1) by nra.
      apply Rplus_lt_0_compat; [| apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat |]]; nra. }
    nra. }
  repeat split; [exact p_pos' | | exact balance].
  apply (Rmult_lt_reg_l (mu_of n ^ 2 * (2 * (2 - z) ^ 2 * sin_of z))); [exact left_pos |].
  rewrite Rmult_0_r.
  replace (mu_of n ^ 2 * (2 * (2 - z) ^ 2 * sin_of z) * q)
    with (mu_of n ^ 2 * q * (2 * (2 - z) ^ 2 * sin_of z)) by ring.
  rewrite balance. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply pow_lt, p_pos].
Qed.

Lemma product_of_four_lt : forall a b c d a' b' c' d' : R, 0 < a < a' -> 0 < b <= b' -> 0 < c <= c' -> 0 < d <= d' ->
  a * b * c * d < a' * b' * c' * d'.
Proof.
  intros a b c d a' b' c' d' a_lt b_le c_le d_le.
  assert (ab : 0 < a * b < a' * b') by (split; nra).
  assert (abc : 0 < a * b * c < a' * b' * c') by (split; nra).
  nra.
Qed.

Lemma sin_of_compare : forall mu x y : R, 0 < mu <= 1 -> 0 < x < y -> y < 2 ->
  sin_of (mu * x) * sin_of y <= sin_of (mu * y) * sin_of x.
Proof.
  intros mu x y mu_in x_in y_lt.
  assert (mx : 0 < mu * x < 2) by (split; nra). assert (my : 0 < mu * y < 2) by (split; nra).
  pose proof (sin_of_pos _ mx). pose proof (sin_of_pos _ my).
  pose proof (sin_of_pos x ltac:(lra)). pose proof (sin_of_pos y ltac:(lra)).
  apply Rsqr_incr_0; [| apply Rlt_le, Rmult_lt_0_compat; assumption ..].
  rewrite !Rsqr_pow2, !Rpow_mult_distr, !sin_of_square by lra.
  replace (mu * x * (2 - mu * x) * (y * (2 - y))) with (mu * x * y * ((2 - mu * x) * (2 - y))) by ring.
  replace (mu * y * (2 - mu * y) * (x * (2 - x))) with (mu * x * y * ((2 - mu * y) * (2 - x))) by ring.
  apply Rmult_le_compat_l; [apply Rlt_le; repeat apply Rmult_lt_0_compat; lra | nra].
Qed.

Lemma third_derivative_has_one_zero : forall n x y : R, 3 <= n -> 0 < x -> x < y -> y < 2 ->
  cleared_third n x = 0 -> cleared_third n y = 0 -> False.
Proof.
  intros n x y n_ge x_pos lt y_lt zero_x zero_y. pose proof (mu_in_unit n n_ge) as mu_in.
  destruct (signs_at_a_zero n x n_ge ltac:(lra) zero_x) as [px_pos [qx_pos balance_x]].
  destruct (signs_at_a_zero n y n_ge ltac:(lra) zero_y) as [py_pos [qy_pos balance_y]].
  assert (x_in : 0 < mu_of n * x < 2) by (apply mu_of_scaled; lra).
  assert (y_in : 0 < mu_of n * y < 2) by (apply mu_of_scaled; lra).
  pose proof (sin_of_pos x ltac:(lra)) as rx_pos. pose proof (sin_of_pos y ltac:(lra)) as ry_pos.
  pose proof (sin_of_pos _ x_in) as sx_pos. pose proof (sin_of_pos _ y_in) as sy_pos.
  pose proof (sin_of_square _ x_in) as sx_square. pose proof (sin_of_square _ y_in) as sy_square.
  pose proof (sin_of_compare (mu_of n) x y mu_in ltac:(lra) y_lt) as sines.
  assert (quadratics : x * third_quadratic n y < y * third_quadratic n x).
  { apply Rminus_gt_0_lt.
    replace (y * third_quadratic n x - x * third_quadratic n y)
      with (n ^ 2 * (y - x) + mu_of n * (n ^ 2 - 1) * (x * y * (y - x))) by (unfold third_quadratic; ring).
    apply Rplus_lt_le_0_compat; [apply Rmult_lt_0_compat; [apply pow_lt |]; lra |].
    apply Rmult_le_pos; [apply Rmult_le_pos; nra |]. apply Rlt_le. repeat apply Rmult_lt_0_compat; lra. }
  assert (gaps : (2 - mu_of n * x) * (2 - y) <= (2 - mu_of n * y) * (2 - x)) by nra.
  assert (powers : (3 - 2 * (2 - x) ^ 2) * (2 - y) <= (3 - 2 * (2 - y) ^ 2) * (2 - x)).
  { apply Rminus_le_0.
    replace ((3 - 2 * (2 - y) ^ 2) * (2 - x) - (3 - 2 * (2 - x) ^ 2) * (2 - y))
      with ((y - x) * (3 + 2 * ((2 - x) * (2 - y)))) by ring.
    assert (0 < (2 - x) * (2 - y)) by (apply Rmult_lt_0_compat; lra).
    apply Rmult_le_pos; lra. }
  assert (less : x * third_quadratic n y * ((2 - mu_of n * x) * (2 - y)) * ((3 - 2 * (2 - x) ^ 2) * (2 - y))
                   * (sin_of (mu_of n * x) * sin_of y)
                 < y * third_quadratic n x * ((2 - mu_of n * y) * (2 - x)) * ((3 - 2 * (2 - y) ^ 2) * (2 - x))
                   * (sin_of (mu_of n * y) * sin_of x)).
  { apply product_of_four_lt; split; try assumption; apply Rmult_lt_0_compat; lra. }
  assert (cross : (mu_of n ^ 2 * third_quadratic n x * (2 * (2 - x) ^ 2 * sin_of x))
                  * ((n - 1) * (3 - 2 * (2 - y) ^ 2) * sin_of (mu_of n * y) ^ 3)
                  = ((n - 1) * (3 - 2 * (2 - x) ^ 2) * sin_of (mu_of n * x) ^ 3)
                    * (mu_of n ^ 2 * third_quadratic n y * (2 * (2 - y) ^ 2 * sin_of y)))
    by (rewrite balance_x, balance_y; ring).
  apply (Rlt_irrefl ((mu_of n ^ 2 * third_quadratic n x * (2 * (2 - x) ^ 2 * sin_of x))
                     * ((n - 1) * (3 - 2 * (2 - y) ^ 2) * sin_of (mu_of n * y) ^ 3))).
  rewrite cross at 1.
  assert (factor : 0 < 2 * (n - 1) * mu_of n ^ 3) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
  apply (Rmult_lt_compat_l _ _ _ factor) in less.
  replace (sin_of (mu_of n * x) ^ 3) with (sin_of (mu_of n * x) * (mu_of n * x * (2 - mu_of n * x)))
    by (rewrite <- sx_square; ring).
  replace (sin_of (mu_of n * y) ^ 3) with (sin_of (mu_of n * y) * (mu_of n * y * (2 - mu_of n * y)))
    by (rewrite <- sy_square; ring).
  eapply Rle_lt_trans; [| eapply Rlt_le_trans; [exact less |]]; apply Req_le; ring.
Qed.
