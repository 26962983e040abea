(* Signs of F between its zeros: no_zero_keeps_sign, no_zero_keeps_negative_sign, crosses_at_simple_zero. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import OddPointForm.
Open Scope R_scope.

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
