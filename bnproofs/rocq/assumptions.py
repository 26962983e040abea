"""The axioms that a theorem may rest on, and those that it does rest on."""

from __future__ import annotations

import re

from bnproofs.rocq.layout import LOGICAL_NAME
from bnproofs.rocq.summary import FILE, THEOREM

REALS, INTEGERS = "the real numbers", "machine integers of 63 bits"

PRIMITIVES = [
    "add",
    "addc",
    "addcarryc",
    "addmuldiv",
    "compare",
    "div",
    "diveucl",
    "diveucl_21",
    "eqb",
    "head0",
    "int",
    "land",
    "leb",
    "lor",
    "lsl",
    "lsr",
    "ltb",
    "lxor",
    "mod",
    "mul",
    "mulc",
    "sub",
    "subc",
    "subcarryc",
    "tail0",
]
"""The operations on machine integers that the tactic interval computes with: `PrimInt63`."""

SPECIFICATIONS = [
    "add_spec",
    "addc_def_spec",
    "addcarryc_def_spec",
    "addmuldiv_def_spec",
    "compare_def_spec",
    "div_spec",
    "diveucl_21_spec",
    "diveucl_def_spec",
    "eqb_correct",
    "eqb_refl",
    "head0_spec",
    "land_spec",
    "leb_spec",
    "lor_spec",
    "lsl_spec",
    "lsr_spec",
    "ltb_spec",
    "lxor_spec",
    "mod_spec",
    "mul_spec",
    "mulc_spec",
    "of_to_Z",
    "sub_spec",
    "subc_def_spec",
    "subcarryc_def_spec",
    "tail0_spec",
]
"""What the standard library assumes of these operations: `Uint63`."""

ALLOWED = {
    "ClassicalDedekindReals.sig_forall_dec": REALS,
    "ClassicalDedekindReals.sig_not_dec": REALS,
    "Classical_Prop.classic": "classical logic",
    "FunctionalExtensionality.functional_extensionality_dep": "functional extensionality",
    **{f"PrimInt63.{name}": INTEGERS for name in PRIMITIVES},
    **{f"Uint63.{name}": INTEGERS for name in SPECIFICATIONS},
}
"""The allowed axioms, and what they are about. Floating-point numbers are not among them."""

QUESTION = "Assumptions"
"""The name of the file that asks what the theorem assumes."""

BEGIN, END = "-- assumptions of the certificate --", "-- end of the assumptions --"
"""What is printed before and after the answer."""

_ENTRY = re.compile(r"([A-Za-z_][A-Za-z0-9_'.]*)(?: :(?: .*)?)?")


class ForbiddenAxiomError(ArithmeticError):
    """A theorem that rests on something else than the allowed axioms; the message names it."""


def question(library: str = LOGICAL_NAME, file: str = FILE, theorem: str = THEOREM) -> str:
    """The file that prints what a theorem assumes, that of the summary unless others are named, between two marks."""
    begin, end = (f'Goal True. idtac "{mark}". Abort.\n' for mark in (BEGIN, END))
    return f"From {library} Require Import {file}.\n{begin}Print Assumptions {library}.{file}.{theorem}.\n{end}"


def axioms(printed: str) -> tuple[str, ...]:
    """The names in what `Print Assumptions` printed between the marks, sorted; every line there is understood.

    The first line is "Axioms:". An axiom is a name and its type, from " :" on or on indented lines after the name.

    Raises:
        ForbiddenAxiomError: there is no such answer, or one that says anything else.
    """
    lines = printed.splitlines()
    if lines.count(BEGIN) != 1 or lines.count(END) != 1 or lines.index(BEGIN) > lines.index(END):
        raise ForbiddenAxiomError("the compiler did not list the assumptions")
    title, *listed = lines[lines.index(BEGIN) + 1 : lines.index(END)] or [""]
    if title != "Axioms:":
        raise ForbiddenAxiomError(f"the compiler did not list axioms: {title[:80]!r}")
    names: list[str] = []
    for line in listed:
        entry = _ENTRY.fullmatch(line)
        if entry is not None:
            names.append(entry[1])
        elif not (names and line.startswith("  ") and line.strip()):
            raise ForbiddenAxiomError(f"the compiler lists an assumption that is no axiom: {line[:80]}")
    if not names:
        raise ForbiddenAxiomError("the compiler did not list axioms: the list is empty")
    return tuple(sorted(set(names)))


def accounted(names: tuple[str, ...]) -> tuple[str, ...]:
    """What the axioms are about, each thing once.

    Raises:
        ForbiddenAxiomError: one of them is not allowed, or none is of the real numbers, of which every theorem speaks.
    """
    for name in names:
        if name not in ALLOWED:
            raise ForbiddenAxiomError(f"the proof assumes {name}, which is not an allowed axiom")
    about = tuple(dict.fromkeys(ALLOWED[name] for name in names))
    if REALS not in about:
        raise ForbiddenAxiomError("the compiler lists no axiom of the real numbers, of which the theorem speaks")
    return about
