(* The zeros of the cleared form W, and how they are those of F.

   W''' has at most one zero in (0, 2), so by Rolle's theorem, applied twice, W' has at most three. Proved here:

     slope_has_three_zeros         W' does not have four zeros in (0, 2)
     slope_between_zeros           there is one between two zeros of W in [0, 2)
     zero_of_cleared_form          where F is 0, so is W
     double_zero_of_cleared_form   where F and F' are 0, so is W' *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm HalfAngle ClearedForm ThirdDerivative.
Open Scope R_scope.

(* Rolle's theorem. *)

Lemma derivative_zero_between : forall (f f' : R -> R) (a b : R), a < b ->
  (forall x : R, a <= x <= b -> continuity_pt f x) ->
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

Lemma slope_between_zeros : forall n x y : R, 3 <= n -> 0 <= x -> x < y -> y < 2 ->
  cleared_form n x = 0 -> cleared_form n y = 0 -> exists c : R, x < c < y /\ cleared_slope n c = 0.
Proof.
  intros n x y n_ge x_ge lt y_lt. apply derivative_zero_between; [exact lt | |].
  - intros z z_in. apply cleared_form_continuous; lra.
  - intros z z_in. apply cleared_form_derivative; lra.
Qed.

Lemma slope_has_three_zeros : forall n a b c d : R, 3 <= n -> 0 < a -> a < b -> b < c -> c < d -> d < 2 ->
  cleared_slope n a = 0 -> cleared_slope n b = 0 -> cleared_slope n c = 0 -> cleared_slope n d = 0 -> False.
Proof.
  intros n a b c d n_ge a_pos ab bc cd d_lt za zb zc zd.
  assert (second : forall x y : R, 0 < x -> x < y -> y < 2 -> cleared_slope n x = 0 -> cleared_slope n y = 0 ->
    exists z : R, x < z < y /\ cleared_curvature n z = 0).
  { intros x y x_pos lt y_lt. apply derivative_zero_between; [exact lt | |].
    - intros z z_in. apply (derivable_continuous_at _ _ (cleared_curvature n z)), cleared_slope_derivative; lra.
    - intros z z_in. apply cleared_slope_derivative; lra. }
  assert (third : forall x y : R, 0 < x -> x < y -> y < 2 -> cleared_curvature n x = 0 -> cleared_curvature n y = 0 ->
    exists z : R, x < z < y /\ cleared_third n z = 0).
  { intros x y x_pos lt y_lt. apply derivative_zero_between; [exact lt | |].
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

Lemma versed_of_half_tangent : forall n s : R, 3 <= n -> 0 < s -> versed (half_tangent n s) = mu_of n * versed s.
Proof.
  intros n s n_ge s_pos. unfold versed, mu_of. rewrite half_tangent_square by exact n_ge.
  pose proof (radicand_pos n s n_ge). pose proof (one_plus_square_pos s). field.
  repeat split; try lra. nra.
Qed.

Lemma cleared_form_of_tangent : forall n s : R, 3 <= n -> 0 < s ->
  cleared_form n (versed s) = PI * mu_of n * versed s / (1 + s ^ 2) * fixed_point_form n s.
Proof.
  intros n s n_ge s_pos. pose proof PI_RGT_0. pose proof (half_tangent_pos n s n_ge s_pos) as t_pos.
  pose proof (versed_of_half_tangent n s n_ge s_pos) as scaled.
  unfold cleared_form, cleared_excess, cleared_defect, cleared_square, fixed_point_form. rewrite <- scaled.
  rewrite !half_angle_of_versed, !sin_of_versed by assumption.
  pose proof (one_plus_square_pos s). pose proof (one_plus_square_pos (half_tangent n s)).
  apply Rminus_diag_uniq.
  transitivity ((mu_of n * versed s - versed (half_tangent n s))
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
  assert (product : is_derive (fun x => PI * mu_of n * versed x / (1 + x ^ 2) * fixed_point_form n x) s 0).
  { unfold versed. auto_derive; [repeat split; [lra | lra | eexists; exact slope] |].
    rewrite (is_derive_unique (fun x : R => fixed_point_form n x) _ _ slope), zero, flat. ring. }
  apply (is_derive_ext_loc _ (fun x => cleared_form n (versed x))) in product.
  - apply is_derive_unique in product. rewrite (is_derive_unique _ _ _ chain) in product.
    apply Rmult_integral in product. destruct product as [e |]; [exfalso | assumption].
    assert (0 < 4 * s / (1 + s ^ 2) ^ 2) by (apply Rdiv_lt_0_compat; [lra | apply pow_lt, p]). lra.
  - exists (mkposreal s s_pos). intros x near. symmetry. apply cleared_form_of_tangent; [exact n_ge |].
    apply Rabs_def2 in near. unfold minus, plus, opp in near. simpl in near. lra.
Qed.
