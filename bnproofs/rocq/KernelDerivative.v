(* The derivative of the ReLU kernel: of E relu(u) relu(v), with centred Gaussian u, v of variances a, b, covariance k.

   With rho = k/sqrt(ab) = cos theta strictly between -1 and 1, along any differentiable curve (a, b, k),

     d relu_kernel = sin theta/(4 pi) (sqrt(b/a) da + sqrt(a/b) db) + (pi - theta)/(2 pi) dk,

   and on the diagonal a = b = k it is da/2. The partial derivatives are the special cases of constant coordinates. *)

From Coq Require Import Reals Ratan Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField.
Open Scope R_scope.

(* The derivative that a rule of Coquelicot yields, as an equation between real numbers. *)
Ltac derivative_value :=
  match goal with |- @eq _ ?x ?y => change (@eq R x y) end;
  unfold scal, minus, plus, opp, zero, mult, one; cbn -[pow]; unfold mult; cbn -[pow].

Lemma acos_derivative : forall rho : R, -1 < rho < 1 -> is_derive acos rho (- / sqrt (1 - rho ^ 2)).
Proof.
  intros rho rho_in. apply is_derive_Reals.
  pose proof (derive_pt_acos rho rho_in) as value. rewrite Rsqr_pow2 in value.
  replace (- / sqrt (1 - rho ^ 2)) with (-1 / sqrt (1 - rho ^ 2)) by (unfold Rdiv; ring).
  apply derive_pt_eq_1 in value. exact value.
Qed.

Lemma kappa_derivative : forall rho : R, -1 < rho < 1 -> is_derive kappa rho ((PI - acos rho) / PI).
Proof.
  intros rho rho_in. pose proof PI_RGT_0.
  assert (square : 0 < 1 - rho ^ 2) by nra. pose proof (sqrt_lt_R0 _ square) as root.
  assert (sine : is_derive (fun x => sqrt (1 - x ^ 2)) rho (- rho / sqrt (1 - rho ^ 2))).
  { auto_derive; [lra |]. replace (1 + - (rho * (rho * 1))) with (1 - rho ^ 2) by ring. field. lra. }
  assert (angle : is_derive (fun x => PI - acos x) rho (/ sqrt (1 - rho ^ 2))).
  { evar_last; [exact (is_derive_minus (V := R_NormedModule) _ _ _ _ _ (is_derive_const PI rho)
                         (acos_derivative rho rho_in)) |].
    derivative_value. ring. }
  pose proof (is_derive_mult _ _ _ _ _ angle (is_derive_id rho) Rmult_comm) as product.
  pose proof (is_derive_plus (V := R_NormedModule) _ _ _ _ _ sine product) as total.
  pose proof (is_derive_scal _ _ (/ PI) _ total) as scaled.
  apply (is_derive_ext (fun x => / PI * (sqrt (1 - x ^ 2) + (PI - acos x) * x))).
  { intros x. unfold kappa. derivative_value. field. lra. }
  evar_last; [exact scaled |]. derivative_value. rewrite !Rmult_1_r. field. split; lra.
Qed.

Theorem relu_kernel_derivative : forall (a b k : R -> R) (x da db dk : R),
  is_derive a x da -> is_derive b x db -> is_derive k x dk ->
  0 < a x -> 0 < b x -> k x ^ 2 < a x * b x ->
  is_derive (fun y => relu_kernel (a y) (b y) (k y)) x
    (sqrt (1 - (k x / sqrt (a x * b x)) ^ 2) / (4 * PI) * (sqrt (b x / a x) * da + sqrt (a x / b x) * db)
     + (PI - acos (k x / sqrt (a x * b x))) / (2 * PI) * dk).
Proof.
  intros a b k x da db dk a_der b_der k_der a_pos b_pos strict. pose proof PI_RGT_0.
  pose proof (sqrt_lt_R0 _ a_pos) as root_a. pose proof (sqrt_lt_R0 _ b_pos) as root_b.
  pose proof (pow2_sqrt _ (Rlt_le _ _ a_pos)) as square_a. pose proof (pow2_sqrt _ (Rlt_le _ _ b_pos)) as square_b.
  assert (product_pos : 0 < a x * b x) by (apply Rmult_lt_0_compat; assumption).
  assert (norm_eq : sqrt (a x * b x) = sqrt (a x) * sqrt (b x)) by (apply sqrt_mult; lra).
  assert (norm_pos : 0 < sqrt (a x * b x)) by (apply sqrt_lt_R0, product_pos).
  pose proof (pow2_sqrt _ (Rlt_le _ _ product_pos)) as norm_square.
  set (rho := k x / sqrt (a x * b x)).
  assert (rho_square : rho ^ 2 < 1).
  { unfold rho. apply (Rmult_lt_reg_r (sqrt (a x * b x) ^ 2)); [lra |].
    replace ((k x / sqrt (a x * b x)) ^ 2 * sqrt (a x * b x) ^ 2) with (k x ^ 2) by (field; lra). lra. }
  assert (rho_in : -1 < rho < 1) by (split; nra).
  assert (norm_der : is_derive (fun y => sqrt (a y * b y)) x ((da * b x + a x * db) / (2 * sqrt (a x * b x)))).
  { pose proof (is_derive_mult _ _ _ _ _ a_der b_der Rmult_comm) as inner.
    pose proof (is_derive_sqrt (fun y => mult (a y) (b y)) x _ inner product_pos) as outer.
    evar_last; [exact outer |]. derivative_value. field. lra. }
  assert (rho_der : is_derive (fun y => k y / sqrt (a y * b y)) x
    ((dk * sqrt (a x * b x) - k x * ((da * b x + a x * db) / (2 * sqrt (a x * b x)))) / sqrt (a x * b x) ^ 2)).
  { pose proof (is_derive_div _ _ _ _ _ k_der norm_der (Rgt_not_eq _ _ norm_pos)) as quotient.
    evar_last; [exact quotient |]. derivative_value. field. lra. }
  pose proof (is_derive_comp (V := R_NormedModule) kappa (fun y => k y / sqrt (a y * b y)) _ _ _
                (kappa_derivative rho rho_in) rho_der) as inner.
  pose proof (is_derive_mult _ _ _ _ _ norm_der inner Rmult_comm) as product.
  pose proof (is_derive_scal _ _ (/ 2) _ product) as total.
  apply (is_derive_ext (fun y => / 2 * (sqrt (a y * b y) * kappa (k y / sqrt (a y * b y))))).
  { intros y. unfold relu_kernel. derivative_value. field. }
  evar_last; [exact total |]. derivative_value. fold rho.
  rewrite !sqrt_div by lra.
  assert (k_eq : k x = rho * (sqrt (a x) * sqrt (b x))) by (unfold rho; rewrite norm_eq; field; lra).
  unfold kappa. rewrite k_eq, norm_eq.
  remember (sqrt (1 - rho ^ 2)) as sine. remember (acos rho) as angle.
  remember (sqrt (a x)) as ra. remember (sqrt (b x)) as rb. rewrite <- square_a, <- square_b.
  field. repeat split; lra.
Qed.

(* The partial derivatives. *)

Corollary relu_kernel_by_covariance : forall a b k : R, 0 < a -> 0 < b -> k ^ 2 < a * b ->
  is_derive (relu_kernel a b) k ((PI - acos (k / sqrt (a * b))) / (2 * PI)).
Proof.
  intros a b k a_pos b_pos strict.
  pose proof (relu_kernel_derivative (fun _ => a) (fun _ => b) (fun y => y) k 0 0 1
                (is_derive_const a k) (is_derive_const b k) (is_derive_id k) a_pos b_pos strict) as total.
  evar_last; [exact total |]. derivative_value. ring.
Qed.

Corollary relu_kernel_by_variance : forall a b k : R, 0 < a -> 0 < b -> k ^ 2 < a * b ->
  is_derive (fun x => relu_kernel x b k) a (sqrt (1 - (k / sqrt (a * b)) ^ 2) / (4 * PI) * sqrt (b / a)).
Proof.
  intros a b k a_pos b_pos strict.
  pose proof (relu_kernel_derivative (fun y => y) (fun _ => b) (fun _ => k) a 1 0 0
                (is_derive_id a) (is_derive_const b a) (is_derive_const k a) a_pos b_pos strict) as total.
  evar_last; [exact total |]. derivative_value. ring.
Qed.

(* At rho = cos theta. *)

Corollary relu_kernel_by_covariance_at_angle : forall a b theta : R, 0 < a -> 0 < b -> 0 < theta < PI ->
  is_derive (relu_kernel a b) (sqrt (a * b) * cos theta) ((PI - theta) / (2 * PI)).
Proof.
  intros a b theta a_pos b_pos theta_in.
  assert (product_pos : 0 < a * b) by (apply Rmult_lt_0_compat; assumption).
  pose proof (sqrt_lt_R0 _ product_pos) as norm_pos. pose proof (pow2_sqrt _ (Rlt_le _ _ product_pos)) as square.
  pose proof (sin_gt_0 theta ltac:(lra) ltac:(lra)) as sine. pose proof (sin2_cos2 theta) as one. unfold Rsqr in one.
  assert (0 < a * b * sin theta ^ 2) by (apply Rmult_lt_0_compat; [exact product_pos | apply pow_lt, sine]).
  evar_last; [apply relu_kernel_by_covariance; try assumption |].
  - rewrite Rpow_mult_distr, square. replace (cos theta ^ 2) with (1 - sin theta ^ 2) by lra. lra.
  - replace (sqrt (a * b) * cos theta / sqrt (a * b)) with (cos theta) by (field; lra).
    rewrite acos_cos by lra. reflexivity.
Qed.

Corollary relu_kernel_by_variance_at_angle : forall a b theta : R, 0 < a -> 0 < b -> 0 < theta < PI ->
  is_derive (fun x => relu_kernel x b (sqrt (a * b) * cos theta)) a (sin theta / (4 * PI) * sqrt (b / a)).
Proof.
  intros a b theta a_pos b_pos theta_in.
  assert (product_pos : 0 < a * b) by (apply Rmult_lt_0_compat; assumption).
  pose proof (sqrt_lt_R0 _ product_pos) as norm_pos. pose proof (pow2_sqrt _ (Rlt_le _ _ product_pos)) as square.
  pose proof (sin_gt_0 theta ltac:(lra) ltac:(lra)) as sine. pose proof (sin2_cos2 theta) as one. unfold Rsqr in one.
  assert (0 < a * b * sin theta ^ 2) by (apply Rmult_lt_0_compat; [exact product_pos | apply pow_lt, sine]).
  evar_last; [apply relu_kernel_by_variance; try assumption |].
  - rewrite Rpow_mult_distr, square. replace (cos theta ^ 2) with (1 - sin theta ^ 2) by lra. lra.
  - replace (sqrt (a * b) * cos theta / sqrt (a * b)) with (cos theta) by (field; lra).
    replace (1 - cos theta ^ 2) with (sin theta ^ 2) by lra. rewrite sqrt_pow2 by lra. reflexivity.
Qed.

(* On the diagonal. *)

Theorem relu_kernel_diagonal_derivative : forall (a : R -> R) (x da : R), is_derive a x da -> 0 < a x ->
  is_derive (fun y => relu_kernel (a y) (a y) (a y)) x (da / 2).
Proof.
  intros a x da a_der a_pos.
  assert (a_cont : continuous a x) by (apply (ex_derive_continuous (V := R_NormedModule)); exists da; exact a_der).
  apply (is_derive_ext_loc (fun y => / 2 * a y)).
  - apply (filter_imp (fun y => 0 < a y)).
    + intros y y_pos. rewrite relu_kernel_diagonal by exact y_pos. derivative_value. field.
    + apply (a_cont (fun z => 0 < z)). apply open_gt, a_pos.
  - evar_last; [exact (is_derive_scal _ _ (/ 2) _ a_der) |]. derivative_value. field.
Qed.
