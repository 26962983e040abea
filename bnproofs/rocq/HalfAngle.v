(* The angle whose cosine is 1 - x, in terms of its versed sine x in [0, 2): half of it, and its sine.

   These are the variables in which all angles of the fixed-point form become algebraic after differentiation:

     half_angle_derivative   1/(2 sin)
     sin_of_derivative       (1 - x)/sin
     versed                  2 s^2/(1 + s^2), the versed sine of the angle 2 atan s *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds.
Open Scope R_scope.

(* Half the angle whose cosine is 1 - x, and the sine of the angle, for 0 <= x < 2. *)

Definition half_angle (x : R) : R := atan (sqrt (x / (2 - x))).
Definition sin_of (x : R) : R := sqrt (x * (2 - x)).

Lemma sin_of_pos : forall x : R, 0 < x < 2 -> 0 < sin_of x.
Proof. intros x x_in. apply sqrt_lt_R0, Rmult_lt_0_compat; lra. Qed.

Lemma sin_of_square : forall x : R, 0 < x < 2 -> sin_of x ^ 2 = x * (2 - x).
Proof. intros x x_in. apply pow2_sqrt, Rmult_le_pos; lra. Qed.

Lemma half_angle_derivative : forall x : R, 0 < x < 2 -> is_derive half_angle x (/ (2 * sin_of x)).
Proof.
  intros x x_in. assert (quotient : 0 < x / (2 - x)) by (apply Rdiv_lt_0_compat; lra).
  assert (tangent : sqrt (x / (2 - x)) = sin_of x / (2 - x)).
  { apply Rsqr_inj; [apply sqrt_pos | apply Rlt_le, Rdiv_lt_0_compat; [apply sin_of_pos, x_in | lra] |].
    rewrite !Rsqr_pow2, pow2_sqrt by lra. unfold Rdiv at 2. rewrite Rpow_mult_distr, sin_of_square by exact x_in.
    field. lra. }
  pose proof (sin_of_pos x x_in) as r_pos. pose proof (sin_of_square x x_in) as r_square.
  unfold half_angle. auto_derive.
  - repeat split; [lra | exact quotient].
  - replace (x * / (2 + - x)) with (x / (2 - x)) by reflexivity. rewrite tangent.
    replace (1 + (sin_of x / (2 - x)) * (sin_of x / (2 - x) * 1)) with (2 / (2 - x))
      by (replace (sin_of x / (2 - x) * (sin_of x / (2 - x) * 1)) with (sin_of x ^ 2 / (2 - x) ^ 2) by (field; lra);
          rewrite r_square; field; lra).
    field. lra.
Qed.

Lemma sin_of_derivative : forall x : R, 0 < x < 2 -> is_derive sin_of x ((1 - x) / sin_of x).
Proof.
  intros x x_in. pose proof (sin_of_pos x x_in) as r_pos. unfold sin_of in *.
  auto_derive; [apply Rmult_lt_0_compat; lra |].
  replace (x * (2 + - x)) with (x * (2 - x)) by reflexivity. field. lra.
Qed.

Lemma sin_of_continuous : forall x : R, 0 <= x < 2 -> continuous sin_of x.
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

(* The versed sine of the angle 2 atan s. *)

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

Lemma sin_of_versed : forall s : R, 0 < s -> sin_of (versed s) = 2 * s / (1 + s ^ 2).
Proof.
  intros s s_pos. pose proof (one_plus_square_pos s). unfold sin_of, versed.
  replace (2 * s ^ 2 / (1 + s ^ 2) * (2 - 2 * s ^ 2 / (1 + s ^ 2))) with ((2 * s / (1 + s ^ 2)) ^ 2) by (field; lra).
  apply sqrt_pow2, Rlt_le, Rdiv_lt_0_compat; lra.
Qed.
