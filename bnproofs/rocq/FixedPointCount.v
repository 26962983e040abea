(* At most three fixed points of the odd-point family, for every real n >= 3.

   The cleared form W has at most four zeros in [0, 2), counted with multiplicity, and one of them is z = 0.
   Consequences for F:

     at_most_three_zeros    F does not have four zeros s > 0
     zeros_are_simple       if it has three, its derivative is not 0 at any of them
     complete_list          two zeros s < r before the uniform point: with the uniform point they are all
     signs_of_three_zeros   F is then positive, negative, positive, negative between them, with slopes -, +, -
     three_from_signs       the same from four values of F, of signs + - - +
     one_from_sign          if F has no zero before the uniform point, that is the only one *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import OddPointForm UniformPoint HalfAngle ClearedForm ClearedZeros SignChange.
Open Scope R_scope.

Theorem at_most_three_zeros : forall n s1 s2 s3 s4 : R, 3 <= n -> 0 < s1 < s2 -> s2 < s3 -> s3 < s4 ->
  fixed_point_form n s1 = 0 -> fixed_point_form n s2 = 0 -> fixed_point_form n s3 = 0 -> fixed_point_form n s4 = 0 ->
  False.
Proof.
  intros n s1 s2 s3 s4 n_ge [s1_pos lt12] lt23 lt34 z1 z2 z3 z4.
  apply zero_of_cleared_form in z1, z2, z3, z4; try lra.
  pose proof (versed_in s1 s1_pos). pose proof (versed_in s4 ltac:(lra)).
  pose proof (versed_increasing s1 s2 s1_pos lt12). pose proof (versed_increasing s2 s3 ltac:(lra) lt23).
  pose proof (versed_increasing s3 s4 ltac:(lra) lt34).
  destruct (slope_between_zeros n 0 (versed s1)) as [a [a_in za]]; try lra; [apply cleared_form_zero_at_zero |].
  destruct (slope_between_zeros n (versed s1) (versed s2)) as [b [b_in zb]]; try lra.
  destruct (slope_between_zeros n (versed s2) (versed s3)) as [c [c_in zc]]; try lra.
  destruct (slope_between_zeros n (versed s3) (versed s4)) as [d [d_in zd]]; try lra.
  apply (slope_has_three_zeros n a b c d); lra.
Qed.

Theorem zeros_are_simple : forall n s1 s2 s3 : R, 3 <= n -> 0 < s1 < s2 -> s2 < s3 ->
  fixed_point_form n s1 = 0 -> fixed_point_form n s2 = 0 -> fixed_point_form n s3 = 0 ->
  form_slope n s1 <> 0 /\ form_slope n s2 <> 0 /\ form_slope n s3 <> 0.
Proof.
  intros n s1 s2 s3 n_ge [s1_pos lt12] lt23 z1 z2 z3.
  pose proof (double_zero_of_cleared_form n s1 n_ge s1_pos z1) as d1.
  pose proof (double_zero_of_cleared_form n s2 n_ge ltac:(lra) z2) as d2.
  pose proof (double_zero_of_cleared_form n s3 n_ge ltac:(lra) z3) as d3.
  apply zero_of_cleared_form in z1, z2, z3; try lra.
  pose proof (versed_in s1 s1_pos). pose proof (versed_in s3 ltac:(lra)).
  pose proof (versed_increasing s1 s2 s1_pos lt12). pose proof (versed_increasing s2 s3 ltac:(lra) lt23).
  destruct (slope_between_zeros n 0 (versed s1)) as [a [a_in za]]; try lra; [apply cleared_form_zero_at_zero |].
  destruct (slope_between_zeros n (versed s1) (versed s2)) as [b [b_in zb]]; try lra.
  destruct (slope_between_zeros n (versed s2) (versed s3)) as [c [c_in zc]]; try lra.
  split; [| split]; intros flat.
  - apply (slope_has_three_zeros n a (versed s1) b c); lra.
  - apply (slope_has_three_zeros n a b (versed s2) c); lra.
  - apply (slope_has_three_zeros n a b c (versed s3)); lra.
Qed.

(* The complete list, and the signs of F between the zeros. *)

Theorem complete_list : forall n s r : R, 3 <= n -> 0 < s -> s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 ->
  forall x : R, 0 < x -> fixed_point_form n x = 0 -> x = s \/ x = r \/ x = sqrt (n ^ 2 - 2 * n).
Proof.
  intros n s r n_ge s_pos s_lt r_lt zs zr x x_pos zx. pose proof (uniform_point_is_fixed n n_ge) as zu.
  remember (sqrt (n ^ 2 - 2 * n)) as u.
  destruct (Rtotal_order x s) as [lt1 | [e | gt1]]; [exfalso | left; exact e |].
  { apply (at_most_three_zeros n x s r u); lra. }
  destruct (Rtotal_order x r) as [lt2 | [e | gt2]]; [exfalso | right; left; exact e |].
  { apply (at_most_three_zeros n s x r u); lra. }
  destruct (Rtotal_order x u) as [lt3 | [e | gt3]]; [exfalso | right; right; exact e | exfalso].
  - apply (at_most_three_zeros n s r x u); lra.
  - apply (at_most_three_zeros n s r u x); lra.
Qed.

Theorem signs_of_three_zeros : forall n s r : R, 3 <= n -> 0 < s -> s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 ->
  form_slope n s < 0 /\ 0 < form_slope n r
  /\ (forall x : R, 0 < x < s -> 0 < fixed_point_form n x)
  /\ (forall x : R, s < x < r -> fixed_point_form n x < 0)
  /\ (forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x)
  /\ (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0).
Proof.
  intros n s r n_ge s_pos s_lt r_lt zs zr.
  pose proof (complete_list n s r n_ge s_pos s_lt r_lt zs zr) as list.
  pose proof (uniform_point_is_fixed n n_ge) as zu.
  destruct (positive_before_uniform n r n_ge r_lt) as [p [p_in p_positive]].
  pose proof (form_negative_beyond_uniform n) as beyond.
  remember (sqrt (n ^ 2 - 2 * n)) as u.
  destruct (zeros_are_simple n s r u) as [simple_s [simple_r _]]; try lra.
  assert (none : forall c : R, 0 < c -> c <> s -> c <> r -> c <> u -> fixed_point_form n c <> 0).
  { intros c c_pos c_s c_r c_u zero. destruct (list c c_pos zero) as [| [|]]; contradiction. }
  assert (last : forall x : R, r < x < u -> 0 < fixed_point_form n x).
  { intros x x_in. apply (no_zero_keeps_sign n r u p x); try lra. intros c c_in. apply none; lra. }
  destruct (crosses_at_simple_zero (fixed_point_form n) s r u (form_slope n r))
    as [x1 [y1 [x1_in [y1_in [left1 right1]]]]];
    [lra | exact zr | apply form_slope_is_derivative; lra | exact simple_r |].
  pose proof (last y1 y1_in) as y1_positive.
  assert (slope_r : 0 < form_slope n r) by nra.
  assert (middle : forall x : R, s < x < r -> fixed_point_form n x < 0).
  { intros x x_in. apply (no_zero_keeps_negative_sign n s r x1 x); try lra; [| nra]. intros c c_in. apply none; lra. }
  destruct (crosses_at_simple_zero (fixed_point_form n) 0 s r (form_slope n s))
    as [x2 [y2 [x2_in [y2_in [left2 right2]]]]];
    [lra | exact zs | apply form_slope_is_derivative; lra | exact simple_s |].
  pose proof (middle y2 y2_in) as y2_negative.
  assert (slope_s : form_slope n s < 0) by nra.
  repeat split; try assumption.
  - intros x x_in. apply (no_zero_keeps_sign n 0 s x2 x); try lra; [| nra]. intros c c_in. apply none; lra.
  - intros x x_gt. apply beyond; assumption.
Qed.

(* Zeros from signs of F at four points: + - - + and the uniform point beyond them. *)
Theorem three_from_signs : forall n a b c d : R, 3 <= n -> 0 < a < b -> b <= c -> c < d -> d ^ 2 < n ^ 2 - 2 * n ->
  0 < fixed_point_form n a -> fixed_point_form n b < 0 -> fixed_point_form n c < 0 -> 0 < fixed_point_form n d ->
  exists s r : R, a < s < b /\ c < r < d /\ fixed_point_form n s = 0 /\ fixed_point_form n r = 0
  /\ (forall x : R, 0 < x -> fixed_point_form n x = 0 -> x = s \/ x = r \/ x = sqrt (n ^ 2 - 2 * n))
  /\ (forall x : R, 0 < x < s -> 0 < fixed_point_form n x)
  /\ (forall x : R, s < x < r -> fixed_point_form n x < 0)
  /\ (forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x)
  /\ (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0).
Proof.
  intros n a b c d n_ge a_in bc cd d_lt fa fb fc fd.
  assert (d_before : d < sqrt (n ^ 2 - 2 * n)).
  { rewrite <- (sqrt_pow2 d) by lra. apply sqrt_lt_1; [apply pow2_ge_0 | pose proof (pow2_ge_0 d); lra | exact d_lt]. }
  destruct (zero_where_the_form_falls n a b) as [s [s_in zs]]; try lra.
  destruct (zero_where_the_form_rises n c d) as [r [r_in zr]]; try lra.
  exists s, r.
  destruct (signs_of_three_zeros n s r) as [_ [_ signs]]; try lra.
  pose proof (complete_list n s r n_ge ltac:(lra) ltac:(lra) ltac:(lra) zs zr) as list.
  repeat split; try assumption; try lra; apply signs.
Qed.

(* No zero before the uniform point: F is positive before it and negative beyond, and it is the only zero. *)
Theorem one_from_sign : forall n : R, 3 <= n ->
  (forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n x <> 0) ->
  (forall x : R, 0 < x -> fixed_point_form n x = 0 -> x = sqrt (n ^ 2 - 2 * n))
  /\ (forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x)
  /\ (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0).
Proof.
  intros n n_ge none.
  destruct (positive_before_uniform n 0 n_ge (uniform_tangent_pos n n_ge)) as [p [p_in p_positive]].
  pose proof (form_negative_beyond_uniform n) as beyond.
  remember (sqrt (n ^ 2 - 2 * n)) as u.
  repeat split.
  - intros x x_pos zero. destruct (Rtotal_order x u) as [lt | [e | gt]]; [exfalso | exact e | exfalso].
    + apply (none x); lra.
    + pose proof (beyond x n_ge gt). lra.
  - intros x x_in. apply (no_zero_keeps_sign n 0 u p x); try lra. exact none.
  - intros x x_gt. apply beyond; assumption.
Qed.
