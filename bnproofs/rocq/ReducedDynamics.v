(* Orbits of the reduced map of the odd-point family: every member of it, under layer after layer, up to scale.

   The reduced map tau -> tau' fixes 0 and the squares of the zeros of F, increases up to the uniform point n^2 - 2n and
   maps what lies beyond it beyond it (ReducedMap.v); tau' - tau has the sign of F. Hence, for every real n >= 3:

     layers_on_family      l layers map the member tau to a positive multiple of the member orbit n tau l;
     orbit_stays           between two fixed points below or at the uniform point an orbit stays
     orbit_rises           and tends to the upper one if F > 0 between them,
     orbit_falls           to the lower one if F < 0 between them;
     orbit_from_beyond     beyond the uniform point it tends to the uniform point if F < 0 there.

   Put together, with the signs of F as hypotheses:

     flows_with_three, basins_with_three   an odd point s^2, a separating point r^2 and the uniform point are the fixed
                                           points: from 0 < tau < r^2 to s^2, from r^2 < tau to n^2 - 2n
     flows_with_one                        the uniform point is the only one: from everywhere to n^2 - 2n *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField ReducedMap.
Open Scope R_scope.

Fixpoint orbit (n tau : R) (l : nat) : R := match l with O => tau | S k => reduced_map n (orbit n tau k) end.

(* Layers: the layer is homogeneous of degree 1. *)

Fixpoint layers (n : R) (l : nat) (K : gram) : gram := match l with O => K | S k => layer n (layers n k K) end.

Lemma relu_kernel_is_homogeneous : forall g a b k : R, 0 < g ->
  relu_kernel (g * a) (g * b) (g * k) = g * relu_kernel a b k.
Proof.
  intros g a b k g_pos. unfold relu_kernel.
  replace (g * a * (g * b)) with (g ^ 2 * (a * b)) by ring.
  rewrite sqrt_mult_alt, sqrt_pow2 by (try apply pow2_ge_0; lra).
  replace (g * k / (g * sqrt (a * b))) with (k / sqrt (a * b)); [field |].
  unfold Rdiv. rewrite Rinv_mult.
  replace (g * k * (/ g * / sqrt (a * b))) with (k * / sqrt (a * b) * (g * / g)) by ring.
  rewrite Rinv_r by lra. ring.
Qed.

Lemma layer_is_homogeneous : forall (n g : R) (K : gram), 3 <= n -> 0 < g -> layer n (scale g K) = scale g (layer n K).
Proof.
  intros n g K n_ge g_pos. unfold layer.
  replace (relu_moments (scale g K)) with (scale g (relu_moments K)).
  - unfold recentre, grand_mean, cluster_mean, odd_mean, scale. cbn [cluster pair cross odd]. f_equal; field; lra.
  - unfold relu_moments, scale. cbn [cluster pair cross odd]. rewrite !relu_kernel_is_homogeneous by exact g_pos.
    reflexivity.
Qed.

Lemma orbit_pos : forall n tau : R, 3 <= n -> 0 < tau -> forall l : nat, 0 < orbit n tau l.
Proof. intros n tau n_ge tau_pos l. induction l; [exact tau_pos | apply reduced_map_pos; assumption]. Qed.

Theorem layers_on_family : forall n tau : R, 3 <= n -> 0 < tau -> forall l : nat,
  exists g : R, 0 < g /\ layers n l (odd_family n tau) = scale g (odd_family n (orbit n tau l)).
Proof.
  intros n tau n_ge tau_pos l. induction l as [| l [g [g_pos image]]].
  - exists 1. split; [lra |]. simpl. unfold scale, odd_family. cbn [cluster pair cross odd]. f_equal; ring.
  - pose proof (orbit_pos n tau n_ge tau_pos l) as member_pos.
    exists (g * growth n (orbit n tau l)). split; [apply Rmult_lt_0_compat; [| apply growth_pos]; assumption |].
    simpl. rewrite image, layer_is_homogeneous, layer_on_family by assumption.
    unfold scale. cbn [cluster pair cross odd]. f_equal; ring.
Qed.

(* Fixed points and the direction of motion. *)

Lemma reduced_map_of_zero : forall n : R, reduced_map n 0 = 0.
Proof. intros n. unfold reduced_map, Rdiv. ring. Qed.

Lemma fixed_by_form : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 -> reduced_map n (s ^ 2) = s ^ 2.
Proof. intros n s n_ge s_pos. apply fixed_points_of_reduced_map; assumption. Qed.

Lemma form_at_fixed : forall n tau : R, 3 <= n -> 0 < tau -> reduced_map n tau = tau ->
  fixed_point_form n (sqrt tau) = 0.
Proof.
  intros n tau n_ge tau_pos fixed. apply fixed_points_of_reduced_map; [exact n_ge | apply sqrt_lt_R0, tau_pos |].
  rewrite pow2_sqrt by lra. exact fixed.
Qed.

Lemma orbit_of_fixed_point : forall n tau : R, reduced_map n tau = tau -> forall l : nat, orbit n tau l = tau.
Proof. intros n tau fixed l. induction l as [| l IH]; [reflexivity |]. simpl. rewrite IH. exact fixed. Qed.

Lemma moves_up : forall n tau : R, 3 <= n -> 0 < tau -> 0 < fixed_point_form n (sqrt tau) -> tau < reduced_map n tau.
Proof.
  intros n tau n_ge tau_pos sign. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (reduced_map_moves_by_the_form n (sqrt tau) n_ge s_pos) as move. rewrite pow2_sqrt in move by lra.
  assert (0 < tau * fixed_point_form n (sqrt tau) / denominator n (sqrt tau)); [| lra].
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply denominator_pos; assumption].
Qed.

Lemma moves_down : forall n tau : R, 3 <= n -> 0 < tau -> fixed_point_form n (sqrt tau) < 0 -> reduced_map n tau < tau.
Proof.
  intros n tau n_ge tau_pos sign. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (denominator_pos n (sqrt tau) n_ge s_pos) as y_pos.
  pose proof (reduced_map_moves_by_the_form n (sqrt tau) n_ge s_pos) as move. rewrite pow2_sqrt in move by lra.
  assert (0 < tau * - fixed_point_form n (sqrt tau) / denominator n (sqrt tau)).
  { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | assumption]. }
  replace (tau * - fixed_point_form n (sqrt tau) / denominator n (sqrt tau))
    with (- (tau * fixed_point_form n (sqrt tau) / denominator n (sqrt tau))) in * by (field; lra).
  lra.
Qed.

(* A positive limit of an orbit is a fixed point, by continuity. *)
Lemma limit_is_fixed : forall n tau limit : R, 3 <= n -> 0 < limit -> is_lim_seq (orbit n tau) limit ->
  reduced_map n limit = limit.
Proof.
  intros n tau limit n_ge limit_pos tends.
  pose proof (is_lim_seq_continuous _ _ _ (reduced_map_continuous n limit n_ge limit_pos) tends) as image.
  apply is_lim_seq_incr_1, is_lim_seq_unique in tends. apply is_lim_seq_unique in image. simpl in tends.
  rewrite image in tends. injection tends. trivial.
Qed.

(* A bounded monotone orbit tends to a point between its start and its bound. *)
Lemma limit_of_rising_orbit : forall n tau bound : R, (forall l : nat, orbit n tau l <= orbit n tau (S l)) ->
  (forall l : nat, orbit n tau l <= bound) -> exists limit : R, tau <= limit <= bound /\ is_lim_seq (orbit n tau) limit.
Proof.
  intros n tau bound rises bounded.
  destruct (ex_finite_lim_seq_incr _ bound rises bounded) as [limit tends]. exists limit. repeat split.
  - apply (is_lim_seq_incr_compare _ _ tends rises 0).
  - apply (is_lim_seq_le _ _ _ _ bounded tends (is_lim_seq_const bound)).
  - exact tends.
Qed.

Lemma limit_of_falling_orbit : forall n tau bound : R, (forall l : nat, orbit n tau (S l) <= orbit n tau l) ->
  (forall l : nat, bound <= orbit n tau l) -> exists limit : R, bound <= limit <= tau /\ is_lim_seq (orbit n tau) limit.
Proof.
  intros n tau bound falls bounded.
  destruct (ex_finite_lim_seq_decr _ bound falls bounded) as [limit tends]. exists limit. repeat split.
  - apply (is_lim_seq_le _ _ _ _ bounded (is_lim_seq_const bound) tends).
  - apply (is_lim_seq_decr_compare _ _ tends falls 0).
  - exact tends.
Qed.

(* Between two fixed points a < b, of which a may be 0, below or at the uniform point. *)

Theorem orbit_stays : forall n a b tau : R, 3 <= n -> 0 <= a -> b <= n ^ 2 - 2 * n ->
  reduced_map n a = a -> reduced_map n b = b -> a < tau < b -> forall l : nat, a < orbit n tau l < b.
Proof.
  intros n a b tau n_ge a_ge b_le a_fixed b_fixed tau_in l. induction l as [| l [above below]]; [exact tau_in |].
  simpl. split.
  - destruct a_ge as [a_pos | <-]; [| apply reduced_map_pos; assumption].
    rewrite <- a_fixed at 1. apply reduced_map_increasing; lra.
  - rewrite <- b_fixed. apply reduced_map_increasing; lra.
Qed.

Theorem orbit_rises : forall n a b tau : R, 3 <= n -> 0 <= a -> b <= n ^ 2 - 2 * n ->
  reduced_map n a = a -> reduced_map n b = b -> (forall x : R, a < x < b -> 0 < fixed_point_form n (sqrt x)) ->
  a < tau < b -> is_lim_seq (orbit n tau) b.
Proof.
  intros n a b tau n_ge a_ge b_le a_fixed b_fixed sign tau_in.
  pose proof (orbit_stays n a b tau n_ge a_ge b_le a_fixed b_fixed tau_in) as stays.
  destruct (limit_of_rising_orbit n tau b) as [limit [[limit_ge limit_le] tends]].
  - intros l. destruct (stays l). simpl. apply Rlt_le, moves_up; [exact n_ge | lra |]. apply sign. split; assumption.
  - intros l. apply Rlt_le, stays.
  - pose proof (limit_is_fixed n tau limit n_ge ltac:(lra) tends) as fixed.
    apply form_at_fixed in fixed; [| exact n_ge | lra].
    destruct limit_le as [limit_lt | <-]; [| exact tends].
    pose proof (sign limit ltac:(lra)). lra.
Qed.

Theorem orbit_falls : forall n a b tau : R, 3 <= n -> 0 <= a -> b <= n ^ 2 - 2 * n ->
  reduced_map n a = a -> reduced_map n b = b -> (forall x : R, a < x < b -> fixed_point_form n (sqrt x) < 0) ->
  a < tau < b -> is_lim_seq (orbit n tau) a.
Proof.
  intros n a b tau n_ge a_ge b_le a_fixed b_fixed sign tau_in.
  pose proof (orbit_stays n a b tau n_ge a_ge b_le a_fixed b_fixed tau_in) as stays.
  destruct (limit_of_falling_orbit n tau a) as [limit [[limit_ge limit_le] tends]].
  - intros l. destruct (stays l). simpl. apply Rlt_le, moves_down; [exact n_ge | lra |]. apply sign. split; assumption.
  - intros l. apply Rlt_le, stays.
  - destruct limit_ge as [limit_gt | ->]; [| exact tends].
    pose proof (limit_is_fixed n tau limit n_ge ltac:(lra) tends) as fixed.
    apply form_at_fixed in fixed; [| exact n_ge | lra].
    pose proof (sign limit ltac:(lra)). lra.
Qed.

(* Beyond the uniform point. *)
Theorem orbit_from_beyond : forall n tau : R, 3 <= n -> fixed_point_form n (sqrt (n ^ 2 - 2 * n)) = 0 ->
  (forall x : R, n ^ 2 - 2 * n < x -> fixed_point_form n (sqrt x) < 0) ->
  n ^ 2 - 2 * n < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n).
Proof.
  intros n tau n_ge uniform sign tau_gt. assert (uniform_pos : 0 < n ^ 2 - 2 * n) by nra.
  assert (stays : forall l : nat, n ^ 2 - 2 * n < orbit n tau l).
  { intros l. induction l as [| l IH]; [exact tau_gt |]. apply reduced_map_beyond; assumption. }
  destruct (limit_of_falling_orbit n tau (n ^ 2 - 2 * n)) as [limit [[limit_ge limit_le] tends]].
  - intros l. simpl. apply Rlt_le, moves_down; [exact n_ge | specialize (stays l); lra | apply sign, stays].
  - intros l. apply Rlt_le, stays.
  - destruct limit_ge as [limit_gt | ->]; [| exact tends].
    pose proof (limit_is_fixed n tau limit n_ge ltac:(lra) tends) as fixed.
    apply form_at_fixed in fixed; [| exact n_ge | lra].
    pose proof (sign limit limit_gt). lra.
Qed.

(* Signs in s = sqrt tau. *)

Lemma root_between : forall a b x : R, 0 <= a -> 0 <= b -> a ^ 2 < x < b ^ 2 -> a < sqrt x < b.
Proof.
  intros a b x a_ge b_ge [x_gt x_lt]. pose proof (pow2_ge_0 a).
  rewrite <- (sqrt_pow2 a a_ge), <- (sqrt_pow2 b b_ge). split; apply sqrt_lt_1_alt; lra.
Qed.

(* Where F changes from + to - for good it is 0. *)
Lemma zero_at_the_change : forall n a b : R, 3 <= n -> 0 <= a < b ->
  (forall x : R, a < x < b -> 0 < fixed_point_form n x) -> (forall x : R, b < x -> fixed_point_form n x < 0) ->
  fixed_point_form n b = 0.
Proof.
  intros n a b n_ge [a_ge a_lt] before after.
  destruct (Rtotal_order (fixed_point_form n b) 0) as [neg | [zero | pos]]; [exfalso | exact zero | exfalso].
  - destruct (zero_where_the_form_falls n ((a + b) / 2) b) as [x [x_in zero]]; try lra.
    + apply before. lra.
    + specialize (before x ltac:(lra)). lra.
  - destruct (zero_where_the_form_falls n b (b + 1)) as [x [x_in zero]]; try lra.
    + apply after. lra.
    + specialize (after x ltac:(lra)). lra.
Qed.

Lemma orbit_rises_in_s : forall n a b tau : R, 3 <= n -> 0 <= a < b -> b <= sqrt (n ^ 2 - 2 * n) ->
  (a = 0 \/ fixed_point_form n a = 0) -> fixed_point_form n b = 0 ->
  (forall x : R, a < x < b -> 0 < fixed_point_form n x) ->
  a ^ 2 < tau < b ^ 2 -> is_lim_seq (orbit n tau) (b ^ 2).
Proof.
  intros n a b tau n_ge a_in b_le a_zero b_zero sign tau_in.
  apply (orbit_rises n (a ^ 2)); [exact n_ge | apply pow2_ge_0 | | | | | exact tau_in].
  - rewrite <- (pow2_sqrt (n ^ 2 - 2 * n)) by nra. apply pow_incr. lra.
  - destruct a_in as [[a_pos | <-] _].
    + apply fixed_by_form; [exact n_ge | exact a_pos |]. destruct a_zero; lra.
    + rewrite pow_i by auto. apply reduced_map_of_zero.
  - apply fixed_by_form; [exact n_ge | lra | exact b_zero].
  - intros x x_in. apply sign, root_between; lra.
Qed.

Lemma orbit_falls_in_s : forall n a b tau : R, 3 <= n -> 0 < a < b -> b <= sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n a = 0 -> fixed_point_form n b = 0 ->
  (forall x : R, a < x < b -> fixed_point_form n x < 0) ->
  a ^ 2 < tau < b ^ 2 -> is_lim_seq (orbit n tau) (a ^ 2).
Proof.
  intros n a b tau n_ge a_in b_le a_zero b_zero sign tau_in.
  apply (orbit_falls n (a ^ 2) (b ^ 2)); [exact n_ge | apply pow2_ge_0 | | | | | exact tau_in].
  - rewrite <- (pow2_sqrt (n ^ 2 - 2 * n)) by nra. apply pow_incr. lra.
  - apply fixed_by_form; [exact n_ge | lra | exact a_zero].
  - apply fixed_by_form; [exact n_ge | lra | exact b_zero].
  - intros x x_in. apply sign, root_between; lra.
Qed.

Lemma orbit_from_beyond_in_s : forall n tau : R, 3 <= n -> fixed_point_form n (sqrt (n ^ 2 - 2 * n)) = 0 ->
  (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0) ->
  n ^ 2 - 2 * n < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n).
Proof.
  intros n tau n_ge uniform sign tau_gt. apply orbit_from_beyond; [exact n_ge | exact uniform | | exact tau_gt].
  intros x x_gt. apply sign, sqrt_lt_1_alt. split; [nra | exact x_gt].
Qed.

Lemma orbit_at_zero_of_form : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  is_lim_seq (orbit n (s ^ 2)) (s ^ 2).
Proof.
  intros n s n_ge s_pos zero. apply (is_lim_seq_ext (fun _ => s ^ 2)); [| apply is_lim_seq_const].
  intros l. symmetry. apply orbit_of_fixed_point, fixed_by_form; assumption.
Qed.

(* All together. *)

Theorem flows_with_three : forall n s r : R, 3 <= n -> 0 < s -> s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 ->
  (forall x : R, 0 < x < s -> 0 < fixed_point_form n x) ->
  (forall x : R, s < x < r -> fixed_point_form n x < 0) ->
  (forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x) ->
  (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0) ->
  (forall tau : R, 0 < tau < s ^ 2 -> is_lim_seq (orbit n tau) (s ^ 2))
  /\ (forall tau : R, s ^ 2 < tau < r ^ 2 -> is_lim_seq (orbit n tau) (s ^ 2))
  /\ (forall tau : R, r ^ 2 < tau < n ^ 2 - 2 * n -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n))
  /\ (forall tau : R, n ^ 2 - 2 * n < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n)).
Proof.
  intros n s r n_ge s_pos r_gt r_lt s_zero r_zero below falling rising beyond.
  assert (uniform : fixed_point_form n (sqrt (n ^ 2 - 2 * n)) = 0)
    by (apply (zero_at_the_change n r); [exact n_ge | lra | exact rising | exact beyond]).
  assert (square : sqrt (n ^ 2 - 2 * n) ^ 2 = n ^ 2 - 2 * n) by (apply pow2_sqrt; nra).
  repeat split; intros tau tau_in.
  - apply (orbit_rises_in_s n 0); solve [lra | left; reflexivity | exact below].
  - apply (orbit_falls_in_s n s r); try lra. exact falling.
  - rewrite <- square. apply (orbit_rises_in_s n r); solve [lra | right; exact r_zero | exact rising].
  - apply orbit_from_beyond_in_s; assumption.
Qed.

(* The basins: 0 < tau < r^2 of the odd point and r^2 < tau of the uniform point; the separating point stays. *)
Theorem basins_with_three : forall n s r : R, 3 <= n -> 0 < s -> s < r -> r < sqrt (n ^ 2 - 2 * n) ->
  fixed_point_form n s = 0 -> fixed_point_form n r = 0 ->
  (forall x : R, 0 < x < s -> 0 < fixed_point_form n x) ->
  (forall x : R, s < x < r -> fixed_point_form n x < 0) ->
  (forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x) ->
  (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0) ->
  (forall tau : R, 0 < tau < r ^ 2 -> is_lim_seq (orbit n tau) (s ^ 2))
  /\ (forall l : nat, orbit n (r ^ 2) l = r ^ 2)
  /\ (forall tau : R, r ^ 2 < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n)).
Proof.
  intros n s r n_ge s_pos r_gt r_lt s_zero r_zero below falling rising beyond.
  destruct (flows_with_three n s r n_ge s_pos r_gt r_lt s_zero r_zero below falling rising beyond)
    as [from_below [from_above [to_uniform from_beyond]]].
  assert (square : sqrt (n ^ 2 - 2 * n) ^ 2 = n ^ 2 - 2 * n) by (apply pow2_sqrt; nra).
  repeat split.
  - intros tau tau_in. destruct (Rtotal_order tau (s ^ 2)) as [lt | [-> | gt]].
    + apply from_below. lra.
    + apply orbit_at_zero_of_form; assumption.
    + apply from_above. lra.
  - apply orbit_of_fixed_point, fixed_by_form; [exact n_ge | lra | exact r_zero].
  - intros tau tau_in. destruct (Rtotal_order tau (n ^ 2 - 2 * n)) as [lt | [-> | gt]].
    + apply to_uniform. lra.
    + rewrite <- square. apply orbit_at_zero_of_form; [exact n_ge | lra |].
      apply (zero_at_the_change n r); [exact n_ge | lra | exact rising | exact beyond].
    + apply from_beyond, gt.
Qed.

Theorem flows_with_one : forall n : R, 3 <= n ->
  (forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x) ->
  (forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0) ->
  forall tau : R, 0 < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n).
Proof.
  intros n n_ge rising beyond tau tau_pos.
  assert (square : sqrt (n ^ 2 - 2 * n) ^ 2 = n ^ 2 - 2 * n) by (apply pow2_sqrt; nra).
  assert (s_pos : 0 < sqrt (n ^ 2 - 2 * n)) by (apply sqrt_lt_R0; nra).
  assert (uniform : fixed_point_form n (sqrt (n ^ 2 - 2 * n)) = 0)
    by (apply (zero_at_the_change n 0); [exact n_ge | lra | exact rising | exact beyond]).
  destruct (Rtotal_order tau (n ^ 2 - 2 * n)) as [lt | [-> | gt]].
  - rewrite <- square. apply (orbit_rises_in_s n 0); solve [lra | left; reflexivity | exact rising].
  - rewrite <- square. apply orbit_at_zero_of_form; assumption.
  - apply orbit_from_beyond_in_s; assumption.
Qed.
