(* What the claims of a certificate say, and what is left to check for one batch: signs and enclosures of numbers.

   A certificate is data: a batch of n points, intervals, exact fractions. A generated file states the claims of this
   file about these data. The numbered lemmas "..._from_..." reduce a claim to facts that interval arithmetic or
   exact arithmetic decides; they are proved here once for every n. *)

From Coq Require Import Reals ZArith Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import UniformPoint FixedPointCount ReducedDynamics.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField TwoClusters TwoClusterRay Eigenvalues.
Open Scope R_scope.

(* An interval is the pair of its ends. *)
Definition inside (x : R) (I : R * R) : Prop := fst I <= x <= snd I.

Definition norm_ratio_of_two (n k : R) : R := (n - k) / k.

(* Claim two-cluster-invariant: whatever the weights, n - k points at one place and k at another have disjoint supports
   after the ReLU; their ray is fixed by the mean-field layer, with this growth and norm ratio. *)
Definition two_cluster_invariant (n k ratio growth : R) : Prop :=
  (forall g : R, relu (first_group n k g) * relu (second_group n k g) = 0)
  /\ two_layer n k (two_places n k) = two_scale growth (two_places n k)
  /\ two_norm_ratio n k = ratio.

Lemma two_cluster_invariant_from_values : forall n k ratio growth : R, 0 < k < n ->
  norm_ratio_of_two n k = ratio -> two_growth n k = growth -> two_cluster_invariant n k ratio growth.
Proof.
  intros n k ratio growth k_in <- <-. unfold two_cluster_invariant. split; [| split].
  - intros g. apply disjoint_supports, k_in.
  - apply two_places_ray, k_in.
  - apply two_norm_ratio_is, k_in.
Qed.

(* The geometry of the ray: the cosine across, the norm ratio, the growth. (Within a cluster all points are equal.) *)
Definition two_cluster_geometry (n k cosine_across ratio growth : R) : Prop :=
  (forall G : two_gram, G = two_moments (two_places n k) -> across G / sqrt (first G * second G) = cosine_across)
  /\ two_norm_ratio n k = ratio /\ two_growth n k = growth.

Lemma two_cluster_geometry_from_values : forall n k cosine_across ratio growth : R, 0 < k < n ->
  cosine_across = 0 -> norm_ratio_of_two n k = ratio -> two_growth n k = growth ->
  two_cluster_geometry n k cosine_across ratio growth.
Proof.
  intros n k cosine_across ratio growth k_in -> <- <-. split; [| split].
  - intros G ->. rewrite moments_of_two_places by exact k_in. cbn [first across second].
    unfold Rdiv. apply Rmult_0_l.
  - apply two_norm_ratio_is, k_in.
  - reflexivity.
Qed.

(* Claim two-cluster-unstable, in closed form: one half, the slope of the kernel at correlation 1, over that growth. *)
Definition two_cluster_unstable (n k multiplier : R) : Prop :=
  1 / 2 / two_growth n k = multiplier /\ 1 < multiplier.

Lemma two_cluster_unstable_from_value : forall n k multiplier : R, 0 < k < n ->
  transverse_multiplier n k = multiplier -> two_cluster_unstable n k multiplier.
Proof.
  intros n k multiplier k_in <-. split.
  - symmetry. apply transverse_multiplier_is, k_in.
  - apply transverse_exceeds_one, k_in.
Qed.

(* Claims fixed-points and reduced-dynamics, where there are an odd point s^2 and a separating point r^2: the complete
   list of fixed rays of the family besides the ideal one (tau = 0), and the limit of every orbit of the reduced map. *)

Record signs_of_three (n s r : R) : Prop := SignsOfThree {
  order : 0 < s < r /\ r < sqrt (n ^ 2 - 2 * n);
  zero_at_odd : fixed_point_form n s = 0;
  zero_at_separating : fixed_point_form n r = 0;
  rises_to_odd : forall x : R, 0 < x < s -> 0 < fixed_point_form n x;
  falls_to_odd : forall x : R, s < x < r -> fixed_point_form n x < 0;
  rises_to_uniform : forall x : R, r < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x;
  falls_to_uniform : forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0
}.

Definition four_fixed_points (n s r : R) : Prop :=
  (0 < s < r /\ r < sqrt (n ^ 2 - 2 * n))
  /\ forall tau : R, 0 < tau ->
     (fixed_ray n (odd_family n tau) <-> tau = s ^ 2 \/ tau = r ^ 2 \/ tau = n ^ 2 - 2 * n).

Definition flows_of_four (n s r : R) : Prop :=
  (forall tau : R, 0 < tau < s ^ 2 -> is_lim_seq (orbit n tau) (s ^ 2))
  /\ (forall tau : R, s ^ 2 < tau < r ^ 2 -> is_lim_seq (orbit n tau) (s ^ 2))
  /\ (forall tau : R, r ^ 2 < tau < n ^ 2 - 2 * n -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n))
  /\ (forall tau : R, n ^ 2 - 2 * n < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n)).

(* ... and where there are none. *)

Record signs_of_one (n : R) : Prop := SignsOfOne {
  rises : forall x : R, 0 < x < sqrt (n ^ 2 - 2 * n) -> 0 < fixed_point_form n x;
  falls : forall x : R, sqrt (n ^ 2 - 2 * n) < x -> fixed_point_form n x < 0
}.

Definition two_fixed_points (n : R) : Prop :=
  forall tau : R, 0 < tau -> (fixed_ray n (odd_family n tau) <-> tau = n ^ 2 - 2 * n).

Definition flows_of_two (n : R) : Prop :=
  forall tau : R, 0 < tau -> is_lim_seq (orbit n tau) (n ^ 2 - 2 * n).

Lemma three_from_intervals : forall (n : R) (O S TO TS : R * R), 3 <= n ->
  0 < fst O < snd O -> snd O <= fst S -> fst S < snd S -> snd S ^ 2 < n ^ 2 - 2 * n ->
  0 < fixed_point_form n (fst O) -> fixed_point_form n (snd O) < 0 ->
  fixed_point_form n (fst S) < 0 -> 0 < fixed_point_form n (snd S) ->
  fst TO <= fst O ^ 2 -> snd O ^ 2 <= snd TO -> fst TS <= fst S ^ 2 -> snd S ^ 2 <= snd TS ->
  exists s r : R, signs_of_three n s r /\ inside s O /\ inside r S /\ inside (s ^ 2) TO /\ inside (r ^ 2) TS.
Proof.
  intros n O S TO TS n_ge O_in OS S_lt S_in f1 f2 f3 f4 o1 o2 s1 s2.
  destruct (three_from_signs n (fst O) (snd O) (fst S) (snd S))
    as [s [r [s_in [r_in [zs [zr [_ [sign1 [sign2 [sign3 sign4]]]]]]]]]]; try assumption; try lra.
  assert (r_lt : r < sqrt (n ^ 2 - 2 * n)).
  { apply Rlt_trans with (snd S); [lra |]. rewrite <- (sqrt_pow2 (snd S)) by lra.
    apply sqrt_lt_1_alt. split; [apply pow2_ge_0 | exact S_in]. }
  exists s, r. unfold inside. repeat split; try lra; try assumption.
  - apply Rle_trans with (1 := o1). apply pow_incr. lra.
  - apply Rle_trans with (2 := o2). apply pow_incr. lra.
  - apply Rle_trans with (1 := s1). apply pow_incr. lra.
  - apply Rle_trans with (2 := s2). apply pow_incr. lra.
Qed.

Lemma zeros_are_rays : forall n tau : R, 3 <= n -> 0 < tau ->
  (fixed_ray n (odd_family n tau) <-> fixed_point_form n (sqrt tau) = 0).
Proof.
  intros n tau n_ge tau_pos. pose proof (fixed_ray_iff n (sqrt tau) n_ge (sqrt_lt_R0 _ tau_pos)) as rays.
  rewrite pow2_sqrt in rays by lra. exact rays.
Qed.

Lemma uniform_root : forall n : R, 3 <= n -> 0 < sqrt (n ^ 2 - 2 * n) /\ sqrt (n ^ 2 - 2 * n) ^ 2 = n ^ 2 - 2 * n.
Proof. intros n n_ge. split; [apply sqrt_lt_R0; nra | apply pow2_sqrt; nra]. Qed.

Theorem four_fixed_points_from_signs : forall n s r : R, 3 <= n -> signs_of_three n s r -> four_fixed_points n s r.
Proof.
  intros n s r n_ge [[[s_pos s_lt] r_lt] zs zr f1 f2 f3 f4]. destruct (uniform_root n n_ge) as [u_pos u_square].
  unfold four_fixed_points. split; [lra |]. intros tau tau_pos.
  pose proof (sqrt_lt_R0 _ tau_pos) as root_pos. pose proof (pow2_sqrt tau (Rlt_le _ _ tau_pos)) as square.
  rewrite zeros_are_rays by assumption. split.
  - intros zero. rewrite <- u_square, <- square.
    destruct (complete_list n s r n_ge s_pos s_lt r_lt zs zr (sqrt tau) root_pos zero) as [-> | [-> | ->]]; tauto.
  - intros [-> | [-> | ->]]; [rewrite sqrt_pow2 by lra; exact zs | rewrite sqrt_pow2 by lra; exact zr |].
    apply uniform_point_is_fixed, n_ge.
Qed.

(* There is only one such list: s and r are determined by n. *)
Theorem four_fixed_points_unique : forall n s r s' r' : R, 3 <= n ->
  four_fixed_points n s r -> four_fixed_points n s' r' -> s = s' /\ r = r'.
Proof.
  intros n s r s' r' n_ge [[[s_pos s_lt] r_lt] list] [[[s_pos' s_lt'] r_lt'] list'].
  destruct (uniform_root n n_ge) as [u_pos u_square]. remember (sqrt (n ^ 2 - 2 * n)) as u.
  assert (into : forall x : R, 0 < x -> x < u -> (x = s \/ x = r) <-> (x = s' \/ x = r')).
  { intros x x_pos x_lt. pose proof (list (x ^ 2) ltac:(nra)) as a. pose proof (list' (x ^ 2) ltac:(nra)) as b.
    assert (square : forall y : R, 0 < y -> (x ^ 2 = y ^ 2 <-> x = y)).
    { intros y y_pos. split; [intros e; nra | intros ->; reflexivity]. }
    assert (not_uniform : x ^ 2 <> n ^ 2 - 2 * n) by (rewrite <- u_square; nra).
    pose proof (square s ltac:(lra)). pose proof (square r ltac:(lra)).
    pose proof (square s' ltac:(lra)). pose proof (square r' ltac:(lra)). tauto. }
  pose proof (into s s_pos ltac:(lra)). pose proof (into r ltac:(lra) r_lt).
  pose proof (into s' s_pos' ltac:(lra)). pose proof (into r' ltac:(lra) r_lt').
  destruct (Req_dec s s'), (Req_dec r r'); lra.
Qed.

Theorem flows_of_four_from_signs : forall n s r : R, 3 <= n -> signs_of_three n s r -> flows_of_four n s r.
Proof.
  intros n s r n_ge [[[s_pos s_lt] r_lt] zs zr f1 f2 f3 f4]. apply flows_with_three; assumption.
Qed.

Theorem two_fixed_points_from_signs : forall n : R, 3 <= n -> signs_of_one n -> two_fixed_points n.
Proof.
  intros n n_ge [f1 f2] tau tau_pos. destruct (uniform_root n n_ge) as [u_pos u_square].
  pose proof (sqrt_lt_R0 _ tau_pos) as root_pos. pose proof (pow2_sqrt tau (Rlt_le _ _ tau_pos)) as square.
  rewrite zeros_are_rays by assumption. split.
  - intros zero. destruct (Rtotal_order (sqrt tau) (sqrt (n ^ 2 - 2 * n))) as [lt | [e | gt]].
    + pose proof (f1 _ (conj root_pos lt)). lra.
    + rewrite <- square, e. exact u_square.
    + pose proof (f2 _ gt). lra.
  - intros ->. apply uniform_point_is_fixed, n_ge.
Qed.

Theorem flows_of_two_from_signs : forall n : R, 3 <= n -> signs_of_one n -> flows_of_two n.
Proof. intros n n_ge [f1 f2]. exact (flows_with_one n n_ge f1 f2). Qed.

Lemma square_inside : forall (s : R) (I J : R * R), inside s I -> 0 <= fst I -> fst J <= fst I ^ 2 -> snd I ^ 2 <= snd J ->
  inside (s ^ 2) J.
Proof.
  intros s I J [low high] pos below above. split.
  - apply Rle_trans with (1 := below). apply pow_incr. lra.
  - apply Rle_trans with (2 := above). apply pow_incr. lra.
Qed.

(* Claim enclosure: the angle, tau, the cosines and the norm ratio after the ReLU, and the growth, at the point. *)
Definition geometry (n s : R) (angle tau cosine cosine_odd ratio growth : R * R) : Prop :=
  inside (theta n s) angle /\ inside (s ^ 2) tau /\ inside (cos_cluster n s) cosine
  /\ inside (cos_odd n s) cosine_odd /\ inside (norm_ratio n s) ratio /\ inside (growth_at n s) growth.

(* Claim spectrum. The radius is the largest size of an eigenvalue. *)
Definition odd_spectrum (n s : R) (trivial larger smaller pairs radius : R * R) : Prop :=
  inside (trivial_eigenvalue n s) trivial
  /\ 0 < standard_discriminant n s
  /\ inside (standard_larger n s) larger /\ inside (standard_smaller n s) smaller
  /\ inside (pair_eigenvalue n s) pairs
  /\ inside (Rmax (Rabs (trivial_eigenvalue n s)) (Rmax (Rabs (standard_larger n s))
       (Rmax (Rabs (standard_smaller n s)) (Rabs (pair_eigenvalue n s))))) radius.

Definition uniform_point (n : R) : R := sqrt (n ^ 2 - 2 * n).

Definition uniform_spectrum (n s : R) (standard pairs radius : R * R) : Prop :=
  inside (uniform_standard n s) standard /\ inside (uniform_pair n s) pairs
  /\ inside (Rmax (Rabs (uniform_standard n s)) (Rabs (uniform_pair n s))) radius.

Definition uniform_spectrum_of_three (n s : R) (standard radius : R * R) : Prop :=
  inside (uniform_standard n s) standard /\ inside (Rabs (uniform_standard n s)) radius.

(* The multiplicities of the components; with the scale mode they fill the n(n-1)/2 dimensions of recentred matrices. *)
Definition odd_multiplicities (n trivial standard pairs : Z) : Prop :=
  (trivial = 1 /\ standard = n - 2 /\ 2 * pairs = (n - 1) * (n - 4)
   /\ 2 * (trivial + 2 * standard + pairs + 1) = n * (n - 1))%Z.

Definition uniform_multiplicities (n standard pairs : Z) : Prop :=
  (standard = n - 1 /\ 2 * pairs = n * (n - 3) /\ 2 * (standard + pairs + 1) = n * (n - 1))%Z.

Definition two_cluster_multiplicities (n k transverse transverse_apart first second mixed : Z) : Prop :=
  (2 * transverse = (n - k) * (n - k - 1) /\ 2 * transverse_apart = k * (k - 1) /\ first = n - k - 1 /\ second = k - 1
   /\ mixed = (n - k - 1) * (k - 1)
   /\ 2 * (transverse + transverse_apart + first + second + mixed + 1) = n * (n - 1))%Z.

(* Claim stability. *)
Definition size_below_one (x : R) : Prop := - 1 < x < 1.
Definition size_above_one (x : R) : Prop := x < - 1 \/ 1 < x.

Definition odd_stable (n s : R) : Prop :=
  size_below_one (trivial_eigenvalue n s) /\ size_below_one (standard_larger n s)
  /\ size_below_one (standard_smaller n s) /\ size_below_one (pair_eigenvalue n s).

Definition odd_unstable (n s : R) : Prop :=
  size_above_one (trivial_eigenvalue n s) \/ size_above_one (standard_larger n s)
  \/ size_above_one (standard_smaller n s) \/ size_above_one (pair_eigenvalue n s).

Definition uniform_stable (n s : R) : Prop := size_below_one (uniform_standard n s) /\ size_below_one (uniform_pair n s).

Definition uniform_stable_of_three (n s : R) : Prop := size_below_one (uniform_standard n s).

Lemma tau_of_uniform : forall n : R, 3 <= n -> uniform_point n ^ 2 = n ^ 2 - 2 * n.
Proof. intros n n_ge. apply uniform_root, n_ge. Qed.

Lemma norm_ratio_of_uniform : forall n : R, 3 <= n -> norm_ratio n (uniform_point n) = 1.
Proof.
  intros n n_ge. unfold norm_ratio. rewrite tau_of_uniform by exact n_ge.
  replace (1 + (n ^ 2 - 2 * n)) with ((n - 1) ^ 2) by ring. rewrite sqrt_pow2 by lra. field. lra.
Qed.

(* An interval contains what lies between its ends; a size is bounded by both signs. *)

Lemma size_at_most : forall x b : R, - b <= x <= b -> Rabs x <= b.
Proof. intros x b x_in. apply Rabs_le. lra. Qed.

Lemma size_at_least : forall x b : R, b <= x \/ x <= - b -> b <= Rabs x.
Proof.
  intros x b [x_ge | x_le].
  - apply Rle_trans with x; [exact x_ge | apply Rle_abs].
  - apply Rle_trans with (- x); [lra | rewrite <- Rabs_Ropp; apply Rle_abs].
Qed.

(* Field arithmetic decides exact values. *)

Ltac exact_value := unfold two_growth, transverse_multiplier, standard_multiplier, norm_ratio_of_two, weight; field; lra.

(* The largest of several sizes lies between two numbers: every size is at most the upper one, one is at least the lower. *)

Ltac largest_at_most := repeat apply Rmax_lub; apply size_at_most; lra.
Ltac largest_at_least :=
  first [ apply size_at_least; lra
        | apply Rle_trans with (2 := Rmax_l _ _); apply size_at_least; lra
        | apply Rle_trans with (2 := Rmax_r _ _); largest_at_least ].
Ltac largest := split; [largest_at_least | largest_at_most].
Ltac largest_is := apply Rle_antisym; [largest_at_most | largest_at_least].
