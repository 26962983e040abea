(* The odd-point family of recentring + ReLU: the form F whose zeros are the fixed points, for every real n >= 3.

   A batch of n points, n - 1 of them exchangeable (the cluster) and one odd point, has after recentring one free
   parameter up to scale. Let theta be the angle between two points of the cluster and pi - psi the angle between a point
   of the cluster and the odd point; s = tan psi, tau = s^2 and t = tan(theta/2). This file defines

     half_tangent      t as a function of n and s
     defect            q = (sin theta - theta cos theta) / (pi (1 - cos theta)), written in t
     fixed_point_form  F = 2(n-1) + (2(n-1)/pi) (s - atan s) - q (n^2 + s^2), of the sign of tau' - tau
     denominator       Y, with tau' = n^2 tau (1 - q) / Y

   and proves that 0 < q < 1 and 0 < Y, that F is differentiable in s > 0 and what its derivative is, and that F has a zero
   between any two points where its signs differ. Where these formulas come from is proved in MeanField.v. *)

From Coq Require Import Reals Ranalysis5 Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds.
Open Scope R_scope.

Definition half_tangent (n s : R) : R := s * sqrt (n - 1) / sqrt (2 * (n - 2) + (n - 3) * s ^ 2).
Definition defect (t : R) : R := (atan t + (t - atan t) / t ^ 2) / PI.
Definition fixed_point_form (n s : R) : R :=
  2 * (n - 1) + 2 * (n - 1) / PI * (s - atan s) - defect (half_tangent n s) * (n ^ 2 + s ^ 2).

Definition denominator (n s : R) : R :=
  (n - 1) ^ 2 + 1 + defect (half_tangent n s) * s ^ 2 - 2 * (n - 1) / PI * (s - atan s).

(* The same form with any positive scale of the vector (c, s) at the angle psi: homogeneous of degree 2. *)
Definition excess (s c : R) : R := s - c * atan (s / c).
Definition homogeneous_form (n s c : R) : R :=
  2 * (n - 1) * c ^ 2 + 2 * (n - 1) / PI * (c * excess s c) - defect (half_tangent n (s / c)) * (n ^ 2 * c ^ 2 + s ^ 2).

Lemma form_is_homogeneous : forall n s c : R, 0 < c -> homogeneous_form n s c = c ^ 2 * fixed_point_form n (s / c).
Proof.
  intros n s c c_pos. pose proof PI_RGT_0. unfold homogeneous_form, fixed_point_form, excess. field. split; lra.
Qed.

(* Signs. *)

Lemma radicand_pos : forall n s : R, 3 <= n -> 0 < 2 * (n - 2) + (n - 3) * s ^ 2.
Proof.
  intros n s n_ge. assert (0 <= (n - 3) * s ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]). lra.
Qed.

Lemma half_tangent_pos : forall n s : R, 3 <= n -> 0 < s -> 0 < half_tangent n s.
Proof.
  intros n s n_ge s_pos. unfold half_tangent. apply Rdiv_lt_0_compat.
  - apply Rmult_lt_0_compat; [exact s_pos | apply sqrt_lt_R0; lra].
  - apply sqrt_lt_R0, radicand_pos, n_ge.
Qed.

Lemma half_tangent_square : forall n s : R, 3 <= n ->
  half_tangent n s ^ 2 = s ^ 2 * (n - 1) / (2 * (n - 2) + (n - 3) * s ^ 2).
Proof.
  intros n s n_ge. pose proof (radicand_pos n s n_ge) as r_pos. unfold half_tangent.
  pose proof (sqrt_lt_R0 _ r_pos).
  transitivity (s ^ 2 * sqrt (n - 1) ^ 2 / sqrt (2 * (n - 2) + (n - 3) * s ^ 2) ^ 2); [field; lra |].
  rewrite !pow2_sqrt by lra. reflexivity.
Qed.

Lemma defect_pos : forall t : R, 0 < t -> 0 < defect t.
Proof.
  intros t t_pos. pose proof (atan_pos t t_pos). pose proof (atan_le_first t (Rlt_le _ _ t_pos)).
  unfold defect. apply Rdiv_lt_0_compat; [| exact PI_RGT_0].
  apply Rplus_lt_le_0_compat; [assumption |]. apply Rdiv_le_0_compat; [lra | apply pow_lt, t_pos].
Qed.

Lemma defect_lt_one : forall t : R, 0 < t -> defect t < 1.
Proof.
  intros t t_pos. pose proof PI_RGT_0. pose proof (atan_bound t). pose proof (atan_pos t t_pos).
  pose proof PI2_3_2. pose proof (pow_lt t 2 t_pos).
  assert (tail : (t - atan t) / t ^ 2 <= 1).
  { apply (Rmult_le_reg_r (t ^ 2)); [assumption |].
    replace ((t - atan t) / t ^ 2 * t ^ 2) with (t - atan t) by (field; lra).
    pose proof (atan_ge_third t (Rlt_le _ _ t_pos)).
    destruct (Rle_lt_dec t 1); nra. }
  unfold defect. apply (Rmult_lt_reg_r PI); [assumption |].
  replace ((atan t + (t - atan t) / t ^ 2) / PI * PI) with (atan t + (t - atan t) / t ^ 2) by (field; lra).
  lra.
Qed.

(* The defect is at least 1/6 where the tangent is at least 1/sqrt 3. *)
Lemma defect_ge_sixth : forall t : R, 0 < t -> 1 / 3 <= t ^ 2 -> 1 / 6 <= defect t.
Proof.
  intros t t_pos t_ge. pose proof PI_RGT_0. pose proof (pow_lt t 2 t_pos).
  assert (angle : PI / 6 <= atan t).
  { rewrite <- (atan_tan (PI / 6)) by lra. rewrite tan_PI6.
    assert (1 / sqrt 3 <= t).
    { assert (0 < sqrt 3) by (apply sqrt_lt_R0; lra).
      apply (Rmult_le_reg_r (sqrt 3)); [assumption |].
      replace (1 / sqrt 3 * sqrt 3) with 1 by (field; lra).
      apply Rsqr_incr_0_var; [| nra]. rewrite !Rsqr_pow2, Rpow_mult_distr, (pow2_sqrt 3) by lra. lra. }
    apply atan_le; assumption. }
  assert (0 <= (t - atan t) / t ^ 2).
  { apply Rdiv_le_0_compat; [| assumption]. pose proof (atan_le_first t). lra. }
  unfold defect. apply (Rmult_le_reg_r PI); [assumption |].
  replace ((atan t + (t - atan t) / t ^ 2) / PI * PI) with (atan t + (t - atan t) / t ^ 2) by (field; lra).
  lra.
Qed.

(* Y is positive: for s <= 1 the last term is small, for s >= 1 the defect makes the form in (n - 1, s) definite. *)
Lemma denominator_pos : forall n s : R, 3 <= n -> 0 < s -> 0 < denominator n s.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof PI2_3_2. unfold denominator.
  pose proof (half_tangent_pos n s n_ge s_pos) as t_pos. pose proof (radicand_pos n s n_ge) as r_pos.
  assert (overlap : 2 * (n - 1) / PI * (s - atan s) <= 2 / 3 * (n - 1) * s).
  { pose proof (atan_pos s s_pos). pose proof (atan_le_first s).
    apply (Rmult_le_reg_l PI); [assumption |].
    replace (PI * (2 * (n - 1) / PI * (s - atan s))) with (2 * (n - 1) * (s - atan s)) by (field; lra).
    assert (0 < (n - 1) * s) by (apply Rmult_lt_0_compat; lra). nra. }
  destruct (Rle_lt_dec s 1) as [s_le | s_gt].
  - assert (0 <= defect (half_tangent n s) * s ^ 2)
      by (apply Rmult_le_pos; [apply Rlt_le, defect_pos, t_pos | apply pow2_ge_0]).
    assert ((n - 1) * s <= n - 1) by nra. assert (2 * (n - 1) <= (n - 1) ^ 2 + 1) by nra. lra.
  - assert (1 / 6 <= defect (half_tangent n s)).
    { apply defect_ge_sixth; [exact t_pos |]. rewrite half_tangent_square by exact n_ge.
      apply (Rmult_le_reg_r (2 * (n - 2) + (n - 3) * s ^ 2)); [exact r_pos |].
      replace (s ^ 2 * (n - 1) / (2 * (n - 2) + (n - 3) * s ^ 2) * (2 * (n - 2) + (n - 3) * s ^ 2))
        with (s ^ 2 * (n - 1)) by (field; lra).
      assert (1 <= s ^ 2) by nra. nra. }
    assert (1 / 6 * s ^ 2 <= defect (half_tangent n s) * s ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0 | assumption]).
    assert (0 <= (s - 2 * (n - 1)) ^ 2) by apply pow2_ge_0. nra.
Qed.

(* Derivatives. *)

Lemma half_tangent_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (half_tangent n) s (half_tangent n s * (2 * (n - 2)) / (s * (2 * (n - 2) + (n - 3) * s ^ 2))).
Proof.
  intros n s n_ge s_pos. pose proof (radicand_pos n s n_ge) as r_pos. pose proof (sqrt_lt_R0 _ r_pos) as root_pos.
  pose proof (pow2_sqrt _ (Rlt_le _ _ r_pos)) as root_square.
  unfold half_tangent. auto_derive.
  - replace (s * (s * 1)) with (s ^ 2) by ring. repeat split; lra.
  - replace (s * (s * 1)) with (s ^ 2) by ring.
    remember (sqrt (2 * (n - 2) + (n - 3) * s ^ 2)) as r.
    rewrite <- root_square. replace (2 * (n - 2)) with (r ^ 2 - (n - 3) * s ^ 2) by lra.
    field. lra.
Qed.

Lemma defect_derivative : forall t : R, 0 < t ->
  is_derive defect t ((2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) / PI).
Proof.
  intros t t_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos t).
  pose proof (pow_lt t 2 t_pos). unfold defect. auto_derive.
  - replace (t * (t * 1)) with (t ^ 2) by ring. repeat split; lra.
  - field. repeat split; lra.
Qed.

Lemma form_derivative : forall n s d e : R, is_derive (half_tangent n) s d -> is_derive defect (half_tangent n s) e ->
  is_derive (fixed_point_form n) s
    (2 * (n - 1) / PI * (s ^ 2 / (1 + s ^ 2)) - e * d * (n ^ 2 + s ^ 2) - defect (half_tangent n s) * (2 * s)).
Proof.
  intros n s d e t_der q_der. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  assert (composed : is_derive (fun x => defect (half_tangent n x)) s (d * e))
    by (apply (is_derive_comp (V := R_NormedModule) defect (half_tangent n)); assumption).
  assert (overlap : is_derive (fun x => 2 * (n - 1) + 2 * (n - 1) / PI * (x - atan x)) s
                              (2 * (n - 1) / PI * (s ^ 2 / (1 + s ^ 2)))).
  { auto_derive; [exact I |]. field. split; lra. }
  assert (square : is_derive (fun x => n ^ 2 + x ^ 2) s (2 * s)).
  { auto_derive; [exact I |]. ring. }
  pose proof (is_derive_mult _ _ _ _ _ composed square Rmult_comm) as product.
  pose proof (is_derive_minus (V := R_NormedModule) _ _ _ _ _ overlap product) as total.
  evar_last; [exact total |]. unfold minus, plus, opp, mult. simpl. ring.
Qed.

Definition form_slope (n s : R) : R :=
  let t := half_tangent n s in
  2 * (n - 1) / PI * (s ^ 2 / (1 + s ^ 2))
  - (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) / PI
    * (t * (2 * (n - 2)) / (s * (2 * (n - 2) + (n - 3) * s ^ 2))) * (n ^ 2 + s ^ 2)
  - defect t * (2 * s).

Lemma form_slope_is_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (fixed_point_form n) s (form_slope n s).
Proof.
  intros n s n_ge s_pos.
  apply form_derivative; [apply half_tangent_derivative; assumption |].
  apply defect_derivative, half_tangent_pos; assumption.
Qed.

Lemma fixed_point_form_continuous : forall n s : R, 3 <= n -> 0 < s -> continuity_pt (fixed_point_form n) s.
Proof.
  intros n s n_ge s_pos. apply derivable_continuous_pt. exists (form_slope n s).
  apply is_derive_Reals, form_slope_is_derivative; assumption.
Qed.

(* Zeros, by the intermediate value theorem. *)

Lemma zero_where_the_form_rises : forall n a b : R, 3 <= n -> 0 < a < b ->
  fixed_point_form n a < 0 -> 0 < fixed_point_form n b -> exists s : R, a < s < b /\ fixed_point_form n s = 0.
Proof.
  intros n a b n_ge [a_pos a_lt] fa fb.
  destruct (IVT_interv (fixed_point_form n) a b) as [s [[s_ge s_le] fs]]; try lra.
  - intros x x_in. apply fixed_point_form_continuous; lra.
  - exists s. repeat split; try lra.
    + destruct s_ge as [|e]; [assumption | rewrite <- e in fs; lra].
    + destruct s_le as [|e]; [assumption | rewrite e in fs; lra].
Qed.

Lemma zero_where_the_form_falls : forall n a b : R, 3 <= n -> 0 < a < b ->
  0 < fixed_point_form n a -> fixed_point_form n b < 0 -> exists s : R, a < s < b /\ fixed_point_form n s = 0.
Proof.
  intros n a b n_ge [a_pos a_lt] fa fb.
  destruct (IVT_interv (fun s => - fixed_point_form n s) a b) as [s [[s_ge s_le] fs]]; try lra.
  - intros x x_in. apply (continuity_pt_opp (fixed_point_form n)), fixed_point_form_continuous; lra.
  - exists s. repeat split; try lra.
    + destruct s_ge as [|e]; [assumption | rewrite <- e in fs; lra].
    + destruct s_le as [|e]; [assumption | rewrite e in fs; lra].
Qed.
