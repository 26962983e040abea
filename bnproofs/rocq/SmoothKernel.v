(* The ReLU kernel of smooth functions of a parameter h and a variable x is smooth, with the rate of change kernel_rate,
   where the variances are positive and the correlation is strictly between -1 and 1 (smooth_kernel). *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField KernelDerivative ParameterIntegral.
Open Scope R_scope.

Definition kernel_rate (a b k da db dk : R) : R :=
  sqrt (1 - (k / sqrt (a * b)) ^ 2) / (4 * PI) * (sqrt (b / a) * da + sqrt (a / b) * db)
  + (PI - acos (k / sqrt (a * b))) / (2 * PI) * dk.

Lemma plus_continuous : forall (f g : R * R -> R) (z : R * R), continuous f z -> continuous g z ->
  continuous (fun w => f w + g w) z.
Proof. intros f g z. apply (continuous_plus (V := R_NormedModule)). Qed.

Lemma mult_continuous : forall (f g : R * R -> R) (z : R * R), continuous f z -> continuous g z ->
  continuous (fun w => f w * g w) z.
Proof. intros f g z. apply (continuous_mult (K := R_AbsRing)). Qed.

Lemma minus_continuous : forall (f g : R * R -> R) (z : R * R), continuous f z -> continuous g z ->
  continuous (fun w => f w - g w) z.
Proof. intros f g z. apply (continuous_minus (V := R_NormedModule)). Qed.

Lemma quotient_continuous : forall (f g : R * R -> R) (z : R * R), continuous f z -> continuous g z -> g z <> 0 ->
  continuous (fun w => f w / g w) z.
Proof.
  intros f g z f_cont g_cont nonzero. apply mult_continuous; [exact f_cont |].
  apply (continuous_comp g Rinv); [exact g_cont | apply continuous_Rinv, nonzero].
Qed.

Lemma root_continuous : forall (f : R * R -> R) (z : R * R), continuous f z -> continuous (fun w => sqrt (f w)) z.
Proof. intros f z f_cont. apply (continuous_comp f sqrt); [exact f_cont | apply continuous_sqrt]. Qed.

Lemma kernel_continuous : forall (a b k da db dk : R * R -> R) (z : R * R),
  continuous a z -> continuous b z -> continuous k z -> continuous da z -> continuous db z -> continuous dk z ->
  0 < a z -> 0 < b z -> k z ^ 2 < a z * b z ->
  continuous (fun w => relu_kernel (a w) (b w) (k w)) z
  /\ continuous (fun w => kernel_rate (a w) (b w) (k w) (da w) (db w) (dk w)) z.
Proof.
  intros a b k da db dk z a_cont b_cont k_cont da_cont db_cont dk_cont a_pos b_pos strict. pose proof PI_RGT_0.
  assert (norm_cont : continuous (fun w => sqrt (a w * b w)) z) by (apply root_continuous, mult_continuous; assumption).
  assert (norm_pos : 0 < sqrt (a z * b z)) by (apply sqrt_lt_R0, Rmult_lt_0_compat; assumption).
  assert (rho_cont : continuous (fun w => k w / sqrt (a w * b w)) z)
    by (apply quotient_continuous; [exact k_cont | exact norm_cont | lra]).
  assert (rho_in : -1 < k z / sqrt (a z * b z) < 1).
  { assert (square : (k z / sqrt (a z * b z)) ^ 2 < 1).
    { pose proof (pow2_sqrt (a z * b z) ltac:(nra)) as norm_square.
      apply (Rmult_lt_reg_r (sqrt (a z * b z) ^ 2)); [nra |].
      replace ((k z / sqrt (a z * b z)) ^ 2 * sqrt (a z * b z) ^ 2) with (k z ^ 2) by (field; lra). lra. }
    split; nra. }
  assert (angle_cont : continuous (fun w => acos (k w / sqrt (a w * b w))) z).
  { apply (continuous_comp (fun w => k w / sqrt (a w * b w)) acos); [exact rho_cont |].
    apply (ex_derive_continuous (V := R_NormedModule)). eexists. apply acos_derivative, rho_in. }
  assert (kappa_cont : continuous (fun w => kappa (k w / sqrt (a w * b w))) z).
  { apply (continuous_comp (fun w => k w / sqrt (a w * b w)) kappa); [exact rho_cont |].
    apply (ex_derive_continuous (V := R_NormedModule)). eexists. apply kappa_derivative, rho_in. }
  assert (square_cont : continuous (fun w => (k w / sqrt (a w * b w)) ^ 2) z).
  { cbn [pow]. apply mult_continuous, mult_continuous; try exact rho_cont. apply continuous_const. }
  split.
  - apply quotient_continuous; [apply mult_continuous; assumption | apply continuous_const | lra].
  - assert (first : continuous (fun w => b w / a w) z) by (apply quotient_continuous; try assumption; lra).
    assert (second : continuous (fun w => a w / b w) z) by (apply quotient_continuous; try assumption; lra).
    pose proof (fun c : R => continuous_const c z : continuous (fun _ : R * R => c) z) as const.
    apply plus_continuous; apply mult_continuous; try assumption.
    + apply quotient_continuous; [| apply const | lra].
      apply root_continuous, minus_continuous; [apply const | assumption].
    + apply plus_continuous; apply mult_continuous; try assumption; apply root_continuous; assumption.
    + apply quotient_continuous; [| apply const | lra]. apply minus_continuous; [apply const | assumption].
Qed.

Lemma smooth_kernel : forall (a a' b b' k k' : R -> R -> R) (z : R * R),
  smooth a a' z -> smooth b b' z -> smooth k k' z ->
  0 < a (fst z) (snd z) -> 0 < b (fst z) (snd z) -> k (fst z) (snd z) ^ 2 < a (fst z) (snd z) * b (fst z) (snd z) ->
  smooth (fun h x => relu_kernel (a h x) (b h x) (k h x))
         (fun h x => kernel_rate (a h x) (b h x) (k h x) (a' h x) (b' h x) (k' h x)) z.
Proof.
  intros a a' b b' k k' z a_near b_near k_near a_pos b_pos strict.
  pose proof (smooth_continuous _ _ _ a_near) as a_cont. pose proof (smooth_continuous _ _ _ b_near) as b_cont.
  pose proof (smooth_continuous _ _ _ k_near) as k_cont.
  assert (near_a : locally z (fun w => 0 < a (fst w) (snd w))) by exact (a_cont _ (open_gt 0 _ a_pos)).
  assert (near_b : locally z (fun w => 0 < b (fst w) (snd w))) by exact (b_cont _ (open_gt 0 _ b_pos)).
  assert (near_strict : locally z (fun w => 0 < a (fst w) (snd w) * b (fst w) (snd w) - k (fst w) (snd w) ^ 2)).
  { apply (minus_continuous (fun w : R * R => a (fst w) (snd w) * b (fst w) (snd w))
             (fun w => k (fst w) (snd w) ^ 2) z).
    - apply mult_continuous; assumption.
    - cbn [pow]. apply mult_continuous, mult_continuous; try assumption. apply continuous_const.
    - apply (open_gt 0). lra. }
  refine (filter_imp (F := locally z) _ _ _ (filter_and _ _ (filter_and _ _ a_near b_near) (filter_and _ _ k_near
            (filter_and _ _ near_strict (filter_and _ _ near_a near_b))))).
  intros w [[[a_der [a_c a'_c]] [b_der [b_c b'_c]]] [[k_der [k_c k'_c]] [inside [a_p b_p]]]].
  split.
  { apply (relu_kernel_derivative (fun h => a h (snd w)) (fun h => b h (snd w)) (fun h => k h (snd w)));
      try assumption. lra. }
  apply (kernel_continuous (fun w : R * R => a (fst w) (snd w)) (fun w : R * R => b (fst w) (snd w))
    (fun w : R * R => k (fst w) (snd w)) (fun w : R * R => a' (fst w) (snd w)) (fun w : R * R => b' (fst w) (snd w))
    (fun w : R * R => k' (fst w) (snd w))); try assumption. exact (Rminus_gt_0_lt _ _ inside).
Qed.
