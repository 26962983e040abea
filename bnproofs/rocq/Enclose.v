(* Interval arithmetic with p bits decides signs and enclosures of the functions that claims name. The option i_prec selects
   arithmetic on the machine's integers, so that no property of its floating-point numbers is assumed. *)

From Coq Require Import Reals.
From Interval Require Import Tactic.
From BNProofs Require Import OddPointForm Eigenvalues Claims.

Ltac enclose p := unfold uniform_point; spectral_expression; interval with (i_prec p).

(* A sign on an interval of s, by the mean value theorem. *)
Ltac enclose_centred s p := spectral_expression; interval with (i_bisect s, i_autodiff s, i_prec p, i_depth 6).
