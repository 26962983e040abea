(* The saddle-node at which the odd and the separating point are born, between the batch sizes 6 and 7.

   For real n, with s_u = sqrt(n^2 - 2n) the uniform point, there is exactly one n_c in [6, 7] at which F has a double
   zero in (0, s_u): F = F_s = 0. Proved here:

     saddle_node          n_c = 6.10707512487918601266477624538494068..., s_c = 2.1441817177405703068386146027023...;
                          the fold is nondegenerate, F_ss > 0 and F_n < 0, and the only one with 6 <= n <= 7; F is
                          positive on (0, s_u) for 6 <= n < n_c, and has exactly two zeros there for n_c < n <= 7
     unique_saddle_node   the existence and uniqueness of n_c alone
     rays_around_fold     the fixed rays of the family: the uniform one for 6 <= n < n_c, three for n_c < n <= 7

   The minimum of F over 9/5 <= s <= 23/10 falls in n, and n_c is where it is 0. *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import OddPointForm MeanField UniformPoint FormDerivatives SaddleNodeSigns SaddleNodeShape.
Open Scope R_scope.

(* The fold: the supremum of the batch sizes at which F is nonnegative on [9/5, 23/10]. *)

Definition no_zero_yet (n : R) : Prop :=
  6 <= n <= 7 /\ forall s : R, 9 / 5 <= s <= 23 / 10 -> 0 <= fixed_point_form n s.

Lemma critical_point_at_lower_batch : exists s : R, fold_tangent_lower < s < fold_tangent_upper
  /\ form_slope fold_batch_lower s = 0 /\ 0 < fixed_point_form fold_batch_lower s.
Proof.
  pose proof digits_in_the_middle. pose proof (slope_at_the_digits fold_batch_lower ltac:(lra)).
  destruct (critical_point fold_batch_lower ltac:(lra)) as [s [s_in [flat [left right]]]].
  assert (s_between : fold_tangent_lower < s < fold_tangent_upper).
  { split; apply Rnot_le_lt; intro le; destruct (Req_dec s fold_tangent_lower); destruct (Req_dec s fold_tangent_upper);
      try (subst s; lra).
    - pose proof (right fold_tangent_lower ltac:(lra)). lra.
    - pose proof (left fold_tangent_upper ltac:(lra)). lra. }
  exists s. split; [exact s_between |]. split; [exact flat |]. apply form_positive_at_lower_batch. lra.
Qed.

Lemma lower_batch_before_fold : no_zero_yet fold_batch_lower.
Proof.
  pose proof digits_in_the_middle. destruct critical_point_at_lower_batch as [s [s_in [flat positive]]].
  split; [lra |]. intros x x_in. pose proof (uniform_tangent_in fold_batch_lower ltac:(lra)).
  destruct (Req_dec x s) as [-> | different]; [lra |].
  apply Rlt_le, (positive_beside_minimum fold_batch_lower s); lra.
Qed.

Lemma upper_batch_after_fold : forall n : R, no_zero_yet n -> n < fold_batch_upper.
Proof.
  intros n [n_in nonnegative]. pose proof digits_in_the_middle. pose proof form_negative_at_upper_batch.
  apply Rnot_le_lt. intro le. pose proof (nonnegative fold_tangent_lower ltac:(lra)).
  destruct le as [lt | eq]; [| rewrite eq in *; lra].
  pose proof (form_falls_in_batch fold_batch_upper n fold_tangent_lower ltac:(lra) lt ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma fold_exists : exists n s : R, fold_batch_lower <= n <= fold_batch_upper /\ 9 / 5 < s < 23 / 10
  /\ fixed_point_form n s = 0 /\ form_slope n s = 0.
Proof.
  pose proof digits_in_the_middle as digits_in.
  destruct (completeness no_zero_yet) as [n [upper least]].
  - exists fold_batch_upper. intros n before. apply Rlt_le, upper_batch_after_fold, before.
  - exists fold_batch_lower. exact lower_batch_before_fold.
  - pose proof (upper _ lower_batch_before_fold) as n_ge.
    assert (n_le : n <= fold_batch_upper)
      by (apply least; intros m before; apply Rlt_le, upper_batch_after_fold, before).
    destruct (critical_point n ltac:(lra)) as [s [s_in [flat _]]].
    exists n, s. split; [lra |]. split; [exact s_in |]. split; [| exact flat].
    destruct (Rtotal_order (fixed_point_form n s) 0) as [negative | [zero | positive]];
      [exfalso | exact zero | exfalso].
    + enough (n <= n + fixed_point_form n s / 2) by lra. apply least. intros m [m_in nonnegative].
      apply Rnot_lt_le. intro later. pose proof (upper m (conj m_in nonnegative)) as m_le.
      pose proof (nonnegative s ltac:(lra)). destruct m_le as [lt | eq]; [| subst m; lra].
      pose proof (form_falls_in_batch m n s ltac:(lra) lt ltac:(lra) ltac:(lra)). lra.
    + set (m := Rmin (n + fixed_point_form n s / 2) 7).
      assert (m_le : m <= n + fixed_point_form n s / 2) by apply Rmin_l.
      assert (m_le_7 : m <= 7) by apply Rmin_r. assert (lt : n < m) by (apply Rmin_glb_lt; lra).
      enough (no_zero_yet m) by (pose proof (upper m H); lra).
      split; [lra |]. intros x x_in.
      pose proof (form_falls_in_batch n m x ltac:(lra) lt m_le_7 x_in).
      enough (fixed_point_form n s <= fixed_point_form n x) by lra.
      destruct (minimum_at_critical_point n s ltac:(lra) s_in flat) as [left right].
      destruct (Rtotal_order x s) as [x_lt | [x_eq | x_gt]].
      * pose proof (left x s ltac:(lra) ltac:(lra)). lra.
      * subst x. lra.
      * pose proof (right s x ltac:(lra) ltac:(lra)). lra.
Qed.

(* The theorem. *)

Theorem saddle_node : exists n_c s_c : R,
  fold_batch_lower < n_c < fold_batch_upper /\ fold_tangent_lower < s_c < fold_tangent_upper
  /\ fixed_point_form n_c s_c = 0 /\ form_slope n_c s_c = 0
  /\ 0 < form_curvature n_c s_c /\ form_batch_slope n_c s_c < 0
  /\ (forall n s : R, 6 <= n <= 7 -> 0 < s < sqrt (n ^ 2 - 2 * n) ->
      fixed_point_form n s = 0 -> form_slope n s = 0 -> n = n_c /\ s = s_c)
  /\ (forall n s : R, 6 <= n < n_c -> 0 < s < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n s)
  /\ (forall s : R, 0 < s < sqrt (n_c ^ 2 - 2 * n_c) -> s <> s_c -> 0 < fixed_point_form n_c s)
  /\ (forall n : R, n_c < n <= 7 -> exists a b : R, 0 < a < b /\ b < sqrt (n ^ 2 - 2 * n)
      /\ fixed_point_form n a = 0 /\ fixed_point_form n b = 0 /\ form_slope n a < 0 < form_slope n b
      /\ (forall s : R, 0 < s < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n s = 0 -> s = a \/ s = b)).
Proof.
  pose proof digits_in_the_middle as digits_in.
  destruct fold_exists as [n [s [n_in [s_in [zero flat]]]]].
  destruct (minimum_at_critical_point n s ltac:(lra) s_in flat) as [left right].
  assert (least : forall x : R, 9 / 5 <= x <= 23 / 10 -> 0 <= fixed_point_form n x).
  { intros x x_in. destruct (Rtotal_order x s) as [x_lt | [x_eq | x_gt]].
    - pose proof (left x s ltac:(lra) ltac:(lra)). lra.
    - subst x. lra.
    - pose proof (right s x ltac:(lra) ltac:(lra)). lra. }
  assert (n_lt : n < fold_batch_upper) by (apply upper_batch_after_fold; split; [lra | exact least]).
  assert (n_gt : fold_batch_lower < n).
  { apply Rnot_le_lt. intro le. assert (n = fold_batch_lower) by lra. subst n.
    destruct critical_point_at_lower_batch as [x [x_in [x_flat positive]]].
    destruct (minimum_at_critical_point fold_batch_lower x ltac:(lra) ltac:(lra) x_flat) as [left_of_x right_of_x].
    destruct (Rtotal_order s x) as [lt | [eq | gt]].
    - pose proof (left_of_x s x ltac:(lra) ltac:(lra)). lra.
    - subst x. lra.
    - pose proof (right_of_x x s ltac:(lra) ltac:(lra)). lra. }
  assert (s_digits : fold_tangent_lower < s < fold_tangent_upper).
  { pose proof (slope_at_the_digits n ltac:(lra)) as [below above].
    split; apply Rnot_le_lt; intros [lt | eq].
    - pose proof (slope_rises_in_the_middle n s fold_tangent_lower ltac:(lra) ltac:(lra) lt ltac:(lra)). lra.
    - subst s. lra.
    - pose proof (slope_rises_in_the_middle n fold_tangent_upper s ltac:(lra) ltac:(lra) lt ltac:(lra)). lra.
    - rewrite eq in above. lra. }
  exists n, s.
  split; [lra |]. split; [exact s_digits |]. split; [exact zero |]. split; [exact flat |].
  split; [apply curvature_in_the_middle; lra |]. split; [apply batch_slope_in_the_middle; lra |].
  split; [| split; [| split]].
  - intros m x m_in x_in x_zero x_flat.
    pose proof (double_zero_in_the_middle m x m_in x_in x_zero x_flat) as x_middle.
    destruct (minimum_at_critical_point m x m_in x_middle x_flat) as [left_of_x right_of_x].
    destruct (Rtotal_order m n) as [lt | [eq | gt]].
    + exfalso. pose proof (form_falls_in_batch m n x ltac:(lra) lt ltac:(lra) ltac:(lra)).
      pose proof (least x ltac:(lra)). lra.
    + subst m. split; [reflexivity |]. destruct (Rtotal_order x s) as [x_lt | [x_eq | x_gt]]; [| exact x_eq |].
      * pose proof (left x s ltac:(lra) ltac:(lra)). lra.
      * pose proof (right s x ltac:(lra) ltac:(lra)). lra.
    + exfalso. pose proof (form_falls_in_batch n m s ltac:(lra) gt ltac:(lra) ltac:(lra)).
      destruct (Rtotal_order x s) as [x_lt | [x_eq | x_gt]].
      * pose proof (right_of_x x s ltac:(lra) ltac:(lra)). lra.
      * subst x. lra.
      * pose proof (left_of_x s x ltac:(lra) ltac:(lra)). lra.
  - intros m x m_in x_in. destruct (critical_point m ltac:(lra)) as [c [c_in [c_flat _]]].
    pose proof (form_falls_in_batch m n c ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)). pose proof (least c ltac:(lra)).
    destruct (Req_dec x c) as [-> | different]; [lra |].
    apply (positive_beside_minimum m c); lra.
  - intros x x_in different. apply (positive_beside_minimum n s); lra.
  - intros m m_in. destruct (critical_point m ltac:(lra)) as [c [c_in [c_flat _]]].
    pose proof (form_falls_in_batch n m s ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
    assert (negative : fixed_point_form m c < 0).
    { destruct (minimum_at_critical_point m c ltac:(lra) c_in c_flat) as [left_of_c right_of_c].
      destruct (Rtotal_order s c) as [lt | [eq | gt]].
      - pose proof (left_of_c s c ltac:(lra) ltac:(lra)). lra.
      - subst c. lra.
      - pose proof (right_of_c c s ltac:(lra) ltac:(lra)). lra. }
    destruct (two_zeros_beside_minimum m c ltac:(lra) c_in c_flat negative) as [a [b [a_in [b_in rest]]]].
    exists a, b. split; [lra |]. split; [lra | exact rest].
Qed.

Corollary unique_saddle_node : exists! n : R, 6 <= n <= 7 /\ exists s : R,
  0 < s < sqrt (n ^ 2 - 2 * n) /\ fixed_point_form n s = 0 /\ form_slope n s = 0.
Proof.
  pose proof digits_in_the_middle. destruct saddle_node as [n [s [n_in [s_in [zero [flat [_ [_ [only _]]]]]]]]].
  exists n. split.
  - pose proof (uniform_tangent_in n ltac:(lra)). split; [lra |]. exists s. repeat split; lra.
  - intros m [m_in [x [x_in [x_zero x_flat]]]]. destruct (only m x m_in x_in x_zero x_flat) as [same _].
    symmetry. exact same.
Qed.

(* As rays of Gram matrices. *)

Lemma fixed_ray_cases : forall n tau : R, 6 <= n <= 7 -> 0 < tau -> fixed_ray n (odd_family n tau) ->
  tau = n ^ 2 - 2 * n \/ 0 < sqrt tau < sqrt (n ^ 2 - 2 * n) /\ fixed_point_form n (sqrt tau) = 0.
Proof.
  intros n tau n_in tau_pos ray. pose proof (sqrt_lt_R0 tau tau_pos) as root_pos.
  assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
  assert (zero : fixed_point_form n (sqrt tau) = 0).
  { apply fixed_ray_iff; [lra | exact root_pos |]. rewrite pow2_sqrt by lra. exact ray. }
  destruct (Rtotal_order (sqrt tau) (sqrt (n ^ 2 - 2 * n))) as [lt | [eq | gt]].
  - right. split; [lra | exact zero].
  - left. apply sqrt_inj; lra.
  - pose proof (form_negative_beyond_uniform n (sqrt tau) ltac:(lra) gt). lra.
Qed.

Lemma uniform_ray_is_fixed : forall n : R, 6 <= n <= 7 -> fixed_ray n (odd_family n (n ^ 2 - 2 * n)).
Proof.
  intros n n_in. assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
  rewrite <- (pow2_sqrt (n ^ 2 - 2 * n)) by lra.
  apply fixed_ray_iff; [lra | apply sqrt_lt_R0, uniform_pos | apply uniform_point_is_fixed; lra].
Qed.

Corollary rays_around_fold : exists n_c : R, fold_batch_lower < n_c < fold_batch_upper
  /\ (forall n tau : R, 6 <= n < n_c -> 0 < tau -> (fixed_ray n (odd_family n tau) <-> tau = n ^ 2 - 2 * n))
  /\ (forall n : R, n_c < n <= 7 -> exists tau_odd tau_separating : R,
      0 < tau_odd < tau_separating /\ tau_separating < n ^ 2 - 2 * n
      /\ (forall tau : R, 0 < tau -> (fixed_ray n (odd_family n tau) <->
           tau = tau_odd \/ tau = tau_separating \/ tau = n ^ 2 - 2 * n))).
Proof.
  pose proof digits_in_the_middle.
  destruct saddle_node as [n_c [s [n_in [_ [_ [_ [_ [_ [_ [before [_ after]]]]]]]]]]].
  exists n_c. split; [exact n_in |]. split.
  - intros n tau n_lt tau_pos. split; [intro ray | intros ->; apply uniform_ray_is_fixed; lra].
    destruct (fixed_ray_cases n tau ltac:(lra) tau_pos ray) as [uniform | [root_in zero]]; [exact uniform |].
    pose proof (before n (sqrt tau) n_lt root_in). lra.
  - intros n n_gt. destruct (after n n_gt) as [a [b [a_in [b_lt [a_zero [b_zero [_ only]]]]]]].
    assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
    exists (a ^ 2), (b ^ 2). split; [nra |]. split.
    + rewrite <- (pow2_sqrt (n ^ 2 - 2 * n)) by lra. nra.
    + intros tau tau_pos. split.
      * intro ray. rewrite <- (pow2_sqrt tau) by lra.
        destruct (fixed_ray_cases n tau ltac:(lra) tau_pos ray) as [uniform | [root_in zero]].
        -- right. right. rewrite pow2_sqrt by lra. exact uniform.
        -- destruct (only (sqrt tau) root_in zero) as [-> | ->]; [left | right; left]; reflexivity.
      * intros [-> | [-> | ->]]; [| | apply uniform_ray_is_fixed; lra]; apply fixed_ray_iff; lra.
Qed.
