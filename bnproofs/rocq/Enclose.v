(* Interval arithmetic with p bits decides signs and enclosures of the functions that claims name. The option i_prec selects
   arithmetic on the machine's integers, so that no property of its floating-point numbers is assumed. *)

From Coq Require Import Reals.
From Interval Require Import Tactic.
From BNProofs Require Import OddPointForm Eigenvalues Claims.

Ltac enclose p := unfold uniform_point; spectral_expression; interval with (i_prec p).

(* The same for all x of an interval: as it stands, and where that is too wide by the mean value theorem on parts of it. *)
Ltac enclose_over x p := spectral_expression;
  first [interval with (i_prec p) | interval with (i_bisect x, i_autodiff x, i_prec p, i_depth 4)].
