(* The theorem on the odd point of recentring + ReLU, for every batch size at once. Its words:

     odd_family n tau          recentred Gram matrices of n - 1 exchangeable points and one odd point  MeanField.v
     fixed_ray n K             the mean-field layer maps K to a positive multiple of K                 MeanField.v
     orbit n tau               tau, and what the layer makes of it, again and again                    ReducedDynamics.v
     theta n s                 the angle between two points of the cluster, tau = s^2                  Eigenvalues.v
     projectively_stable n s   all eigenvalues of the projective Jacobian at tau = s^2 are real and
                               of size below 1                                                         Stability.v

   n is any real number: at integers, batch_layer_of_blocks of BatchMatrix.v says that this is the n x n matrix map. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField OddPoint UniformPoint SeparatingPoint.
From BNProofs Require Import FixedPointCount ReducedDynamics Eigenvalues Stability StableOddPoint UniformStability.
From BNProofs Require Import UniformGap AngleLimit Claims.
Open Scope R_scope.

Lemma signs_of_large_batch : forall n : R, 7 <= n -> exists s r : R,
  0 < s <= 9 / n /\ form_slope n s < 0 /\ 0 < form_slope n r /\ signs_of_three n s r.
Proof.
  intros n n_ge.
  destruct (exists_odd_point n n_ge) as [s [s_in s_zero]].
  destruct (exists_separating_point n n_ge) as [r [r_in r_zero]].
  assert (0 < 6 / n) by (apply Rdiv_lt_0_compat; lra).
  destruct (signs_of_three_zeros n s r) as [slope_s [slope_r [f1 [f2 [f3 f4]]]]]; try lra.
  exists s, r. split; [lra |]. split; [exact slope_s |]. split; [exact slope_r |]. split; try assumption. lra.
Qed.

Lemma tan_of_half_theta : forall n s : R, tan (theta n s / 2) = half_tangent n s.
Proof.
  intros n s. unfold theta. replace (2 * atan (half_tangent n s) / 2) with (atan (half_tangent n s)) by field.
  apply tan_atan.
Qed.

Theorem odd_point_theorem : forall n : R, 7 <= n -> exists s r : R,
  (* besides the ideal one, tau = 0, there are exactly three fixed points: odd, separating, uniform *)
  (0 < s < r /\ r < sqrt (n ^ 2 - 2 * n))
  /\ (forall tau : R, 0 < tau ->
      (fixed_ray n (odd_family n tau) <-> tau = s ^ 2 \/ tau = r ^ 2 \/ tau = n ^ 2 - 2 * n))
  (* the odd point is next to the ideal one *)
  /\ 3 * PI / 2 - 5 / n + 40 / n ^ 2 < n * tan (theta n s / 2) < 3 * PI / 2 + 30 / n ^ 2
  /\ 3 * PI - 10 / n < n * theta n s < 3 * PI
  (* it attracts: within its family everything between the ideal and the separating point ... *)
  /\ (forall tau : R, 0 < tau < r ^ 2 -> is_lim_seq (orbit n tau) (s ^ 2))
  (* ... and, linearly, in the directions of all three isotypic components *)
  /\ projectively_stable n s
  (* the separating point repels, and beyond it everything tends to the uniform point *)
  /\ 1 < trivial_eigenvalue n r
  /\ (forall tau : R, r ^ 2 < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n)).
Proof.
  intros n n_ge. destruct (signs_of_large_batch n n_ge) as [s [r [s_in [slope_s [slope_r signs]]]]].
  pose proof signs as [[[s_pos s_lt] r_lt] zs zr below falling rising beyond].
  destruct (four_fixed_points_from_signs n s r ltac:(lra) signs) as [order complete].
  destruct (basins_with_three n s r ltac:(lra) s_pos s_lt r_lt zs zr below falling rising beyond)
    as [to_odd [_ to_uniform]].
  destruct (fixed_point_near_zero_is_stable n s n_ge ltac:(lra) zs) as [_ [stable _]].
  exists s, r. split; [exact order |]. split; [exact complete |].
  split; [rewrite tan_of_half_theta; apply odd_point_half_tangent; [exact n_ge | lra | exact zs] |].
  split; [apply odd_point_angle; [exact n_ge | lra | exact zs] |].
  split; [exact to_odd |]. split; [exact stable |].
  split; [| exact to_uniform].
  apply (rising_fixed_point_is_unstable n r); lra.
Qed.

(* For every real n >= 3 the uniform point is stable; the eigenvalue lambda on its standard component is known exactly,
   and n (1 - lambda) to the second order in 1/n, with c0 = gap_limit = (PI - 2)/(2 (PI - 1)) and
   c1 = gap_slope = 1/(PI - 1) + c0^2. *)
Theorem uniform_point_theorem : forall n : R, 3 <= n ->
  fixed_ray n (odd_family n (n ^ 2 - 2 * n))
  /\ 0 < uniform_pair n (uniform_point n) < 1
  /\ 0 < uniform_standard n (uniform_point n) < 1
  /\ 1 - uniform_standard n (uniform_point n)
     = (theta n (uniform_point n) - sin (theta n (uniform_point n))) / (2 * PI * n * growth_at n (uniform_point n))
  /\ exists remainder : R,
     n * (1 - uniform_standard n (uniform_point n)) = gap_limit + gap_slope / n + remainder
     /\ 0 < remainder < 2 / n ^ 2.
Proof.
  intros n n_ge. split; [| split; [| split; [| split]]].
  - apply zeros_are_rays; [exact n_ge | nra | apply uniform_point_is_fixed, n_ge].
  - apply uniform_pair_contracts, n_ge.
  - apply uniform_standard_contracts, n_ge.
  - apply uniform_standard_gap, n_ge.
  - destruct (uniform_gap_two_terms n n_ge) as [lower upper].
    assert (0 < 9 / 10 / n ^ 2) by (apply Rdiv_lt_0_compat; [lra | apply pow_lt; lra]).
    exists (n * (1 - uniform_standard n (uniform_point n)) - gap_limit - gap_slope / n).
    unfold uniform_point. split; [ring | lra].
Qed.
