(* The odd point is projectively stable, for every real n >= 7. *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField OddPoint Eigenvalues ScalarComponents Stability.
Open Scope R_scope.

(* Every fixed point with s <= 9/n, of which there is exactly one (odd_point_unique). *)
Theorem fixed_point_near_zero_is_stable : forall n s : R, 7 <= n -> 0 < s <= 9 / n -> fixed_point_form n s = 0 ->
  theta n s <= PI / 2 /\ projectively_stable n s /\ 0 < trivial_eigenvalue n s < 1 /\ 0 < pair_eigenvalue n s < 1.
Proof.
  intros n s n_ge [s_pos s_le] zero. pose proof (form_slope_negative n s n_ge (conj s_pos s_le)) as falling.
  assert (acute : theta n s <= PI / 2).
  { apply theta_acute_iff; [lra | exact s_pos |].
    assert (9 / n <= 9 / 7) by (apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra]). nra. }
  destruct (fixed_point_is_stable n s ltac:(lra) s_pos acute zero falling) as [stable trivial_pos].
  pose proof (proj2 (trivial_eigenvalue_below_one_iff n s ltac:(lra) s_pos) falling) as trivial_lt.
  pose proof (pair_eigenvalue_contracts n s ltac:(lra) s_pos zero) as pair_in.
  split; [exact acute |]. split; [exact stable |]. split; [split; assumption | exact pair_in].
Qed.

Theorem odd_point_is_stable : forall n : R, 7 <= n -> exists s : R,
  6 / n < s < 9 / n /\ fixed_point_form n s = 0 /\ theta n s <= PI / 2
  /\ projectively_stable n s /\ 0 < trivial_eigenvalue n s < 1.
Proof.
  intros n n_ge. destruct (exists_odd_point n n_ge) as [s [s_in zero]].
  assert (0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  destruct (fixed_point_near_zero_is_stable n s n_ge ltac:(lra) zero) as [acute [stable [trivial_in _]]].
  exists s. split; [exact s_in |]. split; [exact zero |]. split; [exact acute |].
  split; [exact stable | exact trivial_in].
Qed.

(* As rays of Gram matrices. *)
Corollary stable_fixed_ray : forall n : R, 7 <= n -> exists s : R,
  6 / n < s < 9 / n /\ fixed_ray n (odd_family n (s ^ 2)) /\ projectively_stable n s.
Proof.
  intros n n_ge. destruct (odd_point_is_stable n n_ge) as [s [s_in [zero [_ [stable _]]]]].
  assert (0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  exists s. split; [exact s_in |]. split; [apply fixed_ray_iff; [lra | lra | exact zero] | exact stable].
Qed.
