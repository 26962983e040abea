(* The shape of F in s for real batch sizes 6 <= n <= 7, up to the uniform point s_u = sqrt(n^2 - 2n).

   F falls on (0, 9/5], is convex on [9/5, 23/10], rises on [23/10, 33/10], and is concave from there to s_u, where it
   is 0. So it has one minimum on (0, 33/10], in (9/5, 23/10), and with m its value there:

     positive_beside_minimum     m >= 0: F is positive on (0, s_u) except possibly at the minimum
     two_zeros_beside_minimum    m < 0: F has exactly two zeros on (0, s_u), falling at the first, rising at the second
     double_zero_in_the_middle   a double zero on (0, s_u) is this minimum
     form_falls_in_batch         F falls in n at every s in [9/5, 23/10], at a rate below 2 *)

From Coq Require Import Reals Ranalysis5 Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm UniformPoint FormDerivatives SaddleNodeSigns.
Open Scope R_scope.

(* Increments. *)

Lemma form_increment : forall n a b : R, 3 <= n -> 0 < a < b ->
  exists c : R, a < c < b /\ fixed_point_form n b - fixed_point_form n a = form_slope n c * (b - a).
Proof.
  intros n a b n_ge [a_pos a_lt]. destruct (MVT_cor2 (fixed_point_form n) (form_slope n) a b a_lt) as [c [inc c_in]].
  - intros c c_in. apply is_derive_Reals, form_slope_is_derivative; lra.
  - exists c. split; assumption.
Qed.

Lemma slope_increment : forall n a b : R, 3 <= n -> 0 < a < b ->
  exists c : R, a < c < b /\ form_slope n b - form_slope n a = form_curvature n c * (b - a).
Proof.
  intros n a b n_ge [a_pos a_lt]. destruct (MVT_cor2 (form_slope n) (form_curvature n) a b a_lt) as [c [inc c_in]].
  - intros c c_in. apply is_derive_Reals, form_curvature_is_derivative; lra.
  - exists c. split; assumption.
Qed.

Lemma form_falls_in_batch : forall n m s : R, 6 <= n -> n < m -> m <= 7 -> 9 / 5 <= s <= 23 / 10 ->
  fixed_point_form m s < fixed_point_form n s < fixed_point_form m s + 2 * (m - n).
Proof.
  intros n m s n_ge lt m_le s_in.
  destruct (MVT_cor2 (fun x => fixed_point_form x s) (fun x => form_batch_slope x s) n m lt) as [c [inc c_in]].
  - intros c c_in. apply is_derive_Reals, form_batch_slope_is_derivative; lra.
  - pose proof (batch_slope_in_the_middle c s ltac:(lra) s_in). nra.
Qed.

Lemma slope_rises_in_the_middle : forall n a b : R, 6 <= n <= 7 -> 9 / 5 <= a -> a < b -> b <= 23 / 10 ->
  form_slope n a < form_slope n b.
Proof.
  intros n a b n_in a_ge lt b_le. destruct (slope_increment n a b ltac:(lra) ltac:(lra)) as [c [c_in inc]].
  pose proof (curvature_in_the_middle n c n_in ltac:(lra)). nra.
Qed.

Lemma slope_falls_beyond : forall n a b : R, 6 <= n <= 7 -> 33 / 10 <= a -> a < b -> b <= 6 ->
  form_slope n b < form_slope n a.
Proof.
  intros n a b n_in a_ge lt b_le. destruct (slope_increment n a b ltac:(lra) ltac:(lra)) as [c [c_in inc]].
  pose proof (curvature_beyond n c n_in ltac:(lra)). nra.
Qed.

(* The minimum over [9/5, 23/10]. *)

Lemma critical_point : forall n : R, 6 <= n <= 7 -> exists s : R, 9 / 5 < s < 23 / 10 /\ form_slope n s = 0
  /\ (forall x : R, 0 < x < s -> form_slope n x < 0) /\ (forall x : R, s < x <= 33 / 10 -> 0 < form_slope n x).
Proof.
  intros n n_in.
  pose proof (slope_to_the_left n (9 / 5) n_in ltac:(lra)) as left.
  pose proof (slope_to_the_right n (23 / 10) n_in ltac:(lra)) as right.
  destruct (IVT_interv (form_slope n) (9 / 5) (23 / 10)) as [s [s_in zero]]; try lra.
  - intros x x_in. apply form_slope_continuous; lra.
  - assert (s_between : 9 / 5 < s < 23 / 10).
    { split; apply Rnot_le_lt; intro le;
        [replace (9 / 5) with s in left by lra | replace (23 / 10) with s in right by lra]; lra. }
    exists s. split; [exact s_between |]. split; [exact zero |]. split; intros x x_in.
    + destruct (Rle_lt_dec x (9 / 5)); [apply slope_to_the_left; lra |].
      pose proof (slope_rises_in_the_middle n x s n_in ltac:(lra) ltac:(lra) ltac:(lra)). lra.
    + destruct (Rle_lt_dec (23 / 10) x); [apply slope_to_the_right; lra |].
      pose proof (slope_rises_in_the_middle n s x n_in ltac:(lra) ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma minimum_at_critical_point : forall n s : R, 6 <= n <= 7 -> 9 / 5 < s < 23 / 10 -> form_slope n s = 0 ->
  (forall x y : R, 0 < x < y -> y <= s -> fixed_point_form n y < fixed_point_form n x)
  /\ (forall x y : R, s <= x < y -> y <= 33 / 10 -> fixed_point_form n x < fixed_point_form n y).
Proof.
  intros n s n_in s_in zero. destruct (critical_point n n_in) as [c [c_in [c_zero [left right]]]].
  assert (s_eq : s = c).
  { destruct (Rtotal_order s c) as [lt | [eq | gt]]; [| exact eq |].
    - pose proof (left s ltac:(lra)). lra.
    - pose proof (right s ltac:(lra)). lra. }
  subst c. split; intros x y x_in y_le; destruct (form_increment n x y ltac:(lra) ltac:(lra)) as [z [z_in inc]].
  - pose proof (left z ltac:(lra)). nra.
  - pose proof (right z ltac:(lra)). nra.
Qed.

(* The concave part, up to the uniform point. *)

Lemma uniform_tangent_in : forall n : R, 6 <= n <= 7 -> 33 / 10 < sqrt (n ^ 2 - 2 * n) < 6.
Proof.
  intros n n_in. split.
  - rewrite <- (sqrt_pow2 (33 / 10)) by lra. apply sqrt_lt_1; nra.
  - rewrite <- (sqrt_pow2 6) by lra. apply sqrt_lt_1; nra.
Qed.

Lemma positive_after_nonnegative : forall n a s : R, 6 <= n <= 7 -> 33 / 10 <= a -> a < s < sqrt (n ^ 2 - 2 * n) ->
  0 <= fixed_point_form n a -> 0 < fixed_point_form n s.
Proof.
  intros n a s n_in a_ge s_in start. pose proof (uniform_tangent_in n n_in).
  pose proof (uniform_point_is_fixed n ltac:(lra)) as end_zero.
  destruct (form_increment n a s ltac:(lra) ltac:(lra)) as [c [c_in inc]].
  destruct (form_increment n s (sqrt (n ^ 2 - 2 * n)) ltac:(lra) ltac:(lra)) as [d [d_in dec]].
  pose proof (slope_falls_beyond n c d n_in ltac:(lra) ltac:(lra) ltac:(lra)).
  apply Rnot_le_lt. intro le.
  assert (form_slope n c <= 0) by (apply Rnot_lt_le; intro; nra).
  assert (0 <= form_slope n d) by (apply Rnot_lt_le; intro; nra).
  lra.
Qed.

Lemma rising_at_zero_beyond : forall n s : R, 6 <= n <= 7 -> 33 / 10 <= s < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> 0 < form_slope n s.
Proof.
  intros n s n_in s_in zero. pose proof (uniform_tangent_in n n_in).
  set (m := (s + sqrt (n ^ 2 - 2 * n)) / 2). assert (m_in : s < m < sqrt (n ^ 2 - 2 * n)) by (unfold m; lra).
  pose proof (positive_after_nonnegative n s m n_in ltac:(lra) m_in ltac:(lra)).
  destruct (form_increment n s m ltac:(lra) ltac:(lra)) as [c [c_in inc]].
  pose proof (slope_falls_beyond n s c n_in ltac:(lra) ltac:(lra) ltac:(lra)).
  assert (0 < form_slope n c) by (apply Rnot_le_lt; intro; nra). lra.
Qed.

(* A double zero is the minimum; it is positive before the fold and negative after it. *)

Lemma double_zero_in_the_middle : forall n s : R, 6 <= n <= 7 -> 0 < s < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> form_slope n s = 0 -> 9 / 5 < s < 23 / 10.
Proof.
  intros n s n_in s_in zero flat.
  destruct (Rle_lt_dec s (9 / 5)); [pose proof (slope_to_the_left n s n_in ltac:(lra)); lra |].
  destruct (Rle_lt_dec (33 / 10) s); [pose proof (rising_at_zero_beyond n s n_in ltac:(lra) zero); lra |].
  destruct (Rle_lt_dec (23 / 10) s); [pose proof (slope_to_the_right n s n_in ltac:(lra)); lra |].
  lra.
Qed.

Lemma positive_beside_minimum : forall n s x : R, 6 <= n <= 7 -> 9 / 5 < s < 23 / 10 -> form_slope n s = 0 ->
  0 <= fixed_point_form n s -> 0 < x < sqrt (n ^ 2 - 2 * n) -> x <> s -> 0 < fixed_point_form n x.
Proof.
  intros n s x n_in s_in flat least x_in different.
  destruct (minimum_at_critical_point n s n_in s_in flat) as [left right].
  destruct (Rlt_le_dec x s); [pose proof (left x s ltac:(lra) ltac:(lra)); lra |].
  destruct (Rle_lt_dec x (33 / 10)); [pose proof (right s x ltac:(lra) ltac:(lra)); lra |].
  apply (positive_after_nonnegative n (33 / 10)); try lra.
  pose proof (right s (33 / 10) ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma two_zeros_beside_minimum : forall n s : R, 6 <= n <= 7 -> 9 / 5 < s < 23 / 10 -> form_slope n s = 0 ->
  fixed_point_form n s < 0 -> exists a b : R, 0 < a < s /\ s < b < sqrt (n ^ 2 - 2 * n)
  /\ fixed_point_form n a = 0 /\ fixed_point_form n b = 0 /\ form_slope n a < 0 < form_slope n b
  /\ (forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> fixed_point_form n x = 0 -> x = a \/ x = b).
Proof.
  intros n s n_in s_in flat negative. pose proof (uniform_tangent_in n n_in) as u_in.
  destruct (minimum_at_critical_point n s n_in s_in flat) as [left right].
  destruct (critical_point n n_in) as [c [c_in [c_zero [falls rises]]]].
  assert (c_eq : c = s).
  { destruct (Rtotal_order s c) as [lt | [eq | gt]]; [| symmetry; exact eq |].
    - pose proof (falls s ltac:(lra)). lra.
    - pose proof (rises s ltac:(lra)). lra. }
  subst c.
  destruct (zero_where_the_form_falls n (1 / 5) s ltac:(lra) ltac:(lra) (form_positive_near_zero n n_in) negative)
    as [a [a_in a_zero]].
  destruct (positive_before_uniform n s ltac:(lra) ltac:(lra)) as [d [d_in positive]].
  destruct (zero_where_the_form_rises n s d ltac:(lra) ltac:(lra) negative positive) as [b [b_in b_zero]].
  exists a, b. split; [lra |]. split; [lra |]. split; [exact a_zero |]. split; [exact b_zero |]. split.
  - split; [apply falls; lra |].
    destruct (Rle_lt_dec b (33 / 10)); [apply rises; lra | apply rising_at_zero_beyond; lra].
  - assert (one_beyond : forall x y : R, s < x < y -> y < sqrt (n ^ 2 - 2 * n) ->
                         fixed_point_form n x = 0 -> fixed_point_form n y = 0 -> False).
    { intros x y x_in y_lt x_zero y_zero.
      destruct (Rle_lt_dec y (33 / 10)); [pose proof (right x y ltac:(lra) ltac:(lra)); lra |].
      destruct (Rle_lt_dec (33 / 10) x) as [x_ge | x_lt].
      - pose proof (positive_after_nonnegative n x y n_in x_ge ltac:(lra) ltac:(lra)). lra.
      - pose proof (right x (33 / 10) ltac:(lra) ltac:(lra)).
        pose proof (positive_after_nonnegative n (33 / 10) y n_in ltac:(lra) ltac:(lra) ltac:(lra)). lra. }
    intros x x_in x_zero. destruct (Rtotal_order x s) as [lt | [eq | gt]].
    + left. destruct (Rtotal_order x a) as [x_lt | [x_eq | x_gt]]; [| exact x_eq |].
      * pose proof (left x a ltac:(lra) ltac:(lra)). lra.
      * pose proof (left a x ltac:(lra) ltac:(lra)). lra.
    + subst x. lra.
    + right. destruct (Rtotal_order x b) as [x_lt | [x_eq | x_gt]]; [| exact x_eq |]; exfalso.
      * apply (one_beyond x b); lra.
      * apply (one_beyond b x); lra.
Qed.
