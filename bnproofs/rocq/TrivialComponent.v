(* The trivial eigenvalue at a fixed point is the derivative of the reduced map, d tau'/d tau = 1 + s F'/(2Y). *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From BNProofs Require Import ArctangentBounds OddPointForm MeanField Eigenvalues.
Open Scope R_scope.

Theorem trivial_eigenvalue_is_derivative : forall n s : R, 3 <= n -> 0 < s -> fixed_point_form n s = 0 ->
  is_derive (reduced_map n) (s ^ 2) (trivial_eigenvalue n s).
Proof.
  intros n s n_ge s_pos zero. pose proof (pow_lt s 2 s_pos) as tau_pos.
  pose proof (denominator_pos n s n_ge s_pos) as y_pos.
  assert (near : locally (s ^ 2)
            (fun x => x + x * (fixed_point_form n (sqrt x) / denominator n (sqrt x)) = reduced_map n x)).
  { exists (mkposreal _ tau_pos). intros x x_near. apply Rabs_def2 in x_near.
    unfold minus, plus, opp in x_near. simpl in x_near.
    assert (x_pos : 0 < x) by lra. pose proof (sqrt_lt_R0 x x_pos) as root_pos.
    pose proof (reduced_map_moves_by_the_form n (sqrt x) n_ge root_pos) as move. rewrite pow2_sqrt in move by lra.
    pose proof (denominator_pos n (sqrt x) n_ge root_pos).
    replace (reduced_map n x) with (x + (reduced_map n x - x)) by ring. rewrite move. field. lra. }
  apply (is_derive_ext_loc _ _ _ _ near).
  assert (root : is_derive sqrt (s ^ 2) (/ (2 * s))).
  { rewrite <- (sqrt_pow2 s) at 2 by lra. apply is_derive_Reals, derivable_pt_lim_sqrt, tau_pos. }
  assert (form : is_derive (fun x => fixed_point_form n (sqrt x)) (s ^ 2) (/ (2 * s) * form_slope n s)).
  { apply (is_derive_comp (V := R_NormedModule) (fixed_point_form n) sqrt); [| exact root].
    rewrite sqrt_pow2 by lra. apply form_slope_is_derivative; assumption. }
  assert (y_der : exists d, is_derive (fun x => denominator n (sqrt x)) (s ^ 2) d).
  { assert (inner : ex_derive (denominator n) (sqrt (s ^ 2))).
    { rewrite sqrt_pow2 by lra. unfold denominator.
      pose proof (half_tangent_derivative n s n_ge s_pos) as t_der.
      pose proof (defect_derivative _ (half_tangent_pos n s n_ge s_pos)) as q_der.
      pose proof (is_derive_comp (V := R_NormedModule) _ _ _ _ _ q_der t_der) as composed.
      apply @ex_derive_minus; [apply @ex_derive_plus; [apply ex_derive_const |] |].
      - apply @ex_derive_mult; [eexists; exact composed | auto_derive; exact I].
      - auto_derive. exact I. }
    destruct inner as [d d_der]. eexists.
    apply (is_derive_comp (V := R_NormedModule) (denominator n) sqrt); [exact d_der | exact root]. }
  destruct y_der as [d y_der].
  assert (y_neq : denominator n (sqrt (s ^ 2)) <> 0) by (rewrite sqrt_pow2; lra).
  pose proof (is_derive_div _ _ _ _ _ form y_der y_neq) as quotient.
  pose proof (is_derive_mult _ _ _ _ _ (is_derive_id (s ^ 2)) quotient Rmult_comm) as product.
  evar_last; [exact (is_derive_plus (V := R_NormedModule) _ _ _ _ _ (is_derive_id (s ^ 2)) product) |].
  unfold plus, mult, one, trivial_eigenvalue. simpl AbelianGroup.sort. cbn.
  rewrite !Rmult_1_r in *. replace (s * s) with (s ^ 2) by ring. rewrite sqrt_pow2, zero by lra. field. lra.
Qed.
