(* Interval arithmetic with p bits decides signs and enclosures of the functions that claims name. The option i_prec selects
   arithmetic on the machine's integers, so that no property of its floating-point numbers is assumed. *)

From Coq Require Import Reals.
From Interval Require Import Tactic.
From BNProofs Require Import OddPointForm Eigenvalues Claims.

Ltac enclose p := unfold uniform_point; spectral_expression; interval with (i_prec p).
