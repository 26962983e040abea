(* The second derivative of F in s, and its derivative in the real batch size n. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm.
Open Scope R_scope.

(* The derivatives of the defect. *)

Definition defect_slope (t : R) : R := (2 / (1 + t ^ 2) - 2 / t ^ 2 + 2 * atan t / t ^ 3) / PI.
Definition defect_curvature (t : R) : R :=
  (4 / t ^ 3 + 2 / (t ^ 3 * (1 + t ^ 2)) - 4 * t / (1 + t ^ 2) ^ 2 - 6 * atan t / t ^ 4) / PI.

Lemma defect_slope_derivative : forall t : R, 0 < t -> is_derive defect_slope t (defect_curvature t).
Proof.
  intros t t_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos t). pose proof (pow_lt t 2 t_pos).
  pose proof (pow_lt t 3 t_pos). unfold defect_slope, defect_curvature. auto_derive.
  - replace (t * (t * 1)) with (t ^ 2) by ring. replace (t * (t ^ 2)) with (t ^ 3) by ring. repeat split; lra.
  - field. repeat split; lra.
Qed.

(* F_ss. *)

Definition half_tangent_slope (n s : R) : R :=
  half_tangent n s * (2 * (n - 2)) / (s * (2 * (n - 2) + (n - 3) * s ^ 2)).
Definition half_tangent_curvature (n s : R) : R :=
  - (6 * (n - 2) * (n - 3) * half_tangent n s / (2 * (n - 2) + (n - 3) * s ^ 2) ^ 2).

Definition form_curvature (n s : R) : R :=
  4 * (n - 1) / PI * (s / (1 + s ^ 2) ^ 2)
  - (defect_curvature (half_tangent n s) * half_tangent_slope n s ^ 2
     + defect_slope (half_tangent n s) * half_tangent_curvature n s) * (n ^ 2 + s ^ 2)
  - 4 * s * (defect_slope (half_tangent n s) * half_tangent_slope n s)
  - 2 * defect (half_tangent n s).

Lemma half_tangent_slope_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (half_tangent_slope n) s (half_tangent_curvature n s).
Proof.
  intros n s n_ge s_pos. pose proof (radicand_pos n s n_ge) as r_pos.
  pose proof (half_tangent_derivative n s n_ge s_pos) as t_der.
  assert (factor : is_derive (fun x => 2 * (n - 2) / (x * (2 * (n - 2) + (n - 3) * x ^ 2))) s
                     (- (2 * (n - 2) * (2 * (n - 2) + 3 * (n - 3) * s ^ 2))
                      / (s * (2 * (n - 2) + (n - 3) * s ^ 2)) ^ 2)).
  { auto_derive; [| field; split; lra].
    replace (s * (s * 1)) with (s ^ 2) by ring. apply Rgt_not_eq, Rmult_lt_0_compat; lra. }
  pose proof (is_derive_mult _ _ _ _ _ t_der factor Rmult_comm) as product.
  eapply is_derive_ext; [| evar_last; [exact product |]].
  - intros x. unfold half_tangent_slope, mult. simpl. unfold Rdiv. ring.
  - unfold half_tangent_curvature, plus, mult. simpl. field. split; lra.
Qed.

Theorem form_curvature_is_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (form_slope n) s (form_curvature n s).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (one_plus_square_pos s).
  pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (half_tangent_derivative n s n_ge s_pos) as t_der.
  pose proof (half_tangent_slope_derivative n s n_ge s_pos) as t_der2.
  assert (q_der : is_derive (fun x => defect (half_tangent n x)) s
                    (half_tangent_slope n s * defect_slope (half_tangent n s)))
    by (apply (is_derive_comp (V := R_NormedModule) defect (half_tangent n));
        [apply defect_derivative; exact t_pos | exact t_der]).
  assert (q_der2 : is_derive (fun x => defect_slope (half_tangent n x)) s
                     (half_tangent_slope n s * defect_curvature (half_tangent n s)))
    by (apply (is_derive_comp (V := R_NormedModule) defect_slope (half_tangent n));
        [apply defect_slope_derivative; exact t_pos | exact t_der]).
  assert (overlap : is_derive (fun x => 2 * (n - 1) / PI * (x ^ 2 / (1 + x ^ 2))) s
                      (4 * (n - 1) / PI * (s / (1 + s ^ 2) ^ 2))).
  { auto_derive; [replace (s * (s * 1)) with (s ^ 2) by ring; lra | field; split; lra]. }
  assert (square : is_derive (fun x => n ^ 2 + x ^ 2) s (2 * s)) by (auto_derive; [exact I | ring]).
  assert (double : is_derive (fun x => 2 * x) s 2) by (auto_derive; [exact I | ring]).
  pose proof (is_derive_mult _ _ _ _ _ (is_derive_mult _ _ _ _ _ q_der2 t_der2 Rmult_comm) square Rmult_comm) as middle.
  pose proof (is_derive_mult _ _ _ _ _ q_der double Rmult_comm) as last.
  pose proof (is_derive_minus (V := R_NormedModule) _ _ _ _ _
                (is_derive_minus (V := R_NormedModule) _ _ _ _ _ overlap middle) last) as total.
  eapply is_derive_ext; [| evar_last; [exact total |]].
  - intros x. unfold form_slope, half_tangent_slope, defect_slope, minus, plus, opp, mult. reflexivity.
  - unfold form_curvature, minus, plus, opp, mult. simpl. ring.
Qed.

Lemma form_slope_continuous : forall n s : R, 3 <= n -> 0 < s -> continuity_pt (form_slope n) s.
Proof.
  intros n s n_ge s_pos. apply derivable_continuous_pt. exists (form_curvature n s).
  apply is_derive_Reals, form_curvature_is_derivative; assumption.
Qed.

(* F_n. *)

Definition form_batch_slope (n s : R) : R :=
  2 + 2 / PI * (s - atan s)
  + defect_slope (half_tangent n s)
    * (s ^ 2 * (1 + s ^ 2) / (half_tangent n s * (2 * (n - 2) + (n - 3) * s ^ 2) ^ 2)) * (n ^ 2 + s ^ 2)
  - 2 * n * defect (half_tangent n s).

Lemma half_tangent_batch_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (fun m => half_tangent m s) n
    (- (s ^ 2 * (1 + s ^ 2) / (half_tangent n s * (2 * (n - 2) + (n - 3) * s ^ 2) ^ 2))).
Proof.
  intros n s n_ge s_pos. pose proof (radicand_pos n s n_ge) as r_pos. pose proof (sqrt_lt_R0 _ r_pos) as root_pos.
  pose proof (pow2_sqrt _ (Rlt_le _ _ r_pos)) as root_square.
  assert (batch_pos : 0 < n - 1) by lra. pose proof (sqrt_lt_R0 _ batch_pos) as batch_root.
  pose proof (pow2_sqrt _ (Rlt_le _ _ batch_pos)) as batch_square.
  unfold half_tangent. auto_derive; replace (s * (s * 1)) with (s ^ 2) by ring;
    replace (2 * (n + - (2)) + (n + - (3)) * s ^ 2) with (2 * (n - 2) + (n - 3) * s ^ 2) by ring;
    replace (n + - (1)) with (n - 1) by ring.
  - repeat split; lra.
  - remember (sqrt (2 * (n - 2) + (n - 3) * s ^ 2)) as r. remember (sqrt (n - 1)) as w.
    rewrite <- root_square at 1.
    transitivity (s * (r ^ 2 - w ^ 2 * (2 + s ^ 2)) / (2 * w * r ^ 3)); [field; split; lra |].
    rewrite root_square at 1. rewrite batch_square. field_simplify_eq; [| repeat split; lra]. ring.
Qed.

Theorem form_batch_slope_is_derivative : forall n s : R, 3 <= n -> 0 < s ->
  is_derive (fun m => fixed_point_form m s) n (form_batch_slope n s).
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0.
  pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (half_tangent_batch_derivative n s n_ge s_pos) as t_der.
  pose proof (is_derive_comp (V := R_NormedModule) defect (fun m => half_tangent m s) n _ _
                (defect_derivative _ t_pos) t_der) as q_der.
  assert (overlap : is_derive (fun m => 2 * (m - 1) + 2 * (m - 1) / PI * (s - atan s)) n (2 + 2 / PI * (s - atan s)))
    by (auto_derive; [exact I | field; lra]).
  assert (square : is_derive (fun m => m ^ 2 + s ^ 2) n (2 * n)) by (auto_derive; [exact I | ring]).
  pose proof (is_derive_mult _ _ _ _ _ q_der square Rmult_comm) as product.
  pose proof (is_derive_minus (V := R_NormedModule) _ _ _ _ _ overlap product) as total.
  evar_last; [exact total |]. unfold form_batch_slope, defect_slope, minus, plus, opp, mult, scal. simpl.
  unfold mult. simpl. ring.
Qed.

Lemma form_batch_continuous : forall n s : R, 3 <= n -> 0 < s -> continuity_pt (fun m => fixed_point_form m s) n.
Proof.
  intros n s n_ge s_pos. apply derivable_continuous_pt. exists (form_batch_slope n s).
  apply is_derive_Reals, form_batch_slope_is_derivative; assumption.
Qed.
