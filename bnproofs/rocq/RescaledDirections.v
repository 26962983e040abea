(* Spectral resolutions of directions that span both components of S_n at the uniform point.

   For orthonormal u, v of sum 0 the matrices uu^T, vv^T and C - uu^T - vv^T are a resolution, and lambda (uu^T - vv^T)
   has the eigenvalues lambda, - lambda, 0. Of this form are, for different points p, q, r, t,

     standard_direction_resolved     E_ii = (n-2) v_i, E_ij = - (v_i + v_j) with v = e_p - e_q, lambda = sqrt(n (n - 2))
     pair_direction_resolved         w = ab^T + ba^T with a = e_p - e_q, b = e_r - e_t, lambda = 2: symmetric, 0 on the
                                     diagonal and of row sums 0

   so the theorems of RescaledUniform.v are about directions that there are. *)

From Coq Require Import Reals Lra Lia Arith Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField BatchMatrix LayerDerivative UniformLinearisation
  RescaledStability RescaledMoments RescaledAtSimplex RescaledUniform.
Open Scope R_scope.

(* Matrices a C + b uu^T + c vv^T multiply as numbers (a, a + b, a + c). *)

Record orthonormal_pair (N : nat) (u v : nat -> R) : Prop := OrthonormalPair {
  sum_of_first : total N u = 0;
  sum_of_second : total N v = 0;
  square_of_first : total N (fun r => u r * u r) = 1;
  square_of_second : total N (fun r => v r * v r) = 1;
  product_of_both : total N (fun r => u r * v r) = 0 }.

Definition blend (N : nat) (u v : nat -> R) (a b c : R) : matrix := fun i j =>
  a * centring N i j + b * (u i * u j) + c * (v i * v j).

Lemma total_of_affine : forall (N : nat) (u v : nat -> R) (a b c a' b' c' : R), orthonormal_pair N u v ->
  total N (fun r => (a + b * u r + c * v r) * (a' + b' * u r + c' * v r)) = INR N * (a * a') + b * b' + c * c'.
Proof.
  intros N u v a b c a' b' c' [sum_u sum_v square_u square_v mixed].
  rewrite (total_ext N _ (fun r => a * a' + (a * b' + b * a') * u r + (a * c' + c * a') * v r
    + b * b' * (u r * u r) + c * c' * (v r * v r) + (b * c' + c * b') * (u r * v r))) by (intros; ring).
  rewrite !total_plus, !total_scale, total_constant.
  change (fun k => u k) with u. change (fun k => v k) with v. rewrite sum_u, sum_v, square_u, square_v, mixed. ring.
Qed.

Lemma product_of_blends : forall (N : nat) (u v : nat -> R) (a b c a' b' c' : R) (i j : nat),
  orthonormal_pair N u v -> 3 <= INR N -> (i < N)%nat -> (j < N)%nat ->
  total N (fun r => blend N u v a b c i r * blend N u v a' b' c' r j)
  = blend N u v (a * a') (a * b' + b * a' + b * b') (a * c' + c * a' + c * c') i j.
Proof.
  intros N u v a b c a' b' c' i j pair n_ge i_lt j_lt.
  set (row := fun r => - a / INR N + b * u i * u r + c * v i * v r).
  set (column := fun r => - a' / INR N + b' * u j * u r + c' * v j * v r).
  rewrite (total_ext N _ (fun r => row r * column r + (if (i =? r)%nat then a * column r else 0)
    + (if (j =? r)%nat then a' * row r else 0) + (if (i =? r)%nat then a * (if (r =? j)%nat then a' else 0) else 0))).
  - rewrite !total_plus, (total_delta N i (fun r => a * column r)), (total_delta N j (fun r => a' * row r)),
      (total_delta N i (fun r => a * (if (r =? j)%nat then a' else 0))) by assumption.
    unfold row at 1, column at 1. rewrite total_of_affine by exact pair. unfold blend, centring, row, column.
    destruct (i =? j)%nat; field; lra.
  - intros r _. unfold blend, centring, row, column. rewrite (Nat.eqb_sym j r).
    destruct (i =? r)%nat, (r =? j)%nat; field; lra.
Qed.

Definition pair_projectors (N : nat) (u v : nat -> R) (k : nat) : matrix :=
  match k with
  | O => blend N u v 0 1 0
  | S O => blend N u v 0 0 1
  | _ => blend N u v 1 (-1) (-1)
  end.

Definition pair_ranks (N k : nat) : nat := match k with O => 1 | S O => 1 | _ => N - 3 end.

Definition pair_eigenvalues (lambda : R) (k : nat) : R := match k with O => lambda | S O => - lambda | _ => 0 end.

Theorem resolution_of_pair : forall (N : nat) (u v : nat -> R), orthonormal_pair N u v -> 3 <= INR N ->
  resolution N 3 (pair_projectors N u v) (pair_ranks N).
Proof.
  intros N u v pair n_ge. assert (size : (3 <= N)%nat) by (apply INR_le; simpl; lra). split.
  - intros k i j _. assert (same : forall a b c, blend N u v a b c i j = blend N u v a b c j i).
    { intros a b c. unfold blend, centring. rewrite (Nat.eqb_sym j i). ring. }
    destruct k as [| [| k]]; apply same.
  - intros k l i j k_lt l_lt i_lt j_lt.
    destruct k as [| [| [| k]]], l as [| [| [| l]]]; try lia; cbn [pair_projectors Nat.eqb];
      rewrite product_of_blends by assumption; unfold blend; ring.
  - intros k k_lt. assert (trace : forall a b c, total N (fun i => blend N u v a b c i i) = a * (INR N - 1) + b + c).
    { intros a b c. rewrite (total_ext N _ (fun i => a * (1 - / INR N) + b * (u i * u i) + c * (v i * v i)))
        by (intros; unfold blend, centring; rewrite Nat.eqb_refl; reflexivity).
      rewrite !total_plus, !total_scale, total_constant, (square_of_first N u v pair), (square_of_second N u v pair).
      field. lra. }
    destruct k as [| [| [| k]]]; try lia; cbn [pair_projectors pair_ranks]; rewrite trace; try (simpl; ring).
    rewrite minus_INR by exact size. simpl. ring.
  - intros i j i_lt j_lt. cbn [total pair_projectors]. unfold blend. ring.
Qed.

Lemma combination_of_pair : forall (N : nat) (u v : nat -> R) (lambda : R) (i j : nat),
  combination 3 (pair_eigenvalues lambda) (pair_projectors N u v) i j = lambda * (u i * u j - v i * v j).
Proof.
  intros N u v lambda i j. unfold combination. cbn [total pair_projectors pair_eigenvalues]. unfold blend. ring.
Qed.

(* Vectors that are constant but for two, or four, points. *)

Definition two_points (p q : nat) (x y c : R) : nat -> R := fun k =>
  if (p =? k)%nat then x else if (q =? k)%nat then y else c.

Definition four_points (p q r t : nat) (x y z w : R) : nat -> R := fun k =>
  if (p =? k)%nat then x else if (q =? k)%nat then y else if (r =? k)%nat then z else if (t =? k)%nat then w else 0.

Ltac decide_points :=
  repeat match goal with |- context [(?a =? ?b)%nat] => destruct (Nat.eqb_spec a b); try lia end.

Lemma total_of_two_points : forall (N p q : nat) (x y c : R), (p < N)%nat -> (q < N)%nat -> p <> q ->
  total N (two_points p q x y c) = (INR N - 2) * c + x + y.
Proof.
  intros N p q x y c p_lt q_lt distinct. unfold two_points.
  rewrite (total_replace N p x (fun k => if (q =? k)%nat then y else c)) by exact p_lt.
  rewrite (total_replace N q y (fun _ => c)), total_constant by exact q_lt. decide_points. ring.
Qed.

Lemma product_of_two_points : forall (N p q : nat) (x y c x' y' c' : R), (p < N)%nat -> (q < N)%nat -> p <> q ->
  total N (fun k => two_points p q x y c k * two_points p q x' y' c' k) = (INR N - 2) * (c * c') + x * x' + y * y'.
Proof.
  intros N p q x y c x' y' c' p_lt q_lt distinct. rewrite <- (total_of_two_points N p q) by assumption.
  apply total_ext. intros k _. unfold two_points. destruct (p =? k)%nat, (q =? k)%nat; reflexivity.
Qed.

Definition distinct_points (N p q r t : nat) : Prop :=
  (p < N /\ q < N /\ r < N /\ t < N /\ p <> q /\ p <> r /\ p <> t /\ q <> r /\ q <> t /\ r <> t)%nat.

Lemma total_of_four_points : forall (N p q r t : nat) (x y z w : R), distinct_points N p q r t ->
  total N (four_points p q r t x y z w) = x + y + z + w.
Proof.
  intros N p q r t x y z w distinct. unfold distinct_points in distinct. unfold four_points.
  rewrite (total_replace N p x (fun k => if (q =? k)%nat then y else if (r =? k)%nat then z
                                         else if (t =? k)%nat then w else 0)) by lia.
  rewrite (total_replace N q y (fun k => if (r =? k)%nat then z else if (t =? k)%nat then w else 0)) by lia.
  rewrite (total_replace N r z (fun k => if (t =? k)%nat then w else 0)) by lia.
  rewrite (total_replace N t w (fun _ => 0)), total_constant by lia. decide_points. ring.
Qed.

Lemma product_of_four_points : forall (N p q r t : nat) (x y z w x' y' z' w' : R), distinct_points N p q r t ->
  total N (fun k => four_points p q r t x y z w k * four_points p q r t x' y' z' w' k)
  = x * x' + y * y' + z * z' + w * w'.
Proof.
  intros N p q r t x y z w x' y' z' w' distinct. rewrite <- (total_of_four_points N p q r t) by exact distinct.
  apply total_ext. intros k _. unfold four_points.
  destruct (p =? k)%nat, (q =? k)%nat, (r =? k)%nat, (t =? k)%nat; ring.
Qed.

Theorem standard_direction_resolved : forall N p q : nat, 3 <= INR N -> (p < N)%nat -> (q < N)%nat -> p <> q ->
  let v := two_points p q 1 (-1) 0 in total N v = 0 /\
  exists (P : nat -> matrix) (d : nat -> nat) (epsilon : nat -> R), resolution N 3 P d /\
  forall i j, uniform_direction N v (INR N - 2) (-1) i j = combination 3 epsilon P i j.
Proof.
  intros N p q n_ge p_lt q_lt distinct. cbv zeta. split; [rewrite total_of_two_points by assumption; ring |].
  set (n := INR N) in *. assert (quotient : 0 < n / (n - 2)) by (apply Rdiv_lt_0_compat; lra).
  set (r := sqrt (n / (n - 2))). assert (r_pos : 0 < r) by (apply sqrt_lt_R0, quotient).
  assert (square : r * r - 1 = 2 / (n - 2)) by (unfold r; rewrite sqrt_sqrt by lra; field; lra).
  assert (square_pos : 0 < r * r - 1) by (rewrite square; apply Rdiv_lt_0_compat; lra).
  assert (n_eq : n = 2 * (r * r) / (r * r - 1)).
  { replace (r * r) with (r * r - 1 + 1) by ring. rewrite square. field. lra. }
  clearbody r. clear square quotient.
  set (u := two_points p q ((1 + / r) / 2) ((-1 + / r) / 2) (- r / n)).
  set (v := two_points p q ((1 - / r) / 2) ((-1 - / r) / 2) (r / n)).
  assert (pair : orthonormal_pair N u v).
  { split; unfold u, v; rewrite ?total_of_two_points, ?product_of_two_points by assumption; fold n; rewrite n_eq; field;
      lra. }
  exists (pair_projectors N u v), (pair_ranks N), (pair_eigenvalues (n / r)).
  split; [apply resolution_of_pair; assumption |].
  intros i j. rewrite combination_of_pair. unfold uniform_direction, u, v, two_points.
  decide_points; rewrite n_eq; field; lra.
Qed.

Theorem pair_direction_resolved : forall N p q r t : nat, 4 <= INR N -> distinct_points N p q r t ->
  let a := two_points p q 1 (-1) 0 in let b := two_points r t 1 (-1) 0 in let w := fun i j => a i * b j + b i * a j in
  (forall i j, w i j = w j i) /\ (forall i, w i i = 0) /\ (forall i, total N (w i) = 0) /\
  exists (P : nat -> matrix) (d : nat -> nat) (epsilon : nat -> R), resolution N 3 P d /\
  forall i j, w i j = combination 3 epsilon P i j.
Proof.
  intros N p q r t n_ge distinct a b w. pose proof distinct as separate. unfold distinct_points in separate.
  set (u := four_points p q r t (1 / 2) (- 1 / 2) (1 / 2) (- 1 / 2)).
  set (v := four_points p q r t (1 / 2) (- 1 / 2) (- 1 / 2) (1 / 2)).
  assert (first : forall i, a i = u i + v i)
    by (intros i; unfold a, u, v, two_points, four_points; decide_points; field).
  assert (second : forall i, b i = u i - v i)
    by (intros i; unfold b, u, v, two_points, four_points; decide_points; field).
  assert (pair : orthonormal_pair N u v)
    by (split; unfold u, v; rewrite ?total_of_four_points, ?product_of_four_points by exact distinct; field).
  unfold w. split; [intros; ring |]. split; [| split].
  - intros i. unfold a, b, two_points. decide_points; ring.
  - intros i. rewrite total_plus, !total_scale. change (fun k => a k) with a. change (fun k => b k) with b.
    unfold a at 2, b at 1. rewrite !total_of_two_points by lia. ring.
  - exists (pair_projectors N u v), (pair_ranks N), (pair_eigenvalues 2).
    split; [apply resolution_of_pair; [exact pair | lra] |].
    intros i j. rewrite combination_of_pair, !first, !second. ring.
Qed.
