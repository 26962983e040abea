(* The saddle-node as a certificate of the theorem for every batch size claims it: in given intervals.

   Intervals B of batch sizes and T of s contain the double zero (n_c, s_c) of SaddleNode.v if F_s has signs - and + at the
   ends of T, for all n in B, and F is positive on T at the lower end of B and somewhere negative at its upper end. *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import OddPointForm MeanField UniformPoint FormDerivatives.
From BNProofs Require Import SaddleNodeSigns SaddleNodeShape SaddleNode FixedPointCount SmallBatches Claims EveryBatch.
Open Scope R_scope.

(* What is claimed of n_c and s_c: a nondegenerate fold, the only one; before it only the uniform point is fixed, after
   it an odd and a separating point too. *)
Definition is_the_fold (n_c s_c : R) : Prop :=
  0 < s_c < sqrt (n_c ^ 2 - 2 * n_c)
  /\ fixed_point_form n_c s_c = 0 /\ form_slope n_c s_c = 0
  /\ 0 < form_curvature n_c s_c /\ form_batch_slope n_c s_c < 0
  /\ (forall n s : R, 6 <= n <= 7 -> 0 < s < sqrt (n ^ 2 - 2 * n) ->
      fixed_point_form n s = 0 -> form_slope n s = 0 -> n = n_c /\ s = s_c)
  /\ (forall n s : R, 6 <= n < n_c -> 0 < s < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n s)
  /\ (forall s : R, 0 < s < sqrt (n_c ^ 2 - 2 * n_c) -> s <> s_c -> 0 < fixed_point_form n_c s)
  /\ (forall n : R, n_c < n <= 7 -> exists a b : R, 0 < a < b /\ b < sqrt (n ^ 2 - 2 * n)
      /\ fixed_point_form n a = 0 /\ fixed_point_form n b = 0 /\ form_slope n a < 0 < form_slope n b
      /\ (forall s : R, 0 < s < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n s = 0 -> s = a \/ s = b)).

Lemma flat_only_inside : forall (n s : R) (T : R * R), 6 <= n <= 7 -> 9 / 5 < fst T -> fst T < snd T -> snd T < 23 / 10 ->
  form_slope n (fst T) < 0 -> 0 < form_slope n (snd T) -> 0 < s < 33 / 10 -> form_slope n s = 0 -> fst T < s < snd T.
Proof.
  intros n s T n_in low order high left right s_in flat.
  destruct (critical_point n n_in) as [c [c_in [c_flat [falls rises]]]].
  assert (s_eq : s = c).
  { destruct (Rtotal_order s c) as [lt | [eq | gt]]; [| exact eq |].
    - pose proof (falls s ltac:(lra)). lra.
    - pose proof (rises s ltac:(lra)). lra. }
  subst c. split; apply Rnot_le_lt; intro le.
  - destruct le as [lt | eq]; [| subst s; lra]. pose proof (rises (fst T) ltac:(lra)). lra.
  - destruct le as [lt | eq]; [| subst s; lra]. pose proof (falls (snd T) ltac:(lra)). lra.
Qed.

Theorem fold_from_signs : forall B T : R * R,
  6 < fst B -> fst B < snd B -> snd B < 7 -> 9 / 5 < fst T -> fst T < snd T -> snd T < 23 / 10 ->
  (forall n : R, inside n B -> form_slope n (fst T) < 0) -> (forall n : R, inside n B -> 0 < form_slope n (snd T)) ->
  (forall s : R, inside s T -> 0 < fixed_point_form (fst B) s) -> fixed_point_form (snd B) (fst T) < 0 ->
  exists n_c s_c : R, inside n_c B /\ inside s_c T /\ is_the_fold n_c s_c.
Proof.
  intros B T b1 b2 b3 t1 t2 t3 left right positive negative.
  destruct saddle_node as [n_c [s_c [n_digits [s_digits fold]]]].
  pose proof digits_in_the_middle as digits_in.
  pose proof (uniform_tangent_in n_c ltac:(lra)) as n_c_bounds.
  pose proof fold as [zero [flat [curved [falling [only [before [at_fold after]]]]]]].
  assert (n_lt : n_c < snd B).
  { apply Rnot_le_lt. intro le. pose proof (uniform_tangent_in (snd B) ltac:(lra)) as bounds.
    destruct le as [lt | eq].
    - pose proof (before (snd B) (fst T) ltac:(lra) ltac:(lra)). lra.
    - rewrite eq in *. destruct (Req_dec (fst T) s_c) as [same | different].
      + rewrite same in negative. lra.
      + pose proof (at_fold (fst T) ltac:(lra) different). lra. }
  assert (n_gt : fst B < n_c).
  { apply Rnot_le_lt. intro le.
    pose proof (uniform_tangent_in (fst B) ltac:(lra)) as bounds.
    destruct (critical_point (fst B) ltac:(lra)) as [c [c_in [c_flat _]]].
    pose proof (flat_only_inside (fst B) c T ltac:(lra) t1 t2 t3 (left (fst B) ltac:(split; lra)) (right (fst B) ltac:(split; lra))
      ltac:(lra) c_flat) as c_between.
    pose proof (positive c ltac:(split; lra)) as c_positive.
    assert (everywhere : forall x : R, 0 < x < sqrt (fst B ^ 2 - 2 * fst B) -> 0 < fixed_point_form (fst B) x).
    { intros x x_in. destruct (Req_dec x c) as [-> | different]; [exact c_positive |].
      apply (positive_beside_minimum (fst B) c); lra. }
    destruct le as [lt | eq].
    - destruct (after (fst B) ltac:(lra)) as [a [b [order [b_lt [a_zero _]]]]].
      pose proof (everywhere a ltac:(lra)). lra.
    - rewrite eq in *. pose proof (everywhere s_c ltac:(lra)). lra. }
  exists n_c, s_c. split; [split; lra |]. split; [| split; [lra | exact fold]].
  pose proof (flat_only_inside n_c s_c T ltac:(lra) t1 t2 t3 (left n_c ltac:(split; lra)) (right n_c ltac:(split; lra))
    ltac:(lra) flat) as between. split; lra.
Qed.

(* Together with the small and the large batches: the same for every real n >= 3. *)

Lemma signs_of_one_from_positive : forall n : R, 3 <= n ->
  (forall s : R, 0 < s < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n s) -> signs_of_one n.
Proof.
  intros n n_ge positive. split; [exact positive |].
  intros x x_gt. apply form_negative_beyond_uniform; assumption.
Qed.

Lemma signs_of_three_from_zeros : forall n s r : R, 3 <= n -> 0 < s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 -> signs_of_three n s r.
Proof.
  intros n s r n_ge s_in r_lt zs zr.
  destruct (signs_of_three_zeros n s r n_ge ltac:(lra) ltac:(lra) r_lt zs zr) as [_ [_ [f1 [f2 [f3 f4]]]]].
  split; try assumption. lra.
Qed.

Theorem one_saddle_node : forall n_c s_c : R, 6 < n_c < 7 -> is_the_fold n_c s_c ->
  (forall n s : R, 3 <= n -> 0 < s < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n s = 0 -> form_slope n s = 0 ->
    n = n_c /\ s = s_c)
  /\ (forall n : R, 3 <= n < n_c -> two_fixed_points n)
  /\ (forall n : R, n_c < n -> exists s r : R, four_fixed_points n s r).
Proof.
  intros n_c s_c n_c_in [_ [zero [flat [curved [falling [only [before [at_fold after]]]]]]]].
  split; [| split].
  - intros n s n_ge s_in s_zero s_flat. destruct (Rle_lt_dec n 6); [exfalso | destruct (Rle_lt_dec n 7); [| exfalso]].
    + pose proof (form_positive_before_uniform n s ltac:(lra) s_in). lra.
    + apply only; lra.
    + destruct (signs_of_large_batch n ltac:(lra)) as [a [b [_ [slope_a [slope_b signs]]]]].
      destruct signs as [[[a_pos a_lt] b_lt] za zb _ _ _ _].
      destruct (complete_list n a b n_ge a_pos a_lt b_lt za zb s ltac:(lra) s_zero) as [-> | [-> | ->]]; lra.
  - intros n n_in. apply two_fixed_points_from_signs; [lra |]. apply signs_of_one_from_positive; [lra |].
    intros s s_in. destruct (Rle_lt_dec n 6).
    + apply form_positive_before_uniform; lra.
    + apply before; lra.
  - intros n n_gt. destruct (Rle_lt_dec n 7).
    + destruct (after n ltac:(lra)) as [a [b [order [b_lt [za [zb _]]]]]]. exists a, b.
      apply four_fixed_points_from_signs; [lra |]. apply signs_of_three_from_zeros; lra.
    + destruct (signs_of_large_batch n ltac:(lra)) as [a [b [_ [_ [_ signs]]]]]. exists a, b.
      apply four_fixed_points_from_signs; [lra | exact signs].
Qed.
