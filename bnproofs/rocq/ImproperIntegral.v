(* An improper integral over [0, oo) as one over [0, 1]: with x(s) = (1 + 2 sigma s)^(-1/2) and f continuous on [0, 1],

     int_0^oo sigma x(s)^3 f(x(s)) ds = int_0^1 f(x) dx        (improper_integral) *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition shrinking (sigma s : R) : R := / sqrt (1 + 2 * sigma * s).

Lemma shrinking_range : forall sigma s : R, 0 < sigma -> 0 <= s -> 0 < shrinking sigma s <= 1.
Proof.
  intros sigma s sigma_pos s_ge. assert (one : 1 <= 1 + 2 * sigma * s) by nra.
  assert (root : 1 <= sqrt (1 + 2 * sigma * s)) by (rewrite <- sqrt_1 at 1; apply sqrt_le_1_alt, one).
  unfold shrinking. split; [apply Rinv_0_lt_compat; lra |].
  apply (Rle_trans _ (/ 1)); [apply Rinv_le_contravar; lra | rewrite Rinv_1; lra].
Qed.

Lemma shrinking_square : forall sigma s : R, 0 < sigma -> 0 <= s -> shrinking sigma s ^ 2 = / (1 + 2 * sigma * s).
Proof.
  intros sigma s sigma_pos s_ge. assert (one : 0 < 1 + 2 * sigma * s) by nra.
  unfold shrinking. rewrite pow_inv, pow2_sqrt by lra. reflexivity.
Qed.

Lemma shrinking_derivative : forall sigma s : R, 0 < sigma -> 0 <= s ->
  is_derive (shrinking sigma) s (- sigma * shrinking sigma s ^ 3)
  /\ continuous (fun s => - sigma * shrinking sigma s ^ 3) s.
Proof.
  intros sigma s sigma_pos s_ge. assert (one : 0 < 1 + 2 * sigma * s) by nra. pose proof (sqrt_lt_R0 _ one).
  unfold shrinking. split.
  - auto_derive; [split; [lra | split; [apply Rgt_not_eq; lra | exact I]] |]. field. lra.
  - apply (ex_derive_continuous (V := R_NormedModule)). auto_derive.
    split; [lra | split; [apply Rgt_not_eq; lra | exact I]].
Qed.

Lemma shrinking_tends_to_zero : forall sigma : R, 0 < sigma ->
  filterlim (shrinking sigma) (Rbar_locally p_infty) (locally 0).
Proof.
  intros sigma sigma_pos. apply (is_lim_spec _ p_infty 0). intros eps. pose proof (cond_pos eps) as eps_pos.
  assert (eps_square : 0 < eps ^ 2) by (apply pow_lt, eps_pos).
  assert (bound : 0 < / (2 * sigma * eps ^ 2)) by (apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra).
  exists (/ (2 * sigma * eps ^ 2)). intros s s_gt. destruct (shrinking_range sigma s sigma_pos ltac:(lra)) as [x_pos _].
  rewrite Rminus_0_r, Rabs_pos_eq by lra. apply Rsqr_incrst_0; [| lra | lra].
  rewrite !Rsqr_pow2, shrinking_square by lra.
  rewrite <- (Rinv_inv (eps ^ 2)). apply Rinv_lt_contravar.
  - apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat; lra | nra].
  - apply (Rmult_lt_compat_l (2 * sigma)) in s_gt; [| lra].
    replace (2 * sigma * / (2 * sigma * eps ^ 2)) with (/ eps ^ 2) in s_gt by (field; lra). lra.
Qed.

Lemma improper_integral : forall (f : R -> R) (sigma : R), 0 < sigma -> (forall x, 0 <= x <= 1 -> continuous f x) ->
  is_RInt_gen (fun s => sigma * shrinking sigma s ^ 3 * f (shrinking sigma s)) (at_point 0) (Rbar_locally p_infty)
    (RInt f 0 1).
Proof.
  intros f sigma sigma_pos f_cont. destruct (C0_extension_le f 0 1 f_cont) as [g [g_cont same]].
  assert (g_int : forall a b, ex_RInt g a b)
    by (intros a b; apply (ex_RInt_continuous (V := R_CompleteNormedModule)); intros; apply g_cont).
  assert (part : forall T, 0 <= T -> is_RInt (fun s => sigma * shrinking sigma s ^ 3 * f (shrinking sigma s)) 0 T
                                             (RInt g (shrinking sigma T) 1)).
  { intros T T_ge.
    assert (start : shrinking sigma 0 = 1) by (unfold shrinking; rewrite Rmult_0_r, Rplus_0_r, sqrt_1; apply Rinv_1).
    pose proof (is_RInt_comp g (shrinking sigma) (fun s => - sigma * shrinking sigma s ^ 3) 0 T) as change.
    rewrite start, <- opp_RInt_swap in change by apply g_int.
    rewrite <- (opp_opp (RInt g (shrinking sigma T) 1)).
    apply (is_RInt_ext (fun s => opp (scal (- sigma * shrinking sigma s ^ 3) (g (shrinking sigma s))))).
    - intros s. rewrite Rmin_left, Rmax_right by exact T_ge. intros s_in.
      pose proof (shrinking_range sigma s sigma_pos ltac:(lra)).
      rewrite same by lra. unfold opp, scal, mult. cbn -[pow]. unfold mult. cbn -[pow]. ring.
    - apply (is_RInt_opp (V := R_NormedModule)), change.
      + intros s _. apply g_cont.
      + intros s. rewrite Rmin_left, Rmax_right by exact T_ge. intros s_in. apply shrinking_derivative; lra. }
  assert (limit : filterlim (fun T => RInt g (shrinking sigma T) 1) (Rbar_locally p_infty) (locally (RInt f 0 1))).
  { replace (RInt f 0 1) with (RInt g 0 1).
    - apply (filterlim_comp _ _ _ (shrinking sigma) (fun x => RInt g x 1) _ (locally 0)).
      + apply shrinking_tends_to_zero, sigma_pos.
      + apply (continuous_RInt_2 (V := R_NormedModule) g 0 1 (fun x => RInt g x 1)).
        apply (filter_forall (F := locally 0)). intros x. apply (RInt_correct (V := R_CompleteNormedModule)), g_int.
    - apply RInt_ext. intros x. rewrite Rmin_left, Rmax_right by lra. intros x_in. apply same. lra. }
  intros Q near.
  apply (Filter_prod _ _ _ (fun a => a = 0) (fun T => 0 < T /\ Q (RInt g (shrinking sigma T) 1))).
  - reflexivity.
  - apply filter_and; [exists 0; intros T T_gt; exact T_gt | exact (limit Q near)].
  - intros a T -> [T_pos inside]. exists (RInt g (shrinking sigma T) 1). split; [apply part; lra | exact inside].
Qed.
