(* The fixed-point form F without its denominators, as a function of z = 2 sin^2 psi, and its first three derivatives.

   With m = n - 1, mu = m/(2(m-1)) and z = 2 sin^2 psi = 2 s^2/(1 + s^2) in (0, 2), and with the angles phi, theta of
   cosines 1 - z and 1 - mu z, pi mu z cos^2 psi F(s) is

     W(z) = mu m z (pi (2 - z) + sin phi - (2 - z) phi/2) - (sin theta - theta cos theta) (n^2 - (n^2 - 1) z/2).

   The third derivative of W is algebraic in z. Proved here: cleared_form, cleared_slope, cleared_curvature and
   cleared_third are W and its derivatives, and W is continuous up to z = 0, where it is 0. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import HalfAngle.
Open Scope R_scope.

(* The function W and its first three derivatives. With half_angle z = psi and half_angle (mu z) = theta/2,
   cleared_excess z = sin phi - (2 - z) phi/2 and cleared_defect (mu z) = sin theta - theta cos theta. *)

Definition mu_of (n : R) : R := (n - 1) / (2 * (n - 2)).
Definition cleared_square (n z : R) : R := n ^ 2 - (n ^ 2 - 1) * z / 2.

Definition cleared_excess (x : R) : R := sin_of x - (2 - x) * half_angle x.
Definition excess_slope (x : R) : R := half_angle x - x / (2 * sin_of x).
Definition cleared_defect (x : R) : R := sin_of x - 2 * (1 - x) * half_angle x.

Definition cleared_form (n z : R) : R :=
  mu_of n * (n - 1) * (PI * z * (2 - z) + z * cleared_excess z) - cleared_defect (mu_of n * z) * cleared_square n z.

Definition cleared_slope (n z : R) : R :=
  mu_of n * (n - 1) * (PI * (2 - 2 * z) + cleared_excess z + z * excess_slope z)
  - mu_of n * (2 * half_angle (mu_of n * z)) * cleared_square n z + cleared_defect (mu_of n * z) * ((n ^ 2 - 1) / 2).

Definition excess_part (z : R) : R := - 2 * PI + 2 * excess_slope z + z * ((1 - z) / (2 * (2 - z) * sin_of z)).
Definition defect_part (n z : R) : R :=
  mu_of n ^ 2 / sin_of (mu_of n * z) * cleared_square n z - 2 * mu_of n * (n ^ 2 - 1) * half_angle (mu_of n * z).
Definition cleared_curvature (n z : R) : R := mu_of n * (n - 1) * excess_part z - defect_part n z.

Definition third_quadratic (n z : R) : R := n ^ 2 * (1 - mu_of n * z) + (n ^ 2 - 1) * z * (5 / 2 - mu_of n * z).
Definition cleared_third (n z : R) : R :=
  mu_of n ^ 3 * third_quadratic n z / sin_of (mu_of n * z) ^ 3
  - mu_of n * (n - 1) * (3 - 2 * (2 - z) ^ 2) / (2 * (2 - z) ^ 2 * sin_of z).

Lemma mu_in_unit : forall n : R, 3 <= n -> 0 < mu_of n <= 1.
Proof.
  intros n n_ge. unfold mu_of. split; [apply Rdiv_lt_0_compat; lra |].
  apply (Rmult_le_reg_r (2 * (n - 2))); [lra |].
  replace ((n - 1) / (2 * (n - 2)) * (2 * (n - 2))) with (n - 1) by (field; lra). lra.
Qed.

Lemma mu_of_scaled : forall n z : R, 3 <= n -> 0 < z < 2 -> 0 < mu_of n * z < 2.
Proof. intros n z n_ge z_in. pose proof (mu_in_unit n n_ge). split; nra. Qed.

Lemma cleared_excess_derivative : forall x : R, 0 < x < 2 -> is_derive cleared_excess x (excess_slope x).
Proof.
  intros x x_in. pose proof (sin_of_pos x x_in). unfold cleared_excess, excess_slope.
  pose proof (half_angle_derivative x x_in) as angle. pose proof (sin_of_derivative x x_in) as chord.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle),
    (is_derive_unique (fun x : R => sin_of x) _ _ chord).
  field. lra.
Qed.

Lemma excess_slope_derivative : forall x : R, 0 < x < 2 ->
  is_derive excess_slope x ((1 - x) / (2 * (2 - x) * sin_of x)).
Proof.
  intros x x_in. pose proof (sin_of_pos x x_in). pose proof (sin_of_square x x_in) as square.
  pose proof (half_angle_derivative x x_in) as angle. pose proof (sin_of_derivative x x_in) as chord.
  unfold excess_slope. auto_derive; [repeat split; first [eexists; eassumption | lra] |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle),
    (is_derive_unique (fun x : R => sin_of x) _ _ chord).
  apply Rminus_diag_uniq.
  transitivity ((x * (2 - x) - sin_of x ^ 2) * (1 - x) / (2 * (2 - x) * sin_of x ^ 3)); [field; lra |].
  rewrite square. field. lra.
Qed.

Lemma cleared_defect_derivative : forall x : R, 0 < x < 2 -> is_derive cleared_defect x (2 * half_angle x).
Proof.
  intros x x_in. pose proof (sin_of_pos x x_in). unfold cleared_defect.
  pose proof (half_angle_derivative x x_in) as angle. pose proof (sin_of_derivative x x_in) as chord.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle),
    (is_derive_unique (fun x : R => sin_of x) _ _ chord).
  field. lra.
Qed.

Lemma cleared_form_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (cleared_form n) z (cleared_slope n z).
Proof.
  intros n z n_ge z_in. pose proof (mu_of_scaled n z n_ge z_in) as x_in.
  pose proof (cleared_excess_derivative z z_in) as first. pose proof (cleared_defect_derivative _ x_in) as second.
  unfold cleared_form, cleared_slope, cleared_square.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => cleared_excess x) _ _ first),
    (is_derive_unique (fun x : R => cleared_defect x) _ _ second).
  field.
Qed.

Lemma cleared_slope_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (cleared_slope n) z (cleared_curvature n z).
Proof.
  intros n z n_ge z_in. pose proof (mu_of_scaled n z n_ge z_in) as x_in.
  pose proof (cleared_excess_derivative z z_in) as d1. pose proof (cleared_defect_derivative _ x_in) as d2.
  pose proof (excess_slope_derivative z z_in) as d3. pose proof (half_angle_derivative _ x_in) as d4.
  unfold cleared_slope, cleared_curvature, excess_part, defect_part, cleared_square.
  auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => cleared_excess x) _ _ d1),
    (is_derive_unique (fun x : R => cleared_defect x) _ _ d2),
    (is_derive_unique (fun x : R => excess_slope x) _ _ d3), (is_derive_unique (fun x : R => half_angle x) _ _ d4).
  unfold excess_slope. field. pose proof (sin_of_pos z z_in). pose proof (sin_of_pos _ x_in). lra.
Qed.

Lemma excess_part_derivative : forall z : R, 0 < z < 2 ->
  is_derive excess_part z (- (3 - 2 * (2 - z) ^ 2) / (2 * (2 - z) ^ 2 * sin_of z)).
Proof.
  intros z z_in. pose proof (sin_of_pos z z_in). pose proof (sin_of_square z z_in) as square.
  pose proof (excess_slope_derivative z z_in) as bend. pose proof (sin_of_derivative z z_in) as chord.
  unfold excess_part. auto_derive; [repeat split; first [eexists; eassumption | lra | apply Rgt_not_eq; nra] |].
  rewrite (is_derive_unique (fun x : R => excess_slope x) _ _ bend),
    (is_derive_unique (fun x : R => sin_of x) _ _ chord).
  apply Rminus_diag_uniq.
  transitivity ((sin_of z ^ 2 - z * (2 - z)) * (1 - z) ^ 2 / (2 * (2 - z) ^ 2 * sin_of z ^ 3)); [field; lra |].
  rewrite square. field. lra.
Qed.

Lemma defect_part_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (defect_part n) z (- mu_of n ^ 3 * third_quadratic n z / sin_of (mu_of n * z) ^ 3).
Proof.
  intros n z n_ge z_in. pose proof (mu_of_scaled n z n_ge z_in) as x_in.
  pose proof (half_angle_derivative _ x_in) as angle. pose proof (sin_of_derivative _ x_in) as chord.
  pose proof (sin_of_pos _ x_in). pose proof (sin_of_square _ x_in) as square.
  unfold defect_part, third_quadratic, cleared_square.
  auto_derive; [repeat split; first [eexists; eassumption | lra] |].
  rewrite (is_derive_unique (fun x : R => half_angle x) _ _ angle),
    (is_derive_unique (fun x : R => sin_of x) _ _ chord).
  apply Rminus_diag_uniq.
  transitivity (- (3 / 2) * mu_of n ^ 2 * (n ^ 2 - 1) * (sin_of (mu_of n * z) ^ 2 - mu_of n * z * (2 - mu_of n * z))
                / sin_of (mu_of n * z) ^ 3); [field; lra |].
  rewrite square. field. lra.
Qed.

Lemma cleared_curvature_derivative : forall n z : R, 3 <= n -> 0 < z < 2 ->
  is_derive (cleared_curvature n) z (cleared_third n z).
Proof.
  intros n z n_ge z_in.
  pose proof (excess_part_derivative z z_in) as first. pose proof (defect_part_derivative n z n_ge z_in) as second.
  pose proof (sin_of_pos z z_in). pose proof (sin_of_pos _ (mu_of_scaled n z n_ge z_in)).
  unfold cleared_curvature, cleared_third. auto_derive; [repeat split; eexists; eassumption |].
  rewrite (is_derive_unique (fun x : R => excess_part x) _ _ first),
    (is_derive_unique (fun x : R => defect_part n x) _ _ second).
  field. lra.
Qed.

(* W near z = 0. *)

Lemma cleared_form_continuous : forall n z : R, 3 <= n -> 0 <= z < 2 -> continuity_pt (cleared_form n) z.
Proof.
  intros n z n_ge z_in. pose proof (mu_in_unit n n_ge) as mu_in.
  assert (x_in : 0 <= mu_of n * z < 2) by (split; nra).
  apply continuity_pt_filterlim.
  assert (smooth : forall f : R -> R, ex_derive f z -> continuous f z)
    by (intros f; apply (ex_derive_continuous (V := R_NormedModule))).
  assert (inside : forall f : R -> R, continuous f (mu_of n * z) -> continuous (fun z => f (mu_of n * z)) z).
  { intros f f_cont. apply (continuous_comp (fun z => mu_of n * z) f); [| exact f_cont].
    apply smooth. auto_derive. exact I. }
  assert (excess_cont : continuous cleared_excess z).
  { apply (continuous_minus (V := R_NormedModule)); [apply sin_of_continuous, z_in |].
    apply (continuous_mult (K := R_AbsRing)); [| apply half_angle_continuous, z_in].
    apply smooth. auto_derive. exact I. }
  assert (defect_cont : continuous cleared_defect (mu_of n * z)).
  { apply (continuous_minus (V := R_NormedModule)); [apply sin_of_continuous, x_in |].
    apply (continuous_mult (K := R_AbsRing)); [| apply half_angle_continuous, x_in].
    apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact I. }
  apply (continuous_minus (V := R_NormedModule)).
  - apply (continuous_mult (K := R_AbsRing)); [apply smooth; auto_derive; exact I |].
    apply (continuous_plus (V := R_NormedModule)); [apply smooth; auto_derive; exact I |].
    apply (continuous_mult (K := R_AbsRing)); [apply smooth; auto_derive; exact I | exact excess_cont].
  - apply (continuous_mult (K := R_AbsRing)); [apply inside, defect_cont |].
    unfold cleared_square. apply smooth. auto_derive. exact I.
Qed.

Lemma cleared_form_zero_at_zero : forall n : R, cleared_form n 0 = 0.
Proof.
  intros n. unfold cleared_form, cleared_defect, sin_of, half_angle. rewrite !Rmult_0_r, !Rmult_0_l.
  replace (0 / (2 - 0)) with 0 by field. rewrite sqrt_0, atan_0. ring.
Qed.
