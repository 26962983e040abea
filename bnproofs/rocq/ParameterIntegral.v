(* The derivative of an integral over [0, 1] by a parameter h of the integrand.

   smooth g g' z says that near z = (h, x) the function g has the derivative g' in h, and that g and g' are continuous
   there. Such functions may be added, multiplied and composed with functions of one variable. Proved here:

     derivative_under_integral   if g is smooth at all (0, x), 0 <= x <= 1, the derivative at h = 0 of the integral of
                                 g h over [0, 1] is the integral of g' 0 *)

From Coq Require Import Reals Classical Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix KernelDerivative.
Open Scope R_scope.

Definition smooth (g g' : R -> R -> R) (z : R * R) : Prop := locally z (fun w =>
  is_derive (fun h => g h (snd w)) (fst w) (g' (fst w) (snd w))
  /\ continuous (fun w : R * R => g (fst w) (snd w)) w /\ continuous (fun w : R * R => g' (fst w) (snd w)) w).

Lemma smooth_continuous : forall (g g' : R -> R -> R) (z : R * R), smooth g g' z ->
  continuous (fun w : R * R => g (fst w) (snd w)) z.
Proof. intros g g' z near. apply locally_singleton in near. apply near. Qed.

Lemma smooth_of_variable : forall (f : R -> R) (z : R * R), (forall x, continuous f x) ->
  smooth (fun _ x => f x) (fun _ _ => 0) z.
Proof.
  intros f z f_cont. apply (filter_forall (F := locally z)). intros w. split; [| split].
  - apply @is_derive_const.
  - apply (continuous_comp snd f); [apply continuous_snd | apply f_cont].
  - apply continuous_const.
Qed.

Lemma smooth_parameter : forall z : R * R, smooth (fun h _ => h) (fun _ _ => 1) z.
Proof.
  intros z. apply (filter_forall (F := locally z)). intros w. split; [| split].
  - apply @is_derive_id.
  - apply continuous_fst.
  - apply continuous_const.
Qed.

Lemma smooth_plus : forall (f f' g g' : R -> R -> R) (z : R * R), smooth f f' z -> smooth g g' z ->
  smooth (fun h x => f h x + g h x) (fun h x => f' h x + g' h x) z.
Proof.
  intros f f' g g' z f_near g_near. refine (filter_imp (F := locally z) _ _ _ (filter_and _ _ f_near g_near)).
  intros w [[f_der [f_cont f'_cont]] [g_der [g_cont g'_cont]]]. split; [| split].
  - exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ f_der g_der).
  - exact (continuous_plus (V := R_NormedModule) _ _ _ f_cont g_cont).
  - exact (continuous_plus (V := R_NormedModule) _ _ _ f'_cont g'_cont).
Qed.

Lemma smooth_mult : forall (f f' g g' : R -> R -> R) (z : R * R), smooth f f' z -> smooth g g' z ->
  smooth (fun h x => f h x * g h x) (fun h x => f' h x * g h x + f h x * g' h x) z.
Proof.
  intros f f' g g' z f_near g_near. refine (filter_imp (F := locally z) _ _ _ (filter_and _ _ f_near g_near)).
  intros w [[f_der [f_cont f'_cont]] [g_der [g_cont g'_cont]]]. split; [| split].
  - exact (is_derive_mult _ _ _ _ _ f_der g_der Rmult_comm).
  - exact (continuous_mult (K := R_AbsRing) _ _ _ f_cont g_cont).
  - apply (continuous_plus (V := R_NormedModule)); apply (continuous_mult (K := R_AbsRing)); assumption.
Qed.

Lemma smooth_comp : forall (f f' : R -> R) (g g' : R -> R -> R) (z : R * R), smooth g g' z ->
  locally (g (fst z) (snd z)) (fun y => is_derive f y (f' y) /\ continuous f' y) ->
  smooth (fun h x => f (g h x)) (fun h x => g' h x * f' (g h x)) z.
Proof.
  intros f f' g g' z g_near f_near. pose proof (smooth_continuous g g' z g_near _ f_near) as pulled.
  refine (filter_imp (F := locally z) _ _ _ (filter_and _ _ g_near pulled)).
  intros w [[g_der [g_cont g'_cont]] [f_der f'_cont]].
  assert (f_cont : continuous f (g (fst w) (snd w)))
    by (apply (ex_derive_continuous (V := R_NormedModule)); exists (f' (g (fst w) (snd w))); exact f_der).
  split; [| split].
  - exact (is_derive_comp (V := R_NormedModule) f (fun h => g h (snd w)) _ _ _ f_der g_der).
  - exact (continuous_comp (fun w : R * R => g (fst w) (snd w)) f w g_cont f_cont).
  - apply (continuous_mult (K := R_AbsRing)); [exact g'_cont |].
    exact (continuous_comp (fun w : R * R => g (fst w) (snd w)) f' w g_cont f'_cont).
Qed.

Lemma smooth_total : forall (m : nat) (g g' : nat -> R -> R -> R) (z : R * R),
  (forall k, (k < m)%nat -> smooth (g k) (g' k) z) ->
  smooth (fun h x => total m (fun k => g k h x)) (fun h x => total m (fun k => g' k h x)) z.
Proof.
  induction m as [| m IH]; intros g g' z g_near.
  - exact (smooth_of_variable (fun _ => 0) z (fun x => continuous_const 0 x)).
  - exact (smooth_plus _ _ _ _ z (IH g g' z (fun k lt => g_near k (Nat.lt_lt_succ_r _ _ lt)))
             (g_near m (Nat.lt_succ_diag_r m))).
Qed.

Lemma smooth_value : forall (g g' k k' : R -> R -> R) (z : R * R), smooth g g' z -> (forall h x, g h x = k h x) ->
  (forall h x, g' h x = k' h x) -> smooth k k' z.
Proof.
  intros g g' k k' z near same same'. refine (filter_imp (F := locally z) _ _ _ near).
  intros w [der [cont cont']]. split.
  - rewrite <- same'. apply (is_derive_ext (fun h => g h (snd w))); [intros h; apply same | exact der].
  - split.
    + apply (continuous_ext (fun w : R * R => g (fst w) (snd w))); [intros; apply same | exact cont].
    + apply (continuous_ext (fun w : R * R => g' (fst w) (snd w))); [intros; apply same' | exact cont'].
Qed.

Lemma smooth_scale : forall (c : R) (g g' : R -> R -> R) (z : R * R), smooth g g' z ->
  smooth (fun h x => c * g h x) (fun h x => c * g' h x) z.
Proof.
  intros c g g' z near.
  apply (smooth_value _ _ _ _ z
           (smooth_mult _ _ _ _ z (smooth_of_variable (fun _ => c) z (fun x => continuous_const c x)) near));
    intros h x; ring.
Qed.

(* A property that holds near all points of {0} x [0, 1] holds, for all small h, at all x in [0, 1]. *)
Lemma tube : forall Q : R -> R -> Prop, (forall x, 0 <= x <= 1 -> locally (0, x) (fun w => Q (fst w) (snd w))) ->
  exists delta : posreal, forall h, Rabs h < delta -> forall x, 0 <= x <= 1 -> Q h x.
Proof.
  intros Q near.
  assert (radius : forall x, 0 <= x <= 1 -> {d : posreal | forall u v, Rabs (u - 0) < d -> Rabs (v - x) < d -> Q u v}).
  { intros x x_in. apply locally_2d_ex_dec; [intros; apply classic |]. apply locally_2d_locally, near, x_in. }
  set (delta := fun x => match Rle_dec 0 x, Rle_dec x 1 with
                         | left low, left high => proj1_sig (radius x (conj low high))
                         | _, _ => mkposreal 1 Rlt_0_1 end).
  destruct (compactness_value_1d 0 1 delta) as [d cover]. exists d. intros h h_lt x x_in.
  apply NNPP. intros fails. apply (cover x x_in). intros [t [t_in [x_near d_le]]]. apply fails. revert x_near d_le.
  unfold delta. destruct (Rle_dec 0 t) as [low |]; [| lra]. destruct (Rle_dec t 1) as [high |]; [| lra].
  destruct (radius t (conj low high)) as [r inside]. cbn. intros x_near d_le.
  apply inside; [rewrite Rminus_0_r; lra | exact x_near].
Qed.

Lemma continuous_in_variable : forall (g : R -> R -> R) (h x : R),
  continuous (fun w : R * R => g (fst w) (snd w)) (h, x) -> continuous (g h) x.
Proof.
  intros g h x g_cont. apply (continuous_comp_2 (fun _ => h) (fun y => y) g); [apply continuous_const | | exact g_cont].
  apply continuous_id.
Qed.

Lemma smooth_tube : forall g g' : R -> R -> R, (forall x, 0 <= x <= 1 -> smooth g g' (0, x)) ->
  exists delta : posreal, forall h, Rabs h < delta -> forall x, 0 <= x <= 1 ->
    is_derive (fun u => g u x) h (g' h x) /\ continuous (g h) x /\ continuous (g' h) x.
Proof.
  intros g g' near.
  destruct (tube (fun h x => is_derive (fun u => g u x) h (g' h x)
                             /\ continuous (fun w : R * R => g (fst w) (snd w)) (h, x)
                             /\ continuous (fun w : R * R => g' (fst w) (snd w)) (h, x))) as [delta inside].
  { intros x x_in. refine (filter_imp (F := locally (0, x)) _ _ _ (near x x_in)). intros [u v] all. exact all. }
  exists delta. intros h h_lt x x_in.
  destruct (inside h h_lt x x_in) as [der [cont cont']].
  split; [| split]; [exact der | |]; apply continuous_in_variable; assumption.
Qed.

Lemma near_zero : forall delta : posreal, locally 0 (fun h => Rabs h < delta).
Proof.
  intros delta. exists delta. intros h h_near. change (Rabs (h - 0) < delta) in h_near. rewrite Rminus_0_r in h_near.
  exact h_near.
Qed.

Lemma derivative_under_integral : forall g g' : R -> R -> R, (forall x, 0 <= x <= 1 -> smooth g g' (0, x)) ->
  is_derive (fun h => RInt (g h) 0 1) 0 (RInt (g' 0) 0 1).
Proof.
  intros g g' near. destruct (smooth_tube g g' near) as [delta inside].
  assert (unit : forall x, Rmin 0 1 <= x <= Rmax 0 1 -> 0 <= x <= 1).
  { intros x. rewrite Rmin_left, Rmax_right by lra. tauto. }
  assert (value : forall x, 0 <= x <= 1 -> Derive (fun u => g u x) 0 = g' 0 x).
  { intros x x_in. apply is_derive_unique, (proj1 (inside 0 ltac:(rewrite Rabs_R0; apply cond_pos) x x_in)). }
  rewrite <- (RInt_ext (fun x => Derive (fun u => g u x) 0)).
  2: { intros x. rewrite Rmin_left, Rmax_right by lra. intros x_in. apply value. lra. }
  apply (is_derive_RInt_param g 0 1 0).
  - refine (filter_imp (F := locally 0) _ _ _ (near_zero delta)). intros h h_lt x x_in. exists (g' h x).
    apply inside; [exact h_lt | apply unit, x_in].
  - intros x x_in. apply unit in x_in. apply (continuity_2d_pt_ext_loc g').
    + apply locally_2d_locally. refine (filter_imp (F := locally (0, x)) _ _ _ (near x x_in)).
      intros w [der _]. symmetry.
      apply is_derive_unique, der.
    + apply continuity_2d_pt_filterlim. apply (locally_singleton _ _ (near x x_in)).
  - refine (filter_imp (F := locally 0) _ _ _ (near_zero delta)). intros h h_lt.
    apply (ex_RInt_continuous (V := R_CompleteNormedModule)).
    intros x x_in. apply inside; [exact h_lt | apply unit, x_in].
Qed.
