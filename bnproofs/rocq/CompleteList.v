(* The complete list of the fixed points of the odd-point family.

   exactly_three_rays, for every real n >= 7: among the recentred Gram matrices of n - 1 exchangeable points and one odd
   point (odd_family n tau, tau > 0) exactly three span a ray that the layer maps to itself: the odd point, with
   36/n^2 < tau < 81/n^2, the separating point, with 81/n^2 < tau < n^2 - 2n, and the uniform point, tau = n^2 - 2n.

   For every real n >= 3, if a < b < n^2 - 2n span fixed rays:

     three_rays_are_all                 a, b and n^2 - 2n are all that do
     reduced_map_between_fixed_points   the reduced map moves tau up below a, down between a and b, up between b and
                                        n^2 - 2n, and down beyond *)

From Coq Require Import Reals Lra Psatz.
From BNProofs Require Import OddPointForm MeanField OddPoint UniformPoint SeparatingPoint FixedPointCount.
Open Scope R_scope.

(* From tangents to rays: s = sqrt tau. *)

Lemma fixed_ray_of_square_root : forall n tau : R, 3 <= n -> 0 < tau ->
  (fixed_ray n (odd_family n tau) <-> fixed_point_form n (sqrt tau) = 0).
Proof.
  intros n tau n_ge tau_pos. rewrite <- fixed_ray_iff by (try apply sqrt_lt_R0; assumption).
  rewrite pow2_sqrt by lra. reflexivity.
Qed.

Lemma reduced_map_rises_iff : forall n tau : R, 3 <= n -> 0 < tau ->
  (tau < reduced_map n tau <-> 0 < fixed_point_form n (sqrt tau))
  /\ (reduced_map n tau < tau <-> fixed_point_form n (sqrt tau) < 0).
Proof.
  intros n tau n_ge tau_pos. pose proof (sqrt_lt_R0 tau tau_pos) as s_pos.
  pose proof (reduced_map_moves_by_the_form n (sqrt tau) n_ge s_pos) as move.
  pose proof (denominator_pos n (sqrt tau) n_ge s_pos) as y_pos.
  rewrite pow2_sqrt in move by lra.
  assert (factor : 0 < tau / denominator n (sqrt tau)) by (apply Rdiv_lt_0_compat; assumption).
  replace (tau * fixed_point_form n (sqrt tau) / denominator n (sqrt tau))
    with (tau / denominator n (sqrt tau) * fixed_point_form n (sqrt tau)) in move by (field; lra).
  split; split; intros sign; nra.
Qed.

(* Two fixed rays before the uniform point. *)

Lemma square_root_lt : forall a b : R, 0 < a < b -> 0 < sqrt a < sqrt b.
Proof. intros a b [a_pos lt]. split; [apply sqrt_lt_R0, a_pos | apply sqrt_lt_1; lra]. Qed.

Theorem three_rays_are_all : forall n a b : R, 3 <= n -> 0 < a < b -> b < n ^ 2 - 2 * n ->
  fixed_ray n (odd_family n a) -> fixed_ray n (odd_family n b) ->
  forall tau : R, 0 < tau -> (fixed_ray n (odd_family n tau) <-> tau = a \/ tau = b \/ tau = n ^ 2 - 2 * n).
Proof.
  intros n a b n_ge a_lt b_lt ray_a ray_b tau tau_pos.
  assert (uniform_ray : fixed_ray n (odd_family n (n ^ 2 - 2 * n)))
    by (apply fixed_ray_of_square_root; [exact n_ge | lra | apply uniform_point_is_fixed, n_ge]).
  split; [| intros [-> | [-> | ->]]; assumption].
  intros ray. apply fixed_ray_of_square_root in ray_a, ray_b, ray; try lra.
  pose proof (square_root_lt a b a_lt). pose proof (square_root_lt b (n ^ 2 - 2 * n) ltac:(lra)).
  destruct (complete_list n (sqrt a) (sqrt b) n_ge ltac:(lra) ltac:(lra) ltac:(lra) ray_a ray_b (sqrt tau)
              (sqrt_lt_R0 tau tau_pos) ray) as [e | [e | e]]; apply sqrt_inj in e; lra.
Qed.

Theorem reduced_map_between_fixed_points : forall n a b : R, 3 <= n -> 0 < a < b -> b < n ^ 2 - 2 * n ->
  fixed_ray n (odd_family n a) -> fixed_ray n (odd_family n b) ->
  (forall tau : R, 0 < tau < a -> tau < reduced_map n tau)
  /\ (forall tau : R, a < tau < b -> reduced_map n tau < tau)
  /\ (forall tau : R, b < tau < n ^ 2 - 2 * n -> tau < reduced_map n tau)
  /\ (forall tau : R, n ^ 2 - 2 * n < tau -> reduced_map n tau < tau).
Proof.
  intros n a b n_ge a_lt b_lt ray_a ray_b.
  apply fixed_ray_of_square_root in ray_a, ray_b; try lra.
  pose proof (square_root_lt a b a_lt). pose proof (square_root_lt b (n ^ 2 - 2 * n) ltac:(lra)).
  destruct (signs_of_three_zeros n (sqrt a) (sqrt b)) as [_ [_ [below [falling [rising beyond]]]]];
    try assumption; try lra.
  repeat split; intros tau tau_in; apply reduced_map_rises_iff; try lra.
  - apply below, square_root_lt. lra.
  - apply falling. split; apply square_root_lt; lra.
  - apply rising. split; apply square_root_lt; lra.
  - apply beyond, square_root_lt. lra.
Qed.

Theorem exactly_three_rays : forall n : R, 7 <= n -> exists tau_odd tau_separating : R,
  36 / n ^ 2 < tau_odd < 81 / n ^ 2
  /\ 81 / n ^ 2 < tau_separating < n ^ 2 - 2 * n
  /\ forall tau : R, 0 < tau ->
     (fixed_ray n (odd_family n tau) <-> tau = tau_odd \/ tau = tau_separating \/ tau = n ^ 2 - 2 * n).
Proof.
  intros n n_ge. destruct (fixed_rays n n_ge) as [a [b [a_in [b_in [ray_a [ray_b _]]]]]].
  assert (0 < 36 / n ^ 2) by (apply Rdiv_lt_0_compat; [| apply pow_lt]; lra).
  exists a, b. split; [exact a_in |]. split; [exact b_in |].
  apply three_rays_are_all; try assumption; lra.
Qed.
